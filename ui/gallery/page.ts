/**
 * Every shared part in every state, one sheet at a time, to be looked at and measured:
 *
 *   http://127.0.0.1:PORT/bench/parts/        the sheets by name
 *   http://127.0.0.1:PORT/bench/parts/#buttons
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { choiceStyles } from '../parts/choice.ts';
import { controlStyles } from '../parts/controls.ts';
import { fieldStyles } from '../parts/fields.ts';
import { layerStyles } from '../parts/layers.ts';
import { Paging } from '../parts/paging.ts';
import { openScanner } from '../parts/typing/scanner.ts';
import { type Sheet, sheets } from './sheets.ts';

export class GalleryPage extends LitElement {
  static override properties = { name: { state: true }, said: { state: true } };

  declare name: string;
  /** What a part has told of itself. */
  declare said: string;

  readonly #pages = new Paging(this);
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.name = decodeURIComponent(location.hash.slice(1));
    this.said = '';
  }

  static override styles = [
    controlStyles,
    fieldStyles,
    choiceStyles,
    layerStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        height: 100dvh;
        font-size: var(--body);
      }
      h1,
      p,
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--gap);
        padding: 4px 10px;
        background: var(--panel);
      }
      h1 {
        font-size: 20px;
      }
      main {
        display: grid;
        align-content: center;
        gap: var(--gap);
        min-width: 0;
        min-height: 0;
        padding: var(--gap) var(--edge) var(--edge);
      }
      main.index {
        grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto;
      }
      .rows {
        --row-mm: 10;
        --row-columns: 2;
        display: grid;
        grid-template-columns: repeat(var(--row-columns), minmax(0, 1fr));
        align-content: start;
        gap: var(--gap);
        min-height: 0;
        overflow: hidden;
      }
      .rows a {
        height: var(--smallest);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--gap);
      }
      .pager {
        display: flex;
        flex-direction: column;
        justify-content: flex-end;
        gap: var(--gap);
        text-align: center;
      }
      .banner {
        padding: 10px 14px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#turn);
    this.#stop = openScanner((code) => {
      this.said = `Scanned: ${code}`;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#turn);
    this.#stop?.();
  }

  readonly #turn = (): void => {
    this.name = decodeURIComponent(location.hash.slice(1));
    this.said = '';
  };

  override render(): TemplateResult {
    const sheet = sheets.find(({ name }) => name === this.name);
    return html`<header>
        <h1>${sheet ? sheet.name : 'Parts'}</h1>
        <p role="status">${this.said}</p>
        ${sheet ? html`<a class="button" href="#">All parts</a>` : html`<a class="button" href="/bench/">Bench</a>`}
      </header>
      ${sheet ? this.#sheet(sheet) : this.#index()}`;
  }

  #sheet(sheet: Sheet): TemplateResult {
    const tell = (said: string) => {
      this.said = said;
    };
    return html`<main>${sheet.show(tell)}</main>`;
  }

  #index(): TemplateResult {
    return html`<main class="index">
      <ol class="rows" ${ref(this.#pages.rows)}>
        ${this.#pages.slice(sheets).map(({ name }) => html`<li><a class="button" href="#${name}">${name}</a></li>`)}
      </ol>
      ${this.#pages.buttons(sheets.length, 'Back', 'More')}
    </main>`;
  }
}

customElements.define('gallery-page', GalleryPage);
