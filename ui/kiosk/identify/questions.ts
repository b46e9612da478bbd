/**
 * Three open questions, answered by the patient. Name and address are compared by the photographer and ticked; day and
 * month of birth are typed without knowing them, and the station compares.
 *
 *   ┌──────────────────────┬───────────┬──────────┐
 *   │ full name          ✓ │ 1   2   3 │ Not this │
 *   │ first line of …    ○ │ 4   5   6 │ patient  │
 *   │ date of birth        │ 7   8   9 ├──────────┤
 *   │   Day 3    Month _   │ C   0   ⌫ │ Compare  │
 *   └──────────────────────┴───────────┴──────────┘
 */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { IdentifyView, VisitView } from '../../../services/station/api/view.ts';
import { counted, nameWritten } from '../../parts/written.ts';
import '../../parts/typing/number-pad.ts';
import { type Birthday, dateOf, type Field, keyed, retyped } from './birthday.ts';

export interface Heard {
  readonly name: boolean;
  readonly address: boolean;
}

export interface QuestionsParts {
  readonly identify: IdentifyView;
  readonly named: VisitView['named'];
  readonly heard: Heard;
  readonly birthday: Birthday;
  readonly hear: (heard: Heard) => void;
  readonly type: (birthday: Birthday) => void;
  readonly compare: () => void;
  readonly notThis: () => void;
}

/** Whether everything was asked; an address that the referral has not cannot be. */
export function isComplete(identify: IdentifyView, heard: Heard, birthday: Birthday): boolean {
  const address = heard.address || identify.addressLine === undefined;
  return heard.name && address && dateOf(birthday) !== undefined;
}

export function questionsStep(parts: QuestionsParts): TemplateResult {
  const { identify, named, heard, birthday, hear, type, compare, notThis } = parts;
  const ready = isComplete(identify, heard, birthday);
  return html`<div class="content">
      ${heading(identify)}
      <div class="body asking">
        ${said('Please tell me your full name', nameWritten(named), heard.name, () => hear({ ...heard, name: !heard.name }))}
        ${
          identify.addressLine === undefined
            ? html`<p class="no-address quiet">No address to compare: there is none on the referral letter.</p>`
            : said('… the first line of your address', identify.addressLine, heard.address, () =>
                hear({ ...heard, address: !heard.address }),
              )
        }
        <div class="birth" role="group" aria-label="Date of birth, as the patient says it">
          ${
            identify.wrongBirthdays > 0
              ? html`<p><b>Ask again: it is not the one in the list.</b></p>`
              : html`<p>“… your date of birth” <span class="quiet">Type what you hear.</span></p>`
          }
          ${field('day', 'Day', parts)} ${field('month', 'Month', parts)}
        </div>
      </div>
    </div>
    <number-pad
          label=${birthday.at === 'day' ? 'Day of birth' : 'Month of birth'}
          .digitsMax=${2}
          .value=${live(birthday[birthday.at])}
          @typed=${(event: CustomEvent<string>) => type(keyed(birthday, event.detail))}
          @enter=${() => ready && compare()}
        ></number-pad>
    <div class="actions">
      <button data-target="secondary" @click=${notThis}>Not this patient</button>
      <button class=${ready ? 'call' : ''} data-target="shutter" aria-disabled=${!ready} @click=${() => ready && compare()}>
        ${ready ? 'Yes, and compare' : 'Ask all three'}
      </button>
    </div>`;
}

function heading({ wrongBirthdays, again }: IdentifyView): TemplateResult {
  if (wrongBirthdays > 0) {
    return html`<h2 tabindex="-1" class="wrong">
      <span aria-hidden="true">✕</span> Another birthday, ${counted(wrongBirthdays, 'time', 'times')}
    </h2>`;
  }
  return html`<h2 tabindex="-1">${again ? 'It was locked: ask again' : 'Ask, and tick what is said'}</h2>`;
}

function said(question: string, expected: string, ticked: boolean, toggle: () => void): TemplateResult {
  return html`<button class="said" data-target="secondary" aria-pressed=${ticked} @click=${toggle}>
    <span class="tick" aria-hidden="true">${ticked ? '✓' : '○'}</span>
    <span class="asked">“${question}”</span>
    <b class=${expected.length > longLength ? 'long' : ''}>${expected}</b>
    ${ticked ? html`<span class="unseen">said by the patient</span>` : nothing}
  </button>`;
}

/** Longer answers are written smaller rather than cut short. */
const longLength = 40;

function field(at: Field, label: string, { birthday, type }: QuestionsParts): TemplateResult {
  const here = birthday.at === at;
  const text = birthday[at];
  return html`<button class="digits-field ${here ? 'here' : ''}" data-target="secondary" aria-current=${here ? 'true' : nothing} @click=${() => type(retyped(birthday, at))}>
    <span>${label}</span> <b>${text === '' ? '– –' : text}</b>
  </button>`;
}
