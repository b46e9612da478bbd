/** One line of trouble: a sign, what happened, what to do. Always in the page, so that readers of the screen hear it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Trouble } from '../trouble.ts';

const signs: Record<Trouble['kind'], string> = { failed: '✕', warned: '!', wait: '…' };

export function troubleToast(trouble: Trouble | undefined): TemplateResult {
  return html`<div role="alert" class="toast ${trouble?.kind ?? 'none'}">
    ${
      trouble
        ? html`<span class="sign" aria-hidden="true">${signs[trouble.kind]}</span>
          <p><b>${trouble.happened}</b> ${trouble.todo}</p>`
        : nothing
    }
  </div>`;
}
