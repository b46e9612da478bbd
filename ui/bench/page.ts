/**
 * The bench of simulated parts, for training and for engineers: press the pedal, see the ring light, break the camera.
 *
 *   ┌ before the lens, pictures taken, troubles on ─┐
 *   ├ ring light ┐ ┌ letters, a switch for each fault ┤
 *   ├ pedal      ┤ ├ the camera's own button, more    ┤
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { BenchCommand, BenchView } from '../../services/station/api/bench.ts';
import { controlStyles } from '../parts/controls.ts';
import { type LinkState, openLink } from '../parts/link.ts';
import { Paging } from '../parts/paging.ts';
import { ringDrawing } from './ring.ts';
import { benchStyles } from './styles.ts';
import {
  beforeTheLensWords,
  faultOrder,
  faultsOnWords,
  faultWords,
  heldWords,
  type LetterDeed,
  type Light,
  letterDeeds,
  lightWords,
  type SimulatedFault,
} from './words.ts';

/** What there is to tap, page after page. */
const deeds = [
  ...letterDeeds.map((deed) => ({ kind: 'letter', deed }) as const),
  ...faultOrder.map((fault) => ({ kind: 'fault', fault }) as const),
];

export class BenchPage extends LitElement {
  static override properties = {
    view: { state: true },
    link: { state: true },
    foot: { state: true },
  };

  declare view: BenchView | undefined;
  declare link: LinkState;
  /** Somebody holds the pedal's button on this page. */
  declare foot: boolean;

  #station: ReturnType<typeof openLink> | undefined;
  readonly #pages = new Paging(this);

  constructor() {
    super();
    this.view = undefined;
    this.link = 'connecting';
    this.foot = false;
  }

  static override styles = [controlStyles, benchStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#station = openLink('/bench/socket', {
      // The station serves this page and speaks its own types; what it says is not checked again here.
      text: (message) => {
        this.view = message as BenchView;
      },
      binary: () => {}, // the bench shows no pictures
      state: (state) => {
        this.link = state;
        if (state !== 'connected') this.foot = false;
      },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#station?.close();
  }

  #ask(command: BenchCommand): void {
    this.#station?.ask(command);
  }

  readonly #down = (event: Event): void => {
    if (this.foot) return;
    if (event instanceof KeyboardEvent && !isPressKey(event)) return;
    event.preventDefault(); // a key scrolls nothing, a finger selects nothing
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
    this.foot = true;
    this.#ask({ kind: 'pedal', down: true });
  };

  readonly #up = (event: Event): void => {
    if (!this.foot) return;
    if (event instanceof KeyboardEvent && !isPressKey(event)) return;
    this.foot = false;
    this.#ask({ kind: 'pedal', down: false });
  };

  override render(): TemplateResult {
    const view = this.view;
    return html`<header>
        <h1>Bench</h1>
        <p role="status">${this.#state()}</p>
        <a class="button" href="/">To the station’s screen</a>
      </header>
      ${view && this.link === 'connected' ? this.#parts(view) : html`<main></main>`}`;
  }

  #state(): TemplateResult {
    const camera = this.view?.camera;
    if (this.link === 'connecting') return html`Connecting…`;
    if (this.link === 'lost' || !camera) return html`The station does not answer. Trying again…`;
    return html`${
      camera.subject
        ? html`<span>Before the lens: ${beforeTheLensWords(camera.subject, camera.letter)}.</span>`
        : nothing
    }
      <span>Pictures taken: ${camera.taken}.</span> <span>${faultsOnWords(camera.faults)}</span>`;
  }

  #parts(view: BenchView): TemplateResult {
    return html`<main>
      ${view.light ? this.#light(view.light) : nothing} ${view.pedal ? this.#pedal(view.pedal.down) : nothing}
      <section class="camera" aria-label="Camera">
        <div>
          <div class="switches" ${ref(this.#pages.rows)}>
            ${this.#pages
              .slice(deeds)
              .map((each) =>
                each.kind === 'letter'
                  ? this.#letterButton(each.deed, view.camera)
                  : this.#faultSwitch(each.fault, view.camera.faults.includes(each.fault)),
              )}
          </div>
        </div>
        <div class="below">
          <button class="own" data-target="secondary" @click=${() => this.#ask({ kind: 'own-button' })}>
            Press the camera’s own button
          </button>
          ${this.#pages.buttons(deeds.length, 'Back', 'More')}
        </div>
      </section>
    </main>`;
  }

  #light(light: Light): TemplateResult {
    return html`<section class="light" aria-label="Ring light">
      ${ringDrawing(light)}
      <p role="status"><b>Ring light</b> ${lightWords(light)}</p>
    </section>`;
  }

  #pedal(isDown: boolean): TemplateResult {
    const down = this.foot || isDown;
    return html`<button
      class="pedal ${down ? 'down' : ''}"
      data-target="shutter"
      aria-pressed=${down}
      @pointerdown=${this.#down}
      @pointerup=${this.#up}
      @pointercancel=${this.#up}
      @pointerleave=${this.#up}
      @keydown=${this.#down}
      @keyup=${this.#up}
      @blur=${this.#up}
    >
      Pedal<span>${down ? 'down' : 'up: hold to press'}</span>
    </button>`;
  }

  /** A letter that is held up stays pressed; without one there is nothing to take away. */
  #letterButton({ command, label, explanation }: LetterDeed, camera: BenchView['camera']): TemplateResult {
    const isHeld = command.kind === 'letter' && command.whose !== undefined && command.whose === camera.letter;
    const isIdle = command.kind === 'letter' && command.whose === undefined && camera.letter === undefined;
    const ask = () => {
      if (!isIdle) this.#ask(command);
    };
    return html`<button
      class="deed"
      data-target="secondary"
      aria-pressed=${command.kind === 'letter' && command.whose !== undefined ? isHeld : nothing}
      aria-disabled=${isIdle}
      @click=${ask}
    >
      <span><b>${label}</b><span>${isHeld && camera.subject === 'letter' ? heldWords : explanation}</span></span>
    </button>`;
  }

  #faultSwitch(fault: SimulatedFault, on: boolean): TemplateResult {
    const { label, explanation } = faultWords[fault];
    const turn = () => this.#ask({ kind: 'fault', fault, on: !on });
    return html`<button class="switch" role="switch" aria-checked=${on} data-target="secondary" @click=${turn}>
      <span class="knob" aria-hidden="true">${on ? 'ON' : 'off'}</span>
      <span><b>${label}</b><span>${explanation}</span></span>
    </button>`;
  }
}

function isPressKey(event: KeyboardEvent): boolean {
  return event.key === ' ' || event.key === 'Enter';
}

customElements.define('bench-page', BenchPage);
