/**
 * The patient's questionnaire on the station's own screen, at an origin of its own.
 *
 *   station ── PatientFrame ──► sheet:   introduction ─► questions ─► review ─► sent
 *                               thanks:  give the screen back
 *                               over:    the kiosk's page takes this one's place
 *   staff, at any time ──► PIN, or a badge before the scanner ──► over
 *
 * What the patient has answered is in this page's memory until it is sent, and nowhere else. Nobody's name is shown, and
 * no answer that was given before. Nothing is left for who comes next: no storage, no place in the history to go back to.
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { PatientCommand, PatientFrame } from '../../services/station/api/patient.ts';
import type { Question, StationSheet } from '../../services/wire/questionnaire.ts';
import { controlStyles } from '../parts/controls.ts';
import { fieldStyles } from '../parts/fields.ts';
import { type Link, type LinkState, openLink } from '../parts/link.ts';
import { Paging } from '../parts/paging.ts';
import { dayOf, noDay } from '../parts/questionnaire/days.ts';
import { answersOf, askedOf, type Draft, problemWith } from '../parts/questionnaire/draft.ts';
import { openScanner } from '../parts/typing/scanner.ts';
import { countdown } from './countdown.ts';
import { beginning, missingOf, onFrom, type Place } from './flow.ts';
import { type Around, around, framed } from './screens/frame.ts';
import { type Layer, sheetScreen, type Typing, typingAt } from './screens/sheet.ts';
import { staffScreen } from './screens/staff.ts';
import { type LanguageChoice, noSheet, thanks } from './screens/texts.ts';
import { answerStyles } from './styles/answers.ts';
import { frameStyles } from './styles/frame.ts';
import { kioskAddress, watchBrowser } from './watched.ts';

/** After "send", the station has thanked by then; if not, the patient can send again. */
const sendMsMax = 5_000;

export class StationPatient extends LitElement {
  static override properties = {
    frame: { state: true },
    link: { state: true },
    place: { state: true },
    draft: { state: true },
    typing: { state: true },
    problem: { state: true },
    layer: { state: true },
    sending: { state: true },
    pin: { state: true },
    waitMs: { state: true },
  };

  declare frame: PatientFrame | undefined;
  declare link: LinkState;
  declare place: Place;
  declare draft: Draft;
  declare typing: Typing;
  declare problem: string | undefined;
  declare layer: Layer;
  declare sending: boolean;
  declare pin: string;
  /** How much is left of a wait after wrong PINs. */
  declare waitMs: number;

  readonly #pages = new Paging(this);
  readonly #wait = countdown((ms) => {
    this.waitMs = ms;
  });
  #station: Link | undefined;
  #stops: readonly (() => void)[] = [];
  #sendTimer: ReturnType<typeof setTimeout> | undefined;
  #screen = '';

  constructor() {
    super();
    this.link = 'connecting';
    this.frame = undefined;
    this.#forget();
  }

  static override styles = [controlStyles, fieldStyles, frameStyles, answerStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    history.replaceState(undefined, ''); // nothing of an earlier visit to this page
    this.#station = openLink('/patient/socket', {
      // The station serves this page and speaks its own types; what it says is not checked again here.
      text: (message) => this.#told(message as PatientFrame),
      binary: () => {},
      state: (state) => {
        this.link = state;
        if (state === 'lost') this.#sent();
      },
    });
    this.#stops = [
      openScanner((code) => this.#ask({ kind: 'scan', code })),
      watchBrowser({ active: () => this.#ask({ kind: 'active' }), left: () => this.#forget() }),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#station?.close();
    for (const stop of this.#stops) stop();
    this.#forget();
  }

  #ask(command: PatientCommand): void {
    this.#station?.ask(command);
  }

  #told(frame: PatientFrame): void {
    this.frame = frame;
    const { view, takeBack } = frame;
    if (view.kind !== 'sheet') this.#forgetAnswers();
    if (view.kind === 'over') {
      this.#forget();
      location.replace(kioskAddress());
      return;
    }
    document.documentElement.lang = view.sheet.language;
    document.documentElement.dir = view.sheet.direction;
    document.title = view.sheet.title;
    if (takeBack.checking || takeBack.refused !== undefined) this.pin = '';
    this.#wait.from(takeBack.waitMs ?? 0);
  }

  #forgetAnswers(): void {
    this.#sent();
    this.place = beginning;
    this.draft = {};
    this.typing = { day: noDay, part: 'day' };
    this.problem = undefined;
    if (this.layer !== 'staff') this.layer = 'none';
  }

  #forget(): void {
    this.layer = 'none';
    this.#forgetAnswers();
    this.pin = '';
    this.#wait.from(0);
  }

  #sent(): void {
    clearTimeout(this.#sendTimer);
    this.sending = false;
  }

  #go(place: Place, { questions }: StationSheet): void {
    this.place = place;
    this.problem = undefined;
    this.layer = 'none';
    this.typing = typingAt(place, questions, this.draft);
  }

  #on(sheet: StationSheet, question: Question | undefined): void {
    const half = question?.type === 'date' && Object.values(this.typing.day).some((part) => part !== '');
    if (question !== undefined) {
      this.problem =
        half && dayOf(this.typing.day) === undefined
          ? sheet.words.noBirth
          : problemWith(question, this.draft, sheet.words);
      if (this.problem !== undefined) return;
    }
    this.#go(onFrom(this.place, sheet.questions, this.draft), sheet);
  }

  #send(sheet: StationSheet): void {
    if (this.sending) return;
    const missing = missingOf(askedOf(sheet.questions, this.draft), this.draft);
    if (missing !== undefined) {
      this.#go({ kind: 'question', linkId: missing.linkId, reviewing: true }, sheet);
      this.problem = sheet.words.required;
      return;
    }
    this.sending = true;
    this.#sendTimer = setTimeout(() => this.#sent(), sendMsMax);
    this.#ask({ kind: 'answers', language: sheet.language, answers: answersOf(sheet.questions, this.draft) });
  }

  #open(layer: Layer): void {
    this.layer = layer;
    this.pin = '';
  }

  override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { place, layer, frame } = this;
    const screen = [frame?.view.kind, layer, place.kind, place.kind === 'question' ? place.linkId : ''].join(' ');
    if (screen === this.#screen) return;
    const first = this.#screen === '';
    this.#screen = screen;
    if (!first) this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  override render(): TemplateResult {
    const { frame, layer } = this;
    if (frame === undefined && this.link === 'lost') return noSheet();
    if (frame === undefined || frame.view.kind === 'over') return html`<main><p role="status">…</p></main>`;
    const { view } = frame;
    const { sheet } = view;
    if (layer === 'staff') return this.#staff(frame, sheet);
    if (view.kind === 'thanks') return framed(thanks(sheet), this.#around(sheet, {}));
    const choose = (language: string) => {
      this.#ask({ kind: 'language', language });
      this.layer = 'none';
    };
    return this.#asking(sheet, { languages: view.languages, language: sheet.language, choose });
  }

  #asking(sheet: StationSheet, choice: LanguageChoice): TemplateResult {
    const { place, draft, typing, problem, layer, sending } = this;
    const change = (next: Draft) => {
      this.draft = next;
      this.problem = undefined;
    };
    return sheetScreen({
      ...{ sheet, choice, place, draft, typing, problem, layer, sending, change },
      pages: this.#pages,
      around: (ways) => this.#around(sheet, ways),
      go: (to) => this.#go(to, sheet),
      on: (question) => this.#on(sheet, question),
      open: (over) => this.#open(over),
      type: (linkId, typed) => {
        this.typing = typed;
        const { [linkId]: _, ...others } = draft;
        const date = dayOf(typed.day);
        change(date === undefined ? others : { ...others, [linkId]: date });
      },
      send: () => this.#send(sheet),
    });
  }

  #staff({ takeBack }: PatientFrame, { words, language }: StationSheet): TemplateResult {
    return staffScreen({
      ...{ takeBack, waitMs: this.waitMs, pin: this.pin },
      type: (pin) => {
        this.pin = pin;
      },
      enter: () => {
        this.#ask({ kind: 'take-back', pin: this.pin });
        this.pin = '';
      },
      back: { word: words.back ?? '', language, act: () => this.#open('none') },
    });
  }

  #around({ words }: StationSheet, ways: Partial<Around>): Around {
    const trouble = this.link === 'connected' ? undefined : words.lost;
    return around({ words, trouble, staff: () => this.#open('staff') }, ways);
  }
}

customElements.define('station-patient', StationPatient);
