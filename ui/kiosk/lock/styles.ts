/** How the lock screen is laid out: what to do on the left, names or keys on the right; stacked on a tall screen. */
import { css } from 'lit';

export const lockStyles = css`
  :host {
    display: grid;
    min-width: 0;
    min-height: 0;
    height: 100%;
  }
  h1,
  p,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .lock {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) minmax(0, 1.15fr);
    gap: var(--gap) calc(2 * var(--gap));
    min-width: 0;
    min-height: 0;
    padding: 12px 14px var(--gap);
  }
  .lock > .dialog {
    grid-column: 1 / -1;
    align-self: center;
    justify-self: center;
  }
  .beside {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-height: 0;
    font-size: var(--large);
  }
  h1 {
    font-size: 30px;
    line-height: 1.1;
    overflow-wrap: anywhere;
  }
  .push {
    margin-top: auto;
  }
  .actions {
    display: flex;
    justify-content: space-between;
    align-items: end;
    gap: var(--gap);
  }
  .actions .call {
    flex: 1;
    max-width: calc(45 * var(--mm));
    font-size: 24px;
  }
  .news:empty,
  .news:not(.wrong) {
    display: none;
  }
  .news,
  .waits,
  .hint {
    font-size: var(--body);
  }
  .news.wrong {
    color: var(--bad-text);
    font-weight: 700;
  }
  .waits .sign {
    color: var(--care);
    font-weight: 700;
  }
  .hint {
    padding: 4px 10px;
    border: 2px dashed var(--line);
    border-radius: 8px;
    color: var(--quiet);
  }
  .rows {
    --row-mm: 20;
    --row-columns: 1;
    display: grid;
    align-content: start;
    gap: var(--gap);
    min-height: 0;
    overflow: hidden;
  }
  .rows button {
    width: 100%;
    height: calc(var(--row-mm) * var(--mm));
    padding: 4px 18px;
    font-size: 22px;
    font-weight: 700;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .pager {
    display: flex;
    align-items: center;
    gap: var(--gap);
    font-size: var(--body);
  }
  .pager p {
    order: 1;
  }
  number-pad {
    justify-self: center;
    align-self: center;
    width: 100%;
  }
  @media (max-width: 699px) {
    .lock {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
      padding: 6px 14px var(--edge);
    }
    .beside {
      gap: 7px;
    }
    number-pad {
      align-self: end;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .lock {
      padding: 40px 60px;
    }
    h1 {
      font-size: 44px;
    }
  }
`;
