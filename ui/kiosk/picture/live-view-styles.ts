/** The large picture on its black ground, and what is written over it when it stands still. */
import { css } from 'lit';

export const liveViewStyles = css`
  :host {
    position: relative;
    display: block;
    overflow: hidden;
    background: #000;
    forced-color-adjust: none; /* skin is judged on a dark ground, whatever the colours of the rest */
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: contain;
    object-position: var(--picture-at, center);
  }
  canvas.old {
    opacity: 0.35;
  }
  canvas.magnified {
    transform: scale(2);
  }
  .help {
    image-rendering: pixelated;
    pointer-events: none;
  }
  p {
    position: absolute;
    inset: var(--message-at, 42%) 12px auto;
    margin: 0 auto;
    width: fit-content;
    padding: 8px 12px;
    border: 3px dashed var(--care);
    border-radius: 8px;
    background: #000;
    color: var(--text);
    font-size: 20px;
    font-weight: 700;
    text-align: center;
  }
  span {
    color: var(--care);
  }
`;
