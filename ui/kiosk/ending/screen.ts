/**
 * <ending-screen>: the last look at a visit. All its pictures in a strip, whose they are, what is missing and why, what to
 * tell the consultant and the patient; or why it ends early. Steps: `steps.ts`.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Command } from '../../../services/station/api/command.ts';
import type { View } from '../../../services/station/api/view.ts';
import { choiceStyles } from '../../parts/choice.ts';
import { controlStyles } from '../../parts/controls.ts';
import { Paging } from '../../parts/paging.ts';
import { HeadingFocus } from '../frame/heading-focus.ts';
import { writingStep, writingStyles } from '../frame/writing.ts';
import type { Fillable, HalfFilled } from '../lock/half-filled.ts';
import type { Overlay, Pictures, Screen } from '../screen.ts';
import { columnStyles } from '../styles/columns.ts';
import { type EarlyReason, earlyStep, earlyWords } from './early.ts';
import { leavingStep } from './leaving.ts';
import { missingStep } from './missing.ts';
import { afterStrip, canGoOn, type EndingStep, firstStep } from './steps.ts';
import { stripStep } from './strip.ts';
import { endingStyles } from './styles.ts';

type Visit = NonNullable<View['visit']>;

export class EndingScreen extends LitElement implements Screen, Fillable {
  static override properties = {
    view: { attribute: false },
    ask: { attribute: false },
    pictures: { attribute: false },
    open: { attribute: false },
    step: { state: true },
    seen: { state: true },
    reason: { state: true },
    why: { state: true },
  };

  declare view: View;
  declare ask: (command: Command) => void;
  declare pictures: Pictures;
  declare open: (overlay: Overlay) => void;
  declare step: EndingStep;
  /** Ids of the pictures that were on the screen. */
  declare seen: ReadonlySet<string>;
  declare reason: EarlyReason | undefined;
  declare why: string;

  readonly #pages = new Paging(this);
  readonly #lacking = new Paging(this);
  #stop: (() => void) | undefined;

  constructor() {
    super();
    new HeadingFocus(this, () => this.step);
    this.#begin('strip');
  }

  static override styles = [controlStyles, choiceStyles, columnStyles, writingStyles, endingStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  #begin(step: EndingStep): void {
    this.step = step;
    this.seen = new Set();
    this.reason = undefined;
    this.why = '';
  }

  takeDown(): HalfFilled | undefined {
    const { reason, why } = this;
    return reason === undefined && why === '' ? undefined : { kind: 'ending', reason, why };
  }

  /** Whoever goes on looks at the pictures first, if there are any: they say whose all of them are. */
  putBack(half: HalfFilled): void {
    const { visit } = this.view;
    if (half.kind !== 'ending' || !visit) return;
    this.reason = half.reason;
    this.why = half.why;
    if (half.reason !== 'other') return;
    if (firstStep(visit) === 'early') this.step = 'written';
    else this.reason = undefined; // what is written is read again before it is sent
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#stop || changed.has('pictures')) {
      this.#stop?.();
      this.#stop = this.pictures.onChange(() => this.#draw());
    }
    const { visit } = this.view;
    if (visit && changed.has('view') && changed.get('view')?.visit?.id !== visit.id) this.#begin(firstStep(visit));
  }

  override updated(): void {
    this.#draw();
  }

  /** Draws the thumbnails that have come, and remembers what was on the screen. */
  #draw(): void {
    const shown = [...this.renderRoot.querySelectorAll<HTMLCanvasElement>('canvas[data-picture]')];
    for (const canvas of shown) draw(canvas, this.pictures.thumbnail(canvas.dataset.picture ?? ''));
    const ids = shown.map((canvas) => canvas.dataset.picture ?? '');
    if (ids.some((id) => !this.seen.has(id))) this.seen = new Set([...this.seen, ...ids]);
  }

  override render(): TemplateResult | typeof nothing {
    const { visit } = this.view;
    if (!visit) return nothing;
    const writing = this.step === 'written' ? 'writing' : '';
    return html`<section class="columns ${writing}" aria-label="End of the visit">${this.#step(visit)}</section>`;
  }

  readonly #take = (): void => this.ask({ kind: 'go', to: 'choosing' });

  #step(visit: Visit): TemplateResult {
    const go = (step: EndingStep) => () => {
      this.step = step;
    };
    switch (this.step) {
      case 'strip':
        return stripStep({
          visit,
          pages: this.#pages,
          seen: visit.pictures.every(({ id }) => this.seen.has(id)),
          allTheirs: go(afterStrip(visit)),
          wrong: () => this.open('wrong-patient'),
          back: visit.consent.given?.record === true ? this.#take : () => this.ask({ kind: 'go', to: 'consent' }),
        });
      case 'missing':
        return missingStep({
          visit,
          pages: this.#lacking,
          take: this.#take,
          without: go(visit.missing.length > 0 ? 'early' : 'leaving'),
          back: go('strip'),
        });
      case 'leaving':
        return leavingStep({
          view: this.view,
          visit,
          wish: () => this.open('wish'),
          note: () => this.open('note'),
          back: go(afterStrip(visit) === 'missing' ? 'missing' : 'strip'),
          early: go('early'),
          finish: () => this.ask({ kind: 'end-visit', outcome: 'completed' }),
        });
      case 'early':
        return earlyStep({
          visit,
          reason: this.reason,
          written: this.why !== '',
          choose: (reason) => {
            this.reason = reason;
            if (reason === 'other') this.step = 'written';
          },
          back: visit.pictures.length > 0 ? go('strip') : () => this.ask({ kind: 'go', to: 'consent' }),
          take: canGoOn(visit) ? this.#take : undefined,
          end: () => this.#endEarly(),
        });
      case 'written':
        return writingStep({
          question: 'Why does the visit end now?',
          text: this.why,
          done: 'End the visit',
          write: (text) => {
            this.why = text;
          },
          back: () => {
            this.reason = undefined;
            this.step = 'early';
          },
          finish: () => this.#endEarly(),
        });
    }
  }

  #endEarly(): void {
    const why = this.reason ? earlyWords(this.reason, this.why) : '';
    if (why !== '') this.ask({ kind: 'end-visit', outcome: 'ended-early', why });
  }
}

/** A thumbnail as it came, whole, on black. */
function draw(canvas: HTMLCanvasElement, picture: ImageBitmap | undefined): void {
  if (!picture) {
    canvas.width = 0;
    return;
  }
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d', { alpha: false })?.drawImage(picture, 0, 0);
}

customElements.define('ending-screen', EndingScreen);
