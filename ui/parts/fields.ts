/**
 * What is typed or filled in, and how it stands there.
 *
 *   .field         label, what was typed with a caret, and what is wrong with it
 *   .digits        digits in boxes, as many as there have to be: 3-3-4 of an NHS number, day and month
 *   progress       how far something is, with its words beside it
 */
import { css, html, type TemplateResult } from 'lit';

export const fieldStyles = css`
  .field {
    display: grid;
    gap: 4px;
    min-width: 0;
    font-size: var(--body);
  }
  .field > b {
    font-weight: 700;
  }
  .field > .typed {
    min-height: calc(10 * var(--mm));
    padding: 8px 12px;
    border: 2px solid var(--line);
    border-radius: 8px;
    background: #000;
    color: var(--text);
    font: inherit;
    font-size: var(--large);
    text-align: start;
    overflow-wrap: anywhere;
  }
  .field > .typed.here {
    border: 4px solid var(--call);
    padding: 6px 10px;
  }
  .typed.here::after {
    content: "";
    display: inline-block;
    width: 3px;
    height: 1.1em;
    margin-inline-start: 2px;
    background: var(--call);
    vertical-align: text-bottom;
  }
  .field > .wrong,
  .digits + .wrong {
    color: var(--bad-text);
  }
  .digits {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 14px;
    font-size: var(--title);
    font-variant-numeric: tabular-nums;
  }
  .digits > span {
    display: flex;
    gap: 3px;
  }
  .digits i {
    display: grid;
    place-content: center;
    width: 1.25em;
    height: 1.6em;
    border: 2px solid var(--line);
    border-radius: 6px;
    background: #000;
    font-style: normal;
    font-weight: 700;
  }
  .digits i.next {
    border: 4px solid var(--call);
  }
  progress {
    width: 100%;
    height: 14px;
    border: 2px solid var(--line);
    border-radius: 8px;
    background: #000;
    accent-color: var(--call);
  }
`;

/**
 * Boxes for digits in groups, `[3, 3, 4]` or `[2, 2]`, filled as far as something was typed. `secret` shows that, and not
 * what. `label` says to a reader of the screen what is typed here.
 */
export function digitBoxes(label: string, typed: string, groups: readonly number[], secret = false): TemplateResult {
  let place = 0;
  const said = secret ? `${typed.length} digits typed` : typed.split('').join(' ') || 'empty';
  return html`<div class="digits" role="img" aria-label="${label}: ${said}">
    ${groups.map(
      (size) => html`<span aria-hidden="true"
        >${Array.from({ length: size }, () => {
          const digit = typed[place];
          const next = place === typed.length;
          place += 1;
          return html`<i class=${next ? 'next' : ''}>${digit === undefined ? '' : secret ? '●' : digit}</i>`;
        })}</span
      >`,
    )}
  </div>`;
}
