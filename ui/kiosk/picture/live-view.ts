/**
 * The large picture: live while one is wanted, frozen on the picture just taken afterwards.
 *
 *   `live`     draws live pictures; says so over the picture when none came for half a second
 *   `exposing` keeps the last live picture, dimmed: the camera gives none meanwhile
 *   `taken`    shows the picture just taken and nothing else
 *
 * Nothing is stored: pixels live in one canvas, and go when the element goes.
 */
import { css, html, LitElement, nothing } from 'lit';
import type { PictureKind } from './latest.ts';

/** A live view without a new picture for longer than this is called frozen. */
const staleMs = 500;

export type PictureMode = 'live' | 'exposing' | 'taken';

export class LiveView extends LitElement {
  static override properties = {
    mode: { type: String },
    quiet: { type: Boolean },
    shown: { state: true },
    stale: { state: true },
  };

  declare mode: PictureMode;
  /** Something more pressing is written over the picture already. */
  declare quiet: boolean;
  declare shown: PictureKind | 'nothing';
  declare stale: boolean;

  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.mode = 'live';
    this.quiet = false;
    this.shown = 'nothing';
    this.stale = false;
  }

  static override styles = css`
    :host {
      position: relative;
      display: block;
      overflow: hidden;
      background: #000;
    }
    canvas {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      object-fit: contain;
    }
    canvas.old {
      opacity: 0.35;
    }
    p {
      position: absolute;
      inset: 45% 12px auto;
      margin: 0;
      padding: 8px 12px;
      border: 3px dashed var(--care);
      border-radius: 8px;
      background: #000;
      color: var(--text);
      font-size: 20px;
      font-weight: 700;
      text-align: center;
    }
    span {
      color: var(--care);
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#expectPicture();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#patience);
    this.#clear();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('mode')) return;
    // A picture that stands still must never pass for a live one, nor a live one for the picture taken.
    if (this.mode === 'live' ? this.shown === 'taken' : this.mode === 'taken' && this.shown === 'live') this.#clear();
    if (this.isConnected) this.#expectPicture();
  }

  /** Draws a decoded picture, if it is of the kind that is wanted now, and lets go of it. */
  show(kind: PictureKind, picture: ImageBitmap): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const wanted = this.mode === 'live' ? 'live' : 'taken';
    if (canvas && kind === wanted) {
      if (canvas.width !== picture.width) canvas.width = picture.width;
      if (canvas.height !== picture.height) canvas.height = picture.height;
      canvas.getContext('2d', { alpha: false })?.drawImage(picture, 0, 0);
      this.shown = kind;
      this.#expectPicture();
    }
    picture.close();
  }

  override render() {
    const old = this.mode === 'exposing' || (this.mode === 'live' && this.stale);
    const frozen = this.mode === 'live' && this.stale && !this.quiet;
    return html`<canvas class=${old ? 'old' : ''} ?hidden=${this.shown === 'nothing'} role="img" aria-label=${this.#label()}></canvas>
      ${
        frozen
          ? html`<p>
            <span aria-hidden="true">!</span>
            ${this.shown === 'live' ? 'This picture stands still: it is not live.' : 'Waiting for the live picture.'}
          </p>`
          : nothing
      }`;
  }

  #label(): string {
    return this.shown === 'taken' ? 'The picture just taken' : 'Live picture of the camera';
  }

  #expectPicture(): void {
    clearTimeout(this.#patience);
    this.stale = false;
    if (this.mode !== 'live') return;
    this.#patience = setTimeout(() => {
      this.stale = true;
    }, staleMs);
  }

  #clear(): void {
    this.shown = 'nothing';
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas) canvas.width = 0;
  }
}

customElements.define('live-view', LiveView);
