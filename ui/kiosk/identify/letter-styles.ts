/** The patient's letter under the camera: the live picture, the outline where to hold it, and what is said over it. */
import { css } from 'lit';

export const letterStyles = css`
  .frame.columns,
  .reading.columns {
    grid-template-columns: 150px minmax(0, 1fr) var(--beside);
  }
  .others {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: var(--gap);
  }
  .others button {
    font-size: 17px;
    line-height: 1.15;
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
  .picture.reading {
    border: 6px double var(--text);
  }
  .picture live-view {
    position: absolute;
    inset: 0;
  }
  .outline {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  live-view[stale] + .outline {
    display: none; /* it would cross out what is said about the picture */
  }
  .outline rect {
    fill: none;
    stroke: #fff;
    stroke-width: 3px;
    stroke-dasharray: 12 8;
    vector-effect: non-scaling-stroke;
    paint-order: stroke;
    filter: drop-shadow(0 0 2px #000);
  }
  .over,
  .told {
    position: absolute;
    inset: 0 0 auto;
    padding: 6px 12px;
    background: rgb(0 0 0 / 88%);
    font-size: 20px;
    line-height: 1.15;
    text-align: center;
  }
  .told {
    inset: auto 0 0;
    font-size: 18px;
  }
  .told .large {
    font-size: 44px;
  }
  .told .ready {
    color: var(--call);
  }
  @media (max-width: 699px) {
    .frame.columns,
    .reading.columns {
      grid-template: minmax(0, 1fr) auto auto / minmax(0, 1fr);
    }
    .picture {
      grid-row: 1;
    }
    .others {
      flex-direction: row;
    }
    .others button {
      flex: 1;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .frame.columns,
    .reading.columns {
      grid-template-columns: 210px minmax(0, 1fr) var(--beside);
    }
    .over {
      font-size: 26px;
    }
    .others button,
    .told {
      font-size: 22px;
    }
  }
  @media (forced-colors: active) {
    .over,
    .told {
      background: Canvas;
    }
  }
`;
