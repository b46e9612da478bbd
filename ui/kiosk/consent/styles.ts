/** What the consent screen has beside the columns: questions with two answers, texts to read aloud, the signature. */
import { css } from 'lit';

export const consentStyles = css`
  .questions {
    display: flex;
    flex-direction: column;
    gap: var(--gap);
  }
  .question {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 280px;
    gap: var(--gap);
    align-items: center;
    font-size: 17px;
    line-height: 1.2;
  }
  .question > p > * {
    display: block;
  }
  .question b {
    font-size: 19px;
  }
  .question .choice {
    flex-wrap: nowrap;
  }
  .question .choice button {
    flex: 1 1 0;
    font-size: 19px;
  }
  .looked-up {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 28px;
    font-size: 18px;
  }
  .found,
  .aloud,
  .holds {
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: 14px;
    font-size: 22px;
    line-height: 1.3;
  }
  .found p:empty {
    display: none;
  }
  .found ul,
  .holds ul {
    display: grid;
    gap: 10px;
  }
  .holds ul {
    font-size: 24px;
  }
  .panel.found {
    gap: 10px;
    font-size: 18px;
    line-height: 1.2;
  }
  .holds {
    font-size: 18px;
  }
  .places {
    display: grid;
    gap: 4px;
    padding-inline-start: 16px;
    border-inline-start: 5px solid var(--call);
    font-weight: 700;
    overflow-wrap: anywhere;
  }
  .page {
    margin-inline-start: 12px;
    color: var(--quiet);
    font-size: 16px;
    font-weight: 400;
    white-space: nowrap;
  }
  .how {
    display: grid;
    grid-template: auto minmax(0, 1fr) / 1fr 1fr;
    gap: var(--gap);
    font-size: 20px;
  }
  .how > p {
    grid-column: 1 / -1;
  }
  .how button {
    font-size: 20px;
    max-height: 260px;
  }
  .signing {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    gap: var(--edge);
    font-size: 17px;
  }
  @media (max-width: 699px) {
    .question {
      grid-template-columns: minmax(0, 1fr) 200px;
      font-size: 16px;
    }
    .question b {
      font-size: 18px;
    }
    .question .choice button {
      padding: 2px;
      font-size: 17px;
    }
    .page {
      display: block;
      margin: 0;
    }
    .how {
      grid-template: auto auto auto / 1fr;
      align-content: start;
    }
    .signing {
      grid-template-rows: auto minmax(0, 320px);
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .question {
      grid-template-columns: minmax(0, 1fr) 420px;
      font-size: 22px;
    }
    .question b,
    .question .choice button {
      font-size: 26px;
    }
    .looked-up,
    .holds,
    .how,
    .signing {
      font-size: 22px;
    }
    .panel.found {
      font-size: 26px;
    }
    .aloud {
      font-size: 30px;
      gap: 24px;
    }
    .holds ul,
    .how button {
      font-size: 30px;
    }
    .page {
      font-size: 20px;
    }
  }
`;
