/** The choice of a lesion: map, rows, what to do next. */
import { css } from 'lit';

export const choosingStyles = css`
  :host {
    display: block;
    min-width: 0;
    min-height: 0;
    height: 100%;
  }
  h2,
  p,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .choosing {
    display: grid;
    grid-template: minmax(0, 1fr) / 30vw minmax(0, 1fr) calc(2 * var(--secondary) + var(--gap));
    gap: var(--gap);
    height: 100%;
    padding: var(--edge) var(--edge) var(--gap);
  }
  .list {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    gap: var(--edge);
    min-width: 0;
    min-height: 0;
  }
  h2 {
    font-size: 24px;
    line-height: 1.15;
  }
  .paged {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto;
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
  }
  .rows {
    --row-mm: 20;
    --row-columns: 1;
    display: grid;
    align-content: start;
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }
  .rows.long {
    --row-mm: 24;
  }
  .rows.very-long {
    --row-mm: 36;
  }
  .rows.very-long b {
    font-size: 14px;
  }
  .rows button {
    display: grid;
    grid-template: auto auto / auto minmax(0, 1fr);
    align-content: center;
    gap: 4px 12px;
    width: 100%;
    height: calc(var(--row-mm) * var(--mm));
    padding: 4px 12px;
    text-align: start;
  }
  .rows button.out {
    border-style: dashed;
    background: var(--panel);
  }
  .rows b {
    overflow-wrap: anywhere;
    font-size: var(--body);
    line-height: 1.15;
  }
  .number {
    grid-row: 1 / 3;
    align-self: center;
    display: inline-grid;
    place-content: center;
    width: 1.6em;
    height: 1.6em;
    border: 2px solid currentcolor;
    border-radius: 50%;
    font-size: var(--large);
    font-weight: 700;
  }
  .facts {
    grid-column: 2;
    font-size: var(--body);
    line-height: 1.15;
  }
  .pager {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    text-align: center;
  }
  .actions {
    display: grid;
    grid-template-columns: 1fr 1fr;
    grid-auto-rows: auto;
    align-content: end;
    gap: var(--gap);
    padding-top: calc(var(--gap) - var(--edge));
  }
  .actions button {
    font-size: var(--body);
    line-height: 1.15;
  }
  .actions [data-target='shutter'] {
    grid-column: 1 / -1;
    font-size: 22px;
  }

  .over {
    display: grid;
    height: 100%;
    padding: var(--edge) var(--edge) var(--gap);
  }
  .options {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: var(--gap);
    width: 100%;
  }
  .why .options {
    grid-template-columns: repeat(5, minmax(0, 1fr));
  }
  .options button,
  .buttons button {
    font-size: var(--body);
    line-height: 1.15;
  }
  .dialog {
    border-color: var(--line);
    gap: 10px;
    min-height: 0;
    overflow-wrap: anywhere;
  }
  .dialog p {
    font-size: var(--body);
    line-height: 1.25;
  }
  .dialog .rows {
    --row-columns: 2;
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }
  .dialog .rows b {
    grid-row: 1 / 3;
    align-self: center;
  }
  .dialog .paged {
    width: 100%;
  }
  .dialog:has(.paged) {
    grid-template-rows: auto minmax(0, 1fr) auto;
    align-content: stretch;
  }

  @media (max-width: 699px) {
    .choosing {
      grid-template: minmax(0, 1fr) auto / 236px minmax(0, 1fr);
    }
    .actions {
      grid-template-columns: minmax(0, 1fr) repeat(2, var(--secondary));
      grid-column: 1 / -1;
      align-items: end;
    }
    .actions [data-target='shutter'] {
      grid-column: auto;
    }
    .actions [data-target='shutter']:has(~ [hidden]) {
      grid-column: span 2;
    }
    .rows.very-long {
      --row-mm: 42;
    }
    .paged {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    }
    .pager {
      flex-flow: row wrap;
      gap: var(--edge) var(--gap);
    }
    .pager p {
      order: -1;
      width: 100%;
    }
    .pager button {
      flex: 1;
      min-width: 0;
    }
    .options,
    .why .options {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .dialog .rows {
      --row-columns: 1;
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .rows.very-long b {
      font-size: 18px;
    }
    .choosing {
      grid-template-columns: 580px minmax(0, 1fr) 230px;
    }
    .actions [data-target='shutter'] {
      min-height: 190px;
      font-size: 28px;
    }
  }
`;
