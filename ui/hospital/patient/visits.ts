/** A patient's visits at stations, the newest first, each with the papers that were photographed in it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Journey } from '../../../services/hospital/web/api/patients.ts';
import type { AttachmentLine } from '../../../services/hospital/web/api/visits.ts';
import { type Desk, isCoordinator } from '../desk.ts';
import { visitFacts, visitTitle } from '../visit/facts.ts';
import '../visit/papers.ts';

export function visitsSection(
  { visits, attachments }: Pick<Journey, 'visits' | 'attachments'>,
  desk: Desk,
  done: (message: string) => void,
): TemplateResult {
  const known = new Set(visits.map(({ visit }) => visit));
  const loose = attachments.filter(({ visit }) => !known.has(visit));
  const papers = (of: readonly AttachmentLine[]) =>
    of.length === 0
      ? nothing
      : html`<h4>Photographed papers</h4>
          <visit-papers .desk=${desk} .papers=${of} .mayCorrect=${isCoordinator(desk.me)} .done=${done}></visit-papers>`;
  return html`<section aria-labelledby="visits">
    <h2 id="visits">Visits at stations</h2>
    ${visits.length === 0 && loose.length === 0 ? html`<p class="empty">No record of a visit has come yet.</p>` : nothing}
    ${visits.toReversed().map(
      (visit) =>
        html`<article class="panel" aria-labelledby="visit-${visit.record}">
          <h3 id="visit-${visit.record}">${visitTitle(visit)}</h3>
          ${visitFacts(visit)} ${papers(attachments.filter((paper) => paper.visit === visit.visit))}
        </article>`,
    )}
    ${
      loose.length > 0
        ? html`<article class="panel">
          <h3>Of a visit whose record has not come yet</h3>
          ${papers(loose)}
        </article>`
        : nothing
    }
  </section>`;
}
