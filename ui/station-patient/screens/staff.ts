/** Staff takes the screen back: with the PIN, or a badge at any time. In English, as everything for staff. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PatientFrame } from '../../../services/station/api/patient.ts';
import { digitBoxes } from '../../parts/fields.ts';
import { pinDigitsMax, pinDigitsMin, staffWords } from '../words.ts';
import '../../parts/typing/number-pad.ts';

export interface TakingBack {
  readonly takeBack: PatientFrame['takeBack'];
  /** Left of a wait, in milliseconds. */
  readonly waitMs: number;
  readonly pin: string;
  readonly type: (pin: string) => void;
  readonly enter: () => void;
  /** For a patient who came here by mistake: in the patient's own words. */
  readonly back: { readonly word: string; readonly language: string; readonly act: () => void };
}

export function staffScreen({ takeBack, waitMs, pin, type, enter, back }: TakingBack): TemplateResult {
  const waits = waitMs > 0 || takeBack.checking;
  const ready = !waits && pin.length >= pinDigitsMin;
  return html`<main class="taking-back" lang="en-GB" dir="ltr">
    <div class="told">
      <h1 tabindex="-1">${staffWords.title}</h1>
      <p>${takeBack.staff}: ${staffWords.how}</p>
      ${digitBoxes(staffWords.pin, pin, [pinDigitsMax], true)}
      <p class="said" role="status">${said(takeBack, waitMs)}</p>
      <div class="buttons">
        <button class="back" lang=${back.language} dir="auto" data-target="secondary" @click=${back.act}>${back.word}</button>
        <button class="call" data-target="secondary" aria-disabled=${!ready} @click=${() => ready && enter()}>
          ${staffWords.enter}
        </button>
      </div>
    </div>
    <number-pad
      label=${staffWords.pin}
      .value=${pin}
      .digitsMax=${pinDigitsMax}
      .off=${waits}
      @typed=${(event: CustomEvent<string>) => type(event.detail)}
      @enter=${() => ready && enter()}
    ></number-pad>
  </main>`;
}

function said({ checking, refused }: PatientFrame['takeBack'], waitMs: number): TemplateResult | typeof nothing {
  if (checking) return html`${staffWords.checking}`;
  if (waitMs > 0) return html`<span aria-hidden="true">▲</span> ${staffWords.wait(Math.ceil(waitMs / 1000))}`;
  if (refused === 'wrong') return html`<span aria-hidden="true">▲</span> ${staffWords.wrong}`;
  return nothing;
}
