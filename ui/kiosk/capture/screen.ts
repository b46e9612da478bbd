/**
 * <capture-screen>: from the armed shot to the picture that is kept. The picture fills the screen; what has to be known is
 * written over it, what can be tapped stands beside it or at its edge. Whose visit it is, how the station is and what leads
 * away from here comes from the page, in the slots `who`, `bench`, `bar` (locks soon), `foot` and `acts`.
 *
 *   armed ──► exposing ──► assessing ──► sealing ──► reviewing
 *   live      Taking…      Checking…     Saving…     Saved: keep, take again
 *
 * Its own are only: help switched on over the live view, what is shown larger, and the moment between a tap on the shutter
 * and the station's word for it.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { View } from '../../../services/station/api/view.ts';
import { controlStyles } from '../../parts/controls.ts';
import { layerStyles } from '../../parts/layers.ts';
import { dateWritten } from '../../parts/written.ts';
import type { Overlay, Pictures, Screen } from '../screen.ts';
import '../picture/live-view.ts';
import '../picture/earlier-view.ts';
import { besideLive, helpSwitches } from './aiming.ts';
import { overPicture } from './over.ts';
import { adviceList, besideTaken, largerButton } from './reviewing.ts';
import { placeWords, shotWords } from './shot-words.ts';
import { ringOf, type Shown, shownOf } from './shown.ts';
import { besideStyles } from './styles/beside.ts';
import { overStyles } from './styles/over.ts';
import { pictureStyles } from './styles/picture.ts';

/** A tap on the shutter shows at once; if the station says nothing of it by then, its state is shown again. */
const pressShownMsMax = 1_500;

/** `2025-11-03` of a moment. */
const calendarDateLength = 10;

interface Earlier {
  readonly picture: ImageBitmap;
  /** As it is written on the screen. */
  readonly date: string;
}

export class CaptureScreen extends LitElement implements Screen {
  static override properties = {
    view: { attribute: false },
    ask: { attribute: false },
    pictures: { attribute: false },
    open: { attribute: false },
    pressed: { state: true },
    focusHelp: { state: true },
    brightHelp: { state: true },
    magnified: { state: true },
    compared: { state: true },
  };

  declare view: View;
  declare ask: Screen['ask'];
  declare pictures: Pictures;
  declare open: (overlay: Overlay) => void;
  declare pressed: boolean;
  declare focusHelp: boolean;
  declare brightHelp: boolean;
  /** The picture under review is shown from nearer. */
  declare magnified: boolean;
  /** The earlier picture takes half of the screen. */
  declare compared: boolean;

  #pressTimer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | undefined;
  #keepsInMs = 0;

  constructor() {
    super();
    this.pressed = false;
    this.focusHelp = false;
    this.brightHelp = false;
    this.magnified = false;
    this.compared = false;
  }

  static override styles = [controlStyles, layerStyles, pictureStyles, overStyles, besideStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
    this.#letGo();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('pictures')) this.#listen();
    if (!changed.has('view')) return;
    const before = changed.get('view') as View | undefined;
    const { view } = this;
    if (view.stage !== 'armed' || before?.notices !== view.notices) this.#letGo();
    if (view.review?.picture !== before?.review?.picture) this.magnified = false;
    if (view.aim?.lesion !== before?.aim?.lesion || view.aim?.shot !== before?.aim?.shot) this.compared = false;
    const began = view.review?.state === 'keeping' && before?.review?.state !== 'keeping';
    if (began) this.#keepsInMs = view.review?.keepsInMs ?? 0; // later views say how much is left of it: the bar runs by itself
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('view') as View | undefined;
    if (!changed.has('view') || before?.stage === this.view.stage) return;
    // What had the focus may be gone with the stage: the keyboard goes on at the heading.
    if (this.shadowRoot?.activeElement === null) this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const shown = shownOf(this.view, this.pressed);
    if (!shown) return nothing;
    const { view, mode, trouble } = shown;
    const review = shown.stage === 'reviewing' ? view.review : undefined;
    const earlier = this.#earlierOf(shown);
    const split = this.compared ? earlier : undefined;
    return html`<section class="capture ${shown.stage}" aria-label="Taking pictures">
      <div class="picture ${ringOf(shown)} ${split ? 'split' : ''}">
        ${split ? this.#earlier(split) : nothing}
        <live-view
          .pictures=${this.pictures}
          .mode=${mode}
          .quiet=${trouble !== undefined}
          .focusHelp=${this.focusHelp}
          .brightHelp=${this.brightHelp}
          .magnified=${this.magnified}
          @click=${() => review && this.#magnify()}
        ></live-view>
        ${overPicture(shown, {
          edge: review
            ? [largerButton(this.magnified, () => this.#magnify())]
            : helpSwitches(
                { focus: this.focusHelp, bright: this.brightHelp, toggle: (which) => this.#help(which) },
                shown.stage !== 'armed',
              ),
          earlier: earlier && !split && !trouble && !this.magnified ? this.#earlier(earlier) : nothing,
          advice: review ? adviceList(review, this.magnified) : nothing,
          kept: review?.state === 'keeping',
        })}
      </div>
      <div class="side ${review ? 'taken' : ''}">
        <slot name="acts"></slot>
        <h2 tabindex="-1" class="unseen">${this.#heading(shown)}</h2>
        ${
          review
            ? besideTaken({ shown, review, ask: this.ask, keepsInMs: this.#keepsInMs })
            : besideLive({ shown, ask: this.ask, press: () => this.#press() })
        }
      </div>
    </section>`;
  }

  #heading({ number, lesion, shot }: Shown): string {
    return `Lesion ${number}, ${placeWords(lesion)}: ${shotWords[shot].name}`;
  }

  #earlierOf({ lesion, shot }: Shown): Earlier | undefined {
    const facts = lesion.earlier.find((one) => one.shot === shot);
    const picture = this.pictures.earlier(lesion.id, shot);
    return facts && picture ? { picture, date: dateWritten(facts.takenAt.slice(0, calendarDateLength)) } : undefined;
  }

  /** The earlier picture, small over the live one or half of the screen. */
  #earlier({ picture, date }: Earlier): TemplateResult {
    const compare = () => {
      this.compared = !this.compared;
    };
    return html`<button class="earlier" aria-pressed=${this.compared} @click=${compare}>
      <earlier-view .picture=${picture} .label=${`Earlier picture, ${date}`}></earlier-view>
      <span>Earlier: <br />${date}</span>
    </button>`;
  }

  #help(which: 'focus' | 'bright'): void {
    if (which === 'focus') this.focusHelp = !this.focusHelp;
    else this.brightHelp = !this.brightHelp;
  }

  #magnify(): void {
    this.magnified = !this.magnified;
  }

  #press(): void {
    this.pressed = true;
    clearTimeout(this.#pressTimer);
    this.#pressTimer = setTimeout(() => this.#letGo(), pressShownMsMax);
    this.ask({ kind: 'press' });
  }

  #letGo(): void {
    clearTimeout(this.#pressTimer);
    this.pressed = false;
  }

  #listen(): void {
    this.#stop?.();
    this.#stop = this.isConnected ? this.pictures?.onChange(() => this.requestUpdate()) : undefined;
  }
}

customElements.define('capture-screen', CaptureScreen);
