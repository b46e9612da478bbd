/**
 * <identify-screen>: who is here? Look-alikes, open questions with a blind birthday, the letter in front of the camera.
 * What was ticked and typed is the page's own until it is sent, and gone with the element.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Command } from '../../../services/station/api/command.ts';
import type { View } from '../../../services/station/api/view.ts';
import { controlStyles } from '../../parts/controls.ts';
import { Paging } from '../../parts/paging.ts';
import { nameWritten } from '../../parts/written.ts';
import { HeadingFocus } from '../frame/heading-focus.ts';
import type { Overlay, Pictures, Screen } from '../screen.ts';
import { columnStyles } from '../styles/columns.ts';
import { type Birthday, dateOf, untyped } from './birthday.ts';
import { letterStep, notThisStep, otherPatientStep } from './letter.ts';
import { letterStyles } from './letter-styles.ts';
import { lookAlikeStep } from './look-alike.ts';
import { type Heard, questionsStep } from './questions.ts';
import { identifyStyles } from './styles.ts';

const unheard: Heard = { name: false, address: false };

export class IdentifyScreen extends LitElement implements Screen {
  static override properties = {
    view: { attribute: false },
    ask: { attribute: false },
    pictures: { attribute: false },
    open: { attribute: false },
    heard: { state: true },
    birthday: { state: true },
    doubting: { state: true },
    stopped: { state: true },
  };

  declare view: View;
  declare ask: (command: Command) => void;
  declare pictures: Pictures;
  declare open: (overlay: Overlay) => void;
  declare heard: Heard;
  declare birthday: Birthday;
  /** “Not this patient” was tapped, and is asked once more. */
  declare doubting: boolean;
  /** The letter was another patient's, and nobody has said yet what that means. */
  declare stopped: boolean;

  readonly #pages = new Paging(this);

  constructor() {
    super();
    new HeadingFocus(this, () => this.#shown());
    this.heard = unheard;
    this.birthday = untyped;
    this.doubting = false;
    this.stopped = false;
  }

  static override styles = [controlStyles, columnStyles, identifyStyles, letterStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    const before = changed.get('view');
    const now = this.view.identify;
    if (before?.visit?.id !== this.view.visit?.id) this.#begin();
    if (before?.identify?.step !== now?.step) this.stopped = now?.frame === 'other-patient';
    // Another birthday is typed anew; name and address were heard already.
    if (now && before?.identify && now.wrongBirthdays > before.identify.wrongBirthdays) this.birthday = untyped;
  }

  #begin(): void {
    this.heard = unheard;
    this.birthday = untyped;
    this.doubting = false;
  }

  /** Names the step that is shown. */
  #shown(): string {
    if (this.doubting) return 'doubting';
    if (this.stopped) return 'stopped';
    return `${this.view.identify?.step} ${this.view.identify?.wrongBirthdays}`;
  }

  override render(): TemplateResult | typeof nothing {
    const { identify, visit } = this.view;
    if (!identify || !visit) return nothing;
    const step = this.doubting || this.stopped ? 'asked' : identify.step;
    return html`<section class="columns ${step}" aria-label="Who is here">${this.#step(identify, visit)}</section>`;
  }

  #step(identify: NonNullable<View['identify']>, visit: NonNullable<View['visit']>): TemplateResult {
    const name = nameWritten(visit.named);
    const notThis = () => {
      this.doubting = true;
    };
    const sure = () => this.ask({ kind: 'not-this-patient' });
    if (this.doubting) {
      return notThisStep({
        name,
        sure,
        back: () => {
          this.doubting = false;
        },
      });
    }
    if (this.stopped) {
      return otherPatientStep({
        name,
        notThis: sure,
        again: () => {
          this.stopped = false;
        },
      });
    }
    switch (identify.step) {
      case 'look-alike':
        return lookAlikeStep({
          people: identify.people,
          pages: this.#pages,
          here: (appointment) => this.ask({ kind: 'this-one', appointment }),
          nobody: notThis,
        });
      case 'questions':
        return questionsStep({
          identify,
          named: visit.named,
          heard: this.heard,
          birthday: this.birthday,
          hear: (heard) => {
            this.heard = heard;
          },
          type: (birthday) => {
            this.birthday = birthday;
          },
          compare: () => this.#compare(),
          notThis,
        });
      case 'frame':
      case 'reading':
        return letterStep({
          identify,
          pictures: this.pictures,
          quiet: this.view.camera.status !== 'ready',
          take: () => this.ask({ kind: 'press' }),
          skip: (why) => this.ask({ kind: 'no-frame', why }),
          notThis,
        });
    }
  }

  #compare(): void {
    const date = dateOf(this.birthday);
    if (date) this.ask({ kind: 'identify', ...this.heard, ...date });
  }
}

customElements.define('identify-screen', IdentifyScreen);
