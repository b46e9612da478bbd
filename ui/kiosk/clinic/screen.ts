/**
 * Today's clinic: who is to be seen, who was, and where their pictures are. A visit starts here, best by the letter's code.
 *
 *   ┌────────────┬──────────────────────────────────────────┐
 *   │ Today’s    │ 09:20  OKONKWO-BRIGHT, Margaret  │ did not│
 *   │ clinic     │        1958 · 999 000 0018       │ attend │
 *   │ To see│Over├──────────────────────────────────────────┤
 *   │ Search│New │ 09:40  …                                 │
 *   │ ▲   ▼ Lock │                                          │
 *   └────────────┴──────────────────────────────────────────┘
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { AppointmentView, View } from '../../../services/station/api/view.ts';
import { controlStyles } from '../../parts/controls.ts';
import { fieldStyles } from '../../parts/fields.ts';
import '../../parts/typing/keyboard.ts';
import { layerStyles } from '../../parts/layers.ts';
import { Paging } from '../../parts/paging.ts';
import { counted, nameWritten } from '../../parts/written.ts';
import { listAgeWords } from '../list-age.ts';
import type { Screen } from '../screen.ts';
import { found, type Part, partOf } from './day.ts';
import { appointmentRow, needsTallRow, type RowActions } from './row.ts';
import { rowStyles } from './row-styles.ts';
import { searchScreen } from './search.ts';
import { clinicStyles } from './styles.ts';

export class ClinicScreen extends LitElement {
  static override properties = {
    view: { attribute: false },
    shownPart: { state: true },
    search: { state: true },
    typing: { state: true },
    asking: { state: true },
  };

  declare view: View;
  declare ask: Screen['ask'];
  declare open: Screen['open'];
  declare shownPart: Part;
  /** Part of a name; empty while nobody searches. */
  declare search: string;
  /** The keyboard is shown. */
  declare typing: boolean;
  /** Of whom it is asked whether they did not come. */
  declare asking: AppointmentView | undefined;

  readonly #pages = new Paging(this, 'least');

  constructor() {
    super();
    this.shownPart = 'to-see';
    this.search = '';
    this.typing = false;
    this.asking = undefined;
  }

  static override styles = [controlStyles, fieldStyles, layerStyles, rowStyles, clinicStyles];

  override updated(changed: PropertyValues<this>): void {
    if (changed.get('typing') !== undefined || (changed.has('asking') && this.hasUpdated))
      this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  override render(): TemplateResult {
    if (this.asking) return this.#question(this.asking);
    if (this.typing) {
      const { clinic } = this.view;
      return searchScreen(this.search, found(clinic, this.search), {
        typed: (text) => {
          this.search = text;
        },
        show: () => {
          this.#pages.toFirst();
          this.typing = false;
        },
        back: () => {
          this.search = '';
          this.typing = false;
        },
      });
    }
    return html`<section class="clinic">
      <div class="side">${this.#side()}</div>
      <div class="list">${this.#confirmCamera()} ${this.#list()}</div>
    </section>`;
  }

  #shown(): readonly AppointmentView[] {
    const { clinic } = this.view;
    return this.search.trim() === '' ? partOf(clinic, this.shownPart) : found(clinic, this.search);
  }

  #side(): TemplateResult {
    const { clinic, staff } = this.view;
    const searching = this.search.trim() !== '';
    const part = (name: Part, words: string) => html`<button
      aria-pressed=${!searching && this.shownPart === name}
      @click=${() => this.#turnTo(name)}
    >
      ${words}<br /><b>${partOf(clinic, name).length}</b>
    </button>`;
    return html`<div class="top">
        <h1 tabindex="-1">Today’s clinic</h1>
        <p class="staff">${staff?.name}</p>
      </div>
      <div class="pair" role="group" aria-label="Part of the day">${part('to-see', 'To see')} ${part('over', 'Over')}</div>
      <div class="pair">
        ${
          searching
            ? html`<button class="searching" @click=${() => this.#turnTo(this.shownPart)}>
              Found for “${this.search.trim()}”<br /><b>Show all</b>
            </button>`
            : html`<button @click=${() => this.#startSearch()}>Search</button>`
        }
        <button @click=${() => this.open('register')}>Register by hand</button>
      </div>
      <div class="last">
        ${this.#pages.buttons(this.#shown().length, 'Back', 'More')}
        <button class="lock" @click=${() => this.ask({ kind: 'lock' })}>Lock</button>
      </div>`;
  }

  #list(): TemplateResult {
    const shown = this.#shown();
    const { clinic } = this.view;
    if (clinic.length === 0) return this.#empty();
    if (shown.length === 0) {
      return this.search.trim() !== ''
        ? this.#nothing(
            `Nobody of today is called “${this.search.trim()}”`,
            'Try fewer letters, or register the patient by hand.',
          )
        : this.shownPart === 'to-see'
          ? this.#nothing('Everybody has been seen', 'New appointments appear here by themselves.')
          : this.#nothing('Nobody has been seen yet', 'Ended visits appear here, with where their pictures are.');
    }
    const actions: RowActions = {
      openVisit: ({ id }) => this.ask({ kind: 'open-visit', appointment: id }),
      didNotAttend: (one) => {
        this.asking = one;
      },
      wrongPatient: ({ visit }) => visit && this.open('wrong-patient', visit.id),
    };
    const long = shown.some(needsTallRow);
    return html`<ol class="rows ${long ? 'long' : ''}" ${ref(this.#pages.rows)}>
      ${this.#pages.slice(shown).map((one) => appointmentRow(one, actions))}
    </ol>`;
  }

  #nothing(words: string, todo: string): TemplateResult {
    return html`<div class="empty">
      <h2>${words}</h2>
      <p>${todo}</p>
    </div>`;
  }

  #empty(): TemplateResult {
    const { hospital, listMadeAt } = this.view;
    const age = listAgeWords(listMadeAt, Date.now());
    return html`<div class="empty">
      <h2>No patients in the list</h2>
      ${
        hospital === 'connected'
          ? html`<p>The hospital has sent no appointments for this station today. New ones appear here by themselves.</p>`
          : html`<p>The list comes from the hospital, and this station is not connected to it now.</p>
            <p>Check the network cable or the mobile signal. ${listMadeAt === undefined ? 'No list has come yet.' : `The last list is ${age.words}.`}</p>`
      }
      <p>Somebody with a letter can be registered by hand.</p>
    </div>`;
  }

  /** Another body than before: between visits, who exchanged it on purpose says so here. */
  #confirmCamera(): TemplateResult | typeof nothing {
    const { camera } = this.view;
    const { serial } = camera.advice;
    if (camera.status !== 'other-camera' || serial === undefined) return nothing;
    return html`<button
      class="confirm-camera"
      data-target="secondary"
      @click=${() => this.ask({ kind: 'confirm-camera', serial: serial.is })}
    >
      It was exchanged on purpose: use camera ${serial.is} from now on
    </button>`;
  }

  #question(one: AppointmentView): TemplateResult {
    const close = () => {
      this.asking = undefined;
    };
    const send = () => {
      this.ask({ kind: 'did-not-attend', appointment: one.id });
      close();
    };
    return html`<section class="question">
      <div class="dialog" role="alertdialog" aria-labelledby="who">
        <h1 id="who" tabindex="-1">Did ${nameWritten(one)} not attend?</h1>
        <p>Booked at ${one.time}, ${counted(one.lesions, 'lesion', 'lesions')}. The hospital is told, and offers another appointment.</p>
        <p>If they come later, tap them in “Over”.</p>
        <div class="buttons">
          <button data-target="primary" @click=${close}>No, go back</button>
          <button class="call" data-target="primary" @click=${send}>Did not attend</button>
        </div>
      </div>
    </section>`;
  }

  #turnTo(part: Part): void {
    this.shownPart = part;
    this.search = '';
    this.#pages.toFirst();
  }

  #startSearch(): void {
    this.search = '';
    this.typing = true;
  }
}

customElements.define('clinic-screen', ClinicScreen);
