/** What holds now, on a line each, and the ways on: to the pictures, or to another answer. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConsentView } from '../../../services/station/api/view.ts';
import { purposes, purposeWords } from './words.ts';

export interface HoldsParts {
  readonly consent: ConsentView;
  /** Pictures of this visit that are kept safe already. */
  readonly pictures: number;
  readonly change: () => void;
  readonly goOn: () => void;
  readonly end: () => void;
}

export function holdsStep({ consent, pictures, change, goOn, end }: HoldsParts): TemplateResult {
  const { given, how, exclusionsWhy } = consent;
  const agreed = given?.record === true;
  return html`<div class="content">
      <h2 tabindex="-1">${agreed ? 'The patient agreed' : 'The patient did not agree to pictures'}</h2>
      <div class="body panel holds">
        <ul>
          ${purposes.map((purpose) => {
            const yes = given?.[purpose] === true;
            const { yes: allowed, no } = purposeWords[purpose];
            return html`<li>
              <span class="sign ${yes ? 'good' : 'careful'}" aria-hidden="true">${yes ? '✓' : '✕'}</span>
              ${yes ? allowed : no}
            </li>`;
          })}
        </ul>
        <p class="quiet">
          ${how === undefined ? nothing : how === 'signed' ? 'Signed on this screen.' : 'Said aloud; you were the witness.'}
          It can be changed or withdrawn at any time.
        </p>
        ${exclusionsWhy === undefined ? nothing : html`<p><b>Pictures all the same, because:</b> ${exclusionsWhy}</p>`}
        ${
          agreed || pictures === 0
            ? nothing
            : html`<p class="careful">
                <b>What was taken before stays safe and goes to the hospital with this answer.</b> Nothing more is taken.
              </p>`
        }
      </div>
    </div>
    <div class="actions">
      <button data-target="secondary" @click=${change}>Change or withdraw</button>
      ${
        agreed
          ? html`<button class="call" data-target="shutter" @click=${goOn}>Go on to the pictures</button>`
          : html`<button class="call" data-target="shutter" @click=${end}>End the visit</button>`
      }
    </div>`;
}
