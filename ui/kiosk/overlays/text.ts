/**
 * Something to write down: a wish for another place, which the consultant is told without a picture, or a note on the visit.
 *
 *   ┌──────────────────────────────┐ ┌────────┐ ┌──────┐
 *   │ what was typed               │ │ Cancel │ │ Save │
 *   └──────────────────────────────┘ └────────┘ └──────┘
 *   keyboard
 *
 * A note that is half typed when the station is about to lock is saved as it is, so that it is there after a power cut too. A
 * wish is not, because it could not be taken back: it is gone on with after the lock.
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { View } from '../../../services/station/api/view.ts';
import { controlStyles } from '../../parts/controls.ts';
import { fieldStyles } from '../../parts/fields.ts';
import '../../parts/typing/keyboard.ts';
import { counted } from '../../parts/written.ts';
import type { Fillable, HalfFilled } from '../lock/half-filled.ts';
import type { Laid } from './overlay.ts';
import { overlayStyles } from './styles.ts';

/** What the record holds of each. */
const charactersMax = 2_000;

export class TextOverlay extends LitElement implements Pick<Laid, 'view' | 'ask' | 'close'>, Fillable {
  static override properties = {
    view: { attribute: false },
    what: { attribute: false },
    text: { state: true },
  };

  declare view: View;
  declare ask: Laid['ask'];
  declare close: Laid['close'];
  declare what: 'wish' | 'note';
  declare text: string;

  #begun = false;

  static override styles = [controlStyles, fieldStyles, overlayStyles];

  constructor() {
    super();
    this.text = '';
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#begun) {
      this.#begun = true;
      if (this.what === 'note') this.text = this.view.visit?.note ?? '';
    }
    if (!changed.has('view') || this.what !== 'note' || this.view.locksInMs === undefined) return;
    if (this.text !== this.view.visit?.note) this.ask({ kind: 'note', text: this.text });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.text = '';
  }

  takeDown(): HalfFilled | undefined {
    const { what, text } = this;
    return this.#ready() ? { kind: 'text', what, text } : undefined;
  }

  putBack(half: HalfFilled): void {
    if (half.kind === 'text' && half.what === this.what) this.text = half.text;
  }

  override render(): TemplateResult {
    const wishes = this.view.visit?.wishes.length ?? 0;
    const [title, hint] =
      this.what === 'wish'
        ? [
            'Another place the patient asks about',
            wishes > 0
              ? `${counted(wishes, 'wish', 'wishes')} so far.`
              : 'The consultant is told. No picture is taken of it.',
          ]
        : ['Note on this visit', 'The consultant reads it.'];
    return html`<section class="typing">
      <div class="line">
        <div class="field grows">
          <h1 tabindex="-1">${title}</h1>
          <div class="typed here tall" role="status" aria-label=${title}>${this.#shown()}</div>
          <span class="quiet">${hint}</span>
        </div>
        <button data-target="secondary" @click=${() => this.close()}>Cancel</button>
        <button class="call" data-target="secondary" aria-disabled=${!this.#ready()} @click=${this.#save}>Save</button>
      </div>
      <key-board
        label=${title}
        .value=${this.text}
        .charactersMax=${charactersMax}
        @typed=${(event: CustomEvent<string>) => {
          this.text = event.detail;
        }}
      ></key-board>
    </section>`;
  }

  /** Of a long text its end, where the typing is. */
  #shown(): string {
    const shownMax = 120;
    return this.text.length > shownMax ? `…${this.text.slice(-shownMax)}` : this.text;
  }

  #ready(): boolean {
    return this.what === 'note' ? this.text !== this.view.visit?.note : this.text.trim() !== '';
  }

  readonly #save = (): void => {
    if (!this.#ready()) return;
    this.ask({ kind: this.what, text: this.text.trim() });
    this.close();
  };
}

customElements.define('text-overlay', TextOverlay);
