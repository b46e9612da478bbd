/** Everything once more, to be compared with the letter; and whether somebody like that is in today's list after all. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AppointmentView } from '../../../../services/station/api/view.ts';
import { dateWritten, nameWritten, nhsNumberWritten } from '../../../parts/written.ts';
import { birthDate, type Step } from './draft.ts';
import { placed } from './lesion-steps.ts';
import type { StepParts } from './screen.ts';

/** More letters have no room here: they were compared a step before. */
const lesionsShownMax = 150;

export function checkStep(
  { draft, back }: StepParts,
  clinic: readonly AppointmentView[],
  change: (step: Step) => void,
  send: () => void,
): TemplateResult {
  const lesions = draft.lesions.map((lesion, index) => `${index + 1} ${placed(lesion)}`).join(', ');
  const listed = clinic.find(({ nhsNumber }) => nhsNumber === draft.nhsNumber);
  const row = (words: string, value: string, step: Step) => html`<li>
    <span>${words}</span>
    <b>${value}</b>
    <button @click=${() => change(step)}>Change<span class="unseen"> ${words}</span></button>
  </li>`;
  return html`<section class="columns">
    <div class="content">
      <h1 tabindex="-1">Compare with the letter</h1>
      ${listed ? html`<p class="wrong" role="alert"><span aria-hidden="true">!</span> This NHS number is in today’s list: ${nameWritten(listed)}, ${listed.time}. Open that row instead.</p>` : nothing}
      <ul class="check">
        ${row('Name', nameWritten(draft), 'family-name')}
        ${row('Born', dateWritten(birthDate(draft.birth) ?? ''), 'birth')}
        ${row('NHS number', nhsNumberWritten(draft.nhsNumber), 'number')}
        ${row('Lesions', lesions.length > lesionsShownMax ? `${draft.lesions.length}, as in the list before` : lesions, 'lesions')}
      </ul>
    </div>
    <div class="actions">
      <p class="quiet">The hospital has to find the referral: this takes longer than a booked visit.</p>
      <button data-target="secondary" @click=${back}>Back</button>
      <button class="call" data-target="shutter" @click=${send}>Register and open</button>
    </div>
  </section>`;
}
