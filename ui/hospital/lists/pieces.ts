/** What the plain lists share: which rows to show, and more of them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Page } from '../../../services/hospital/web/api.ts';
import type { Sending } from '../loading.ts';

export function choices<Which extends string>(
  words: Readonly<Record<Which, string>>,
  now: Which,
  choose: (which: Which) => void,
): TemplateResult {
  return html`<div class="choices" role="group" aria-label="Show">
    ${(Object.keys(words) as Which[]).map(
      (which) => html`<button aria-pressed=${which === now} @click=${() => choose(which)}>${words[which]}</button>`,
    )}
  </div>`;
}

export function more<Row>(
  page: Page<Row>,
  sending: Sending,
  show: (after: string) => void,
): TemplateResult | typeof nothing {
  const { next } = page;
  return next
    ? html`<div class="below"><button aria-disabled=${sending.busy} @click=${() => show(next)}>Show more</button></div>`
    : nothing;
}
