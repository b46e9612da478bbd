/** What stands over the page while the server does not answer. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Trouble } from '../server.ts';

const sentences: Record<Trouble['why'], string> = {
  'no-answer': 'The hospital’s server does not answer. Check the network connection.',
  failed: 'The hospital’s server reported a fault of its own.',
  'signed-out': 'You have been signed out. Sign in again in another tab, then come back here and try again.',
};

export function troubleBar(troubles: readonly Trouble[]): TemplateResult | typeof nothing {
  const worst = troubles.find(({ why }) => why === 'signed-out') ?? troubles[0];
  if (!worst) return nothing;
  const writing = troubles.some((trouble) => trouble.writing);
  const each = (act: (trouble: Trouble) => void) => () => {
    for (const trouble of troubles) act(trouble);
  };
  return html`<div class="trouble" role="alert">
    <p>
      <b>${sentences[worst.why]}</b>
      ${writing ? 'What you did last may not have been saved; what you typed is still here.' : 'What you see may be out of date.'}
    </p>
    <div class="buttons">
      ${worst.why === 'signed-out' ? html`<a class="button" href="/sign-in?to=%2F" target="_blank" rel="noopener">Sign in in another tab</a>` : nothing}
      <button class="call" @click=${each((trouble) => trouble.again())}>Try again</button>
      ${writing ? html`<button @click=${each((trouble) => trouble.giveUp())}>Do not send it</button>` : nothing}
    </div>
  </div>`;
}
