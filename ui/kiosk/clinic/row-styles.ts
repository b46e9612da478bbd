/** The rows of the day. Their height in millimetres is what `Paging` counts with; media queries that change it stand in `styles.ts`. */
import { css } from 'lit';

export const rowStyles = css`
  .rows {
    --row-mm: 20;
    --row-columns: 1;
    grid-row: 2;
    display: grid;
    align-content: start;
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }
  .rows.long {
    --row-mm: 37;
  }
  .rows li {
    display: flex;
    gap: var(--gap);
    height: calc(var(--row-mm) * var(--mm));
  }
  .row {
    flex: 1;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-content: center;
    gap: 3px 14px;
    min-width: 0;
    padding: 4px 14px;
    text-align: start;
  }
  div.row {
    border: 2px solid var(--raised);
    border-radius: 10px;
    background: var(--panel);
  }
  .time {
    grid-row: 1 / 4;
    align-self: center;
    font-size: 24px;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
  }
  .who b {
    overflow-wrap: anywhere;
    font-size: 20px;
    line-height: 1.15;
  }
  .tag {
    font-size: 14px;
  }
  .facts {
    grid-column: 2;
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    font-size: 16px;
  }
  .ended {
    grid-column: 2;
    font-size: 16px;
    font-weight: 700;
  }
  .ended.good .sign {
    color: var(--good);
  }
  .ended.care .sign {
    color: var(--care);
  }
  .side-action {
    flex: none;
    width: 96px;
    font-size: var(--small);
    line-height: 1.15;
  }
`;
