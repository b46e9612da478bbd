/**
 * What lies at the edge of a screen or over it: who it is about, what went wrong, what has to be answered first.
 *
 *   .banner    dark on light: nothing else on a screen is, so nobody overlooks whose visit it is
 *   .dialog    a question that has to be answered; it takes the place of the screen, which waits hidden
 *   .toast     one line of trouble: a sign, what happened, what to do; `failed`, `warned`, `wait`
 *   .tag       a word with a sign: urgent, registered by hand, set aside
 */
import { css } from 'lit';

export const layerStyles = css`
  .banner {
    background: var(--text);
    color: #000;
  }
  .banner button {
    border-color: #39434b;
    background: #fff;
    color: #000;
  }
  .banner button:active {
    background: #000;
    color: #fff;
  }
  .banner :focus-visible {
    outline-color: #0b4f8a;
  }
  .dialog {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 14px;
    padding: 14px 20px;
    border: 4px solid var(--care);
    border-radius: 14px;
    background: var(--panel);
    font-size: var(--large);
    text-align: center;
  }
  .dialog.failed {
    border-color: var(--bad);
    border-width: 6px;
  }
  .dialog h1,
  .dialog h2 {
    font-size: var(--title);
    line-height: 1.15;
  }
  .dialog p {
    max-width: 34em;
  }
  .dialog .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--gap);
    margin-top: 6px;
  }
  .dialog .buttons button {
    padding-inline: 18px;
  }
  .dialog .large {
    font-size: var(--status);
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    line-height: 1.1;
  }
  .toast {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 5px 12px;
    border: 4px solid var(--care);
    background: #000;
    color: var(--text);
    font-size: var(--body);
    line-height: 1.2;
  }
  .toast.none {
    display: none;
  }
  .toast .sign {
    color: var(--care);
    font-size: 30px;
    font-weight: 700;
    line-height: 1;
  }
  .toast b {
    font-weight: 700;
  }
  .toast.failed {
    border-color: var(--bad);
  }
  .toast.failed .sign {
    color: var(--bad-text);
  }
  .toast.wait {
    border-style: dashed;
    border-color: var(--line);
  }
  .tag {
    display: inline-block;
    padding: 1px 8px;
    border: 2px solid currentcolor;
    border-radius: 6px;
    font-weight: 700;
    white-space: nowrap;
  }
  .tag.care {
    color: var(--care);
  }
  .tag.good {
    color: var(--good);
  }
  .tag.wrong {
    color: var(--bad-text);
  }
  .banner .tag {
    color: #000;
  }
`;
