/**
 * The patient's letter in front of the camera: live, with an outline where to hold it; then what was read in the picture.
 *
 *   ┌──────────┬─────────────────────────┬──────────┐
 *   │ no letter│   ┌ ─ ─ ─ ─ ─ ─ ┐       │          │
 *   ├──────────┤      the letter         │Photograph│
 *   │unreadable│   │             │  live │the letter│
 *   ├──────────┤    ─ ─ ─ ─ ─ ─ ─        │          │
 *   │ not this │  ● press the pedal      │          │
 *   └──────────┴─────────────────────────┴──────────┘
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { IdentifyView } from '../../../services/station/api/view.ts';
import '../picture/live-view.ts';
import type { Pictures } from '../screen.ts';

export interface LetterParts {
  readonly identify: IdentifyView;
  readonly pictures: Pictures;
  /** Something is the matter with the camera, and told elsewhere. */
  readonly quiet: boolean;
  readonly take: () => void;
  readonly skip: (why: 'no-letter' | 'unreadable') => void;
  readonly notThis: () => void;
}

export function letterStep({ identify, pictures, quiet, take, skip, notThis }: LetterParts): TemplateResult {
  const reading = identify.step === 'reading';
  const act = (what: () => void) => () => {
    if (!reading) what();
  };
  const small = (words: string, what: () => void) =>
    html`<button data-target="secondary" aria-disabled=${reading} @click=${act(what)}>${words}</button>`;
  return html`<div class="others">
      ${small('No letter here', () => skip('no-letter'))}
      ${small('Code cannot be read', () => skip('unreadable'))}
      ${small('Not this patient', notThis)}
    </div>
    <div class="picture ${reading ? 'reading' : ''}">
      <live-view .pictures=${pictures} .mode=${reading ? 'exposing' : 'live'} .quiet=${quiet || reading}></live-view>
      ${reading ? nothing : outline()}
      <h2 tabindex="-1" class="over">
        ${reading ? 'The letter’s code is read' : 'The letter, with its code, inside the lines'}
      </h2>
      <p role="status" class="told">${told(identify)}</p>
    </div>
    <div class="actions">
      <button class="wordy ${reading ? '' : 'call'}" data-target="shutter" aria-disabled=${reading} @click=${act(take)}>
        ${reading ? 'Wait' : 'Photograph the letter'}
      </button>
    </div>`;
}

function told({ step, frame }: IdentifyView): TemplateResult {
  if (step === 'reading') return html`<b class="large">Reading the letter…</b>`;
  if (frame === 'no-code') {
    return html`<span class="careful"><span aria-hidden="true">!</span> <b>No code was found.</b></span> Closer, flat, no
      shadow on the code; then press the pedal again.`;
  }
  return html`<span class="ready" aria-hidden="true">●</span> <b>Press the pedal</b>`;
}

/** A sheet of A4, lying, and where its code is. */
function outline(): TemplateResult {
  return html`<svg class="outline" viewBox="0 0 300 200" aria-hidden="true">
    <rect x="45" y="26" width="210" height="148" rx="4"></rect>
    <rect x="196" y="38" width="46" height="46" rx="2"></rect>
  </svg>`;
}

export interface OtherPatientParts {
  readonly name: string;
  readonly again: () => void;
  readonly notThis: () => void;
}

/** A letter of somebody else: nothing goes on before somebody has decided who is here. */
export function otherPatientStep({ name, again, notThis }: OtherPatientParts): TemplateResult {
  return html`<div class="content">
      <h2 tabindex="-1"><span class="wrong" aria-hidden="true">✕</span> Stop: this letter is another patient’s</h2>
      <div class="body panel stop other">
        <p>The visit that is open is of <b>${name}</b>. The code in the picture is not on their letter.</p>
        <p><b>Ask the patient for their name again.</b></p>
        <p>Somebody else is here? Tap “Not this patient”: the visit ends, and its pictures are set aside.</p>
        <p>It was only the wrong sheet? Take the right letter.</p>
      </div>
    </div>
    <div class="actions">
      <button data-target="secondary" @click=${again}>Take the right letter</button>
      <button class="call" data-target="shutter" @click=${notThis}>Not this patient</button>
    </div>`;
}

export interface NotThisParts {
  readonly name: string;
  readonly back: () => void;
  readonly sure: () => void;
}

/** Asked before a visit is ended: it is one tap from every step. */
export function notThisStep({ name, back, sure }: NotThisParts): TemplateResult {
  return html`<div class="content">
      <h2 tabindex="-1">Not this patient?</h2>
      <div class="body panel care other">
        <p>The visit of <b>${name}</b> ends here and stays on today’s list.</p>
        <p>What was photographed in it is set aside at the hospital. Nothing is filed to them.</p>
      </div>
    </div>
    <div class="actions">
      <button data-target="secondary" @click=${back}>Back</button>
      <button class="call wordy" data-target="shutter" @click=${sure}>It is not<br />${name}</button>
    </div>`;
}
