/** What the patient agrees to, each by itself, and how: nothing is chosen beforehand. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import type { ConsentPurpose, Signature } from '../../../services/wire/visit-record.ts';
import { choice, yesNo } from '../../parts/choice.ts';
import { asked, type Given, inWords, wholeAnswer } from './given.ts';
import './signature-pad.ts';
import { isSigned } from './strokes.ts';
import { purposeWords } from './words.ts';

export interface PurposesParts {
  readonly given: Given;
  readonly give: (purpose: ConsentPurpose, yes: boolean) => void;
  readonly back: () => void;
  readonly next: () => void;
}

export function purposesStep({ given, give, back, next }: PurposesParts): TemplateResult {
  const whole = wholeAnswer(given);
  return html`<div class="content">
      <h2 tabindex="-1">What does the patient agree to?</h2>
      <div class="body questions">
        ${asked(given).map((purpose) => {
          const { name, ask } = purposeWords[purpose];
          const chosen = given[purpose];
          return html`<div class="question">
            <p><b>${name}</b> <span>“${ask}”</span></p>
            ${choice(name, yesNo, chosen === undefined ? undefined : chosen ? 'yes' : 'no', (said) => give(purpose, said === 'yes'))}
          </div>`;
        })}
        ${
          given.record === undefined
            ? html`<p class="quiet">Teaching and publication are asked after this one.</p>`
            : given.record
              ? nothing
              : html`<p class="panel care"><b>No picture is taken.</b> Their care goes on: the hospital offers another way.</p>`
        }
      </div>
    </div>
    <div class="actions">
      <button data-target="secondary" @click=${back}>Back</button>
      <button class=${whole ? 'call' : ''} data-target="shutter" aria-disabled=${!whole} @click=${() => whole && next()}>
        ${whole ? (whole.record ? 'Next' : 'Write down the refusal') : 'Ask, and tap the answer'}
      </button>
    </div>`;
}

export interface HowParts {
  readonly given: Given;
  readonly back: () => void;
  readonly sign: () => void;
  readonly verbal: () => void;
}

export function howStep({ given, back, sign, verbal }: HowParts): TemplateResult {
  return html`<div class="content">
      <h2 tabindex="-1">How does the patient agree?</h2>
      <div class="body how">
        <p class="panel">${inWords(given)}.</p>
        <button data-target="shutter" @click=${sign}><b>Sign on this screen</b><br />with a finger</button>
        <button data-target="shutter" @click=${verbal}><b>Say so aloud</b><br />you are the witness</button>
      </div>
    </div>
    <div class="actions">
      <button data-target="secondary" @click=${back}>Back</button>
    </div>`;
}

export interface SignParts {
  readonly name: string;
  readonly given: Given;
  readonly strokes: Signature;
  /** Marks the pad. */
  readonly pad: DirectiveResult;
  readonly written: (event: CustomEvent<Signature>) => void;
  readonly clear: () => void;
  readonly back: () => void;
  readonly done: () => void;
}

export function signStep({ name, given, strokes, pad, written, clear, back, done }: SignParts): TemplateResult {
  const signed = isSigned(strokes);
  return html`<div class="content">
      <h2 tabindex="-1">${name} signs</h2>
      <div class="body signing">
        <p>${inWords(given)}.</p>
        <signature-pad .strokes=${strokes} @strokes=${written} ${pad}></signature-pad>
      </div>
    </div>
    <div class="actions many">
      <button data-target="secondary" @click=${back}>Back</button>
      <button data-target="secondary" aria-disabled=${strokes.length === 0} @click=${clear}>Clear</button>
      <button class=${signed ? 'call' : ''} data-target="shutter" aria-disabled=${!signed} @click=${() => signed && done()}>
        ${signed ? 'Signed' : 'Waiting for the signature'}
      </button>
    </div>`;
}
