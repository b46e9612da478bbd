/**
 * A reason in somebody's own words: the text over the keyboard, and the two ways out of it.
 *
 *   ┌────────────────────────────────┐      ┌──────┬──────────┬──────┐
 *   │ Why …  what was typed|         │      │ Back │ Why …    │ Done │
 *   ├────────────────────────┬───────┤      ├──────┴──────────┴──────┤
 *   │ q w e r t y u i o p    │ Back  │      │ a b c d e f            │
 *   │                        │ Done  │      │ …                      │
 *   └────────────────────────┴───────┘      └────────────────────────┘
 *
 * Ten keys of 10 mm in four rows leave room for neither a heading nor larger buttons on the smallest display.
 */
import { css, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import '../../parts/typing/keyboard.ts';

/** What fits over the keyboard; the record takes more. */
export const writtenCharactersMax = 160;

export interface WritingParts {
  readonly question: string;
  readonly text: string;
  readonly done: string;
  readonly write: (text: string) => void;
  readonly back: () => void;
  readonly finish: () => void;
}

export function writingStep({ question, text, done, write, back, finish }: WritingParts): TemplateResult {
  const ready = text.trim() !== '';
  return html`<div class="paper">
      <h2 tabindex="-1">${question}</h2>
      <p class="typed" role="status">${endOf(text)}</p>
    </div>
    <key-board
      label=${question}
      .value=${live(text)}
      .charactersMax=${writtenCharactersMax}
      @typed=${(event: CustomEvent<string>) => write(event.detail)}
    ></key-board>
    <button class="out" @click=${back}>Back</button>
    <button class="out done ${ready ? 'call' : ''}" aria-disabled=${!ready} @click=${() => ready && finish()}>${done}</button>`;
}

/** Of a long text its end, where the typing is. */
function endOf(text: string): string {
  return text.length > shownCharactersMax ? `…${text.slice(-shownCharactersMax)}` : text;
}

/** One line of the smallest display. */
const shownCharactersMax = 64;

export const writingStyles = css`
  .columns.writing {
    grid-template: auto minmax(0, 1fr) minmax(0, 2fr) /
      minmax(calc(10 * var(--smallest) + 9 * var(--gap)), 1fr) minmax(62px, 0.12fr);
    gap: var(--gap);
    padding-top: var(--edge);
  }
  .writing .paper {
    grid-area: 1 / 1 / 2 / 3;
    min-width: 0;
    margin-bottom: calc(var(--edge) - var(--gap));
    padding: 1px 12px;
    border: 3px solid var(--call);
    border-radius: 8px;
    background: #000;
  }
  .writing key-board {
    grid-area: 2 / 1 / 4 / 2;
  }
  .writing .out {
    grid-column: 2;
    padding: 2px;
    font-size: 18px;
    line-height: 1.1;
  }
  .paper h2 {
    color: var(--quiet);
    font-size: 14px;
    font-weight: 400;
    line-height: 1.15;
  }
  .paper .typed {
    min-height: 1.15em;
    font-size: 18px;
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .typed::after {
    content: '';
    display: inline-block;
    width: 3px;
    height: 1em;
    margin-inline-start: 2px;
    background: var(--call);
    vertical-align: text-bottom;
  }
  @media (max-width: 729px) {
    .columns.writing {
      grid-template: minmax(var(--secondary), auto) auto / var(--secondary) minmax(0, 1fr) var(--secondary);
      align-content: space-between;
      padding-top: 14px;
    }
    .writing .paper {
      grid-area: 1 / 2 / 2 / 3;
      margin: 0;
    }
    .writing key-board {
      grid-area: 2 / 1 / 3 / 4;
    }
    .writing .out {
      grid-area: 1 / 1 / 2 / 2;
    }
    .writing .out.done {
      grid-area: 1 / 3 / 2 / 4;
    }
    .paper .typed {
      font-size: 16px;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .columns.writing {
      grid-template: minmax(120px, 1fr) auto auto / minmax(0, 1fr) 210px;
    }
    .writing .paper {
      margin: 0;
    }
    .writing .out {
      min-height: var(--primary);
    }
    .writing .out,
    .paper .typed {
      font-size: 26px;
    }
    .paper h2 {
      font-size: 20px;
    }
  }
`;
