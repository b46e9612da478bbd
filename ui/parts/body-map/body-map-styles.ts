/** The two figures and the numbers on them. */
import { css } from 'lit';

export const bodyMapStyles = css`
  * {
    box-sizing: border-box;
  }
  :host {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    gap: 6px;
    min-width: 0;
    min-height: 0;
  }
  .map {
    position: relative;
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    min-width: 0;
    min-height: 0;
  }
  .face {
    display: grid;
    grid-template-rows: minmax(0, 1fr) 24px;
    min-width: 0;
    min-height: 0;
  }
  .face svg {
    width: 100%;
    height: 100%;
    min-height: 0;
  }
  .skin {
    fill: #56626c;
    stroke: none;
  }
  .line {
    fill: none;
    stroke: #1c2329;
    stroke-width: 1.2;
    stroke-linecap: round;
  }
  .face p {
    display: flex;
    justify-content: center;
    gap: 8px;
    margin: 0;
    font-size: 14px;
    white-space: nowrap;
    line-height: 24px;
  }
  .picking {
    cursor: pointer;
    touch-action: manipulation;
  }
  .lines {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .lines line {
    stroke: var(--text);
    stroke-width: 2;
  }
  .lines circle {
    fill: var(--text);
    stroke: #000;
    stroke-width: 2;
  }
  .marker {
    width: calc(10.2 * var(--mm));
    height: calc(10.2 * var(--mm));
    padding: 0;
    border: 4px solid var(--text);
    border-radius: 50%;
    background: #000;
    color: var(--text);
    font: inherit;
    font-size: 24px;
    font-weight: 700;
    line-height: 1;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  .map > .marker {
    position: absolute;
    transform: translate(-50%, -50%);
  }
  .marker i {
    font-style: normal;
    font-size: 18px;
  }
  .marker.done {
    border-color: var(--good);
  }
  .marker.done i {
    color: var(--good);
  }
  .marker.cannot {
    border-style: dashed;
    border-color: var(--line);
  }
  .marker[aria-current='true'] {
    background: var(--call);
    border-color: var(--call);
    color: var(--on-call);
  }
  .marker[aria-current='true'] i {
    color: inherit;
  }
  .marker:active {
    background: var(--text);
    color: #000;
  }
  :focus-visible {
    outline: 4px solid var(--care);
    outline-offset: 2px;
  }
  .beside {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--gap);
    font-size: 15px;
  }
  @media (max-width: 699px) {
    .face p {
      gap: 5px;
      font-size: 13px;
    }
  }
  @media (forced-colors: active) {
    .skin {
      fill: Canvas;
      stroke: CanvasText;
    }
    .line,
    .lines line {
      stroke: CanvasText;
    }
    .marker {
      border-color: ButtonText;
    }
    .marker[aria-current='true'] {
      outline: 4px solid Highlight;
    }
  }
`;
