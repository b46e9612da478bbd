/**
 * What the picture says beside what the record says; differences are marked in words, not by colour alone. Of a paper or a
 * visit's record it is the station that says it, and no lesion is compared.
 */
import { html, type TemplateResult } from 'lit';
import type { ReconciliationDetail } from '../../../services/hospital/web/api/patients.ts';
import { dateWritten, nhsNumberWritten } from '../../parts/written.ts';
import { siteWords, typedWords } from '../parts/tags.ts';
import { dayWritten, momentWritten } from '../when.ts';
import { fieldName, sideWords, viewWords } from '../words.ts';

interface Line {
  readonly field: string;
  readonly picture: string;
  readonly record: string;
  readonly differs: boolean;
}

const unknown = 'not known';

function placeWords({ site, typed }: NonNullable<ReconciliationDetail['lesion']>): string {
  return typed ? `${site} (${typedWords})` : site;
}

/** In the order in which a person compares. */
function linesOf(detail: ReconciliationDetail): readonly Line[] {
  const { patient, lesion, view, takenAt, station, differences } = detail;
  const says: Record<string, string | undefined> = {
    familyName: patient?.familyName,
    givenName: patient?.givenName,
    dateOfBirth: patient && dateWritten(patient.dateOfBirth),
    nhsNumber: patient && nhsNumberWritten(patient.nhsNumber),
    ...(detail.what === 'picture'
      ? { site: lesion && placeWords(lesion), side: lesion?.side && sideWords[lesion.side] }
      : {}),
    day: takenAt && momentWritten(takenAt),
    station,
  };
  const found = new Map(differences.map((difference) => [difference.field, difference]));
  const fields = [...Object.keys(says), ...differences.map(({ field }) => field).filter((field) => !(field in says))];
  const named = detail.candidates.find(({ why }) => why === 'named');
  const recorded: Record<string, string | undefined> = named
    ? {
        familyName: named.patient.familyName,
        givenName: named.patient.givenName,
        dateOfBirth: dateWritten(named.patient.dateOfBirth),
        nhsNumber: named.patient.nhsNumber && nhsNumberWritten(named.patient.nhsNumber),
      }
    : {};
  const lines = fields.map((field): Line => {
    const difference = found.get(field);
    if (difference) {
      return {
        field,
        picture: written(field, difference.picture) ?? says[field] ?? unknown,
        record: written(field, difference.record) ?? unknown,
        differs: true,
      };
    }
    const picture = says[field] ?? unknown;
    const record = recorded[field];
    if (record !== undefined) return { field, picture, record, differs: record !== says[field] };
    // Without an appointment there is nothing to compare with: then nothing may look as if it agreed.
    return { field, picture, record: named && says[field] ? 'no difference found' : 'not compared', differs: false };
  });
  return view
    ? [...lines, { field: 'View', picture: viewWords[view], record: 'not in the record', differs: false }]
    : lines;
}

function written(field: string, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (field === 'dateOfBirth' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dateWritten(value);
  if (field === 'nhsNumber') return nhsNumberWritten(value);
  if (field === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayWritten(value);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return momentWritten(value);
  return value;
}

export function comparison(detail: ReconciliationDetail): TemplateResult {
  const named = detail.candidates.find(({ why }) => why === 'named');
  const whoSays = detail.what === 'picture' ? 'picture' : 'station';
  return html`<section class="panel" aria-labelledby="compared">
    <h2 id="compared">What the ${whoSays} says, what the record says</h2>
    ${
      named
        ? html`<p class="quiet">
          The record: appointment of ${momentWritten(named.appointment.slotAt)}, ${named.appointment.site}; lesions
          ${named.lesions.map((lesion) => `${lesion.ordinal} ${siteWords(lesion)}`).join('; ')}.
        </p>`
        : html`<p class="quiet">The ${whoSays} names no appointment that we know, so there is little to compare with.</p>`
    }
    <table class="compare">
      <thead>
        <tr><td></td><th scope="col">${whoSays === 'picture' ? 'Picture' : 'Station'}</th><th scope="col">Record</th></tr>
      </thead>
      <tbody>
        ${linesOf(detail).map(
          ({ field, picture, record, differs }) =>
            html`<tr class=${differs ? 'differs' : ''}>
              <th scope="row">${fieldName(field)}</th>
              <td>${picture}</td>
              <td>${differs ? html`<b><span aria-hidden="true">▲ </span>${record}</b><span class="unseen"> (differs)</span>` : html`<span class="quiet">${record}</span>`}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
