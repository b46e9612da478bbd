/** What was begun before the lock: whoever stands here now may be another patient, so somebody says whether it goes on. */
import { html, type TemplateResult } from 'lit';
import { counted, dateWritten, nhsNumberWritten } from '../../../parts/written.ts';
import { birthDate, type Draft, nhsNumberDigits } from './draft.ts';

export function keptStep(draft: Draft, goOn: () => void, discard: () => void): TemplateResult {
  return html`<section class="columns">
    <div class="content">
      <h1 tabindex="-1">You have begun to register somebody</h1>
      <p class="kept"><b>${whoWritten(draft)}</b></p>
      <p>${soFar(draft)}</p>
      <p>It was kept while the screen was locked. Go on only if you hold <b>this patient’s</b> letter.</p>
    </div>
    <div class="actions">
      <button data-target="secondary" @click=${discard}>Discard it</button>
      <button class="call" data-target="shutter" @click=${goOn}>Go on</button>
    </div>
  </section>`;
}

function whoWritten({ familyName, givenName }: Draft): string {
  const names = [familyName.trim().toLocaleUpperCase('en-GB'), givenName.trim()].filter((name) => name !== '');
  return names.length === 0 ? 'No name yet' : names.join(', ');
}

/** `born 28 Feb 1980, NHS 999 000 0093, 2 lesions`: what is whole already. */
function soFar({ birth, nhsNumber, lesions }: Draft): string {
  const date = birthDate(birth);
  const known = [
    ...(date === undefined ? [] : [`born ${dateWritten(date)}`]),
    ...(nhsNumber.length < nhsNumberDigits ? [] : [`NHS ${nhsNumberWritten(nhsNumber)}`]),
    ...(lesions.length === 0 ? [] : [counted(lesions.length, 'lesion', 'lesions')]),
  ];
  return known.join(', ');
}
