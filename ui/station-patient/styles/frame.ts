/**
 * How the patient's screen stands around its questions. Logical sides throughout, so that it reads from the right as well.
 * At 200 % zoom, and only then, it scrolls.
 */
import { css } from 'lit';

export const frameStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    grid-template-rows: auto auto minmax(0, 1fr);
    gap: 0 var(--gap);
    box-sizing: border-box;
    min-height: 100dvh;
    padding: var(--edge);
    overflow-wrap: anywhere;
  }
  h1,
  h2,
  p,
  ul {
    margin: 0;
  }
  h1 {
    font-size: var(--title);
    line-height: 1.2;
  }
  h2 {
    font-size: var(--large);
  }
  .hint {
    color: var(--quiet);
    font-weight: 400;
  }
  h1 .hint {
    font-size: var(--body);
  }
  header {
    grid-area: 1 / 1 / 2 / 3;
    display: flex;
    margin-block-end: var(--gap);
    align-items: center;
    gap: var(--gap);
  }
  header > :first-child {
    flex: 1;
    min-width: 0;
  }
  header button {
    font-size: var(--body);
  }
  header svg {
    vertical-align: middle;
  }
  .progress {
    display: grid;
    gap: 4px;
    font-size: var(--body);
  }
  .progress progress {
    appearance: none;
    background: var(--ground);
  }
  progress::-webkit-progress-bar {
    border-radius: 6px;
    background: var(--ground);
  }
  progress::-webkit-progress-value {
    border-radius: 6px;
    background: var(--call);
  }
  .trouble {
    grid-area: 2 / 1 / 3 / 3;
    margin-block-end: var(--gap);
    padding: 6px 12px;
    border: 4px solid var(--bad);
    font-weight: 700;
  }
  main {
    grid-area: 3 / 1 / 4 / 2;
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
    min-height: 0;
    font-size: var(--large);
  }
  main:last-child {
    grid-column-end: 3;
  }
  main.writing,
  main.taking-back,
  main:only-child {
    grid-area: 1 / 1 / 4 / 3;
  }
  nav {
    grid-area: 3 / 2 / 4 / 3;
    display: flex;
    flex-direction: column-reverse;
    justify-content: space-between;
    gap: var(--gap);
    width: calc(26 * var(--mm));
  }
  nav button {
    font-size: 20px;
    padding-inline: 4px;
    hyphens: auto;
  }
  nav .on {
    min-height: calc(30 * var(--mm));
  }
  .prose {
    display: grid;
    gap: 8px;
    max-width: 52em;
    line-height: 1.28;
  }
  @media (max-height: 500px) {
    .prose {
      font-size: 20px;
    }
  }
  .languages {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap);
  }
  header .languages button {
    padding-inline: 12px;
  }
  main .languages button {
    flex: 1 1 calc(28 * var(--mm));
    font-size: var(--large);
  }
  .give-back {
    padding: 10px 16px;
    border: 5px solid var(--call);
    border-radius: 14px;
    background: var(--chosen);
    font-size: var(--title);
    font-weight: 700;
  }
  :host-context([dir='rtl']) .give-back span {
    display: inline-block;
    transform: scaleX(-1);
  }
  [aria-checked='true'] {
    border-color: var(--call);
    box-shadow: inset 0 0 0 3px var(--call);
    background: var(--chosen);
    font-weight: 700;
  }
  main.taking-back {
    display: flex;
    flex-flow: row wrap;
    align-items: center;
    justify-content: space-evenly;
    gap: var(--gap);
  }
  .told {
    display: grid;
    gap: 12px;
    flex: 1 1 320px;
    max-width: 460px;
  }
  .told .digits i {
    background: var(--ground);
  }
  .said {
    min-height: 2.6em;
    font-weight: 700;
  }
  .told .buttons {
    display: flex;
    gap: var(--gap);
  }
  .told .buttons button {
    flex: 1;
    font-size: var(--large);
  }
  number-pad {
    flex: 0 1 320px;
  }
  @media (min-width: 450px) and (min-height: 450px) {
    :host {
      height: 100dvh;
    }
  }
  @media (orientation: portrait) {
    nav {
      grid-area: 4 / 1 / 5 / 3;
      margin-block-start: var(--gap);
      flex-direction: row-reverse;
      width: auto;
    }
    main {
      grid-column-end: 3;
    }
    nav .on {
      flex: 2;
      min-height: var(--primary);
    }
    nav .back {
      flex: 1;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    nav button {
      font-size: 24px;
    }
  }
  @media (forced-colors: active) {
    progress::-webkit-progress-value {
      background: Highlight;
    }
    [aria-checked='true'] {
      outline: 3px solid Highlight;
    }
  }
`;
