/**
 * Digits by tapping: a PIN, a day and month, an NHS number. It shows keys only; what was typed stands in `digitBoxes`
 * where the screen wants it.
 *
 *   ┌───┬───┬───┐
 *   │ 1 │ 2 │ 3 │     <number-pad label="PIN" .value=${pin} .digitsMax=${8} @typed=${(event) => (pin = event.detail)}>
 *   │ 4 │ 5 │ 6 │
 *   │ 7 │ 8 │ 9 │     Digits of a real keyboard count too, as long as no field has the focus and no scanner types them.
 *   │Clr│ 0 │ ⌫ │     Nothing of it is kept when the element goes.
 *   └───┴───┴───┘
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { controlStyles } from '../controls.ts';
import { typedKey } from './scanner.ts';

export class NumberPad extends LitElement {
  static override properties = {
    label: { type: String },
    value: { type: String },
    digitsMax: { type: Number },
    off: { type: Boolean },
    clearWord: { type: String },
    backWord: { type: String },
  };

  /** What is typed here, for readers of the screen. */
  declare label: string;
  declare value: string;
  declare digitsMax: number;
  /** Takes nothing at present: an attempt is being compared. */
  declare off: boolean;
  declare clearWord: string;
  declare backWord: string;

  constructor() {
    super();
    this.label = 'Digits';
    this.value = '';
    this.digitsMax = 10;
    this.off = false;
    this.clearWord = 'Clear';
    this.backWord = 'Back';
  }

  static override styles = [
    controlStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(3, minmax(var(--key), 1fr));
        gap: var(--gap);
        align-content: center;
        max-width: calc(4.6 * var(--key) + 2 * var(--gap));
      }
      button {
        min-height: var(--key);
        padding: 0;
        font-size: 30px;
        font-weight: 700;
        line-height: 1;
        font-variant-numeric: tabular-nums;
      }
      button.word {
        font-size: var(--small);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'group';
    addEventListener(typedKey, this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(typedKey, this.#key);
    this.value = '';
  }

  override updated(): void {
    this.ariaLabel = this.label;
  }

  override render(): TemplateResult {
    const digit = (text: string) =>
      html`<button aria-disabled=${this.off} @click=${() => this.#add(text)}>${text}</button>`;
    return html`${['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(digit)}
      <button class="word" aria-disabled=${this.off} @click=${() => this.#set('')}>${this.clearWord}</button>
      ${digit('0')}
      <button class="word" aria-disabled=${this.off} @click=${this.#back}><span aria-hidden="true">⌫</span> ${this.backWord}</button>`;
  }

  readonly #back = (): void => this.#set(this.value.slice(0, -1));

  readonly #key = (event: Event): void => {
    if (!(event instanceof CustomEvent) || !this.checkVisibility()) return;
    const key: unknown = event.detail;
    if (key === 'Backspace') this.#back();
    else if (key === 'Enter') this.dispatchEvent(new CustomEvent('enter'));
    else if (typeof key === 'string' && /^\d$/.test(key)) this.#add(key);
  };

  #add(digit: string): void {
    if (this.value.length < this.digitsMax) this.#set(this.value + digit);
  }

  #set(value: string): void {
    if (this.off || value === this.value) return;
    this.value = value;
    this.dispatchEvent(new CustomEvent<string>('typed', { detail: value }));
  }
}

customElements.define('number-pad', NumberPad);

declare global {
  interface HTMLElementTagNameMap {
    'number-pad': NumberPad;
  }
}
