/**
 * Nobody is signed in: nothing of any patient is shown. A badge signs in; so do a name and its PIN.
 *
 *   ┌───────────────┬─────────────────────┐        ┌───────────────┬───────────┐
 *   │ Locked        │ Amira Khan          │  tap   │ Amira Khan    │ 1  2  3   │
 *   │ Scan your     │ Tomasz Zieliński    │ ─────► │ ● ● ●         │ 4  5  6   │
 *   │ badge, or tap │ …              ▲ ▼  │        │ 2 tries left  │ 7  8  9   │
 *   │ your name     │                     │        │ [Sign in]     │ Clr 0 ⌫   │
 *   └───────────────┴─────────────────────┘        └───────────────┴───────────┘
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { StaffView, View } from '../../../services/station/api/view.ts';
import { controlStyles } from '../../parts/controls.ts';
import { digitBoxes, fieldStyles } from '../../parts/fields.ts';
import { layerStyles } from '../../parts/layers.ts';
import '../../parts/typing/number-pad.ts';
import { Paging } from '../../parts/paging.ts';
import type { Screen } from '../screen.ts';
import { lockStyles } from './styles.ts';
import { refusedWords, waitWords } from './words.ts';

const pinDigitsMin = 4;
const pinDigitsMax = 8;
const everySecondMs = 1_000;

export class LockScreen extends LitElement {
  static override properties = {
    view: { attribute: false },
    chosen: { state: true },
    pin: { state: true },
    waitLeftMs: { state: true },
  };

  declare view: View;
  declare ask: Screen['ask'];
  declare chosen: StaffView | undefined;
  declare pin: string;
  declare waitLeftMs: number | undefined;

  readonly #names = new Paging(this);
  #waitUntilMs: number | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  /** An attempt is under way from here: its refusal is news, an older one is not. */
  #tried = false;

  constructor() {
    super();
    this.chosen = undefined;
    this.pin = '';
    this.waitLeftMs = undefined;
  }

  static override styles = [controlStyles, fieldStyles, layerStyles, lockStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => this.#tick(), everySecondMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.pin = '';
    this.chosen = undefined;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    const signIn = this.view.signIn;
    if (signIn?.checking) this.#tried = true;
    else if (this.#tried) {
      this.#tried = false;
      this.pin = ''; // it was wrong, or this screen would be gone
    }
    this.#waitUntilMs = signIn?.waitMs === undefined ? undefined : performance.now() + signIn.waitMs;
    this.#tick();
    const { chosen } = this;
    if (chosen && !signIn?.roster.some(({ id }) => id === chosen.id)) this.chosen = undefined;
  }

  #tick(): void {
    const left = this.#waitUntilMs === undefined ? undefined : this.#waitUntilMs - performance.now();
    this.waitLeftMs = left === undefined || left <= 0 ? undefined : left;
  }

  override render(): TemplateResult {
    const { signIn } = this.view;
    return html`<section class="lock">
      ${this.chosen ? this.#pinScreen(this.chosen) : signIn && signIn.roster.length > 0 ? this.#namesScreen(signIn.roster) : this.#noList()}
    </section>`;
  }

  #namesScreen(roster: readonly StaffView[]): TemplateResult {
    return html`<div class="beside">
        <h1 tabindex="-1">Who is working here?</h1>
        <p>Scan your badge, or tap your name.</p>
        ${this.#news()}
        <div class="push">${this.#names.buttons(roster.length, 'Back', 'More')}</div>
      </div>
      <ol class="rows" ${ref(this.#names.rows)}>
        ${this.#names.slice(roster).map(
          (one) => html`<li>
            <button data-target="primary" @click=${() => this.#choose(one)}>${one.name}</button>
          </li>`,
        )}
      </ol>`;
  }

  #pinScreen(chosen: StaffView): TemplateResult {
    const checking = this.view.signIn?.checking === true;
    const waiting = this.waitLeftMs !== undefined;
    const ready = this.pin.length >= pinDigitsMin && !checking && !waiting;
    return html`<div class="beside">
        <h1 tabindex="-1">${chosen.name}</h1>
        <p>Type your PIN.</p>
        ${digitBoxes('PIN', this.pin, [Math.max(pinDigitsMin, Math.min(pinDigitsMax, this.pin.length + 1))], true)}
        ${this.#news()}
        <div class="push actions">
          <button data-target="secondary" @click=${() => this.#choose(undefined)}>Other name</button>
          <button class="call" data-target="primary" aria-disabled=${!ready} @click=${this.#signIn}>
            ${checking ? 'Checking…' : 'Sign in'}
          </button>
        </div>
      </div>
      <number-pad
        label="PIN"
        .value=${this.pin}
        .digitsMax=${pinDigitsMax}
        .off=${checking || waiting}
        @typed=${(event: CustomEvent<string>) => {
          this.pin = event.detail;
        }}
        @enter=${this.#signIn}
      ></number-pad>`;
  }

  #noList(): TemplateResult {
    const connected = this.view.hospital === 'connected';
    return html`<div class="dialog">
      <h1 tabindex="-1">No list has come from the hospital yet</h1>
      <p>
        The list says who may work here and who is booked.
        ${connected ? 'The hospital is connected: it comes by itself as soon as the hospital sends one.' : 'This station is not connected to the hospital. Check the network cable or the mobile signal.'}
      </p>
      <p>Until then this station takes no pictures.</p>
      ${this.#hint()}
    </div>`;
  }

  /** What happened with the latest attempt, what waits behind the lock, what to type at a simulated station. */
  #news(): TemplateResult {
    const { signIn } = this.view;
    const refused = signIn?.checking ? undefined : signIn?.refused;
    const words =
      this.waitLeftMs === undefined ? refusedWords(refused, signIn?.attemptsLeft) : waitWords(this.waitLeftMs);
    return html`<p role="alert" class="news ${words ? 'wrong' : ''}">
        ${words ? html`<span class="sign" aria-hidden="true">✕</span> ${words}` : nothing}
      </p>
      ${signIn?.visitWaits ? html`<p class="waits"><span class="sign" aria-hidden="true">!</span> A visit waits behind the lock. It goes on where it was.</p>` : nothing}
      ${this.#hint()}`;
  }

  #hint(): TemplateResult | typeof nothing {
    const hint = this.view.signIn?.hint;
    return hint === undefined ? nothing : html`<p class="hint">Training station: ${hint}</p>`;
  }

  #choose(one: StaffView | undefined): void {
    this.chosen = one;
    this.pin = '';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('h1')?.focus());
  }

  readonly #signIn = (): void => {
    const busy = this.view.signIn?.checking || this.waitLeftMs !== undefined;
    if (!this.chosen || this.pin.length < pinDigitsMin || busy) return;
    this.ask({ kind: 'sign-in', staff: this.chosen.id, pin: this.pin });
  };
}

customElements.define('lock-screen', LockScreen);
