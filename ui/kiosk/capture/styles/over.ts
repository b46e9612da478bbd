/** The capture screen: what is written over the picture, and the small targets at its edges. */
import { css } from 'lit';

export const overStyles = css`
  /* What lies between its parts is still the picture. */
  .over {
    position: absolute;
    z-index: 1; /* the ring, too, stays behind what is written */
    inset: var(--ring);
    display: flex;
    flex-direction: column;
    pointer-events: none;
  }
  .aim > *,
  .over button {
    pointer-events: auto;
  }
  .aim {
    min-width: 0;
  }
  .line,
  .hint,
  .said {
    width: fit-content;
    max-width: 100%;
    padding: 0 10px;
    background: rgb(0 0 0 / 86%); /* white text on it has 14 : 1 over the whitest picture, and the other colours 9 : 1 */
  }
  .hint,
  .said {
    border-end-end-radius: 8px;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.5em;
    font-size: var(--status);
    font-weight: 700;
    line-height: 1.05;
    overflow-wrap: anywhere;
  }
  .line.long {
    font-size: calc(var(--status) * 0.8);
  }
  .line.longer {
    font-size: calc(var(--status) * 0.66);
  }
  .line.very-long {
    font-size: var(--body);
  }
  .line.very-long .shot {
    font-size: calc(var(--status) * 0.66);
  }
  .number {
    display: inline-grid;
    place-content: center;
    min-width: 1.3em;
    height: 1.3em;
    border: 3px solid currentcolor;
    border-radius: 50%;
    font-size: 0.75em;
    line-height: 1;
  }
  .shot {
    color: var(--call);
  }
  .hint {
    padding-bottom: 3px;
    font-size: var(--small);
    line-height: 1.2;
  }
  .hint b > span {
    color: var(--care);
  }

  .said {
    display: flex;
    align-items: center;
    gap: 0 16px;
  }
  .word {
    flex: none;
    font-size: var(--status);
    font-weight: 700;
    line-height: 1.05;
  }
  .word.reviewing {
    color: var(--good);
  }
  .aim > .toast {
    margin: 2px 4px;
  }
  .advice {
    display: grid;
    gap: 2px;
    font-size: var(--small);
    line-height: 1.2;
  }
  .advice .sign {
    color: var(--care);
    font-weight: 700;
  }

  .edges {
    display: flex;
    flex: 1;
    justify-content: space-between;
    min-height: 0;
    padding: 8px 10px; /* a gap to the buttons beside */
  }
  .edge {
    display: grid;
    align-content: start;
    justify-items: start;
    gap: var(--gap);
  }
  .edge + .edge {
    justify-items: end;
  }
  .edge > [role='switch'],
  .larger {
    width: calc(11 * var(--mm));
    padding: 2px;
    background: #000;
    font-size: var(--small);
    line-height: 1.15;
  }
  [aria-checked='true'],
  .larger[aria-pressed='true'] {
    border: 5px solid var(--call);
    background: var(--chosen);
  }

  @media (max-width: 699px) {
    .line {
      font-size: calc(var(--status) * 0.82);
    }
  }
  @media (min-width: 700px) and (max-width: 829px) {
    .line.usual {
      font-size: calc(var(--status) * 0.94);
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .edge > [role='switch'],
    .larger {
      width: calc(14 * var(--mm));
      height: calc(12 * var(--mm));
    }
  }
  @media (forced-colors: active) {
    [aria-checked='true'],
    .larger[aria-pressed='true'] {
      outline: 3px solid Highlight;
    }
    .line,
    .hint,
    .said {
      background: Canvas;
    }
  }
`;
