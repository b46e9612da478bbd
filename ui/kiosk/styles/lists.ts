/** Lists to choose from: today's clinic, the lesions of a referral. Rows have a height in millimetres, for `Paging`. */
import { css } from 'lit';

export const listStyles = css`
  .middle .pager {
    grid-row: 2;
  }
  .rows {
    --row-mm: 20;
    --row-columns: 1;
    grid-row: 2;
    display: grid;
    grid-template-columns: repeat(var(--row-columns), minmax(0, 1fr));
    align-content: start;
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }
  .rows button {
    display: grid;
    grid-template: auto auto / auto minmax(0, 1fr);
    align-content: center;
    gap: 6px 16px;
    width: 100%;
    height: calc(var(--row-mm) * var(--mm));
    padding: 4px 16px;
    text-align: start;
  }
  .lesions .rows {
    --row-columns: 2;
  }
  .lesions .rows.long {
    --row-mm: 24;
    --row-columns: 1;
  }
  .lesions .rows button > b {
    font-size: 18px;
  }
  .rows button > b {
    overflow-wrap: anywhere;
    font-size: 20px;
    line-height: 1.15;
  }
  .rows .facts {
    grid-column: 2;
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    font-size: 17px;
  }
  .time,
  .number {
    grid-row: 1 / 3;
    align-self: center;
    font-size: 24px;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .number {
    display: inline-grid;
    place-content: center;
    min-width: 1.5em;
    height: 1.5em;
    border: 2px solid currentcolor;
    border-radius: 50%;
  }
  .side-name {
    white-space: nowrap;
  }
  .pager {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: var(--edge);
    text-align: center;
  }
  .clinic {
    grid-template: auto minmax(0, 1fr) / 170px minmax(0, 1fr);
    gap: 0 var(--gap);
  }
  .clinic .side {
    grid-row: 1 / 3;
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 8px 0 0 8px;
  }
  .clinic h1 {
    font-size: 26px;
  }
  .clinic .pager {
    margin-top: auto;
  }
  .clinic .news > :not(.none) {
    margin-bottom: var(--gap);
  }
  .clinic .confirm-camera {
    width: 100%;
    min-height: calc(15 * var(--mm));
  }
  .lesions {
    grid-template-columns: minmax(0, 1fr) 150px;
  }

  @media (max-width: 699px) {
    .clinic {
      grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr);
    }
    .clinic .side {
      grid-row: 1;
      padding: 4px 4px var(--gap);
    }
    .clinic .rows,
    .clinic .empty {
      --row-mm: 24;
      grid-row: 3;
    }
    .clinic .rows.long {
      --row-mm: 36;
    }
    .lesions .rows {
      --row-columns: 1;
    }
    .lesions .rows.long {
      --row-mm: 36;
    }
    .middle .pager {
      grid-row: 3;
    }
    .clinic .pager,
    .middle .pager {
      flex-direction: row;
      align-items: center;
      justify-content: space-between;
      margin-top: 4px;
    }
    .pager button {
      min-width: 130px;
    }
  }

  @media (min-width: 1100px) and (min-height: 700px) {
    .clinic {
      grid-template-columns: 230px minmax(0, 1fr);
    }
    .lesions .rows {
      --row-columns: 1;
    }
    .rows button > b,
    .lesions .rows button > b {
      font-size: 24px;
    }
    .rows .facts {
      font-size: 20px;
    }
    .rows .time {
      font-size: 30px;
    }
  }
`;
