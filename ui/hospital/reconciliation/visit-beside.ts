/** The record of the visit that something belongs to: what was typed at the station, and what happened in it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ReconciliationDetail } from '../../../services/hospital/web/api/patients.ts';
import type { VisitBeside } from '../../../services/hospital/web/api/visits.ts';
import { dateWritten, nameWritten, nhsNumberWritten } from '../../parts/written.ts';
import { patientCell, siteWords } from '../parts/tags.ts';
import { visitFacts, visitTitle } from '../visit/facts.ts';

const stateWords: Record<VisitBeside['state'], string> = {
  matched: 'This record agrees with an appointment, and belongs to:',
  unmatched: 'This record agrees with no appointment: it waits for a decision of its own.',
  settled: 'Somebody has decided to whom this record belongs:',
  'kept-out': 'Somebody has decided that this record belongs to nobody here.',
};

export function visitBeside({ visit: beside, parcel }: ReconciliationDetail): TemplateResult | typeof nothing {
  if (!beside) return nothing;
  const { visit, patient, lesions, state, belongsTo } = beside;
  const own = beside.parcel === parcel;
  return html`<section class="panel" aria-labelledby="visit">
    <h2 id="visit">The visit</h2>
    <p>${visitTitle(visit)}</p>
    ${own ? nothing : html`<p class="quiet">${stateWords[state]} ${state === 'unmatched' ? html`<a href="/reconciliation/${beside.parcel}">Settle the record</a>` : nothing}</p>`}
    ${belongsTo ? patientCell(belongsTo, `/patients/${belongsTo.id}`) : nothing}
    <h3>${visit.registeredByHand ? 'Typed at the station from the letter' : 'As the station had it'}</h3>
    <dl class="pairs">
      <dt>Patient</dt><dd>${nameWritten(patient)}</dd>
      <dt>Date of birth</dt><dd>${dateWritten(patient.dateOfBirth)}</dd>
      <dt>NHS number</dt><dd>${nhsNumberWritten(patient.nhsNumber)}</dd>
      <dt>Lesions</dt><dd>${lesions.map((lesion) => siteWords(lesion)).join('; ') || 'none named'}</dd>
    </dl>
    <h3>What happened</h3>
    ${visitFacts(visit)}
  </section>`;
}
