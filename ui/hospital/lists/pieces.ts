/** What the plain lists share: which rows to show, and more of them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Page } from '../../../services/hospital/web/api/shared.ts';
import type { Desk } from '../desk.ts';
import type { Loading, Sending } from '../loading.ts';

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

/** Below the rows that are there: the next ones of the same list, `path` without `after`. */
export function more<Row>(
  page: Page<Row>,
  list: Loading<Page<Row>>,
  { desk, sending, path }: { readonly desk: Desk; readonly sending: Sending; readonly path: string },
): TemplateResult | typeof nothing {
  const { next: after } = page;
  if (!after) return nothing;
  const show = async () => {
    const query = `${path.includes('?') ? '&' : '?'}${new URLSearchParams({ after })}`;
    const next = await sending.send(() => desk.server.read<Page<Row>>(`${path}${query}`));
    if (next) list.set({ ...next.value, rows: [...page.rows, ...next.value.rows] });
  };
  return html`<div class="below"><button aria-disabled=${sending.busy} @click=${show}>Show more</button></div>`;
}
