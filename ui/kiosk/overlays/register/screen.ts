/**
 * Somebody with a letter who is not in today's list. Step by step, one thing on each screen; nothing is sent before the
 * last one.
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
import type { Laid } from '../overlay.ts';
import { overlayStyles } from '../styles.ts';
import { checkStep } from './check-step.ts';
import { birthDate, type Draft, emptyDraft, type Step, steps, wrongWith } from './draft.ts';
import { lesionsStep, type Picking, pickingStep } from './lesion-steps.ts';
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

export class RegisterOverlay extends LitElement implements Pick<Laid, 'view' | 'ask' | 'close'> {
  static override properties = {
    view: { attribute: false },
    draft: { state: true },
    step: { state: true },
    tried: { state: true },
    picking: { state: true },
  };

  declare view: View;
  declare ask: Laid['ask'];
  declare close: Laid['close'];
  declare draft: Draft;
  declare step: Step;
  /** Somebody has tried to go on: from here on the step says what is wrong with it. */
  declare tried: boolean;
  declare picking: Picking | undefined;

  readonly #pages = new Paging(this, 'least');

  static override styles = [controlStyles, fieldStyles, choiceStyles, layerStyles, overlayStyles, registerStyles];

  constructor() {
    super();
    this.draft = emptyDraft;
    this.step = 'family-name';
    this.tried = false;
    this.picking = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.draft = emptyDraft;
  }

  override updated(changed: PropertyValues<this>): void {
    const another = changed.get('step') !== undefined || (changed.has('picking') && this.hasUpdated);
    if (another) this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  override render(): TemplateResult {
    const { draft, step, picking } = this;
    const parts: StepParts = {
      draft,
      wrong: this.tried ? wrongWith(draft, step, today()) : undefined,
      change: (changes) => {
        this.draft = { ...draft, ...changes };
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
          ? pickingStep(picking, parts, this.#pick, this.#pages)
          : lesionsStep(parts, () => this.#pick({ kind: 'site', part: 'head' }));
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

/** The calendar day here, `2026-11-22`. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

customElements.define('register-overlay', RegisterOverlay);
