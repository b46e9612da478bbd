/** What registering by hand has beside the other overlays: the pad, the map, the sites, the comparison. */
import { css } from 'lit';

export const registerStyles = css`
  .with-pad {
    grid-template-columns: minmax(0, 1fr) auto 150px;
  }
  .with-map {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) 160px;
  }
  @media (min-width: 700px) and (max-width: 1099px) {
    .with-map.wordy {
      grid-template-columns: minmax(0, 1.3fr) minmax(0, 1fr) 160px;
    }
  }
  number-pad {
    width: calc(4.2 * var(--key) + 2 * var(--gap));
  }
  .content > .choice,
  .with-map .paged {
    flex-wrap: nowrap;
    margin-bottom: calc(var(--gap) - 10px); /* with the gap of the column */
  }
  .lesions {
    --row-mm: 6;
    --row-columns: 1;
    display: grid;
    align-content: start;
    gap: var(--gap);
    min-height: 0;
    overflow: hidden;
    font-size: var(--body);
  }
  .lesions.long {
    --row-mm: 20;
    font-size: 16px;
  }
  .lesions li {
    display: grid;
    grid-template-columns: 1.6em minmax(0, 1fr);
    height: calc(var(--row-mm) * var(--mm));
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .paged {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto;
    gap: var(--gap);
    flex: 1;
    min-height: 0;
  }
  .sites {
    --row-mm: 15;
    --row-columns: 3;
    display: grid;
    grid-template-columns: repeat(var(--row-columns), minmax(0, 1fr));
    align-content: start;
    gap: var(--gap);
    min-height: 0;
    overflow: hidden;
  }
  .sites button {
    width: 100%;
    height: calc(var(--row-mm) * var(--mm));
    font-size: 16px;
    line-height: 1.1;
    overflow-wrap: anywhere;
  }
  .pager {
    display: flex;
    flex-direction: column;
    gap: 6px var(--gap);
    font-size: var(--small);
    text-align: center;
  }
  .kept {
    font-size: var(--title);
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .check {
    display: grid;
    align-content: start;
    gap: var(--gap);
  }
  .check li {
    display: grid;
    grid-template-columns: 110px minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 14px;
  }
  .check li > span {
    color: var(--quiet);
    font-size: var(--small);
  }
  .check b {
    font-size: var(--large);
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .check button {
    min-width: 92px;
  }
  @media (max-width: 699px) {
    .with-pad,
    .with-map {
      grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    }
    number-pad {
      justify-self: center;
    }
    .sites {
      --row-columns: 2;
    }
    .paged {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    }
    .pager {
      flex-direction: row;
      align-items: center;
      justify-content: space-between;
    }
    .with-map .paged {
      flex: none;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto;
      height: calc(33 * var(--mm)); /* by itself it would be as high as the rows that it shows */
    }
    .with-map .pager {
      flex-direction: column;
    }
    .lesions.long {
      --row-mm: 14;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .with-pad {
      grid-template-columns: minmax(0, 1fr) auto 230px;
    }
    .with-map {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr) 230px;
    }
    .lesions.long {
      --row-mm: 14;
    }
  }
`;
