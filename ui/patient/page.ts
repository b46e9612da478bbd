/**
 * The patient's questions, on the patient's own telephone: opened with the link of the invitation.
 *
 *   loading ─► introduction ─► one step for each group ─► date of birth ─► thank you
 *      │                                                     │
 *      └─► gone, answered                                    └─► locked
 *
 * Answers are in memory until they are sent, and gone when the page is; nothing is kept in the browser. Nobody's name is
 * shown: whoever holds the letter can open this page.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Sheet } from '../../services/hospital/questionnaire/api.ts';
import { type Day, dayOf, noDay } from '../parts/questionnaire/days.ts';
import {
  answersOf,
  askedOf,
  type Draft,
  isGiven,
  problemsIn,
  type Step,
  stepsOf,
} from '../parts/questionnaire/draft.ts';
import { questionTemplate } from './questions.ts';
import {
  birthFields,
  introduction,
  languageChoice,
  lastScreen,
  progress,
  type Shown,
  said,
  summary,
  withoutSheet,
} from './screens.ts';
import { patientStyles } from './styles.ts';
import { readSheet, sendAnswers, type Trouble } from './talk.ts';

export class PatientPage extends LitElement {
  static override properties = {
    shown: { state: true },
    sheet: { state: true },
    step: { state: true },
    draft: { state: true },
    birth: { state: true },
    problems: { state: true },
    trouble: { state: true },
  };

  declare shown: Shown;
  declare sheet: Sheet | undefined;
  /** 0 the introduction, then the groups, then the date of birth. */
  declare step: number;
  declare draft: Draft;
  declare birth: Day;
  declare problems: Readonly<Record<string, string>>;
  /** A sentence above the buttons: what to do before trying again. */
  declare trouble: string | undefined;

  static override styles = patientStyles;

  /** The problems that are shown next take the focus: they answer a tap on the button. */
  #complained = false;

  constructor() {
    super();
    this.shown = 'loading';
    this.sheet = undefined;
    this.step = 0;
    this.draft = {};
    this.birth = noDay;
    this.problems = {};
    this.trouble = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.#turned);
    addEventListener('pageshow', this.#shownAgain);
    history.replaceState({ step: 0 }, '');
    void this.#load(undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#turned);
    removeEventListener('pageshow', this.#shownAgain);
  }

  /** The telephone's own way back goes one step back, and does not lose what was answered. */
  readonly #turned = (event: PopStateEvent): void => {
    if (this.shown !== 'asking') return;
    const { step } = (event.state ?? {}) as { step?: number };
    this.#show(Math.min(step ?? 0, this.#steps.length + 1));
  };

  /** A page that the browser kept whole would show the answers to whoever goes back to it. */
  readonly #shownAgain = (event: PageTransitionEvent): void => {
    if (event.persisted) location.reload();
  };

  get #steps(): readonly Step[] {
    return this.sheet === undefined ? [] : stepsOf(this.sheet);
  }

  async #load(language: string | undefined): Promise<void> {
    const read = await readSheet(language);
    if (read.kind !== 'sheet') {
      if (this.sheet !== undefined && read.kind !== 'gone') this.#say(read);
      else this.shown = read;
      return;
    }
    this.sheet = read.sheet;
    this.problems = {};
    this.trouble = undefined;
    document.documentElement.lang = read.sheet.language;
    document.documentElement.dir = read.sheet.direction;
    document.title = read.sheet.title;
    this.shown = read.sheet.answered ? 'answered' : 'asking';
  }

  #say(trouble: Trouble): void {
    this.trouble = trouble.kind === 'offline' ? this.sheet?.words.offline : trouble.error;
  }

  #go(step: number): void {
    history.pushState({ step }, '');
    this.#show(step);
  }

  #show(step: number): void {
    this.step = step;
    this.problems = {};
    this.trouble = undefined;
  }

  readonly #next = (): void => {
    const step = this.#steps[this.step - 1];
    const problems = step === undefined || !this.sheet ? {} : problemsIn(step, this.draft, this.sheet.words);
    if (Object.keys(problems).length > 0) this.#complain(problems);
    else this.#go(this.step + 1);
  };

  readonly #send = async (): Promise<void> => {
    const sheet = this.sheet;
    if (sheet === undefined || this.shown === 'sending') return;
    const dateOfBirth = dayOf(this.birth);
    if (dateOfBirth === undefined) {
      this.#complain({ dateOfBirth: sheet.words.noBirth ?? '' });
      return;
    }
    this.shown = 'sending';
    this.problems = {};
    this.trouble = undefined;
    const answers = answersOf(sheet.questions, this.draft);
    const sent = await sendAnswers({ language: sheet.language, dateOfBirth, answers });
    this.shown = 'asking';
    switch (sent.kind) {
      case 'taken':
      case 'answered-before':
        this.#forget();
        this.shown = sent.kind === 'taken' ? 'done' : 'answered';
        return;
      case 'problems': {
        const place = this.#steps.findIndex(({ questions }) => questions.some(({ linkId }) => linkId in sent.fields));
        if (place >= 0) this.#go(place + 1);
        this.#complain(sent.fields);
        return;
      }
      case 'gone':
      case 'locked':
        this.#forget();
        this.shown = sent;
        return;
      case 'said':
      case 'offline':
        this.#say(sent);
        return;
      default:
        sent satisfies never;
    }
  };

  #complain(problems: Readonly<Record<string, string>>): void {
    this.problems = problems;
    this.#complained = true;
  }

  #forget(): void {
    this.draft = {};
    this.birth = noDay;
  }

  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('shown');
    const screen = changed.has('shown') && before !== undefined && this.shown !== 'sending' && before !== 'sending';
    const wrong = this.#complained;
    this.#complained = false;
    if (!screen && !changed.has('step') && !wrong) return;
    const first = this.renderRoot.querySelector<HTMLElement>(wrong ? '.summary' : 'h1');
    first?.focus();
    if (!wrong) scrollTo(0, 0);
  }

  override render(): TemplateResult {
    const { shown, sheet } = this;
    if (shown === 'loading') return html`<main><p role="status">…</p></main>`;
    if (sheet === undefined) return withoutSheet(shown, () => this.#load(undefined));
    const { words } = sheet;
    if (shown === 'done') return lastScreen(words.doneTitle, words.done);
    if (shown === 'answered') return lastScreen(words.answeredTitle, words.answered);
    if (typeof shown === 'object') return lastScreen(sheet.title, 'error' in shown ? shown.error : words.offline);
    return html`${languageChoice(sheet, (language) => this.#load(language))}
      <main>${this.step === 0 ? introduction(sheet, this.trouble, () => this.#go(1)) : this.#asking(sheet)}</main>`;
  }

  #asking({ words }: Sheet): TemplateResult {
    const steps = this.#steps;
    const step = steps[this.step - 1];
    const change = (draft: Draft) => {
      this.draft = draft;
      // what was answered now is no problem any more; it is looked at again with "Continue"
      this.problems = Object.fromEntries(Object.entries(this.problems).filter(([id]) => !isGiven(draft[id])));
    };
    const changeBirth = (birth: Day) => {
      this.birth = birth;
    };
    const { draft, problems } = this;
    const asked = askedOf(step?.questions ?? [], draft);
    return html`${progress(words, this.step, steps.length + 1)}
      <h1 tabindex="-1">${step?.title ?? words.birthTitle}</h1>
      ${summary(words, problems)}
      <form novalidate autocomplete="off" @submit=${(event: Event) => event.preventDefault()}>
        ${asked.map((question) =>
          questionTemplate(question, { draft, problem: problems[question.linkId], words, change }),
        )}
        ${step === undefined ? birthFields(words, this.birth, problems.dateOfBirth, changeBirth) : nothing}
        ${said(this.trouble)}
        <div class="buttons">
          <button type="button" @click=${() => history.back()}>${words.back}</button>
          <button type="submit" class="call" @click=${step === undefined ? this.#send : this.#next}>
            ${step !== undefined ? words.next : this.shown === 'sending' ? words.sending : words.send}
          </button>
        </div>
      </form>`;
  }
}

customElements.define('patient-page', PatientPage);
