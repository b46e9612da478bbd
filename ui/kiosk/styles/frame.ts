/**
 * The frame of every screen: banner, middle, strip. It fills the screen exactly from 800 × 480 and 480 × 800 CSS pixels up;
 * on anything smaller (200 % zoom) the page scrolls.
 */
import { css } from 'lit';

export const frameStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    height: 100dvh;
    min-height: 476px;
    min-width: 320px;
    overflow: hidden;
    touch-action: pan-x pan-y; /* where the page is zoomed it scrolls; two fingers do nothing */
  }
  h1,
  h2,
  p {
    margin: 0;
  }
  .banner {
    grid-row: 1;
    display: flex;
    align-items: center;
    gap: 2px 18px;
    min-height: 64px;
    padding: 3px 8px 3px 14px;
  }
  .banner .name {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
    font-size: 25px;
    font-weight: 700;
    line-height: 1.1;
  }
  .banner .name.long {
    font-size: 19px;
  }
  .banner .name.very-long {
    font-size: 15px;
  }
  .banner .tag {
    font-size: 14px;
    vertical-align: middle;
  }
  .banner .fact {
    white-space: nowrap;
  }
  .banner .fact > span {
    display: block;
    font-size: 13px;
    line-height: 1;
  }
  .banner .fact > b {
    font-size: 19px;
  }
  .banner-actions {
    display: flex;
    gap: var(--gap);
  }
  .banner-actions button {
    min-width: 72px;
    font-size: 15px;
    line-height: 1.1;
  }
  main {
    grid-row: 2;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
  }
  .middle {
    display: grid;
    align-content: center;
    justify-items: center;
    min-height: 0;
    padding: var(--edge);
    text-align: center;
  }
  .middle .dialog {
    max-width: 40em;
  }
  .foot {
    grid-row: 3;
  }
  .strip {
    display: flex;
    flex-wrap: wrap;
    align-items: stretch;
    justify-content: space-between;
    gap: 0 14px;
    padding: 0 10px;
    border-top: 2px solid var(--raised);
    background: var(--panel);
    font-size: var(--small);
    line-height: 1.2;
  }
  .strip p {
    display: flex;
    flex-direction: column;
    justify-content: center;
    min-height: 40px;
    white-space: nowrap;
  }
  .strip button {
    margin-inline-start: auto;
    padding: 0 10px;
    white-space: nowrap;
  }
  .strip button b {
    display: block;
    text-decoration: underline;
  }
  .locks-soon {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--gap);
    border-top: 3px solid var(--care);
    background: #000;
    color: var(--care);
    font-size: var(--large);
    font-weight: 700;
    line-height: 1.1;
  }
  .locks-soon p {
    padding-inline-start: 14px;
  }
  .locks-soon b {
    font-size: 30px;
    font-variant-numeric: tabular-nums;
  }
  .locks-soon button {
    min-width: var(--shutter);
    border-radius: 0;
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
      flex-wrap: wrap;
      gap: 4px 10px;
      padding-block: 4px;
    }
    .banner .name {
      flex: 1 0 100%;
    }
    .banner .fact > b {
      font-size: 17px; /* birthday, number and both buttons in one line: the height is the picture's */
    }
    .banner-actions {
      margin-inline-start: auto;
    }
    .strip {
      gap: 2px 14px;
      padding-block: 3px;
    }
  }

  /* At twice the size the page scrolls: it may as well have all the height that the standing display has. */
  @media (max-width: 699px) and (max-height: 699px) {
    :host {
      min-height: 853px;
    }
  }

  @media (forced-colors: active) {
    .banner {
      border-bottom: 3px solid;
    }
  }

  @media (min-width: 1100px) and (min-height: 700px) {
    .banner .name {
      font-size: 32px;
    }
    .banner .name.long {
      font-size: 26px;
    }
    .banner .name.very-long {
      font-size: 20px;
    }
    .banner .fact > b {
      font-size: 24px;
    }
    .banner-actions button {
      min-width: 110px;
      font-size: 18px;
    }
  }
`;
