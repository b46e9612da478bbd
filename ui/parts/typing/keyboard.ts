/**
 * Letters by tapping, in the page: the system's keyboard hides behind a full-screen browser. English layout; names of
 * patients also need the letters on the third page. Nothing is predicted, completed or kept.
 *
 *   ┌─┬─┬─┬─┬─┬─┬─┬─┬─┬─┐    <key-board label="Family name" .value=${text} .charactersMax=${64}
 *   │q│w│e│r│t│y│u│i│o│p│      @typed=${(event) => (text = event.detail)}></key-board>
 *   └┬┴┬┴┬┴┬┴┬┴┬┴┬┴┬┴┬┴┬┘
 *    a s d f g h j k l       On a narrow screen ten keys of 10 mm have no room beside each other: the letters then
 *    ⇧ z x c v b n m ⌫       stand in rows of six, in the order of the alphabet.
 *    123   space   éß
 *
 * It edits the end of the text. A real keyboard may be used as well.
 */
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { SimpleKeyboard } from 'simple-keyboard';
import { controlStyles } from '../controls.ts';
import { englishKeys, type Keys, type Layout, startsUpper } from './key-layouts.ts';
import { typedKey } from './scanner.ts';

/** From here on ten keys of 10 mm with their gaps fit beside each other, in CSS pixels. */
const wideFromPx = 730;

/** Keys that turn to another page of keys. */
const turns: Readonly<Record<string, keyof Layout>> = { '{signs}': 'signs', '{marks}': 'marks', '{letters}': 'lower' };

export class KeyBoard extends LitElement {
  static override properties = {
    label: { type: String },
    value: { type: String },
    charactersMax: { type: Number },
    words: { type: String },
    keys: { attribute: false },
  };

  declare label: string;
  declare value: string;
  declare charactersMax: number;
  /** `names`: every word begins with a capital. `sentences`: the first word of each sentence does. */
  declare words: 'names' | 'sentences';
  /** English unless said otherwise, before the element is first shown. */
  declare keys: Keys;

  #keys: SimpleKeyboard | undefined;
  #page: keyof Layout = 'lower';
  readonly #wide = matchMedia(`(min-width: ${wideFromPx}px)`);

  constructor() {
    super();
    this.label = 'Keyboard';
    this.value = '';
    this.charactersMax = 120;
    this.words = 'sentences';
    this.keys = englishKeys;
  }

  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .hg-rows,
      .keys {
        display: grid;
        gap: var(--gap);
      }
      .hg-row {
        display: flex;
        justify-content: center;
        gap: var(--gap);
      }
      .hg-button {
        flex: 1 1 0;
        max-width: calc(16 * var(--mm));
        min-width: var(--smallest);
        height: var(--smallest);
        padding: 0;
        font-size: 24px;
        line-height: 1;
      }
      .hg-functionBtn {
        flex-grow: 1.6;
        max-width: calc(22 * var(--mm));
        font-size: var(--small);
      }
      .hg-button[data-skbtn='{space}'] {
        flex-grow: 6;
        max-width: calc(80 * var(--mm));
      }
      @media (min-width: 1100px) and (min-height: 700px) {
        .hg-button {
          height: calc(12 * var(--mm));
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'group';
    this.#wide.addEventListener('change', this.#turned);
    addEventListener(typedKey, this.#typed);
    if (this.hasUpdated) this.#build();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wide.removeEventListener('change', this.#turned);
    removeEventListener(typedKey, this.#typed);
    this.#keys?.clearInput();
    this.#keys?.destroy();
    this.#keys = undefined;
    this.value = '';
  }

  override firstUpdated(): void {
    this.#build();
  }

  override updated(changed: PropertyValues<this>): void {
    this.ariaLabel = this.label;
    if (!changed.has('value') || this.#keys === undefined) return;
    this.#turn(startsUpper(this.value, this.words) ? 'upper' : this.#page === 'upper' ? 'lower' : this.#page);
  }

  override render(): TemplateResult {
    return html`<div class="keys"></div>`;
  }

  #build(): void {
    const place = this.renderRoot.querySelector<HTMLDivElement>('.keys');
    if (!place) return;
    this.#page = startsUpper(this.value, this.words) ? 'upper' : 'lower';
    this.#keys = new SimpleKeyboard(place, {
      layout: this.#layout(),
      layoutName: this.#page,
      display: { ...this.keys.words },
      mergeDisplay: false,
      theme: 'keys',
      useButtonTag: true,
      disableButtonHold: true,
      disableCaretPositioning: true,
      physicalKeyboardHighlight: false,
      buttonAttributes: [{ attribute: 'aria-label', value: this.keys.deleteWord, buttons: '{bksp}' }],
      onKeyPress: this.#pressed,
    });
  }

  readonly #turned = (): void => this.#keys?.setOptions({ layout: this.#layout() });

  #layout(): Record<keyof Layout, string[]> {
    const layout = this.#wide.matches ? this.keys.wide : this.keys.narrow;
    return { lower: [...layout.lower], upper: [...layout.upper], signs: [...layout.signs], marks: [...layout.marks] };
  }

  #turn(page: keyof Layout): void {
    if (page === this.#page) return;
    this.#page = page;
    this.#keys?.setOptions({ layoutName: page });
  }

  readonly #pressed = (button: string): void => {
    this.#keys?.clearInput(); // the text is the caller's; the keyboard keeps none
    const turn = turns[button];
    if (turn !== undefined) this.#turn(turn);
    else if (button === '{shift}') this.#turn(this.#page === 'upper' ? 'lower' : 'upper');
    else if (button === '{bksp}') this.#set([...this.value].slice(0, -1).join(''));
    else {
      this.#set(this.value + (button === '{space}' ? ' ' : button));
      if (this.#page === 'marks') this.#turn('lower');
    }
  };

  readonly #typed = (event: Event): void => {
    if (!(event instanceof CustomEvent) || !this.checkVisibility()) return;
    const key: unknown = event.detail;
    if (key === 'Backspace') this.#set([...this.value].slice(0, -1).join(''));
    else if (typeof key === 'string' && [...key].length === 1) this.#set(this.value + key);
  };

  #set(value: string): void {
    if (value.length > this.charactersMax || value === this.value) return;
    this.value = value;
    this.dispatchEvent(new CustomEvent<string>('typed', { detail: value }));
  }
}

customElements.define('key-board', KeyBoard);

declare global {
  interface HTMLElementTagNameMap {
    'key-board': KeyBoard;
  }
}
