/**
 * Somebody with a letter who is not in today's list. Step by step, one thing on each screen; nothing is sent before the
 * last one. What was begun before a lock is gone on with only once somebody has said that it is still about this patient.
 *
 *   family name ─► given name ─► date of birth ─► NHS number ─► lesions ─► check ─► the visit opens, marked as by hand
 */
import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { View } from '../../../../services/station/api/view.ts';
import type { Patient } from '../../../../services/wire/patient.ts';
import { choiceStyles } from '../../../parts/choice.ts';
import { controlStyles } from '../../../parts/controls.ts';
import { fieldStyles } from '../../../parts/fields.ts';
import { layerStyles } from '../../../parts/layers.ts';
import { Paging } from '../../../parts/paging.ts';
import type { Fillable, HalfFilled } from '../../lock/half-filled.ts';
import { today } from '../../today.ts';
import type { Laid } from '../overlay.ts';
import { overlayStyles } from '../styles.ts';
import { checkStep } from './check-step.ts';
import { birthDate, type Draft, emptyDraft, isEmpty, type Picking, type Step, steps, wrongWith } from './draft.ts';
import { keptStep } from './kept-step.ts';
import { lesionsStep } from './lesion-steps.ts';
import { pickingStep } from './picking-steps.ts';
import { registerStyles } from './styles.ts';
import { nameStep, numberStep } from './typed-steps.ts';

/** What every step is given. */
export interface StepParts {
  readonly draft: Draft;
  /** What is wrong, once somebody has tried to go on. */
  readonly wrong: string | undefined;
  readonly change: (changes: Partial<Draft>) => void;
  readonly back: () => void;
  readonly next: () => void;
  /** Nothing comes before it: going back is giving up. */
  readonly first: boolean;
}

export class RegisterOverlay extends LitElement implements Pick<Laid, 'view' | 'ask' | 'close'>, Fillable {
  static override properties = {
    view: { attribute: false },
    draft: { state: true },
    step: { state: true },
    tried: { state: true },
    picking: { state: true },
    kept: { state: true },
  };

  declare view: View;
  declare ask: Laid['ask'];
  declare close: Laid['close'];
  declare draft: Draft;
  declare step: Step;
  /** Somebody has tried to go on: from here on the step says what is wrong with it. */
  declare tried: boolean;
  declare picking: Picking | undefined;
  /** It was begun before a lock, and nobody has said yet that it goes on. */
  declare kept: boolean;

  readonly #pages = new Paging(this, 'least');
  readonly #lesionPages = new Paging(this, 'least');

  static override styles = [controlStyles, fieldStyles, choiceStyles, layerStyles, overlayStyles, registerStyles];

  constructor() {
    super();
    this.draft = emptyDraft;
    this.step = 'family-name';
    this.tried = false;
    this.picking = undefined;
    this.kept = false;
  }

  takeDown(): HalfFilled | undefined {
    const { draft, step, picking } = this;
    return isEmpty(draft) && picking === undefined ? undefined : { kind: 'register', draft, step, picking };
  }

  putBack(half: HalfFilled): void {
    if (half.kind !== 'register') return;
    this.draft = half.draft;
    this.step = half.step;
    this.picking = half.picking;
    this.kept = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.draft = emptyDraft;
  }

  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('picking');
    const picked = changed.has('picking') && before?.kind !== this.picking?.kind;
    const another =
      changed.get('step') !== undefined || changed.get('kept') !== undefined || (picked && this.hasUpdated);
    if (another) this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  override render(): TemplateResult {
    const { draft, step, picking } = this;
    if (this.kept) {
      const goOn = () => {
        this.kept = false;
      };
      return keptStep(draft, goOn, () => this.close());
    }
    const parts: StepParts = {
      draft,
      wrong: this.tried ? wrongWith(draft, step, today()) : undefined,
      change: (changes) => {
        this.draft = { ...draft, ...changes };
        if (changes.lesions) this.#lesionPages.toLast();
      },
      back: () => this.#go(-1),
      next: () => this.#next(),
      first: step === 'family-name',
    };
    switch (step) {
      case 'family-name':
        return nameStep('Family name, as on the letter', 'familyName', parts);
      case 'given-name':
        return nameStep('Given name', 'givenName', parts);
      case 'birth':
        return numberStep('Date of birth', 'birth', [2, 2, 4], 'Day, month, year', parts);
      case 'number':
        return numberStep('NHS number', 'nhsNumber', [3, 3, 4], 'Ten digits, as on the letter', parts);
      case 'lesions':
        return picking
          ? pickingStep(picking, { ...parts, pick: this.#pick, pages: this.#pages })
          : lesionsStep(parts, () => this.#pick({ kind: 'site', part: 'head' }), this.#lesionPages);
      case 'check':
        return checkStep(
          parts,
          this.view.clinic,
          (to) => this.#turnTo(to),
          () => this.#send(),
        );
    }
  }

  readonly #pick = (picking: Picking | undefined): void => {
    this.picking = picking;
  };

  #next(): void {
    this.tried = true;
    if (wrongWith(this.draft, this.step, today()) === undefined) this.#go(1);
  }

  #go(by: 1 | -1): void {
    const to = steps[steps.indexOf(this.step) + by];
    if (to) this.#turnTo(to);
    else if (by < 0) this.close();
  }

  #turnTo(step: Step): void {
    this.step = step;
    this.tried = false;
    this.picking = undefined;
  }

  #send(): void {
    const { draft } = this;
    const dateOfBirth = birthDate(draft.birth);
    if (dateOfBirth === undefined || wrongWith(draft, 'check', today()) !== undefined) return;
    const patient: Patient = {
      nhsNumber: draft.nhsNumber as Patient['nhsNumber'], // its check digit was compared just now
      familyName: draft.familyName.trim(),
      givenName: draft.givenName.trim(),
      dateOfBirth,
    };
    this.ask({ kind: 'register', patient, lesions: draft.lesions });
    this.close();
  }
}

customElements.define('register-overlay', RegisterOverlay);
