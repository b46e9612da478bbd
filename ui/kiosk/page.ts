/**
 * The photographer's page. It keeps no truth: the station tells its whole state, this page shows it and sends commands.
 *
 *   ┌─────────────────────────────┐
 *   │ banner: whose visit         │   only in a visit; where a picture fills the screen, banner and strip lie over it
 *   ├─────────────────────────────┤
 *   │ the stage's own element     │   or what lies over it: locks soon, register, wrong patient, wish, note,
 *   │ (frame/stages.ts)           │   the station does not answer
 *   ├─────────────────────────────┤
 *   │ strip, or one line of trouble│
 *   └─────────────────────────────┘
 *
 * Its own are only: what lies over the screen, what was half filled in when the screen was taken away, and the seconds until
 * the lock. While the patient has the screen the browser shows the patient's page, at another origin.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Command } from '../../services/station/api/command.ts';
import type { View } from '../../services/station/api/view.ts';
import type { VisitId } from '../../services/wire/ids.ts';
import { controlStyles } from '../parts/controls.ts';
import { layerStyles } from '../parts/layers.ts';
import { type LinkState, openLink } from '../parts/link.ts';
import { openScanner } from '../parts/typing/scanner.ts';
import { soundFor } from './cues.ts';
import { activity } from './frame/activity.ts';
import { banner, bannerOverPicture } from './frame/banner.ts';
import { headingIn } from './frame/heading.ts';
import { idleBar, idleWarning, isAimed } from './frame/idle.ts';
import { lostScreen } from './frame/lost.ts';
import { quietBrowser } from './frame/quiet.ts';
import { fillsScreen, screenName, stageScreen } from './frame/stages.ts';
import { slimStrip, statusStrip } from './frame/strip.ts';
import { troubleToast } from './frame/toast.ts';
import { type HalfFilled, halfFilledMemory, takesAway } from './lock/half-filled.ts';
import { laidAgain, putBack, takenDown } from './lock/handing-back.ts';
import { overlayScreen } from './overlays/overlay.ts';
import { pictureBoard } from './picture/board.ts';
import type { Overlay } from './screen.ts';
import { speaker } from './sounds.ts';
import { frameStyles } from './styles/frame.ts';
import { overPictureStyles } from './styles/over-picture.ts';
import { today } from './today.ts';
import { troubleIn } from './trouble.ts';

const everySecondMs = 1_000;

export class KioskPage extends LitElement {
  static override properties = {
    view: { state: true },
    link: { state: true },
    over: { state: true },
    secondsLeft: { state: true },
  };

  declare view: View | undefined;
  declare link: LinkState;
  /** What was laid over the screen by a tap. */
  declare over: { readonly kind: Overlay; readonly visit: VisitId | undefined } | undefined;
  /** Until the station locks. */
  declare secondsLeft: number | undefined;

  readonly #speaker = speaker();
  readonly #pictures = pictureBoard<ImageBitmap>({
    decode: (jpeg) => createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' })),
    drawn: () => this.#station?.tell({ kind: 'drawn' } satisfies Command),
  });
  readonly #activity = activity(
    () => this.#ask({ kind: 'active' }),
    () => this.view?.locksInMs !== undefined,
  );
  readonly #halfFilled = halfFilledMemory();
  /** What the screen that comes next goes on with. */
  #given: readonly HalfFilled[] = [];
  #station: ReturnType<typeof openLink> | undefined;
  #stops: (() => void)[] = [];
  #locksAtMs: number | undefined;
  #screen = '';

  constructor() {
    super();
    this.view = undefined;
    this.link = 'connecting';
    this.over = undefined;
    this.secondsLeft = undefined;
  }

  static override styles = [controlStyles, layerStyles, frameStyles, overPictureStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#station = openLink('/kiosk', {
      // The station serves this page and speaks its own types; what it says is not checked again here.
      text: (message) => this.#told(message as View),
      binary: this.#pictures.receive,
      state: (state) => {
        this.link = state;
        if (state !== 'lost') return;
        this.#clear();
        this.#pictures.forget();
      },
    });
    const touched = (event: Event) => {
      this.#speaker.wake();
      this.#activity.touched(event.timeStamp);
    };
    addEventListener('pointerdown', touched);
    addEventListener('keydown', touched);
    const clock = setInterval(() => this.#tick(), everySecondMs);
    this.#stops = [
      openScanner((code) => this.#ask({ kind: 'scan', code })),
      quietBrowser(this),
      () => removeEventListener('pointerdown', touched),
      () => removeEventListener('keydown', touched),
      () => clearInterval(clock),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#station?.close();
    for (const stop of this.#stops) stop();
    this.#pictures.forget();
  }

  #told(view: View): void {
    const before = this.view;
    const sound = soundFor(before, view);
    if (sound && !(sound === 'taken' && this.#ticked)) this.#speaker.play(sound); // a tap has ticked already
    if (sound) this.#ticked = false;
    if (before && takesAway(before, view)) this.#clear();
    if (view.stage === 'locked' || view.stage === 'patient' || view.visit?.id !== before?.visit?.id)
      this.#pictures.forget();
    if (view.stage === 'patient') location.replace(`http://localhost:${location.port}/patient/`);
    this.#locksAtMs = view.locksInMs === undefined ? undefined : performance.now() + view.locksInMs;
    this.view = view;
    this.#given = this.#halfFilled.giveBack(view, today());
    this.over ??= laidAgain(this.#given);
    this.#tick();
  }

  #ticked = false;

  /** The screen is taken away: what is half filled in is kept for whoever may go on with it. */
  #clear(): void {
    if (this.view) this.#halfFilled.keep(this.view, takenDown(this.renderRoot), today());
    this.over = undefined;
  }

  #tick(): void {
    this.#halfFilled.forgetOtherDays(today());
    const leftMs = this.#locksAtMs === undefined ? undefined : this.#locksAtMs - performance.now();
    this.secondsLeft = leftMs === undefined ? undefined : Math.max(0, Math.ceil(leftMs / everySecondMs));
  }

  readonly #ask = (command: Command): void => {
    if (command.kind === 'press') {
      this.#ticked = true;
      this.#speaker.play('taken'); // the press was felt: at once, and not when the station has heard of it
    }
    this.#station?.ask(command);
  };

  /** Nobody should take a picture unseen, so the pedal rests while something lies over the screen. */
  readonly #open = (kind: Overlay, visit?: VisitId): void => {
    if (this.view?.stage === 'armed') this.#ask({ kind: 'disarm' });
    this.over = { kind, visit };
  };

  readonly #close = (): void => {
    this.over = undefined;
  };

  override render(): TemplateResult {
    const { view } = this;
    if (!view || this.link !== 'connected') {
      return html`<main>${lostScreen(this.link, view !== undefined)}</main>`;
    }
    const { over } = this;
    const bar = this.#barSeconds(view);
    const covered = over !== undefined || (this.secondsLeft !== undefined && bar === undefined);
    const actions = { lock: () => this.#ask({ kind: 'lock' }), wrongPatient: () => this.#open('wrong-patient') };
    const busy = covered || isBusy(view) || !hasSomethingWrong(view);
    const filled = fillsScreen(view) && !covered;
    const trouble = fillsScreen(view) || view.stage === 'locked' ? undefined : troubleIn(view);
    const told = trouble?.kind === 'failed';
    const warning = bar === undefined ? undefined : idleBar(bar, this.#goOn);
    const edges = html`${view.visit ? bannerOverPicture(view.visit, actions, busy) : nothing}${warning ?? slimStrip(view)}`;
    return html`${view.visit && !filled ? banner(view.visit, actions, busy) : nothing}
      <main>
        ${stageScreen({ view, ask: this.#ask, pictures: this.#pictures, open: this.#open }, covered, filled ? edges : nothing)}
        ${this.#layer(view)}
      </main>
      ${
        filled
          ? nothing
          : html`<div class="foot">
            ${troubleToast(trouble)} ${warning ?? (told || over ? nothing : statusStrip(view, true, Date.now()))}
          </div>`
      }`;
  }

  /** Seconds until the lock, where they stand in a bar and not in the screen's place. */
  #barSeconds(view: View): number | undefined {
    return this.over === undefined && isAimed(view) ? this.secondsLeft : undefined;
  }

  readonly #goOn = (): void => this.#ask({ kind: 'active' });

  #layer(view: View): TemplateResult | typeof nothing {
    const { over, secondsLeft } = this;
    const dialog = secondsLeft !== undefined && this.#barSeconds(view) === undefined;
    const overlay = over
      ? overlayScreen({ view, ask: this.#ask, pictures: this.#pictures, ...over, close: this.#close }, dialog)
      : nothing;
    const warning = dialog ? idleWarning(secondsLeft, this.#goOn, view.visit !== undefined) : nothing;
    return html`${overlay}${warning}`;
  }

  override updated(_: PropertyValues<this>): void {
    if (this.#given.length > 0) void putBack(this.renderRoot, this.#given);
    this.#given = [];
    // Another screen: its heading takes the focus, so that a reader of the screen and the keyboard start there.
    const { view, link } = this;
    const dialog = this.secondsLeft !== undefined && !(view && this.#barSeconds(view) !== undefined);
    const own = link !== 'connected' ? link : dialog ? 'idle' : this.over?.kind;
    const screen = `${own ?? ''} ${view ? screenName(view) : ''}`;
    if (screen === this.#screen) return;
    const first = this.#screen === '';
    this.#screen = screen;
    if (!first) void headingIn(this.renderRoot).then((heading) => this.#screen === screen && heading?.focus());
  }
}

/** A picture is under way: whose it is was decided when the pedal went down. */
function isBusy({ stage }: View): boolean {
  return stage === 'exposing' || stage === 'assessing' || stage === 'sealing';
}

/** Before anything was confirmed or taken, the screen itself asks whether somebody else is here. */
function hasSomethingWrong({ stage, visit }: View): boolean {
  return stage !== 'identify' || (visit?.pictures.length ?? 0) > 0;
}

customElements.define('kiosk-page', KioskPage);
