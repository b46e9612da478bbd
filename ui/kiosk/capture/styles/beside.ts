/** The capture screen: what can be tapped beside the picture, every button at the same place from the press to the review. */
import { css } from 'lit';

export const besideStyles = css`
  .capture {
    --beside: calc(var(--shutter) + 8px); /* of the 133 px that a picture of full height leaves on 853 × 480 */
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) var(--beside);
    height: 100%;
  }
  .side {
    position: relative;
    display: grid;
    grid-template:
      'acts' var(--smallest)
      'lesion' var(--secondary)
      'shots' calc(2 * var(--smallest) + var(--gap))
      'go' minmax(var(--shutter), 1fr)
      / minmax(0, 1fr);
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
    padding: 4px;
    line-height: 1.15;
  }
  slot[name='acts']::slotted(*) {
    grid-area: acts;
  }
  .lesion,
  .next {
    grid-area: lesion;
    font-size: var(--small);
  }
  .shots,
  .again {
    grid-area: shots;
  }
  .go {
    grid-area: go;
    padding: 4px 2px;
    font-size: 22px;
  }
  .go > span {
    font-size: var(--small);
  }
  .go > .large {
    display: block;
    font-size: 40px; /* as large as the column takes it: from 2 m nine minutes of arc */
    line-height: 1.1;
  }
  .next {
    align-self: center;
    padding-inline: 4px;
    font-weight: 700;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .again {
    font-size: var(--body);
  }
  .shots {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
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
    padding: 4px;
  }
  .keep b {
    font-size: 34px;
  }
  .keep .bar {
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
      grid-template:
        'shots shots' minmax(calc(11 * var(--mm)), auto)
        'go go' var(--shutter)
        'lesion acts' var(--secondary)
        / minmax(0, 1fr) calc(2 * var(--smallest) + 2 * var(--gap));
      padding: var(--gap) 8px 8px; /* the earlier picture above is a target */
    }
    .side.taken {
      grid-template-areas: 'lesion lesion' 'go go' 'shots acts';
    }
    .shots {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
    .shots button {
      font-size: var(--small);
    }
    .go {
      font-size: 30px;
    }
    .go:has(.large) > b {
      display: inline;
      font-size: var(--status);
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .capture {
      --beside: 184px;
    }
    .side {
      grid-template-rows: calc(13 * var(--mm)) calc(19 * var(--mm)) calc(26 * var(--mm) + var(--gap)) minmax(var(--shutter), 1fr);
      padding: 8px;
    }
    .go {
      font-size: 26px;
    }
    .go > .large {
      font-size: 48px;
    }
    .shots button {
      font-size: var(--small);
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
