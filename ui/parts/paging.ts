/**
 * A long list in pages, turned by tapping: gloves cannot drag, and a list that scrolls hides that there is more.
 *
 *   ┌────────────────┐
 *   │ row            │ ┌───┐
 *   │ row            │ │ ▲ │   as many rows as fit; the buttons only when they are needed
 *   │ row            │ │ ▼ │
 *   └────────────────┘ └───┘
 *
 * The rows' element says how tall its rows are, in millimetres, with the custom property `--row-mm`, and how many stand
 * beside each other with `--row-columns`.
 */
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { type Fit, fitFor, gapMm, unmeasured } from './paging-room.ts';

export class Paging implements ReactiveController {
  #index = 0;
  #fit: Fit = unmeasured;
  #rows: Element | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #observer = new ResizeObserver(() => this.#measure());

  readonly #target: 'secondary' | undefined;

  /** `buttons`: how large they are; `least` where there is room for the least that gloves can hit only. */
  constructor(host: ReactiveControllerHost, buttons: 'secondary' | 'least' = 'secondary') {
    this.#host = host;
    this.#target = buttons === 'secondary' ? 'secondary' : undefined;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#measure(); // what is shown may have changed the height of a row, or left more room
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#rows = undefined;
  }

  /** For Lit's `ref`: the element that holds the rows. */
  readonly rows = (element: Element | undefined): void => {
    this.#observer.disconnect();
    this.#rows = element;
    if (element) this.#observer.observe(element);
  };

  /** Another list is shown now: it begins at its first page. */
  toFirst(): void {
    this.#index = 0;
  }

  /** What came last is looked at: the list stands at its last page. */
  toLast(): void {
    this.#index = Number.MAX_SAFE_INTEGER;
  }

  /** The part of the list that is on the present page. */
  slice<Item>(items: readonly Item[]): readonly Item[] {
    if (this.#pages(items.length) === 1) return items;
    const from = this.#page(items.length) * this.#fit.perPage;
    return items.slice(from, from + this.#fit.perPage);
  }

  /**
   * Buttons for a list of `count` rows, or nothing when all fit. `back` and `on` are their words: Earlier, Later. `written`:
   * which page of how many, in another language than English.
   */
  buttons(count: number, back: string, on: string, written = pageWritten): TemplateResult | typeof nothing {
    const pages = this.#pages(count);
    if (pages < 2) return nothing;
    const page = this.#page(count);
    const turn = (to: number) => () => {
      if (to < 0 || to >= pages) return;
      this.#index = to;
      this.#host.requestUpdate();
    };
    return html`<div class="pager">
      <button data-target=${this.#target ?? nothing} aria-disabled=${page === 0} @click=${turn(page - 1)}>
        <span aria-hidden="true">▲</span> ${back}
      </button>
      <p role="status">${written(page + 1, pages)}</p>
      <button data-target=${this.#target ?? nothing} aria-disabled=${page === pages - 1} @click=${turn(page + 1)}>
        <span aria-hidden="true">▼</span> ${on}
      </button>
    </div>`;
  }

  #pages(count: number): number {
    return count <= this.#fit.inAll ? 1 : Math.ceil(count / this.#fit.perPage);
  }

  #page(count: number): number {
    return Math.min(this.#index, this.#pages(count) - 1);
  }

  #measure(): void {
    const rows = this.#rows;
    if (!rows) return;
    const style = getComputedStyle(rows);
    const mmPx = Number.parseFloat(style.getPropertyValue('--mm'));
    const around = rows.parentElement;
    const pager = around?.querySelector('.pager')?.getBoundingClientRect();
    const before = this.#fit;
    this.#fit = fitFor(before, {
      rowsMm: rows.clientHeight / mmPx,
      buttonsMm: pager && stacked(rows.getBoundingClientRect(), pager) ? pager.height / mmPx + gapMm : 0,
      buttonsShown: pager !== undefined,
      rowMm: Number.parseFloat(style.getPropertyValue('--row-mm')),
      columns: Number.parseInt(style.getPropertyValue('--row-columns'), 10),
      around: `${around?.clientWidth} × ${around?.clientHeight}`,
    });
    if (before.perPage !== this.#fit.perPage || before.inAll !== this.#fit.inAll) this.#host.requestUpdate();
  }
}

/** On a tall screen the buttons stand above or below the rows and take room from them. */
function stacked(rows: DOMRect, pager: DOMRect): boolean {
  return pager.bottom <= rows.top || pager.top >= rows.bottom;
}

function pageWritten(page: number, pages: number): string {
  return `Page ${page} of ${pages}`;
}
