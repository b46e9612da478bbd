/**
 * <questionnaire-screen>: what the patient answered, wherever they did; or the ways to have it answered now.
 *
 *   answers ◄──► asking ──► the patient has the screen ──► answers
 *                  ├──────► paper: the pedal photographs pages
 *                  └──────► declined
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Command } from '../../../services/station/api/command.ts';
import type { QuestionnaireView, View } from '../../../services/station/api/view.ts';
import { controlStyles } from '../../parts/controls.ts';
import { Paging } from '../../parts/paging.ts';
import { counted } from '../../parts/written.ts';
import { HeadingFocus } from '../frame/heading-focus.ts';
import { columnStyles } from '../styles/columns.ts';
import { askingStep, paperStep } from './asking.ts';
import './answer-list.ts';
import type { Overlay, Pictures, Screen } from '../screen.ts';
import { questionnaireStyles } from './styles.ts';

/** Where the answers come from. */
const heading: Readonly<Record<QuestionnaireView['how'], string>> = {
  before: 'Answered at home',
  'at-station': 'Answered on this screen',
  paper: 'Answered on paper',
  declined: 'The patient did not want to answer',
  'not-asked': 'Not asked',
};

export class QuestionnaireScreen extends LitElement implements Screen {
  static override properties = {
    view: { attribute: false },
    ask: { attribute: false },
    pictures: { attribute: false },
    open: { attribute: false },
    again: { state: true },
  };

  declare view: View;
  declare ask: (command: Command) => void;
  declare pictures: Pictures;
  declare open: (overlay: Overlay) => void;
  /** The patient answers once more, although there is something already. */
  declare again: boolean;

  readonly #pages = new Paging(this);

  constructor() {
    super();
    new HeadingFocus(this, () => this.#part());
    this.again = false;
  }

  static override styles = [controlStyles, columnStyles, questionnaireStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    const before = changed.get('view')?.visit?.questionnaire;
    const now = this.view.visit?.questionnaire;
    if (before?.how !== now?.how || before?.paperPages !== now?.paperPages) this.again = false;
  }

  #part(): 'answers' | 'asking' | 'paper' {
    const questionnaire = this.view.visit?.questionnaire;
    if (!questionnaire || questionnaire.paperArmed) return 'paper';
    const some = questionnaire.answers.length > 0 || questionnaire.paperPages > 0 || questionnaire.how === 'declined';
    const unfinished = questionnaire.how === 'before' && questionnaire.state !== 'completed';
    return this.again || !some || (unfinished && questionnaire.answers.length === 0) ? 'asking' : 'answers';
  }

  override render(): TemplateResult | typeof nothing {
    const { visit } = this.view;
    if (!visit) return nothing;
    const part = this.#part();
    return html`<section class="columns ${part}" aria-label="Questionnaire">
      ${part === 'paper' ? this.#paper(visit.questionnaire) : part === 'asking' ? this.#asking(visit) : this.#answers(visit.questionnaire)}
    </section>`;
  }

  #paper(questionnaire: QuestionnaireView): TemplateResult {
    return paperStep({
      questionnaire,
      pictures: this.pictures,
      quiet: this.view.camera.status !== 'ready',
      press: () => this.ask({ kind: 'press' }),
      stop: () => this.ask({ kind: 'photograph-paper', on: false }),
    });
  }

  #asking(visit: NonNullable<View['visit']>): TemplateResult {
    const back = () => {
      this.again = false;
    };
    return askingStep({
      questionnaire: visit.questionnaire,
      own: visit.language,
      pages: this.#pages,
      handOver: (language) => this.ask({ kind: 'hand-over', language }),
      paper: () => this.ask({ kind: 'photograph-paper', on: true }),
      declined: () => this.ask({ kind: 'questionnaire-done', declined: true }),
      without: () => this.ask({ kind: 'questionnaire-done', declined: false }),
      back: this.again ? back : undefined,
    });
  }

  #answers({ how, state, answers, paperPages }: QuestionnaireView): TemplateResult {
    const unfinished = how === 'before' && state === 'in-progress';
    const again = () => {
      this.again = true;
    };
    return html`<div class="content">
        <h2 tabindex="-1">${unfinished ? 'Begun at home, not finished' : heading[paperPages > 0 && how !== 'at-station' ? 'paper' : how]}</h2>
        ${
          answers.length > 0
            ? html`<answer-list class="body" .answers=${answers}></answer-list>`
            : html`<div class="body panel told-only">
                <p class="large">
                  ${
                    paperPages > 0
                      ? html`<span class="good" aria-hidden="true">✓</span> ${counted(paperPages, 'page', 'pages')} of the paper copy saved`
                      : 'The consultant is told that it was not answered.'
                  }
                </p>
              </div>`
        }
      </div>
      <div class="actions">
        <button data-target="secondary" @click=${again}>${againWords(how, unfinished)}</button>
        <button
          class="call"
          data-target="shutter"
          @click=${() => this.ask({ kind: 'questionnaire-done', declined: how === 'declined' })}
        >
          Go on to consent
        </button>
      </div>`;
  }
}

function againWords(how: QuestionnaireView['how'], unfinished: boolean): string {
  if (unfinished) return 'Let the patient finish it';
  return how === 'declined' ? 'Ask after all' : 'Change or add';
}

customElements.define('questionnaire-screen', QuestionnaireScreen);
