/**
 * How the patient's page looks. One column, large type, whole rows to tap; logical sides, so that it reads from the right
 * as well. Every text has a contrast of at least 7 : 1, and nothing is told by colour alone.
 */
import { css } from 'lit';

export const patientStyles = css`
  * {
    box-sizing: border-box;
  }
  :host {
    --text: #16202a;
    --quiet: #3b4853;
    --line: #5c6a75;
    --call: #0b3d6b;
    --bad: #8a1414;
    display: block;
    max-width: 40rem;
    margin: 0 auto;
    padding: 1rem;
    overflow-wrap: anywhere;
  }
  header {
    display: flex;
    justify-content: flex-end;
    margin-block-end: 1rem;
  }
  header label {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  h1 {
    margin: 0 0 1rem;
    font-size: 1.6rem;
    line-height: 1.2;
  }
  h1:focus {
    outline: none; /* it takes the focus for readers of the screen; it is nothing to operate */
  }
  h2 {
    margin: 0;
    font-size: 1.1rem;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  p {
    margin: 0 0 1rem;
  }
  .quiet,
  .hint {
    color: var(--quiet);
  }
  .hint {
    margin: 0 0 0.5rem;
    font-weight: 400;
  }
  .appointment {
    margin-block-end: 1.5rem;
    padding: 1rem;
    border: 2px solid var(--line);
    border-inline-start-width: 8px;
  }
  .appointment p {
    margin: 0.25rem 0 0;
  }
  progress {
    display: block;
    width: 100%;
    height: 0.75rem;
    margin-block-end: 1.5rem;
    accent-color: var(--call);
  }
  fieldset,
  .asked {
    min-width: 0;
    margin: 0 0 2rem;
    padding: 0;
    border: 0;
  }
  legend,
  .asked > label {
    display: block;
    padding: 0;
    margin-block-end: 0.5rem;
    font-weight: 700;
  }
  fieldset > legend:not(.unseen) {
    float: inline-start; /* so that the mark of a problem stands beside it too */
    width: 100%;
  }
  fieldset > legend + * {
    clear: both;
  }
  .wrong {
    padding-inline-start: 1rem;
    border-inline-start: 6px solid var(--bad);
  }
  .problem {
    margin: 0 0 0.5rem;
    color: var(--bad);
    font-weight: 700;
  }
  .summary {
    margin-block-end: 1.5rem;
    padding: 1rem;
    border: 4px solid var(--bad);
  }
  .summary p {
    margin: 0.5rem 0 0;
  }
  label.option {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-height: 3rem;
    margin-block-end: 0.5rem;
    padding: 0.5rem 0.75rem;
    border: 2px solid var(--line);
    border-radius: 0.5rem;
    cursor: pointer;
  }
  label.option:has(:checked) {
    border-color: var(--call);
    box-shadow: inset 0 0 0 2px var(--call);
    font-weight: 700;
  }
  label.option input {
    flex: none;
    width: 1.5rem;
    height: 1.5rem;
    margin: 0;
    accent-color: var(--call);
  }
  textarea,
  select,
  input.part {
    min-height: 3rem;
    padding: 0.5rem 0.75rem;
    border: 2px solid var(--line);
    border-radius: 0.5rem;
    background: #ffffff;
    color: inherit;
    font: inherit;
  }
  textarea {
    display: block;
    width: 100%;
    resize: vertical;
  }
  .birth {
    display: flex;
    flex-wrap: wrap;
    gap: 1rem;
  }
  .birth label {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
  }
  .birth input {
    width: 4.5rem;
  }
  .birth input.year {
    width: 6.5rem;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap-reverse;
    gap: 0.75rem;
    margin-block: 1rem;
  }
  button {
    flex: 1 1 10rem;
    min-height: 3.25rem;
    padding: 0.5rem 1rem;
    border: 2px solid var(--call);
    border-radius: 0.5rem;
    background: #ffffff;
    color: var(--call);
    font: inherit;
    font-weight: 700;
    cursor: pointer;
    touch-action: manipulation;
  }
  button.call {
    background: var(--call);
    color: #ffffff;
  }
  :focus-visible {
    outline: 4px solid #b35c00;
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    button.call {
      border-width: 5px;
    }
    .wrong,
    .summary {
      border-color: Mark;
    }
  }
`;
