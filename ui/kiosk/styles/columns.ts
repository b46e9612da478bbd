/**
 * How the screens before and after the pictures are laid out: what to read or choose, and beside it what to do.
 *
 *   ┌───────────────────────────┬──────────┐      ┌──────────────┐
 *   │ heading                   │ secondary│      │ heading      │
 *   │ ┌───────────────────────┐ ├──────────┤      │ ┌──────────┐ │
 *   │ │ body                  │ │          │      │ │ body     │ │
 *   │ │                       │ │   next   │      │ └──────────┘ │
 *   │ └───────────────────────┘ │          │      │ second │ next│
 *   └───────────────────────────┴──────────┘      └──────────────┘
 */
import { css } from 'lit';

export const columnStyles = css`
  :host {
    display: grid;
    min-width: 0;
    min-height: 0;
    height: 100%;
  }
  h2,
  h3,
  p,
  ol,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .columns {
    --beside: 150px;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) var(--beside);
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
    padding: var(--edge) var(--edge) var(--gap);
  }
  .content {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    gap: var(--edge);
    min-width: 0;
    min-height: 0;
  }
  .content > h2 {
    font-size: 24px;
    line-height: 1.15;
  }
  .body {
    min-width: 0;
    min-height: 0;
  }
  .actions {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: var(--gap);
    min-width: 0;
  }
  .actions > * {
    font-size: 17px;
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .actions > [data-target='shutter'] {
    font-size: 22px;
  }
  .actions > [data-target='shutter'].wordy {
    font-size: 18px;
  }
  .actions.many > [data-target='secondary'] {
    padding: 2px;
    font-size: 16px;
  }
  .panel {
    padding: 10px 16px;
    border: 2px solid var(--line);
    border-radius: 12px;
    background: var(--panel);
  }
  .stop {
    border: 6px solid var(--bad);
  }
  .care {
    border: 4px solid var(--care);
  }
  .quiet {
    color: var(--quiet);
  }
  .sign {
    font-weight: 700;
  }
  .good {
    color: var(--good);
  }
  .careful {
    color: var(--care);
  }
  .wrong {
    color: var(--bad-text);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  [aria-pressed='true'] {
    border: 5px solid var(--call);
    background: #123047;
    color: var(--text);
  }
  .rows {
    --row-mm: 20;
    --row-columns: 1;
    display: grid;
    grid-template-columns: repeat(var(--row-columns), minmax(0, 1fr));
    align-content: start;
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }
  .paged {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto;
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
  }
  .pager {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: var(--edge) var(--gap);
    text-align: center;
  }
  @media (min-width: 700px) and (max-height: 699px) {
    .columns:has(.actions.many) {
      --beside: calc(2 * 94px + var(--gap));
    }
    .actions.many {
      display: grid;
      grid-template-columns: 1fr 1fr;
      align-content: end;
    }
    .actions.many > [data-target='shutter'] {
      grid-column: 1 / -1;
    }
  }
  @media (max-width: 699px) {
    .columns {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    }
    .actions {
      flex-flow: row wrap;
    }
    .actions > [data-target='shutter'] {
      flex: 1;
      order: 1;
    }
    .actions > [data-target='secondary'] {
      max-width: 150px;
    }
    .actions.many > [data-target='secondary'] {
      max-width: 110px;
    }
    .paged {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
      row-gap: 0; /* without the buttons the rows have all the room: Paging counts on it */
    }
    .pager {
      flex-direction: row;
      margin-top: var(--gap);
      align-items: center;
      justify-content: space-between;
    }
    .pager button {
      min-width: 120px;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .columns {
      --beside: 210px;
    }
    .content {
      gap: 16px;
    }
    .content > h2 {
      font-size: 32px;
    }
    .actions > * {
      font-size: 20px;
    }
    .actions > [data-target='shutter'] {
      min-height: 190px;
      font-size: 28px;
    }
    .actions > [data-target='shutter'].wordy {
      font-size: 24px;
    }
  }
  @media (forced-colors: active) {
    [aria-pressed='true'] {
      outline: 3px solid Highlight;
    }
  }
`;
