/**
 * What is written over the picture that fills the screen: the same places while somebody aims, while the picture is taken,
 * and under review, so that nothing jumps. All of it is at the upper edge: the middle of the picture stays free, and below
 * it the scale and the grey patch.
 *
 *   ┌────────────────────────────────────────┬──────────┐
 *   │ OKONKWO-BRIGHT, Margaret   born … NHS …│          │  slot `who`, from the page
 *   │ 1 Shin · Left  Close-up                │          │  readable from 2 m
 *   │ About 20 cm away …                     │          │  then Taking…, and ✓ Saved with what was found in it
 *   │ ┌─────┐                       ┌──────┐ │  beside  │
 *   │ │Focus│                       │Bright│ │          │  under review: Larger
 *   │ ├─────┴──┐                    ├──────┤ │          │
 *   │ │earlier │                    │bench │ │          │  slot `bench`, from the page, where parts are simulated
 *   │ └────────┘                   0 waiting │          │  slot `foot`, from the page
 *   └────────────────────────────────────────┴──────────┘
 */
import { html, nothing, type TemplateResult } from 'lit';
import { troubleToast } from '../frame/toast.ts';
import { placeWords, shotWords } from './shot-words.ts';
import type { Shown } from './shown.ts';

/** Longer lines, site and shot together, are written smaller; they are never cut short. */
const longLine = 21;
const longerLine = 27;
const veryLongLine = 64;

export interface OverParts {
  /** Small targets: the first at the left edge, the others at the right one. */
  readonly edge: readonly TemplateResult[];
  /** The earlier picture, small; nothing where there is none. */
  readonly earlier: TemplateResult | typeof nothing;
  /** What was found in the picture under review. */
  readonly advice: TemplateResult | typeof nothing;
  readonly kept: boolean;
}

export function overPicture(
  shown: Shown,
  { edge: [first, ...others], earlier, advice, kept }: OverParts,
): TemplateResult {
  const { stage, trouble } = shown;
  const { hint, reminder } = shotWords[shown.shot];
  return html`<div class="over">
    <slot name="who"></slot>
    <div class="aim">
      ${line(shown)}
      ${
        stage === 'armed' && !trouble
          ? html`<p class="hint">
              ${hint} ${reminder ? html`<b><span aria-hidden="true">!</span> ${reminder}</b>` : nothing}
            </p>`
          : nothing
      }
      <div class="said">
        <p role="status" class=${stage === 'armed' ? 'unseen' : `word ${stage}`}>${statusOf(shown, kept)}</p>
        ${advice}
      </div>
      ${troubleToast(trouble)}
    </div>
    <div class="edges">
      <div class="edge">${first}${earlier}</div>
      <div class="edge">${others}<slot name="bench"></slot></div>
    </div>
    <slot name="bar"></slot>
    <slot name="foot"></slot>
  </div>`;
}

/** Number, site, side and shot. */
function line({ lesion, number, shot }: Shown): TemplateResult {
  const { name } = shotWords[shot];
  const place = placeWords(lesion);
  const length = place.length + name.length;
  const size =
    length > veryLongLine ? 'very-long' : length > longerLine ? 'longer' : length > longLine ? 'long' : 'usual';
  return html`<p class="line ${size}">
    <span class="place"><span class="number">${number}</span> ${place}</span> <span class="shot">${name}</span>
  </p>`;
}

function statusOf({ stage, trouble }: Shown, kept: boolean): TemplateResult | string | typeof nothing {
  switch (stage) {
    case 'armed':
      return trouble ? nothing : 'Ready: press the pedal';
    case 'exposing':
      return 'Taking…';
    case 'assessing':
      return 'Checking…';
    case 'sealing':
      return 'Saving…';
    case 'reviewing':
      return html`<span class="sign" aria-hidden="true">✓</span> ${kept ? 'Kept' : 'Saved'}`;
  }
}
