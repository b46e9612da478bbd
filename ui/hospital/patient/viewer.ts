/** One picture over the whole page, on a dark ground: nothing bright beside it deceives the eye. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Journey } from '../../../services/hospital/web/api/patients.ts';
import { overPage } from '../parts/focus.ts';

type Picture = Journey['pictures'][number];

export function viewer(
  picture: Picture,
  all: readonly Picture[],
  use: { words: (picture: Picture) => string; show: (picture: Picture) => void; close: () => void },
): TemplateResult {
  const at = all.indexOf(picture);
  const go = (step: number) => () => {
    const next = all[at + step];
    if (next) use.show(next);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') go(-1)();
    else if (event.key === 'ArrowRight') go(1)();
  };
  return html`<dialog
    class="viewer"
    aria-label="Picture"
    ${ref(overPage)}
    @close=${use.close}
    @keydown=${key}
  >
    <div class="bar">
      <p role="status">
        ${use.words(picture)}${picture.state === 'rejected' ? html`<b>: taken out, not this patient</b>` : nothing}
        <span>(${at + 1} of ${all.length})</span>
      </p>
      <div class="buttons">
        <button aria-disabled=${at <= 0} @click=${go(-1)}><span aria-hidden="true">← </span>Before</button>
        <button aria-disabled=${at >= all.length - 1} @click=${go(1)}>Next<span aria-hidden="true"> →</span></button>
        <button autofocus @click=${use.close}>Close</button>
      </div>
    </div>
    <img src="/api/pictures/${encodeURIComponent(picture.sopUid)}/preview" alt=${use.words(picture)} />
  </dialog>`;
}
