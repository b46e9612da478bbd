/** What the questionnaire screen has beside the columns: languages to choose, the paper copy under the camera. */
import { css } from 'lit';

export const questionnaireStyles = css`
  .handing {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    gap: var(--edge);
    font-size: 18px;
  }
  .handing > .panel {
    align-self: start;
  }
  .languages {
    --row-columns: 2;
  }
  .languages button {
    width: 100%;
    height: calc(var(--row-mm) * var(--mm));
    font-size: 26px;
  }
  .told-only {
    display: grid;
    place-content: center;
    text-align: center;
  }
  .told-only .large {
    font-size: 28px;
  }
  .picture {
    position: relative;
    min-width: 0;
    min-height: 0;
    border: 6px solid var(--call);
    border-radius: 12px;
    background: #000;
    overflow: hidden;
  }
  .picture live-view {
    position: absolute;
    inset: 0;
  }
  .over,
  .told {
    position: absolute;
    inset: 0 0 auto;
    padding: 6px 12px;
    background: rgb(0 0 0 / 88%);
    font-size: 18px;
    line-height: 1.15;
    text-align: center;
  }
  .told {
    inset: auto 0 0;
  }
  .told > * {
    display: block;
  }
  .told .large {
    font-size: var(--status);
    line-height: 1.1;
  }
  .told .ready {
    color: var(--call);
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .handing,
    .over,
    .told {
      font-size: 24px;
    }
    .told-only .large,
    .languages button {
      font-size: 34px;
    }
  }
  @media (forced-colors: active) {
    .over,
    .told {
      background: Canvas;
    }
  }
`;
