/**
 * Pictures are another patient's: of the open visit, all or some; of one that has ended today, all.
 *
 *   ┌──────────────────────────────────────┬──────────┐
 *   │ Wrong patient?                       │ Cancel   │
 *   │ whose visit, which pictures          ├──────────┤
 *   │ [✓ 1] [✓ 2] [  3] …                  │ Note     │
 *   │ what will happen                     ├──────────┤
 *   │                                      │ Take back│
 *   └──────────────────────────────────────┴──────────┘
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { PictureView, View } from '../../../services/station/api/view.ts';
import type { ParcelId, VisitId } from '../../../services/wire/ids.ts';
import { controlStyles } from '../../parts/controls.ts';
import { fieldStyles } from '../../parts/fields.ts';
import '../../parts/typing/keyboard.ts';
import { layerStyles } from '../../parts/layers.ts';
import { Paging } from '../../parts/paging.ts';
import { counted, nameWritten } from '../../parts/written.ts';
import type { Fillable, HalfFilled } from '../lock/half-filled.ts';
import type { Laid } from './overlay.ts';
import { pictureTile, tileStyles } from './picture-tile.ts';
import { overlayStyles } from './styles.ts';

const noteCharactersMax = 2_000;

export class WrongPatientOverlay extends LitElement implements Laid, Fillable {
  static override properties = {
    view: { attribute: false },
    ended: { attribute: false },
    leftOut: { state: true },
    note: { state: true },
    typing: { state: true },
  };

  declare view: View;
  declare ask: Laid['ask'];
  declare pictures: Laid['pictures'];
  declare close: Laid['close'];
  declare ended: VisitId | undefined;
  /** Pictures that are this patient's after all. */
  declare leftOut: ReadonlySet<ParcelId>;
  declare note: string;
  declare typing: boolean;

  readonly #pages = new Paging(this, 'least');
  #stop: (() => void) | undefined;

  static override styles = [controlStyles, fieldStyles, layerStyles, overlayStyles, tileStyles];

  constructor() {
    super();
    this.leftOut = new Set();
    this.note = '';
    this.typing = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#listen();
  }

  override firstUpdated(): void {
    this.#listen();
  }

  #listen(): void {
    this.#stop = this.pictures.onChange(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.note = '';
  }

  takeDown(): HalfFilled | undefined {
    const { ended, leftOut, note, typing } = this;
    return note === '' && leftOut.size === 0 ? undefined : { kind: 'wrong-patient', ended, leftOut, note, typing };
  }

  putBack(half: HalfFilled): void {
    if (half.kind !== 'wrong-patient' || half.ended !== this.ended) return;
    this.leftOut = half.leftOut;
    this.note = half.note;
    this.typing = half.typing;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.get('typing') !== undefined) this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  override render(): TemplateResult {
    if (this.typing) return this.#noteScreen();
    const subject = this.#subject();
    if (!subject) {
      return html`<section class="columns">
        <div class="content">
          <h1 tabindex="-1">This visit is no longer on this station</h1>
          <p>Only visits of today can be taken back here. Tell the hospital’s coordinator.</p>
        </div>
        <div class="actions"><button data-target="secondary" @click=${() => this.close()}>Close</button></div>
      </section>`;
    }
    const { name, count, shown } = subject;
    const taken = count - this.leftOut.size;
    const ready = taken > 0 || count === 0;
    return html`<section class="columns">
      <div class="content">
        <h1 tabindex="-1">Are these pictures not of ${name}?</h1>
        ${shown.length > 0 ? this.#tiles(shown) : html`<p>${count === 0 ? 'No picture was taken in this visit.' : `This visit has ${counted(count, 'picture', 'pictures')}.`}</p>`}
        <ul class="what">
          ${count === 0 ? nothing : html`<li>The hospital keeps ${taken === 1 ? 'it' : 'them'} apart. ${taken === 1 ? 'It joins' : 'They join'} nobody’s record until somebody has checked.</li>`}
          <li>Nothing is deleted. The coordinator is told, with your name and your note.</li>
          <li>${this.ended === undefined ? html`<b>This visit ends here.</b> Open the right patient’s after it.` : 'The rest of the visit stays as it was recorded.'}</li>
        </ul>
        ${this.note === '' ? nothing : html`<p class="quiet">Note: ${this.note}</p>`}
      </div>
      <div class="actions">
        <button data-target="secondary" @click=${() => this.close()}>Cancel</button>
        <button data-target="secondary" @click=${() => this.#type(true)}>${this.note === '' ? 'Add a note' : 'Change note'}</button>
        <button class="call" data-target="shutter" aria-disabled=${!ready} @click=${() => ready && this.#send(shown)}>
          ${count === 0 ? 'Wrong patient' : `Take back ${counted(taken, 'picture', 'pictures')}`}
        </button>
      </div>
    </section>`;
  }

  /** Whose visit it is, how many pictures it has, and those of them that can be told apart here. */
  #subject(): { readonly name: string; readonly count: number; readonly shown: readonly PictureView[] } | undefined {
    const { visit, clinic } = this.view;
    if (this.ended === undefined) {
      if (!visit) return undefined;
      const shown = visit.pictures.filter(({ state }) => state !== 'taken-back');
      return { name: nameWritten(visit.named), count: shown.length, shown };
    }
    const row = clinic.find((one) => one.visit?.id === this.ended);
    return row?.visit && { name: nameWritten(row), count: row.visit.pictures, shown: [] };
  }

  #tiles(shown: readonly PictureView[]): TemplateResult {
    return html`<p>Tap a picture that <b>is</b> of this patient: it stays.</p>
      <div class="paged">
        <ol class="tiles" ${ref(this.#pages.rows)}>
          ${this.#pages
            .slice(shown)
            .map((picture) =>
              pictureTile(
                picture,
                this.view.visit?.lesions ?? [],
                this.pictures.thumbnail(picture.id),
                !this.leftOut.has(picture.id),
                () => this.#toggle(picture.id),
              ),
            )}
        </ol>
        ${this.#pages.buttons(shown.length, 'Back', 'More')}
      </div>`;
  }

  #noteScreen(): TemplateResult {
    return html`<section class="typing">
      <div class="line">
        <div class="field grows">
          <h1 tabindex="-1">What happened?</h1>
          <div class="typed here tall" role="status" aria-label="Note">${this.note}</div>
        </div>
        <button class="call" data-target="secondary" @click=${() => this.#type(false)}>Done</button>
      </div>
      <key-board
        label="Note"
        .value=${this.note}
        .charactersMax=${noteCharactersMax}
        @typed=${(event: CustomEvent<string>) => {
          this.note = event.detail;
        }}
      ></key-board>
    </section>`;
  }

  #toggle(id: ParcelId): void {
    const next = new Set(this.leftOut);
    if (!next.delete(id)) next.add(id);
    this.leftOut = next;
  }

  #type(typing: boolean): void {
    this.typing = typing;
  }

  #send(shown: readonly PictureView[]): void {
    const visit = this.ended ?? this.view.visit?.id;
    if (visit === undefined) return;
    const named = shown.map(({ id }) => id).filter((id) => !this.leftOut.has(id));
    const all = this.leftOut.size === 0;
    this.ask({ kind: 'wrong-patient', visit, note: this.note.trim(), ...(all ? {} : { pictures: named }) });
    this.close();
  }
}

customElements.define('wrong-patient-overlay', WrongPatientOverlay);
