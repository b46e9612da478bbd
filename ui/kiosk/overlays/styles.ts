/** How what lies over a screen is laid out. */
import { css } from 'lit';

export const overlayStyles = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-width: 0;
    min-height: 0;
    height: 100%;
  }
  h1,
  h2,
  p,
  ol,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .quiet {
    color: var(--quiet);
    font-size: var(--small);
  }
  .wrong {
    color: var(--bad-text);
    font-weight: 700;
  }
  .typing {
    display: grid;
    align-content: space-between;
    gap: var(--gap);
    min-height: 0;
    padding: var(--gap) var(--edge);
  }
  .typing h1 {
    font-size: var(--large);
    line-height: 1.1;
  }
  .line {
    display: flex;
    align-items: end;
    gap: var(--gap);
  }
  .grows {
    flex: 1;
  }
  .typed.tall {
    font-size: var(--body);
    line-height: 1.2;
  }
  .columns {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) 160px;
    gap: var(--gap);
    min-width: 0;
    min-height: 0;
    padding: var(--gap) var(--edge);
  }
  .content {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-width: 0;
    min-height: 0;
    font-size: var(--body);
  }
  .content h1 {
    font-size: var(--title);
    line-height: 1.1;
  }
  .actions {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: var(--gap);
    min-width: 0;
  }
  .actions > * {
    font-size: var(--body);
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .actions > [data-target='shutter'] {
    font-size: 21px;
  }
  @media (max-width: 699px) {
    .columns {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    }
    .actions {
      flex-flow: row wrap;
    }
    .actions > [data-target='shutter'] {
      flex: 1;
    }
    .line {
      flex-wrap: wrap;
    }
    .line .grows {
      flex: 1 0 100%;
    }
    .line button {
      flex: 1;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .columns {
      grid-template-columns: minmax(0, 1fr) 230px;
      padding: 24px;
    }
    .actions > [data-target='shutter'] {
      font-size: 28px;
      min-height: 180px;
    }
  }
`;
