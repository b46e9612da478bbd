/** An interruption: several people of today could be taken for each other. They stand side by side, and nobody is chosen. */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LookAlikeView } from '../../../services/station/api/view.ts';
import type { AppointmentId } from '../../../services/wire/ids.ts';
import type { Paging } from '../../parts/paging.ts';
import { nameWritten, nhsNumberWritten } from '../../parts/written.ts';

/** Cards grow for names and addresses that need more lines: neither is cut short. */
const longCardLength = 56;

export interface LookAlikeParts {
  readonly people: readonly LookAlikeView[];
  readonly pages: Paging;
  readonly here: (appointment: AppointmentId) => void;
  readonly nobody: () => void;
}

export function lookAlikeStep({ people, pages, here, nobody }: LookAlikeParts): TemplateResult {
  const long = people.some((person) => nameWritten(person).length + (person.addressLine?.length ?? 0) > longCardLength);
  return html`<div class="content">
      <h2 tabindex="-1"><span class="careful" aria-hidden="true">!</span> Ask: which of these are you?</h2>
      <div class="body paged alike">
        <ol class="rows ${long ? 'long' : ''}" ${ref(pages.rows)}>
          ${pages.slice(people).map((person) => card(person, here))}
        </ol>
        ${pages.buttons(people.length, 'Before', 'More')}
      </div>
    </div>
    <div class="actions">
      <p class="why">${likenessWords(people)}</p>
      <button data-target="secondary" @click=${nobody}>None of them: not this patient</button>
    </div>`;
}

function card(person: LookAlikeView, here: (appointment: AppointmentId) => void): TemplateResult {
  return html`<li>
    <button class="card" data-target="primary" @click=${() => here(person.appointment)}>
      <b>${nameWritten(person)}</b>
      <span class="address">${person.addressLine ?? 'No address on the letter'}</span>
      <span class="facts"><span>NHS ${nhsNumberWritten(person.nhsNumber)}</span> <span>at ${person.time}</span></span>
    </button>
  </li>`;
}

/** Why it is asked. The birthday itself is not told: it is asked blind. */
function likenessWords(people: readonly LookAlikeView[]): string {
  const surname = people.some(({ likeness }) => likeness !== 'same-birthday');
  const birthday = people.some(({ likeness }) => likeness !== 'same-surname');
  const what = surname && birthday ? 'surname or birthday' : surname ? 'surname' : 'birthday';
  return `They have the same ${what}, and all are in today’s clinic.`;
}
