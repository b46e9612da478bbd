/**
 * Buttons as gloves need them. A target says how large it has to be in `data-target`, and the tests measure it:
 *
 *   shutter    25 mm   taking a picture, and the next step after it
 *   primary    20 mm   choosing a patient or a lesion
 *   secondary  15 mm   everything else
 *   (none)     10 mm   the least that anything to tap may have
 */
import { css } from 'lit';

export const controlStyles = css`
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  button,
  a.button {
    min-width: var(--smallest);
    min-height: var(--smallest);
    padding: 4px 8px;
    border: 2px solid var(--line);
    border-radius: 10px;
    background: var(--raised);
    color: var(--text);
    font: inherit;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  a.button {
    display: flex;
    align-items: center;
    justify-content: center;
  }
  [data-target='secondary'] {
    min-width: var(--secondary);
    min-height: var(--secondary);
  }
  [data-target='primary'] {
    min-width: var(--primary);
    min-height: var(--primary);
  }
  [data-target='shutter'] {
    min-width: var(--shutter);
    min-height: var(--shutter);
  }
  button:active {
    background: var(--text);
    color: var(--ground);
  }
  .call {
    background: var(--call);
    border-color: var(--call);
    color: var(--on-call);
    font-weight: 700;
  }
  [aria-disabled='true'],
  [aria-disabled='true']:active {
    background: var(--panel);
    border-style: dashed;
    border-color: var(--line);
    color: var(--quiet);
    cursor: default;
  }
  :focus-visible {
    outline: 4px solid var(--care);
    outline-offset: 2px;
  }
  h1:focus-visible,
  h2:focus-visible {
    outline: none; /* headings take the focus for readers of the screen; they are nothing to operate */
  }
  @media (forced-colors: active) {
    button,
    a.button {
      border-color: ButtonText;
    }
    .call {
      border-width: 5px;
    }
    [aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
