/** The bench fits the same screens as the kiosk, and works beside it on an engineer's laptop. */
import { css } from 'lit';

export const benchStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    height: 100dvh;
    min-height: 476px;
    min-width: 320px;
    overflow: hidden;
  }
  h1,
  p {
    margin: 0;
  }
  header {
    display: flex;
    align-items: center;
    gap: 16px;
    padding: 4px 10px;
    background: var(--panel);
  }
  h1 {
    font-size: 26px;
  }
  header p {
    flex: 1;
    font-size: 16px;
    line-height: 1.15;
  }
  header p span {
    display: inline-block;
  }
  main {
    display: grid;
    grid-template: 'light camera' minmax(0, 1fr) 'pedal camera' auto / 200px minmax(0, 1fr);
    gap: var(--gap);
    padding: 14px var(--edge) var(--edge);
    min-height: 0;
  }
  .light {
    grid-area: light;
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    justify-items: center;
    min-height: 0;
    text-align: center;
  }
  svg {
    width: 100%;
    height: 100%;
    max-height: 260px;
    min-height: 0;
  }
  .body {
    fill: none;
    stroke: var(--line);
    stroke-width: 14;
  }
  .lamp {
    fill: var(--ground);
  }
  .aim .lit {
    fill: #fff2c9;
  }
  .flash .lit {
    fill: #fff;
    stroke: #fff;
    stroke-width: 5;
  }
  .saved .lit {
    fill: var(--good);
  }
  .failed .lit {
    fill: var(--bad);
  }
  text {
    fill: var(--text);
    font-size: 34px;
  }
  .light p b {
    display: block;
  }
  .pedal {
    grid-area: pedal;
    font-size: 26px;
    font-weight: 700;
    touch-action: none; /* the foot stays down while the finger moves */
  }
  .pedal span {
    display: block;
    font-size: 16px;
    font-weight: 400;
  }
  .pedal.down,
  .pedal:active {
    border-color: var(--call);
    background: var(--call);
    color: var(--on-call);
  }
  .camera {
    grid-area: camera;
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    gap: var(--gap);
    min-height: 0;
  }
  .camera > div {
    min-height: 0;
  }
  .switches {
    --row-mm: 15;
    --row-columns: 2;
    display: grid;
    grid-template-columns: repeat(var(--row-columns), minmax(0, 1fr));
    grid-auto-rows: calc(var(--row-mm) * var(--mm));
    align-content: start;
    gap: var(--gap);
    height: 100%;
    overflow: hidden;
  }
  .below,
  .pager {
    display: flex;
    align-items: stretch;
    justify-content: space-between;
    gap: var(--gap);
  }
  .pager p {
    align-self: center;
    text-align: center;
    line-height: 1.15;
  }
  .own {
    flex: 1;
  }
  .switch,
  .deed {
    display: flex;
    align-items: center;
    gap: 10px;
    text-align: start;
    line-height: 1.15;
  }
  .switch b,
  .deed b {
    display: block;
  }
  .switch > span > span,
  .deed > span > span {
    font-size: 14px;
  }
  .knob {
    flex: none;
    display: grid;
    place-content: center;
    width: 46px;
    height: 40px;
    border: 2px solid currentcolor;
    border-radius: 8px;
    font-weight: 700;
  }
  .switch[aria-checked='true'],
  .deed[aria-pressed='true'] {
    border: 4px solid var(--care);
    background: #3a2e0a;
    color: var(--text);
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    main {
      grid-template-columns: 300px minmax(0, 1fr);
    }
    .pedal {
      min-height: 240px;
    }
    .switches {
      --row-columns: 3;
    }
    header p,
    .switch,
    .deed {
      font-size: 20px;
    }
    .switch > span > span,
    .deed > span > span {
      font-size: 17px;
    }
  }
  @media (max-width: 699px) {
    :host {
      min-height: 796px;
    }
    header {
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 2px 16px;
    }
    header p {
      order: 1;
      flex-basis: 100%;
    }
    main {
      grid-template:
        'light pedal' minmax(0, 1fr)
        'camera camera' calc(5 * var(--secondary) + 4 * var(--gap) + 2px) / minmax(0, 1fr) minmax(0, 1fr);
    }
  }
`;
