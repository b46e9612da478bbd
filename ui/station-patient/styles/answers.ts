/** How answers are chosen, written and read again: large type, whole rows to tap. */
import { css } from 'lit';

export const answerStyles = css`
  .problem {
    color: var(--bad-text);
    font-weight: 700;
  }
  .options {
    display: grid;
    flex: 1;
    align-content: end;
    gap: var(--gap);
    grid-template-columns: repeat(2, minmax(0, 1fr));
    grid-auto-rows: minmax(var(--secondary), auto);
    font-size: var(--large);
    line-height: 1.15;
  }
  .options.of-3 {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }
  .options button {
    display: flex;
    align-items: center;
    gap: 10px;
    text-align: start;
  }
  .options i {
    flex: none;
    display: grid;
    place-content: center;
    width: 30px;
    height: 30px;
    border: 3px solid var(--line);
    background: var(--ground);
    color: var(--call);
    font-size: 20px;
    font-style: normal;
    font-weight: 700;
    line-height: 1;
  }
  .options .dot {
    border-radius: 50%;
  }
  .options .box {
    border-radius: 6px;
  }
  .options [aria-checked='true'] i {
    border-color: var(--call);
    background: var(--call);
    color: var(--on-call);
  }
  .written {
    display: flex;
    flex: 1;
    align-items: flex-start;
    align-self: stretch;
    max-height: calc(45 * var(--mm));
    padding: 12px 16px;
    overflow: hidden;
    font-size: var(--large);
    text-align: start;
  }
  .written > span {
    white-space: pre-wrap;
  }
  main.writing {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    grid-template-rows: auto minmax(0, 1fr) auto;
    gap: 8px var(--gap);
  }
  .writing h1 {
    font-size: var(--large);
  }
  .writing .call {
    min-width: calc(24 * var(--mm));
  }
  .writing .text,
  .writing key-board {
    grid-column: 1 / 3;
  }
  .writing .text {
    display: flex;
    flex-direction: column-reverse; /* what was written last stays in sight */
    min-height: 2.6em;
    padding: 6px 12px;
    overflow: hidden;
    border: 4px solid var(--call);
    border-radius: 8px;
    white-space: pre-wrap;
  }
  .text i {
    display: inline-block;
    width: 3px;
    height: 1em;
    margin-inline-start: 2px;
    background: var(--call);
    vertical-align: text-bottom;
  }
  .dating {
    display: flex;
    flex: 1;
    align-items: center;
    gap: var(--gap);
  }
  .parts {
    display: flex;
    flex: 1 1 300px;
    gap: var(--gap);
  }
  .parts button {
    flex: 1 1 0;
    display: grid;
    padding-inline: 2px;
    font-size: var(--title);
  }
  .parts .year {
    flex-grow: 1.5; /* four digits stand in one line */
  }
  .parts b {
    white-space: nowrap;
  }
  .parts small {
    font-size: var(--body);
  }
  .parts [aria-pressed='true'] {
    border-color: var(--call);
    box-shadow: inset 0 0 0 3px var(--call);
    background: var(--chosen);
  }
  .reviewed {
    display: flex;
    flex: 1;
    gap: var(--gap);
    min-height: 0;
  }
  .answers {
    --row-mm: 17.5;
    --row-columns: 1;
    flex: 1;
    display: grid;
    align-content: start;
    gap: var(--gap);
    grid-auto-rows: calc(var(--row-mm) * var(--mm));
    min-width: 0;
    padding: 0;
    list-style: none;
  }
  .answers button {
    display: grid;
    align-content: center;
    width: 100%;
    height: 100%;
    text-align: start;
    line-height: 1.2;
  }
  .answers small,
  .answers b {
    display: block;
    font-size: var(--body);
  }
  .answers small {
    font-size: var(--small);
  }
  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 20px;
  }
  .pager {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    gap: 4px;
    width: calc(18 * var(--mm));
    text-align: center;
    font-size: var(--small);
  }
  @media (max-height: 500px) {
    .dating number-pad {
      --key: calc(11.5 * var(--mm)); /* the question stands above it */
    }
  }
  @media (orientation: landscape) {
    .options.of-2 button,
    .options.of-3 button {
      min-height: calc(24 * var(--mm));
    }
  }
  @media (orientation: portrait) {
    .dating {
      flex-direction: column;
      justify-content: space-evenly;
    }
    .parts {
      flex: none;
      align-self: stretch;
    }
    .options.of-2,
    .options.of-3,
    .options.of-4 {
      grid-template-columns: minmax(0, 1fr);
    }
    .reviewed {
      flex-direction: column;
    }
    .pager {
      flex-direction: row;
      align-items: center;
      width: auto;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .answers {
      --row-mm: 21;
      --row-columns: 2;
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
