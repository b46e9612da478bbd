/**
 * <signature-pad>: the only field of the kiosk that is drawn on. A finger, a pen or a mouse; nothing is kept beside
 * the strokes themselves, and they go when the element goes. `.strokes` is where it goes on.
 *
 * Tells of every change with the event `strokes`, whose detail is the `Signature` so far (empty after `clear`).
 */
import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import type { Signature } from '../../../services/wire/visit-record.ts';
import { begin, extend, type Point } from './strokes.ts';

export class SignaturePad extends LitElement {
  static override properties = { strokes: { attribute: false } };

  declare strokes: Signature;

  /** The finger that writes; a second one is a hand that rests. */
  #pointer: number | undefined;

  constructor() {
    super();
    this.strokes = [];
  }

  static override styles = css`
    :host {
      position: relative;
      display: block;
      min-height: 0;
      border: 3px solid var(--line);
      border-radius: 12px;
      background: #fff;
      touch-action: none; /* a stroke is not a swipe of the page */
      overflow: hidden;
    }
    svg {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      pointer-events: none;
    }
    polyline {
      fill: none;
      stroke: #0b1a66;
      stroke-width: 4px;
      stroke-linecap: round;
      stroke-linejoin: round;
      vector-effect: non-scaling-stroke;
    }
    line {
      stroke: #59646d;
      stroke-width: 2px;
      stroke-dasharray: 6 6;
      vector-effect: non-scaling-stroke;
    }
    p {
      position: absolute;
      inset: auto 12px 6px;
      margin: 0;
      color: #2f383f;
      font-size: 16px;
      pointer-events: none;
    }
    @media (forced-colors: active) {
      :host {
        forced-color-adjust: none;
      }
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('pointerdown', this.#down);
    this.addEventListener('pointermove', this.#move);
    this.addEventListener('pointerup', this.#up);
    this.addEventListener('pointercancel', this.#up);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('pointerdown', this.#down);
    this.removeEventListener('pointermove', this.#move);
    this.removeEventListener('pointerup', this.#up);
    this.removeEventListener('pointercancel', this.#up);
    this.strokes = [];
  }

  clear(): void {
    this.#become([]);
  }

  readonly #down = (event: PointerEvent): void => {
    if (this.#pointer !== undefined || event.button !== 0) return;
    this.#pointer = event.pointerId;
    this.setPointerCapture(event.pointerId);
    this.#become(begin(this.strokes, this.#pointOf(event)));
  };

  readonly #move = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    const points = event.getCoalescedEvents();
    let { strokes } = this;
    for (const point of points.length > 0 ? points : [event]) strokes = extend(strokes, this.#pointOf(point));
    if (strokes !== this.strokes) this.#become(strokes);
  };

  readonly #up = (event: PointerEvent): void => {
    if (event.pointerId === this.#pointer) this.#pointer = undefined;
  };

  #pointOf(event: PointerEvent): Point {
    const box = this.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }

  #become(strokes: Signature): void {
    this.strokes = strokes;
    this.dispatchEvent(new CustomEvent<Signature>('strokes', { detail: strokes }));
  }

  override render(): TemplateResult {
    return html`<svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label="Field for the signature">
        <line x1="30" x2="970" y1="780" y2="780"></line>
        ${this.strokes.map((stroke) => svg`<polyline points=${lineOf(stroke)}></polyline>`)}
      </svg>
      <p>Sign here with a finger</p>`;
  }
}

/** A touch without a movement is a dot: a line of no length with round ends. */
function lineOf(stroke: readonly number[]): string {
  return (stroke.length === 2 ? [...stroke, ...stroke] : stroke).join(' ');
}

customElements.define('signature-pad', SignaturePad);
