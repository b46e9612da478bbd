/** The capture screen: the picture in its ring, and the earlier one beside it. */
import { css } from 'lit';

export const pictureStyles = css`
  :host {
    display: block;
    min-width: 0;
    min-height: 0;
    height: 100%;
  }
  h2,
  p,
  ul {
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

  .picture {
    --ring: 5px;
    --picture-at: 50% 85%; /* what is written, is written over its upper edge */
    --message-at: 50%;
    position: relative;
    min-width: 0;
    min-height: 0;
    background: #000;
    overflow: hidden;
  }
  .picture > live-view {
    position: absolute;
    inset: 0;
  }
  .picture.split {
    --picture-at: 50% 70%;
  }
  .picture.split > live-view {
    left: 50%;
  }
  .picture::after {
    content: '';
    position: absolute;
    inset: 0;
    border: var(--ring) solid var(--line);
    pointer-events: none;
  }
  .picture.armed::after {
    border-color: var(--call);
  }
  .picture.exposing::after,
  .picture.assessing::after,
  .picture.sealing::after {
    border-color: var(--text);
    border-style: double;
  }
  .picture.exposing::after {
    animation: pulse 500ms ease-out;
  }
  .picture.saved::after {
    border-color: var(--good);
  }
  .picture.advised::after,
  .picture.warned::after {
    border-color: var(--care);
  }
  .picture.advised::after {
    border-style: dashed;
  }
  .picture.failed::after {
    border-color: var(--bad);
  }
  @keyframes pulse {
    from {
      box-shadow: inset 0 0 0 20px var(--text);
    }
    to {
      box-shadow: inset 0 0 0 0 transparent;
    }
  }

  .earlier {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    width: 168px;
    height: 136px;
    margin-inline-start: -10px;
    padding: 2px;
    border-radius: 0;
    background: #000;
    font-size: var(--small);
    line-height: 1.15;
  }
  .split > .earlier {
    position: absolute;
    inset: 0 50% 0 0;
    width: auto;
    height: auto;
    margin: 0;
    padding: 0;
  }
  .split > .earlier > earlier-view {
    position: absolute;
    inset: 0; /* as large as the live picture beside it, and as high up */
  }
  .split > .earlier br {
    display: none;
  }
  .split > .earlier > span {
    position: absolute;
    inset: auto 0 12px;
    justify-self: center;
    width: fit-content;
    padding: 0 8px;
    background: rgb(0 0 0 / 86%);
  }
  .split .edges {
    margin-inline-start: calc(50% + var(--gap) - 10px);
  }

  @media (max-width: 699px) {
    .picture {
      --message-at: 60%;
    }
    .picture.split {
      --picture-at: 50% 86%;
    }
    .earlier {
      width: 132px;
      height: 118px;
    }
  }
  @media (min-width: 1100px) and (min-height: 700px) {
    .earlier {
      width: 290px;
      height: 230px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .picture.exposing::after {
      animation: none;
    }
  }
`;
