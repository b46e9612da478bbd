/**
 * The large picture: live while one is wanted, frozen on the picture just taken afterwards.
 *
 *   `live`     draws live pictures, and the help over them; says so over the picture when none came for half a second
 *   `exposing` keeps the last live picture, dimmed: the camera gives none meanwhile
 *   `taken`    shows the picture that was taken since, and nothing else
 *
 * Nothing is stored: pixels live in canvases, and go when the element goes.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { Pictures } from '../screen.ts';
import { drawHelp } from './draw-help.ts';
import { liveViewStyles } from './live-view-styles.ts';

/** A live view without a new picture for longer than this is called frozen; facts on screen, pedal and sound. */
const staleMs = 500;

export type PictureMode = 'live' | 'exposing' | 'taken';

export class LiveView extends LitElement {
  static override properties = {
    pictures: { attribute: false },
    mode: { attribute: false },
    quiet: { attribute: false },
    focusHelp: { attribute: false },
    brightHelp: { attribute: false },
    magnified: { attribute: false },
    shown: { state: true },
    stale: { type: Boolean, reflect: true },
  };

  declare pictures: Pictures | undefined;
  declare mode: PictureMode;
  /** Something more pressing is written over the picture already. */
  declare quiet: boolean;
  /** Shows where the live picture is sharp. */
  declare focusHelp: boolean;
  /** Shows where it is burnt out. */
  declare brightHelp: boolean;
  /** The middle of the picture that was taken, twice as large. */
  declare magnified: boolean;
  declare shown: 'live' | 'taken' | 'nothing';
  /** No picture for a while: what is drawn over a live one has no business there. */
  declare stale: boolean;

  readonly #picture = createRef<HTMLCanvasElement>();
  readonly #help = createRef<HTMLCanvasElement>();
  #patience: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | undefined;
  /** The picture on the board is an older one: the one being taken has not come yet. */
  #awaited = false;

  constructor() {
    super();
    this.mode = 'live';
    this.quiet = false;
    this.focusHelp = false;
    this.brightHelp = false;
    this.magnified = false;
    this.shown = 'nothing';
    this.stale = false;
  }

  static override styles = liveViewStyles;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listen();
    this.#expectPicture();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
    clearTimeout(this.#patience);
    this.#clear();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('pictures')) this.#listen();
    if (!changed.has('mode')) return;
    if (this.mode === 'live') this.#awaited = false;
    if (this.mode === 'exposing') this.#awaited = true;
    // A picture that stands still must never pass for a live one, nor a live one for the picture taken.
    if (this.mode === 'live' ? this.shown === 'taken' : this.mode === 'taken' && this.shown === 'live') this.#clear();
    if (this.isConnected) this.#expectPicture();
  }

  override updated(): void {
    if (this.mode !== 'taken' || this.shown === 'taken' || this.#awaited) return;
    const taken = this.pictures?.taken();
    if (taken) this.#draw('taken', taken); // this screen came after its picture
  }

  override render(): TemplateResult {
    const live = this.shown === 'live';
    const old = live && (this.mode === 'exposing' || this.stale);
    const frozen = this.mode === 'live' && this.stale && !this.quiet;
    const helped = live && this.mode === 'live' && !this.stale && (this.focusHelp || this.brightHelp);
    const magnified = this.mode === 'taken' && this.magnified ? 'magnified' : '';
    return html`<canvas
        ${ref(this.#picture)}
        class="${old ? 'old' : ''} ${magnified}"
        ?hidden=${this.shown === 'nothing'}
        role="img"
        aria-label=${this.shown === 'taken' ? 'The picture just taken' : 'Live picture of the camera'}
      ></canvas>
      <canvas ${ref(this.#help)} class="help" ?hidden=${!helped} aria-hidden="true"></canvas>
      ${
        frozen
          ? html`<p>
            <span aria-hidden="true">!</span>
            ${live ? 'This picture stands still: it is not live.' : 'Waiting for the live picture.'}
          </p>`
          : nothing
      }`;
  }

  #listen(): void {
    this.#stop?.();
    this.#stop = this.isConnected ? this.pictures?.onPicture((kind, picture) => this.#came(kind, picture)) : undefined;
  }

  #came(kind: 'live' | 'taken', picture: ImageBitmap): void {
    if (kind === 'taken') this.#awaited = false;
    const wanted = this.mode === 'live' ? 'live' : 'taken';
    if (kind === wanted) this.#draw(kind, picture);
  }

  #draw(kind: 'live' | 'taken', picture: ImageBitmap): void {
    const canvas = this.#picture.value;
    if (!canvas) return;
    if (canvas.width !== picture.width) canvas.width = picture.width;
    if (canvas.height !== picture.height) canvas.height = picture.height;
    canvas.getContext('2d', { alpha: false })?.drawImage(picture, 0, 0);
    const help = { focus: this.focusHelp, bright: this.brightHelp };
    if (kind === 'live' && this.#help.value && (help.focus || help.bright)) drawHelp(picture, this.#help.value, help);
    this.shown = kind;
    this.#expectPicture();
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
    const canvas = this.#picture.value;
    if (canvas) canvas.width = 0;
  }
}

customElements.define('live-view', LiveView);
