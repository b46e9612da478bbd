/** Where the live picture fills the screen: identity, status and the warning before the lock, over it; two buttons beside it. */
import { css } from 'lit';

export const overPictureStyles = css`
  .who,
  .slim {
    pointer-events: auto;
    background: rgb(0 0 0 / 86%);
    color: var(--text);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 14px;
    padding: 1px 10px;
    line-height: 1.15;
  }
  .who .name {
    min-width: 0;
    overflow-wrap: anywhere;
    font-size: 19px;
    font-weight: 700;
  }
  .who .name.long {
    font-size: 17px;
  }
  .who .name.very-long {
    font-size: 15px;
  }
  .who .tag {
    padding-block: 0;
    font-size: 13px;
  }
  .who .fact {
    white-space: nowrap;
  }
  .who .fact > span {
    color: var(--quiet);
    font-size: 13px;
  }
  .who .fact > b {
    font-size: 16px;
  }
  .who .name + .fact {
    margin-inline-start: auto;
  }

  .acts {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--gap);
  }
  .acts button {
    padding: 0;
    font-size: 13px;
    line-height: 1.1;
  }
  .acts .lock {
    grid-column: 2; /* the other one may be away */
  }

  .slim {
    align-self: end;
    margin: 0 8px 3px;
    padding: 2px 8px;
    border-radius: 8px;
    font-size: var(--small);
    line-height: 1.2;
  }
  capture-screen > .bench {
    pointer-events: auto;
    max-width: 96px; /* the middle of the picture begins beside it */
    padding: 2px 1px;
    background: #000;
    font-size: 13px;
    line-height: 1.15;
  }
  capture-screen > .bench b {
    display: block;
    text-decoration: underline;
  }
  capture-screen > .locks-soon {
    pointer-events: auto;
    margin: 0 12px 4px 4px;
    border: 3px solid var(--care);
  }

  @media (max-width: 699px) {
    .who .name {
      flex: 1 0 100%;
    }
    .who .name + .fact {
      margin: 0;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .who .name {
      font-size: 28px;
    }
    .who .name.long {
      font-size: 24px;
    }
    .who .name.very-long {
      font-size: 18px;
    }
    .who .fact > span,
    capture-screen > .bench,
    .acts button {
      font-size: 16px;
    }
    .who .fact > b {
      font-size: 22px;
    }
  }
  @media (forced-colors: active) {
    .who,
    .slim {
      background: Canvas;
    }
  }
`;
