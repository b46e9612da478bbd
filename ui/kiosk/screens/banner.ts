/** Who is in front of the camera: on every screen of a visit, never cut short. */
import { html, type TemplateResult } from 'lit';
import { dateWritten, nameWritten, nhsNumberWritten } from '../../parts/written.ts';
import type { Visit } from '../shots.ts';

/** Longer names are written smaller, and over two lines, rather than shortened. */
const longNameLength = 24;
const veryLongNameLength = 60;

export function banner(patient: Visit['patient']): TemplateResult {
  const name = nameWritten(patient);
  const size = name.length > veryLongNameLength ? 'very-long' : name.length > longNameLength ? 'long' : '';
  return html`<header class="banner">
    <h1 class=${size} tabindex="-1">${name}</h1>
    <p><span>Born</span> <b>${dateWritten(patient.dateOfBirth)}</b></p>
    <p><span>NHS number</span> <b>${nhsNumberWritten(patient.nhsNumber)}</b></p>
  </header>`;
}
