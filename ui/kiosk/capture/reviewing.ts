/**
 * After the press: the picture, what was measured on it, and what to do with it. A press of the pedal keeps it, a second
 * one at once after it takes it again.
 *
 *   ┌────────────────────────────┬──────────────────┐
 *   │ … 1 Shin · Left  Close-up  │  Wrong │  Lock   │
 *   │ ┌──────┐                   │ Next: …          │
 *   │ │Larger│                   ├──────────────────┤
 *   │ └──────┘  picture taken    │ Take again       │
 *   │ ! Blurred. Hold still, …   ├──────────────────┤
 *   │ ✓ Saved                    │       Keep       │
 *   └────────────────────────────┴──────────────────┘
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Command } from '../../../services/station/api/command.ts';
import type { View } from '../../../services/station/api/view.ts';
import type { QualityAdvice } from '../../../services/wire/quality.ts';
import { adviceWords } from './advice-words.ts';
import { placeWords, shotWords } from './shot-words.ts';
import type { Shown } from './shown.ts';

/** Of more than these only the first says what to change: the picture has to stay visible. */
const explainedMax = 2;

type Review = NonNullable<View['review']>;

/** The switch at the picture's edge. */
export function largerButton(magnified: boolean, magnify: () => void): TemplateResult {
  return html`<button class="larger" aria-pressed=${magnified} @click=${magnify}>${magnified ? 'Whole' : 'Larger'}</button>`;
}

/** What was found in the picture; it makes room for the picture that is looked at from nearer. */
export function adviceList({ advice }: Review, magnified: boolean): TemplateResult | typeof nothing {
  return advice.length > 0 && !magnified ? html`<ul class="advice">${advised(advice)}</ul>` : nothing;
}

function advised(advice: readonly QualityAdvice[]): TemplateResult[] {
  return advice.map((one, place) => {
    const { title, change } = adviceWords[one];
    return html`<li>
      <span class="sign" aria-hidden="true">!</span> <b>${title}</b> ${place === 0 || advice.length <= explainedMax ? change : nothing}
    </li>`;
  });
}

export interface ReviewingParts {
  readonly shown: Shown;
  readonly review: Review;
  readonly ask: (command: Command) => void;
  /** How long the bar runs until the picture is kept. */
  readonly keepsInMs: number;
}

export function besideTaken({ shown, review, ask, keepsInMs }: ReviewingParts): TemplateResult {
  const keeping = review.state === 'keeping';
  const again = review.advice.some((one) => adviceWords[one].again);
  return html`
    <p class="next">${nextWords(shown, review)}</p>
    <button class="again ${again && !keeping ? 'call' : ''}" data-target="secondary" @click=${() => ask({ kind: 'retake' })}>
      <b>Take again</b><br />or press twice
    </button>
    <button
      class="go keep ${again && !keeping ? '' : 'call'}"
      data-target="shutter"
      aria-disabled=${keeping}
      @click=${() => !keeping && ask({ kind: 'keep' })}
    >
      <b>${keeping ? 'Kept' : 'Keep'}</b>
      <span>${keeping ? 'Press again now to take it again' : 'or press the pedal once'}</span>
      ${keeping ? html`<span class="bar" aria-hidden="true"><i .style=${`animation-duration: ${keepsInMs}ms`}></i></span>` : nothing}
    </button>
  `;
}

/** What comes after keeping. */
function nextWords({ visit, lesion }: Shown, { next }: Review): string {
  if (!next) return 'This was the last one.';
  const { name } = shotWords[next.shot];
  if (next.lesion === lesion.id) return `Next: ${name.toLowerCase()}`;
  const place = visit.lesions.findIndex(({ id }) => id === next.lesion);
  const other = visit.lesions[place];
  return other ? `Next: lesion ${place + 1}, ${placeWords(other)}` : `Next: ${name.toLowerCase()}`;
}
