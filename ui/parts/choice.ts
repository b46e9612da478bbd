/**
 * One of several, with big buttons: yes or no, a side, a reason. The chosen one has a thick border and a sign; colour is
 * only added to that.
 */
import { css, html, nothing, type TemplateResult } from 'lit';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

export const yesNo: readonly Option<'yes' | 'no'>[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

export const choiceStyles = css`
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap);
    min-width: 0;
  }
  .choice button {
    flex: 1 1 auto;
    padding: 4px 14px;
    font-size: var(--body);
    line-height: 1.15;
  }
  .choice button > span {
    display: block;
    font-size: var(--small);
  }
  .choice [aria-checked='true'] {
    border: 5px solid var(--call);
    background: var(--chosen);
    color: var(--text);
    font-weight: 700;
  }
  @media (forced-colors: active) {
    .choice [aria-checked='true'] {
      outline: 3px solid Highlight;
    }
  }
`;

/**
 * The buttons. `label` names the question for readers of the screen; `chosen` is undefined before it was answered. The
 * caller's styles hold `choiceStyles`.
 */
export function choice<Value extends string>(
  label: string,
  options: readonly Option<Value>[],
  chosen: Value | undefined,
  choose: (value: Value) => void,
  target: 'secondary' | 'primary' = 'secondary',
): TemplateResult {
  return html`<div class="choice" role="radiogroup" aria-label=${label}>
    ${options.map(
      ({ value, label: words, hint }) => html`<button
        role="radio"
        data-target=${target}
        aria-checked=${value === chosen}
        @click=${() => choose(value)}
      >
        ${value === chosen ? html`<b aria-hidden="true">✓ </b>` : nothing}${words}${hint ? html`<span>${hint}</span>` : nothing}
      </button>`,
    )}
  </div>`;
}
