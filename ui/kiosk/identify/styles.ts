/** What the identify screen has beside the columns: cards of people, questions with the number pad. */
import { css } from 'lit';

export const identifyStyles = css`
  .alike .rows {
    --row-mm: 25;
    --row-columns: 2;
  }
  .alike .rows.long {
    --row-mm: 28;
    --row-columns: 1;
  }
  .long .card b {
    font-size: 19px;
  }
  .long .card .address {
    font-size: 17px;
  }
  .card {
    display: grid;
    align-content: center;
    gap: 4px;
    width: 100%;
    height: calc(var(--row-mm) * var(--mm));
    padding: 6px 14px;
    text-align: start;
    line-height: 1.15;
    overflow-wrap: anywhere;
  }
  .card b {
    font-size: 22px;
  }
  .card .address {
    font-size: 19px;
  }
  .card .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    font-size: 18px;
  }
  .actions .why {
    margin-bottom: auto;
    font-size: 17px;
  }
  .questions.columns {
    grid-template-columns: minmax(0, 1fr) auto var(--beside);
    padding-bottom: var(--edge);
  }
  .questions .content > h2 {
    font-size: 22px;
  }
  .questions .actions {
    margin-bottom: calc(var(--gap) - var(--edge)); /* the foot of the page has buttons too */
  }
  .questions number-pad {
    --key: calc(12.5 * var(--mm));
    align-content: end;
  }
  .asking {
    display: grid;
    grid-template: repeat(2, minmax(0, 1fr)) auto / minmax(0, 1fr);
    gap: var(--gap);
  }
  .said {
    display: grid;
    grid-template-columns: 44px minmax(0, 1fr);
    align-content: center;
    gap: 2px 6px;
    padding: 4px 12px 4px 6px;
    text-align: start;
    line-height: 1.15;
  }
  .said .tick {
    grid-row: 1 / 3;
    align-self: center;
    justify-self: center;
    font-size: 34px;
  }
  .said[aria-pressed='true'] .tick {
    color: var(--good);
  }
  .said .asked {
    font-size: 16px;
  }
  .said b {
    font-size: 20px;
    overflow-wrap: anywhere;
  }
  .said b.long {
    font-size: 15px;
  }
  .no-address {
    align-self: center;
  }
  .birth {
    display: grid;
    grid-template: auto auto / 1fr 1fr;
    gap: 4px var(--gap);
  }
  .birth > p {
    grid-column: 1 / -1;
  }
  .digits-field {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 12px;
    padding: 2px;
    font-variant-numeric: tabular-nums;
  }
  .digits-field b {
    min-width: 1.6em;
    font-size: 34px;
    line-height: 1;
  }
  .digits-field.here {
    border: 5px solid var(--call);
    background: #000;
  }
  .other {
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: 12px;
    font-size: 20px;
    overflow-wrap: anywhere;
  }
  @media (max-width: 699px) {
    .alike .rows {
      --row-columns: 1;
    }
    .alike .rows.long {
      --row-mm: 36;
    }
    .birth {
      grid-template: auto / minmax(0, 1fr) 140px 140px;
      align-items: center;
    }
    .birth > p {
      grid-column: auto;
      font-size: 15px;
    }
    .questions.columns {
      grid-template: minmax(0, 1fr) auto auto / minmax(0, 1fr);
    }
    .questions number-pad {
      --key: calc(10.4 * var(--mm));
      grid-template-columns: repeat(6, minmax(0, 1fr));
      max-width: none;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .alike .rows {
      --row-mm: 36;
    }
    .card b {
      font-size: 28px;
    }
    .card .address,
    .card .facts,
    .other {
      font-size: 24px;
    }
    .said .asked,
    .actions .why,
    .birth {
      font-size: 20px;
    }
    .questions number-pad {
      --key: calc(16 * var(--mm));
    }
    .questions .content > h2 {
      font-size: 28px;
    }
    .questions.columns {
      align-items: end;
    }
    .asking {
      grid-template-rows: 130px 130px auto;
      align-content: end;
    }
    .said b {
      font-size: 26px;
    }
    .said b.long {
      font-size: 20px;
    }
  }
  @media (forced-colors: active) {
    .digits-field.here {
      outline: 3px solid Highlight;
    }
  }
`;
