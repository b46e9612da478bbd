/** How the day is laid out: what to do beside the rows on a wide screen, above them on a tall one. */
import { css } from 'lit';

export const clinicStyles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
    height: 100%;
  }
  h1,
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
  .clinic {
    display: grid;
    grid-template: minmax(0, 1fr) / 204px minmax(0, 1fr);
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
    padding: var(--edge);
  }
  .side {
    display: flex;
    flex-direction: column;
    gap: var(--gap);
    min-height: 0;
  }
  .side h1 {
    font-size: 21px;
    white-space: nowrap;
    line-height: 1.1;
  }
  .staff {
    color: var(--quiet);
    font-size: var(--small);
    overflow-wrap: anywhere;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--gap);
  }
  .side button {
    padding: 2px 4px;
    font-size: var(--small);
    line-height: 1.1;
  }
  [aria-pressed='true'] {
    border: 4px solid var(--call);
    background: var(--chosen);
  }
  .last {
    display: flex;
    align-items: end;
    gap: var(--gap);
    margin-top: auto;
  }
  .lock {
    flex: 1;
  }
  .pager + .lock {
    flex: none;
  }
  .pager {
    flex: 1;
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 2px var(--gap);
    font-size: var(--small);
    text-align: center;
  }
  .pager p {
    grid-column: 1 / -1;
    grid-row: 1;
  }
  .list {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
  }
  .confirm-camera {
    margin-bottom: var(--gap);
  }
  .empty {
    grid-row: 2;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 12px;
    padding: 16px;
    border: 2px dashed var(--line);
    border-radius: 12px;
    font-size: var(--large);
    text-align: center;
  }
  .empty p {
    max-width: 32em;
  }
  .question,
  .search {
    display: grid;
    align-content: center;
    justify-items: center;
    min-height: 0;
    padding: var(--edge);
  }
  .search {
    align-content: space-evenly;
    justify-items: stretch;
    gap: var(--gap);
  }
  .line {
    display: flex;
    align-items: stretch;
    gap: var(--gap);
  }
  .line .field {
    flex: 1;
  }
  .line .call {
    min-width: 180px;
    max-width: 45%;
    overflow-wrap: anywhere;
  }
  @media (max-width: 699px) {
    .clinic {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    }
    .side {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
    .side .top {
      grid-column: 1 / -1;
      display: flex;
      align-items: baseline;
      justify-content: space-between;
    }
    .last {
      grid-column: 1 / -1;
    }
    .lock,
    .pager + .lock {
      flex: none;
      min-width: 100px;
      margin-inline-start: auto;
    }
    .rows {
      --row-mm: 30;
    }
    .rows.long {
      --row-mm: 52;
    }
    .line {
      flex-wrap: wrap;
    }
    .line .field {
      flex: 1 0 100%;
    }
    .line button {
      flex: 1;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .clinic {
      grid-template-columns: 250px minmax(0, 1fr);
    }
    .side h1 {
      font-size: 30px;
    }
    .side button {
      min-height: var(--secondary);
    }
    .who b {
      font-size: 24px;
    }
    .facts,
    .ended {
      font-size: 19px;
    }
    .time {
      font-size: 30px;
    }
  }
`;
