/** The visit's screen: the picture on its dark ground, the ring around it, and what is written over it. */
import { css } from 'lit';

export const pictureStyles = css`
  .visit {
    grid-template-columns: 150px minmax(0, 1fr) 150px;
  }
  .views {
    display: grid;
    grid-auto-rows: minmax(var(--secondary), 1fr);
    gap: var(--gap);
  }
  .views button {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 4px;
    line-height: 1.15;
  }
  .views button b {
    font-size: 17px;
  }
  .views button > span {
    font-size: 15px;
  }
  .views [aria-pressed='true'] {
    border: 5px solid var(--call);
    background: #123047;
    color: var(--text);
  }

  .picture {
    position: relative;
    min-width: 0;
    min-height: 0;
    border: 6px solid var(--line);
    border-radius: 12px;
    background: #000;
    overflow: hidden;
  }
  .picture > live-view {
    position: absolute;
    inset: 0;
  }
  .picture.armed {
    border-color: var(--call);
  }
  .picture.exposing,
  .picture.sealing {
    border-color: var(--text);
    border-style: double;
  }
  .picture.exposing {
    animation: pulse 500ms ease-out;
  }
  .picture.saved {
    border-color: var(--good);
  }
  .picture.failed {
    border-color: var(--bad);
  }
  .picture.warned {
    border-color: var(--care);
  }
  @keyframes pulse {
    from {
      box-shadow: 0 0 0 14px var(--text);
    }
    to {
      box-shadow: 0 0 0 0 transparent;
    }
  }

  .caption {
    position: absolute;
    inset: 0 0 auto;
    display: grid;
    gap: 2px;
    padding: 6px 12px;
    background: rgb(0 0 0 / 88%);
    font-size: 17px;
    line-height: 1.15;
  }
  .caption .number {
    font-size: 15px;
  }
  .caption b {
    font-size: 20px;
  }
  .hint {
    margin-inline-start: 6px;
    font-size: 15px;
    color: var(--quiet);
  }
  .told {
    position: absolute;
    inset: auto 0 0;
    display: grid;
    background: rgb(0 0 0 / 88%);
  }
  .word {
    padding: 5px 12px;
    font-size: 18px;
    font-weight: 700;
    text-align: center;
  }
  .word:empty {
    padding: 0;
  }
  .word .large {
    font-size: 60px;
    line-height: 1.1;
  }
  .armed .word .sign {
    color: var(--call);
  }
  .saved .word {
    color: var(--good);
  }

  .trouble {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 12px;
    border: 4px solid var(--care);
    border-radius: 8px;
    background: #000;
    font-size: 19px;
    line-height: 1.2;
  }
  .trouble.none {
    display: none;
  }
  .trouble .sign {
    color: var(--care);
    font-size: 34px;
    font-weight: 700;
  }
  .trouble b {
    display: block;
  }
  .trouble.failed {
    border-color: var(--bad);
  }
  .trouble.failed .sign {
    color: var(--bad-text);
  }
  .trouble.wait {
    border-style: dashed;
  }

  @media (max-width: 699px) {
    .visit {
      grid-template: minmax(0, 1fr) auto auto / minmax(0, 1fr);
    }
    .picture {
      grid-row: 1;
    }
    .views {
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      grid-auto-rows: calc(16 * var(--mm));
    }
    .views button {
      padding: 2px;
    }
    .visit .actions {
      flex-wrap: nowrap;
    }
    .visit .actions [data-target='secondary'] {
      width: 120px;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .visit {
      grid-template-columns: 210px minmax(0, 1fr) 210px;
    }
    .views button b {
      font-size: 22px;
    }
    .views button > span {
      font-size: 19px;
    }
    .caption {
      font-size: 22px;
    }
    .caption b {
      font-size: 26px;
    }
    .hint,
    .word {
      font-size: 20px;
    }
    .word .large {
      font-size: 88px;
    }
    .trouble {
      font-size: 24px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .picture.exposing {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .views [aria-pressed='true'] {
      outline: 3px solid Highlight;
    }
    .caption,
    .told {
      background: Canvas;
    }
  }
`;
