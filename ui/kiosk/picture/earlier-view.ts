/**
 * <earlier-view>: the picture of the same lesion and shot from an earlier visit, small beside the live view; a tap makes it
 * half of the screen, another one small again. It is a canvas of its own: an earlier picture never comes where a live one is.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';

export class EarlierView extends LitElement {
  static override properties = { picture: { attribute: false }, label: { attribute: false } };

  declare picture: ImageBitmap | undefined;
  /** What readers of the screen hear. */
  declare label: string;

  readonly #canvas = createRef<HTMLCanvasElement>();

  static override styles = css`
    :host {
      display: block;
      min-width: 0;
      min-height: 0;
    }
    canvas {
      display: block;
      width: 100%;
      height: 100%;
      object-fit: contain;
      object-position: var(--picture-at, center);
      background: #000;
    }
  `;

  override render(): TemplateResult {
    return html`<canvas ${ref(this.#canvas)} role="img" aria-label=${this.label}></canvas>`;
  }

  override updated(): void {
    const canvas = this.#canvas.value;
    if (!canvas || !this.picture) return;
    canvas.width = this.picture.width;
    canvas.height = this.picture.height;
    canvas.getContext('2d', { alpha: false })?.drawImage(this.picture, 0, 0);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#canvas.value) this.#canvas.value.width = 0;
  }
}

customElements.define('earlier-view', EarlierView);
