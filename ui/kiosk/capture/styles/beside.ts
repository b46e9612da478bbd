/** The capture screen: the column beside the picture, with what can be tapped. */
import { css } from 'lit';

export const besideStyles = css`
  .side {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
    padding-top: calc(var(--gap) - var(--edge)); /* the banner above has buttons */
  }
  .side [data-target='shutter'] {
    flex: 1;
    font-size: 24px;
    line-height: 1.15;
  }
  .side [data-target='secondary'] {
    font-size: var(--body);
  }
  .side .large {
    font-size: var(--status);
    line-height: 1.1;
  }
  .lesion,
  .about {
    display: grid;
    align-content: center;
    gap: 2px;
    line-height: 1.15;
    text-align: start;
  }
  .place {
    font-size: var(--large);
    overflow-wrap: anywhere;
  }
  .place.long {
    font-size: 17px;
  }
  .place.very-long {
    font-size: 13px;
    line-height: 1.1;
  }
  .about {
    display: block;
    margin-bottom: calc(var(--edge) - var(--gap)); /* nothing to tap */
  }
  .number {
    display: inline-grid;
    place-content: center;
    min-width: 1.5em;
    height: 1.5em;
    border: 2px solid currentcolor;
    border-radius: 50%;
    line-height: 1;
  }
  .change,
  .about .shot {
    font-size: var(--body);
  }
  .change {
    text-decoration: underline;
  }
  .shots {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: var(--gap);
  }
  .shots button {
    padding: 2px 0;
    font-size: 13px;
    line-height: 1.25;
  }
  .shots [aria-pressed='true'] {
    border: 5px solid var(--call);
    background: var(--chosen);
    color: var(--text);
    font-weight: 700;
  }
  .keep {
    display: grid;
    align-content: center;
    gap: 4px;
  }
  .keep b {
    font-size: 34px;
  }
  .side .keep span {
    font-size: var(--body);
  }
  .side .keep .next {
    margin-top: 4px;
    font-weight: 700;
  }
  .side .keep .bar {
    height: 12px;
    border: 2px solid currentcolor;
    border-radius: 6px;
    overflow: hidden;
  }
  .bar i {
    display: block;
    height: 100%;
    background: currentcolor;
    transform-origin: left;
    animation: run-out linear forwards;
  }
  @keyframes run-out {
    to {
      transform: scaleX(0);
    }
  }

  @media (max-width: 699px) {
    .capture {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    }
    .side {
      padding-top: 0;
    }
    .side [data-target='shutter'] {
      flex: none;
    }
    .shots button {
      font-size: var(--small);
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .capture {
      grid-template-columns: minmax(0, 1fr) 400px;
    }
    .side [data-target='shutter'] {
      font-size: 30px;
    }
    .shots button {
      min-height: var(--secondary);
      font-size: var(--body);
    }
    .place.very-long {
      font-size: 17px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bar i {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .shots [aria-pressed='true'] {
      outline: 3px solid Highlight;
    }
    .bar i {
      background: CanvasText;
    }
  }
`;
