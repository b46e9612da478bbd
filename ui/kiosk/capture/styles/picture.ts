/** The capture screen: the picture in its ring, and what is written over it. */
import { css } from 'lit';

export const pictureStyles = css`
  :host {
    display: block;
    min-width: 0;
    min-height: 0;
  }
  h2,
  p,
  ul {
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
  .capture {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) 285px;
    gap: var(--gap);
    height: 100%;
    padding: var(--edge) var(--edge) var(--gap);
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
  .picture.split > live-view {
    left: 50%;
  }
  .picture.armed {
    border-color: var(--call);
  }
  .picture.exposing,
  .picture.assessing,
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
  .picture.advised,
  .picture.warned {
    border-color: var(--care);
  }
  .picture.advised {
    border-style: dashed;
  }
  .picture.failed {
    border-color: var(--bad);
  }
  @keyframes pulse {
    from {
      box-shadow: 0 0 0 14px var(--text);
    }
    to {
      box-shadow: 0 0 0 0 transparent;
    }
  }

  .above,
  .below {
    position: absolute;
    inset: 0 0 auto;
  }
  .above {
    pointer-events: none; /* what lies between its parts is still the picture */
  }
  .above > * {
    pointer-events: auto;
  }
  .above {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: var(--gap);
    padding: 6px;
  }
  .above > button {
    flex: none;
    width: calc(12 * var(--mm));
    padding: 2px;
    background: #000;
    font-size: var(--small);
    line-height: 1.15;
  }
  [aria-checked='true'],
  .above > [aria-pressed='true'] {
    border: 5px solid var(--call);
    background: var(--chosen);
  }
  .todo {
    min-width: 0;
    padding: 4px 10px;
    border-radius: 8px;
    background: rgb(0 0 0 / 86%);
    font-size: var(--small);
    line-height: 1.2;
    text-align: center;
  }
  .todo .shot {
    font-size: var(--large);
    font-weight: 700;
  }
  .reminder {
    font-weight: 700;
  }
  .reminder span {
    color: var(--care);
  }
  .below {
    inset: auto 0 0;
    display: grid;
    justify-items: start;
  }
  .below > .toast {
    justify-self: stretch;
    margin: 4px;
  }
  .word {
    padding: 2px 12px 4px;
    font-size: var(--status);
    font-weight: 700;
    line-height: 1.1;
    text-align: center;
    border-radius: 8px;
    background: rgb(0 0 0 / 86%);
  }
  .below .word {
    justify-self: stretch;
    border-radius: 0;
  }
  .word.good {
    color: var(--good);
  }
  .advice {
    display: grid;
    gap: 4px;
    justify-self: stretch;
    padding: 6px 12px;
    background: rgb(0 0 0 / 86%);
    font-size: var(--body);
    line-height: 1.2;
  }
  .advice .sign {
    color: var(--care);
    font-weight: 700;
  }

  .earlier {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    width: 150px;
    height: 136px;
    padding: 2px;
    border-radius: 0;
    background: #000;
    font-size: var(--small);
    line-height: 1.15;
  }
  .split .earlier {
    position: absolute;
    inset: 0 50% 0 0;
    width: auto;
    height: auto;
  }
  .split .above,
  .split .below {
    left: 50%;
  }
  .split .above {
    padding-left: var(--gap);
  }
  .split .todo {
    display: none;
  }

  @media (min-width: 1100px) and (min-height: 700px) {
    .earlier {
      width: 270px;
      height: 230px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .picture.exposing {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    [aria-checked='true'],
    .above > [aria-pressed='true'] {
      outline: 3px solid Highlight;
    }
    .todo,
    .advice,
    .word {
      background: Canvas;
    }
  }
`;
