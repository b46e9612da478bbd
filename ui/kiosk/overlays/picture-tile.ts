/** A small picture of the visit to tap, with what it shows in words: a picture alone says nothing to a reader of the screen. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LesionView, PictureView } from '../../../services/station/api/view.ts';
import { placeWords, shotWords } from '../capture/shot-words.ts';

export const tileStyles = css`
  .paged {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto;
    gap: var(--gap);
    flex: 1;
    min-height: calc(15 * var(--mm));
  }
  .tiles {
    --row-mm: 15;
    --row-columns: 3;
    display: grid;
    grid-template-columns: repeat(var(--row-columns), minmax(0, 1fr));
    align-content: start;
    gap: var(--gap);
    min-height: 0;
    overflow: hidden;
  }
  .tiles button {
    display: grid;
    grid-template-columns: 44px minmax(0, 1fr);
    align-items: center;
    gap: 6px;
    width: 100%;
    height: calc(var(--row-mm) * var(--mm));
    padding: 0 5px;
    font-size: 14px;
    line-height: 1.1;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .tiles [aria-pressed='true'] {
    border: 5px solid var(--care);
  }
  .tiles canvas {
    width: 44px;
    height: 56px;
    object-fit: cover;
    background: #000;
  }
  .pager {
    display: flex;
    flex-direction: column;
    justify-content: flex-start;
    gap: var(--gap);
    font-size: var(--small);
    text-align: center;
  }
  .what {
    display: grid;
    gap: 3px;
    padding-inline-start: 1.1em;
    list-style: disc;
    font-size: 16px;
    line-height: 1.2;
  }
  @media (max-width: 699px) {
    .tiles {
      --row-columns: 2;
    }
    .paged {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
      row-gap: 0; /* without the buttons the rows have all the room: Paging counts on it */
    }
    .pager {
      flex-direction: row;
      margin-top: var(--gap);
      justify-content: space-between;
      align-items: center;
    }
  }
`;

/** `taken`: it goes with those that are another patient's. */
export function pictureTile(
  picture: PictureView,
  lesions: readonly LesionView[],
  thumbnail: ImageBitmap | undefined,
  taken: boolean,
  toggle: () => void,
): TemplateResult {
  return html`<li>
    <button data-target="secondary" aria-pressed=${taken} @click=${toggle}>
      <canvas ${ref(drawing(thumbnail))} aria-hidden="true"></canvas>
      <span>
        <b>${taken ? '✕ Another’s' : '✓ Stays'}</b><br />
        ${shownWords(picture, lesions)}${picture.verdict === 'retaken' ? html` (taken again)` : nothing}
      </span>
    </button>
  </li>`;
}

function shownWords({ shows }: PictureView, lesions: readonly LesionView[]): string {
  switch (shows.kind) {
    case 'lesion': {
      const lesion = lesions.find(({ id }) => id === shows.lesion);
      return `${lesion ? `${placeWords(lesion)}: ` : ''}${shotWords[shows.shot].short}`;
    }
    case 'identity-frame':
      return 'The letter';
    case 'paper-questionnaire':
      return 'Paper questionnaire';
  }
}

function drawing(picture: ImageBitmap | undefined): (element: Element | undefined) => void {
  return (element) => {
    if (!(element instanceof HTMLCanvasElement)) return;
    element.width = picture?.width ?? 0;
    element.height = picture?.height ?? 0;
    if (picture) element.getContext('2d')?.drawImage(picture, 0, 0);
  };
}
