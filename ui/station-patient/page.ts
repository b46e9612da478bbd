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
import type { PatientCommand, PatientFrame } from '../../services/station/api.ts';
import type { Question, StationSheet } from '../../services/wire/questionnaire.ts';
import { controlStyles } from '../parts/controls.ts';
import { fieldStyles } from '../parts/fields.ts';
import { type Link, type LinkState, openLink } from '../parts/link.ts';
import { Paging } from '../parts/paging.ts';
import { type Day, dayOf, noDay, partsOf } from '../parts/questionnaire/days.ts';
import { answersOf, askedOf, type Draft, problemWith } from '../parts/questionnaire/draft.ts';
import { openScanner } from '../parts/scanner.ts';
import { backFrom, beginning, missingOf, onFrom, type Place, progressOf } from './flow.ts';
import { type Around, framed } from './screens/frame.ts';
import { questionScreen } from './screens/question.ts';
import { reviewHeading, reviewScreen } from './screens/review.ts';
import { staffScreen } from './screens/staff.ts';
import {
  introduction,
  type LanguageChoice,
  languageButtons,
  languagesAtOnceMax,
  languagesScreen,
  noSheet,
  thanks,
} from './screens/texts.ts';
import { writingScreen } from './screens/writing.ts';
import { answerStyles } from './styles/answers.ts';
import { frameStyles } from './styles/frame.ts';

/** After "send", the station has thanked by then; if not, the patient can send again. */
const sendMsMax = 5_000;
/** The station is told that somebody is there no oftener than this; it locks after two minutes without. */
const activeMsMin = 5_000;

/** What lies over the questionnaire, by a tap. */
type Layer = 'none' | 'languages' | 'writing' | 'staff';

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
  declare typing: { readonly day: Day; readonly part: keyof Day };
  declare problem: string | undefined;
  declare layer: Layer;
  declare sending: boolean;
  declare pin: string;
  /** How much is left of a wait after wrong PINs. */
  declare waitMs: number;

  readonly #pages = new Paging(this);
  #station: Link | undefined;
  #stopScanner: (() => void) | undefined;
  #sendTimer: ReturnType<typeof setTimeout> | undefined;
  #waitTimer: ReturnType<typeof setInterval> | undefined;
  #activeAtMs = Number.NEGATIVE_INFINITY;
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
    this.#stopScanner = openScanner((code) => this.#ask({ kind: 'scan', code }));
    addEventListener('pointerdown', this.#active, { capture: true });
    addEventListener('keydown', this.#active, { capture: true });
    addEventListener('contextmenu', noMenu);
    addEventListener('pageshow', this.#shownAgain);
    addEventListener('pagehide', this.#left);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#station?.close();
    this.#stopScanner?.();
    this.#forget();
    removeEventListener('pointerdown', this.#active, { capture: true });
    removeEventListener('keydown', this.#active, { capture: true });
    removeEventListener('contextmenu', noMenu);
    removeEventListener('pageshow', this.#shownAgain);
    removeEventListener('pagehide', this.#left);
  }

  /** A page that the browser kept whole would show its answers to whoever goes back to it: it begins anew. */
  readonly #shownAgain = (event: PageTransitionEvent): void => {
    if (event.persisted) location.reload();
  };

  readonly #left = (): void => this.#forget();

  readonly #active = (event: Event): void => {
    if (event.timeStamp - this.#activeAtMs < activeMsMin) return;
    this.#activeAtMs = event.timeStamp;
    this.#ask({ kind: 'active' });
  };

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
    this.#waitFor(takeBack.waitMs ?? 0);
  }

  /** Counts down what the station said, second by second. */
  #waitFor(waitMs: number): void {
    clearInterval(this.#waitTimer);
    this.waitMs = waitMs;
    if (waitMs <= 0) return;
    const until = performance.now() + waitMs;
    this.#waitTimer = setInterval(() => {
      this.waitMs = Math.max(0, until - performance.now());
      if (this.waitMs === 0) clearInterval(this.#waitTimer);
    }, 1_000);
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
    this.#waitFor(0);
  }

  #sent(): void {
    clearTimeout(this.#sendTimer);
    this.sending = false;
  }

  #go(place: Place, { questions }: StationSheet): void {
    this.place = place;
    this.problem = undefined;
    this.layer = 'none';
    const asked = place.kind === 'question' && questions.find(({ linkId }) => linkId === place.linkId);
    const date = asked && asked.type === 'date' ? this.draft[asked.linkId] : undefined;
    this.typing = { day: typeof date === 'string' ? partsOf(date) : noDay, part: 'day' };
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
    if (frame === undefined) return this.link === 'lost' ? noSheet() : html`<main><p role="status">…</p></main>`;
    const { view } = frame;
    if (view.kind === 'over') return html`<main><p role="status">…</p></main>`;
    const { sheet } = view;
    if (layer === 'staff') return this.#staff(frame, sheet);
    if (view.kind === 'thanks') return framed(thanks(sheet), this.#around(sheet, {}));
    return this.#asking(sheet, {
      languages: view.languages,
      language: sheet.language,
      choose: (language) => {
        this.#ask({ kind: 'language', language });
        this.layer = 'none';
      },
    });
  }

  #asking(sheet: StationSheet, choice: LanguageChoice): TemplateResult {
    const { place, draft } = this;
    const { words, questions } = sheet;
    const back = () => this.#go(backFrom(place, questions, draft), sheet);
    const languages = () => this.#open('languages');
    if (this.layer === 'languages')
      return framed(languagesScreen(sheet, choice), this.#around(sheet, { back: () => this.#open('none') }));
    switch (place.kind) {
      case 'introduction': {
        const on = { word: words.start ?? '', act: () => this.#on(sheet, undefined), waits: false };
        const few = choice.languages.length <= languagesAtOnceMax;
        const ways = few ? { first: languageButtons(choice) } : { languages };
        return framed(introduction(sheet), this.#around(sheet, { ...ways, on }));
      }
      case 'question':
        return this.#question(sheet, place, { back, languages });
      case 'review': {
        const word = (this.sending ? words.sending : words.send) ?? '';
        const on = { word, act: () => this.#send(sheet), waits: this.sending };
        const change = ({ linkId }: Question) => this.#go({ kind: 'question', linkId, reviewing: true }, sheet);
        return framed(
          reviewScreen(sheet, { draft, pages: this.#pages, change }),
          this.#around(sheet, { first: reviewHeading(words), back, languages, on }),
        );
      }
      default:
        return place satisfies never;
    }
  }

  #question(
    sheet: StationSheet,
    { linkId }: Extract<Place, { kind: 'question' }>,
    ways: Partial<Around>,
  ): TemplateResult {
    const { words, questions, language } = sheet;
    const { draft, problem, typing } = this;
    const question = questions.find((one) => one.linkId === linkId);
    if (question === undefined) return html``; // another questionnaire has come: it begins anew with the next frame
    const change = (next: Draft) => {
      this.draft = next;
      this.problem = undefined;
    };
    const answer = draft[linkId];
    if (this.layer === 'writing') {
      return writingScreen(question, {
        ...{ words, language },
        text: typeof answer === 'string' ? answer : '',
        change: (text) => change({ ...draft, [linkId]: text }),
        done: () => this.#open('none'),
      });
    }
    const type = (day: Day, part: keyof Day) => {
      this.typing = { day, part };
      const { [linkId]: _, ...others } = draft;
      const date = dayOf(day);
      change(date === undefined ? others : { ...others, [linkId]: date });
    };
    const on = { word: words.next ?? '', act: () => this.#on(sheet, question), waits: false };
    const asking = { draft, problem, words, change, typing, type, write: () => this.#open('writing') };
    const progress = { ...progressOf(linkId, questions, draft), step: question.step };
    return framed(questionScreen(question, asking), this.#around(sheet, { ...ways, progress, on }));
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
    return {
      progress: undefined,
      first: undefined,
      languages: undefined,
      back: undefined,
      on: undefined,
      ...ways,
      words,
      staff: () => this.#open('staff'),
      trouble: this.link === 'connected' ? undefined : words.lost,
    };
  }
}

/** The same station's kiosk, which lives at the address with numbers. */
function kioskAddress(): string {
  return `http://127.0.0.1${location.port === '' ? '' : `:${location.port}`}/`;
}

function noMenu(event: Event): void {
  event.preventDefault();
}

customElements.define('station-patient', StationPatient);
