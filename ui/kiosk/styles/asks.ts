/** Nothing to choose, nothing to see, something to ask: the empty clinic, the lost station, the question before finishing. */
import { css } from 'lit';

export const askStyles = css`
  .empty,
  .lost,
  .finish .middle {
    align-content: center;
    justify-items: center;
    text-align: center;
    font-size: 20px;
  }
  .empty {
    grid-row: 2;
    display: grid;
    gap: 12px;
    padding: 16px;
    border: 2px dashed var(--line);
    border-radius: 12px;
  }
  .empty p,
  .lost p {
    max-width: 32em;
  }
  h2 {
    font-size: 28px;
    line-height: 1.15;
  }
  .lost > div {
    display: grid;
    gap: 14px;
    justify-items: center;
    padding: 20px;
    border: 6px solid var(--bad);
    border-radius: 14px;
    background: var(--panel);
  }
  .lost .sign {
    color: var(--bad-text);
  }
  .finish {
    grid-template-columns: minmax(0, 1fr) 150px;
  }
  .finish .middle {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 12px;
    padding: 8px 16px;
    border: 4px solid var(--care);
    border-radius: 12px;
    background: var(--panel);
  }
  .finish ul {
    display: grid;
    gap: 8px;
    justify-items: center;
    font-size: 18px;
  }
  .finish li b {
    display: block;
  }

  @media (max-width: 699px) {
    .lesions,
    .finish {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    }
  }

  @media (min-width: 1100px) and (min-height: 700px) {
    .lesions,
    .finish {
      grid-template-columns: minmax(0, 1fr) 210px;
    }
  }
`;
