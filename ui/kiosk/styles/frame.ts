/**
 * The frame of every screen: banner, middle, actions, strip; beside each other on a wide screen, stacked on a tall one.
 * It fills the screen exactly from 800 × 480 and 480 × 800 CSS pixels up; on anything smaller (200 % zoom) the page scrolls.
 */
import { css } from 'lit';

export const screenStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    height: 100dvh;
    min-height: 476px;
    min-width: 320px;
    overflow: hidden;
  }
  h1,
  h2,
  p,
  ol,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  b {
    font-weight: 700;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .banner {
    display: flex;
    align-items: center;
    gap: 4px 24px;
    min-height: 56px;
    padding: 4px 14px;
    background: var(--text);
    color: #000;
  }
  .banner h1 {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
    font-size: 26px;
    line-height: 1.1;
  }
  .banner h1.long {
    font-size: 19px;
  }
  .banner h1.very-long {
    font-size: 15px;
  }
  .banner p {
    white-space: nowrap;
  }
  .banner p > span {
    display: block;
    font-size: 13px;
    line-height: 1;
  }
  .banner p > b {
    font-size: 20px;
  }
  main {
    grid-row: 2;
    display: grid;
    min-height: 0;
    padding: var(--edge) var(--edge) var(--gap);
    gap: var(--gap);
  }
  .middle {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) auto;
    gap: var(--edge) var(--gap);
    min-width: 0;
    min-height: 0;
  }
  .middle > [role='alert'] {
    grid-column: 1 / -1;
  }
  .actions {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: var(--gap);
  }
  .actions [data-target='shutter'] {
    font-size: 24px;
    line-height: 1.15;
  }
  .actions .of {
    display: block;
    margin-top: 4px;
    font-size: 16px;
  }
  .actions h2 {
    margin-bottom: auto;
    font-size: 24px;
  }
  .strip {
    grid-row: 3;
    display: flex;
    flex-wrap: wrap;
    align-items: stretch;
    justify-content: space-between;
    gap: 0 10px;
    padding: 0 10px;
    border-top: 2px solid var(--raised);
    background: var(--panel);
    font-size: 15px;
    line-height: 1.2;
  }
  .strip p {
    display: flex;
    flex-direction: column;
    justify-content: center;
    flex: 1 0 auto;
    min-height: 40px;
    white-space: nowrap;
  }
  .strip a {
    margin-inline-start: auto;
    padding: 0 10px;
    white-space: nowrap;
  }
  .strip a b {
    display: block;
    text-decoration: underline;
  }
  .good .sign {
    color: var(--good);
  }
  .care > * {
    color: var(--care);
  }

  @media (max-width: 699px) {
    :host {
      min-height: 796px;
    }
    .banner {
      display: grid;
      grid-template-columns: auto 1fr;
    }
    .banner h1 {
      grid-column: 1 / -1;
    }
    .middle {
      grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    }
    .actions {
      flex-flow: row wrap;
    }
    .actions h2 {
      width: 100%;
      margin: 0;
    }
    .actions [data-target='shutter'] {
      flex: 1;
    }
    .strip {
      gap: 2px 14px;
      padding-block: 3px;
    }
  }

  @media (min-width: 1100px) and (min-height: 700px) {
    .banner h1 {
      font-size: 32px;
    }
    .banner h1.long {
      font-size: 26px;
    }
    .banner h1.very-long {
      font-size: 20px;
    }
    .banner p > b {
      font-size: 24px;
    }
    .actions [data-target='shutter'] {
      min-height: 190px;
      font-size: 30px;
    }
    .strip {
      font-size: 18px;
    }
  }
`;
