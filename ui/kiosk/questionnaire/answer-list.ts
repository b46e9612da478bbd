/**
 * <answer-list>: what the patient answered, a page at a time, turned by buttons. Every answer stands whole.
 *
 *   <answer-list .answers=${answers}></answer-list>
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { controlStyles } from '../../parts/controls.ts';
import { type AnswerRow, answerRows, pageStarts } from './answer-pages.ts';

const gapPx = 10;

export class AnswerList extends LitElement {
  static override properties = {
    answers: { attribute: false },
    starts: { state: true },
    page: { state: true },
  };

  declare answers: readonly { readonly question: string; readonly answer: string }[];
  /** First row of each page. */
  declare starts: readonly number[];
  declare page: number;

  readonly #observer = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.answers = [];
    this.starts = [0];
    this.page = 0;
  }

  static override styles = [
    controlStyles,
    css`
      :host {
        position: relative;
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr) 110px;
        gap: var(--gap);
        min-width: 0;
        min-height: 0;
      }
      dl {
        display: flex;
        flex-direction: column;
        gap: 10px;
        min-width: 0;
        margin: 0;
        overflow: hidden;
      }
      .measured {
        position: absolute;
        inset: 0 calc(110px + var(--gap)) auto 0;
        visibility: hidden;
      }
      div.row {
        padding-bottom: 6px;
        border-bottom: 1px solid var(--line);
      }
      dt {
        color: var(--quiet);
        font-size: 16px;
      }
      dd {
        margin: 0;
        font-size: 20px;
        overflow-wrap: anywhere;
      }
      .pager {
        display: flex;
        flex-direction: column;
        justify-content: flex-end;
        gap: var(--edge);
        text-align: center;
      }
      p {
        margin: 0;
      }
      @media (max-width: 699px) {
        :host {
          grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
        }
        .measured {
          inset: 0 0 auto;
        }
        .pager {
          flex-direction: row;
          align-items: center;
          justify-content: space-between;
          min-height: var(--secondary);
        }
        .pager button {
          min-width: 120px;
        }
      }
      @media (min-width: 1100px) and (min-height: 700px) {
        dt {
          font-size: 20px;
        }
        dd {
          font-size: 26px;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('answers')) this.#measure();
  }

  #measure(): void {
    const shown = this.renderRoot.querySelector('.shown');
    const rows = [...this.renderRoot.querySelectorAll('.measured .row')];
    if (!shown) return;
    const starts = pageStarts(
      rows.map((row) => row.getBoundingClientRect().height),
      shown.clientHeight,
      gapPx,
    );
    if (starts.join() === this.starts.join()) return;
    this.starts = starts;
    this.page = Math.min(this.page, starts.length - 1);
  }

  override render(): TemplateResult {
    const rows = answerRows(this.answers);
    const { page, starts } = this;
    return html`<dl class="shown">${rows.slice(starts[page], starts[page + 1]).map(rowOf)}</dl>
      <dl class="measured" aria-hidden="true">${rows.map(rowOf)}</dl>
      <div class="pager">${starts.length > 1 ? this.#buttons(page, starts.length) : nothing}</div>`;
  }

  #buttons(page: number, pages: number): TemplateResult {
    const turn = (to: number) => () => {
      if (to >= 0 && to < pages) this.page = to;
    };
    return html`<button data-target="secondary" aria-disabled=${page === 0} @click=${turn(page - 1)}>
        <span aria-hidden="true">▲</span> Before
      </button>
      <p role="status">Page ${page + 1} of ${pages}</p>
      <button data-target="secondary" aria-disabled=${page === pages - 1} @click=${turn(page + 1)}>
        <span aria-hidden="true">▼</span> More
      </button>`;
  }
}

function rowOf({ question, answer, goesOn }: AnswerRow): TemplateResult {
  return html`<div class="row">
    <dt>${question}${goesOn ? ' (goes on)' : nothing}</dt>
    <dd>${answer}</dd>
  </div>`;
}

customElements.define('answer-list', AnswerList);
