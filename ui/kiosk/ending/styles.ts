/** What the ending screen has beside the columns: the strip's tiles, rows of what is missing, the last words. */
import { css } from 'lit';

export const endingStyles = css`
  .tiles {
    --row-mm: 25;
    --row-columns: 4;
    gap: var(--gap) 10px;
  }
  .tiles.long {
    --row-mm: 54;
  }
  .tile {
    display: flex;
    flex-direction: column;
    height: calc(var(--row-mm) * var(--mm));
    min-width: 0;
    padding: 2px 6px 4px;
    border: 2px solid var(--line);
    border-radius: 10px;
    background: #000;
    font-size: 15px;
    line-height: 1.12;
    overflow-wrap: anywhere;
  }
  .tile.retaken {
    border-style: dashed;
  }
  .thumb {
    position: relative;
    flex: 1;
    min-height: 40px;
  }
  .thumb canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: contain;
  }
  .thumb canvas[width='0'],
  .thumb canvas:not([width='0']) + .none {
    visibility: hidden;
  }
  .retaken canvas {
    opacity: 0.45;
  }
  .mark {
    position: absolute;
    inset: auto 0 4px;
    background: rgb(0 0 0 / 88%);
    color: var(--care);
    text-align: center;
  }
  .place:empty {
    display: none;
  }
  .lacking {
    --row-mm: 14;
  }
  .lacking.long {
    --row-mm: 24;
  }
  .lack {
    display: grid;
    align-content: center;
    height: calc(var(--row-mm) * var(--mm));
    padding: 2px 16px;
    font-size: 18px;
    line-height: 1.2;
    overflow-wrap: anywhere;
  }
  .leaving {
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) minmax(0, 1fr);
    gap: var(--edge) var(--gap);
    font-size: 17px;
    line-height: 1.2;
  }
  .patient {
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: 6px;
    padding: 6px 12px;
    font-size: 16px;
  }
  .patient h3 {
    font-size: 18px;
  }
  .consultant {
    display: grid;
    grid-template-rows: 1fr 1fr;
    gap: var(--gap);
  }
  .consultant button {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .consultant button > * {
    display: block;
  }
  .consultant button > b {
    font-size: 19px;
  }
  .consultant button > span {
    font-size: 16px;
  }
  .safe {
    grid-column: 1 / -1;
    font-size: 17px;
  }
  .early {
    display: flex;
    flex-direction: column;
    gap: var(--gap);
    font-size: 18px;
  }
  .early .choice {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr)); /* up to six reasons in two rows: a third would lie under the foot */
  }
  @media (max-width: 699px) {
    .tiles {
      --row-columns: 3;
    }
    .early .choice {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .leaving {
      grid-template: auto auto auto / minmax(0, 1fr);
      align-content: space-between;
    }
    .consultant {
      grid-template-rows: auto auto;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .tiles {
      --row-mm: 40;
    }
    .tiles.long {
      --row-mm: 60;
    }
    .tile {
      font-size: 19px;
    }
    .lacking {
      --row-mm: 18;
    }
    .lack,
    .leaving,
    .early {
      font-size: 22px;
    }
    .patient {
      gap: 14px;
      font-size: 22px;
    }
    .patient h3,
    .consultant button > b,
    .safe {
      font-size: 26px;
    }
    .consultant button > span {
      font-size: 20px;
    }
  }
`;
