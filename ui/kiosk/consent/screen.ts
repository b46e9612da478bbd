/**
 * <consent-screen>: may pictures be taken, and for what? Questions that come before it, what the patient has to know,
 * their answer to each purpose, and how they gave it. Steps: `steps.ts`.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { Command } from '../../../services/station/api/command.ts';
import type { View } from '../../../services/station/api/view.ts';
import type { Exclusion, Signature } from '../../../services/wire/visit-record.ts';
import { choiceStyles } from '../../parts/choice.ts';
import { controlStyles } from '../../parts/controls.ts';
import { nameWritten } from '../../parts/written.ts';
import { HeadingFocus } from '../frame/heading-focus.ts';
import { writingStep, writingStyles } from '../frame/writing.ts';
import type { Fillable, HalfFilled } from '../lock/half-filled.ts';
import type { Overlay, Pictures, Screen } from '../screen.ts';
import { columnStyles } from '../styles/columns.ts';
import { howStep, purposesStep, signStep } from './agreeing.ts';
import { type ExclusionAnswers, exclusionsStep, foundBy, foundStep } from './exclusions.ts';
import { type Given, wholeAnswer } from './given.ts';
import { holdsStep } from './holds.ts';
import { informationPages, informationStep } from './information.ts';
import type { SignaturePad } from './signature-pad.ts';
import { type ConsentStep, firstStep, hasMoved } from './steps.ts';
import { consentStyles } from './styles.ts';

type Visit = NonNullable<View['visit']>;

export class ConsentScreen extends LitElement implements Screen, Fillable {
  static override properties = {
    view: { attribute: false },
    ask: { attribute: false },
    pictures: { attribute: false },
    open: { attribute: false },
    step: { state: true },
    answers: { state: true },
    why: { state: true },
    given: { state: true },
    strokes: { state: true },
  };

  declare view: View;
  declare ask: (command: Command) => void;
  declare pictures: Pictures;
  declare open: (overlay: Overlay) => void;
  declare step: ConsentStep;
  declare answers: ExclusionAnswers;
  declare why: string;
  declare given: Given;
  declare strokes: Signature;

  readonly #pad = createRef<SignaturePad>();
  /** An answer is on its way to the station: what holds is shown as soon as it says so. */
  #sent = false;

  constructor() {
    super();
    new HeadingFocus(this, () => (this.step.kind === 'information' ? `information ${this.step.page}` : this.step.kind));
    this.step = { kind: 'exclusions' };
    this.#forget();
  }

  static override styles = [controlStyles, choiceStyles, columnStyles, writingStyles, consentStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    const before = changed.get('view')?.visit;
    const now = this.view.visit;
    if (!now) return;
    if (before?.id !== now.id) {
      this.#forget();
      this.step = firstStep(now.consent);
      return;
    }
    const answered = this.#sent && now.consent.given !== undefined;
    if (!answered && !hasMoved(before.consent, now.consent)) return;
    this.#sent = false;
    this.strokes = [];
    this.step = firstStep(now.consent);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  /** What was tapped, typed and drawn belongs to one visit. */
  #forget(): void {
    this.#sent = false;
    this.answers = {};
    this.why = '';
    this.given = {};
    this.strokes = [];
  }

  takeDown(): HalfFilled | undefined {
    const { step, answers, why, given, strokes } = this;
    return this.#sent || step.kind === 'holds' ? undefined : { kind: 'consent', step, answers, why, given, strokes };
  }

  putBack(half: HalfFilled): void {
    if (half.kind !== 'consent') return;
    this.step = half.step;
    this.answers = half.answers;
    this.why = half.why;
    this.given = half.given;
    this.strokes = half.strokes;
  }

  #go(step: ConsentStep): void {
    this.step = step;
  }

  override render(): TemplateResult | typeof nothing {
    const { visit } = this.view;
    if (!visit) return nothing;
    const writing = this.step.kind === 'why' ? 'writing' : '';
    return html`<section class="columns ${writing}" aria-label="Consent">${this.#step(visit)}</section>`;
  }

  #step(visit: Visit): TemplateResult {
    const { consent } = visit;
    switch (this.step.kind) {
      case 'exclusions':
        return exclusionsStep({
          known: consent.known,
          answers: this.answers,
          answer: (exclusion, is) => {
            this.answers = { ...this.answers, [exclusion]: is };
          },
          next: () => this.#answered(visit),
        });
      case 'found':
        return foundStep({
          found: this.#found(visit),
          back: () => this.#go({ kind: 'exclusions' }),
          end: () => this.#end(visit),
          write: () => this.#go({ kind: 'why' }),
        });
      case 'why':
        return writingStep({
          question: 'Why are pictures taken all the same?',
          text: this.why,
          done: 'Go on',
          write: (text) => {
            this.why = text;
          },
          back: () => this.#go({ kind: 'found' }),
          finish: () => {
            this.ask({ kind: 'exclusions', found: this.#found(visit), why: this.why.trim() });
            this.#go({ kind: 'information', page: 0 });
          },
        });
      case 'information':
        return this.#information(visit, this.step.page);
      case 'purposes':
        return purposesStep({
          given: this.given,
          give: (purpose, yes) => {
            this.given = { ...this.given, [purpose]: yes };
          },
          back: () => this.#go(consent.given ? { kind: 'holds' } : { kind: 'information', page: informationPages - 1 }),
          next: () => (this.given.record === true ? this.#go({ kind: 'how' }) : this.#agree({ kind: 'verbal' })),
        });
      case 'how':
        return howStep({
          given: this.given,
          back: () => this.#go({ kind: 'purposes' }),
          sign: () => {
            this.strokes = [];
            this.#go({ kind: 'signing' });
          },
          verbal: () => this.#agree({ kind: 'verbal' }),
        });
      case 'signing':
        return signStep({
          name: nameWritten(visit.named),
          given: this.given,
          strokes: this.strokes,
          pad: ref(this.#pad),
          written: ({ detail }) => {
            this.strokes = detail;
          },
          clear: () => this.#pad.value?.clear(),
          back: () => this.#go({ kind: 'how' }),
          done: () => this.#agree({ kind: 'signed', strokes: this.strokes }),
        });
      case 'holds':
        return holdsStep({
          consent,
          pictures: visit.pictures.filter(({ shows }) => shows.kind === 'lesion').length,
          change: () => {
            this.given = {};
            this.#go({ kind: 'purposes' });
          },
          goOn: () => this.ask({ kind: 'go', to: 'choosing' }),
          end: () => this.ask({ kind: 'go', to: 'ending' }),
        });
    }
  }

  #information(visit: Visit, page: number): TemplateResult {
    const last = page + 1 === informationPages;
    return informationStep({
      page,
      lesions: visit.lesions,
      back: () => this.#go(page === 0 ? { kind: 'exclusions' } : { kind: 'information', page: page - 1 }),
      next: () => this.#go(last ? { kind: 'purposes' } : { kind: 'information', page: page + 1 }),
    });
  }

  /** What the photographer has found now, before what was said earlier. */
  #found(visit: Visit): readonly Exclusion[] {
    const now = foundBy(visit.consent.known, this.answers);
    return now.length > 0 ? now : (visit.consent.exclusions ?? []);
  }

  #answered(visit: Visit): void {
    const found = foundBy(visit.consent.known, this.answers);
    if (found.length === 0) this.ask({ kind: 'exclusions', found });
    this.#go(found.length > 0 ? { kind: 'found' } : { kind: 'information', page: 0 });
  }

  #end(visit: Visit): void {
    this.ask({ kind: 'exclusions', found: this.#found(visit) });
    this.ask({ kind: 'go', to: 'ending' });
  }

  #agree(how: Extract<Command, { kind: 'consent' }>['how']): void {
    const given = wholeAnswer(this.given);
    if (!given) return;
    this.#sent = true;
    this.ask({ kind: 'consent', given, how });
  }
}

customElements.define('consent-screen', ConsentScreen);
