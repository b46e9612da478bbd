/** The rows of the audit log. Details are ids and reasons: never a patient's name. */
import { html, type TemplateResult } from 'lit';
import type { DeedLine } from '../../../services/hospital/web/api/patients.ts';
import { type Column, table } from '../parts/table.ts';
import { momentWritten } from '../when.ts';
import { deedWords } from '../words.ts';

const columns: readonly Column<DeedLine>[] = [
  { head: 'Entry', cell: ({ seq }) => seq, number: true },
  { head: 'When', cell: ({ at }) => html`<span class="moment">${momentWritten(at)}</span>` },
  { head: 'Who', cell: ({ who }) => who },
  { head: 'What', cell: ({ action }) => deedWords(action) },
  {
    head: 'Details',
    cell: ({ detail }) => {
      const entries = Object.entries(detail);
      return entries.length === 0
        ? html`<span class="quiet">none</span>`
        : html`<span class="stack details">${entries.map(([name, value]) => html`<span><span class="quiet">${name}:</span> ${told(value)}</span>`)}</span>`;
    },
  },
];

const patientColumn: Column<DeedLine> = {
  head: 'Patient',
  cell: ({ patient }) =>
    patient
      ? html`<a class="moment" href="/patients/${patient}/access">Who looked</a>`
      : html`<span class="quiet">nobody’s</span>`,
};

function told(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : JSON.stringify(value);
}

export function deedTable(caption: string, deeds: readonly DeedLine[], withPatient: boolean): TemplateResult {
  return table(caption, withPatient ? [...columns, patientColumn] : columns, deeds);
}
