/**
 * Referrals from a table: what a practice without a system that talks to ours exports, or a waiting list of before.
 *
 * UTF-8, with or without a byte order mark; separated by `,` or `;` (whichever the first line has more of); quoted with `"`.
 * The first line names the columns, in any order:
 *
 *   nhs_number, family_name, given_name, date_of_birth, urgency, received_on, lesion_1_site      needed
 *   reference          the sender's number of the referral: the same one again is the same referral. Without it, a row
 *                      with the same NHS number, day and lesions is
 *   ubrn, hospital_number, sex, address (lines separated by |), postcode, email, telephone, language, practice,
 *   practitioner, clinical_text, lesion_1_side, lesion_1_code, lesion_2_site, … lesion_20_code   as there are
 *
 * A day is 1958-04-03 or 03/04/1958 (day, month, year). Each row stands alone: a wrong one is told, the others are taken.
 */
import { parse } from 'csv-parse/sync';
import { hashOf } from '../../wire/signing.ts';
import type { CsvOutcome } from '../web/api/referrals.ts';
import { type By, type IncomingReferral, type Intake, lesionsMax } from './api.ts';

export const csvBytesMax = 5 * 1024 * 1024;
export const csvRowsMax = 1_000;
const recordBytesMax = 128 * 1024;

const needed = ['nhs_number', 'family_name', 'given_name', 'date_of_birth', 'urgency', 'received_on', 'lesion_1_site'];
const others =
  'reference ubrn hospital_number sex address postcode email telephone language practice practitioner clinical_text';
const columns = new Set([
  ...needed,
  ...others.split(' '),
  ...Array.from({ length: lesionsMax }, (_, place) =>
    ['site', 'side', 'code'].map((part) => `lesion_${place + 1}_${part}`),
  ).flat(),
]);

export type CsvReading =
  | { readonly kind: 'table'; readonly rows: readonly CsvRow[]; readonly refused: CsvOutcome['refused'] }
  /** The file as a whole cannot be read; says what to do. */
  | { readonly kind: 'unreadable'; readonly error: string };

export interface CsvRow {
  /** Of the file, the first is 1; where the row begins or, if it has several lines, ends. */
  readonly line: number;
  readonly referral: IncomingReferral;
}

/** Takes every row that is right, one after the other. */
export async function takeCsv(bytes: Uint8Array, intake: Intake, by: By): Promise<CsvOutcome | string> {
  const reading = readCsv(bytes);
  if (reading.kind === 'unreadable') return reading.error;
  const refused = [...reading.refused];
  let taken = 0;
  let known = 0;
  for (const { line, referral } of reading.rows) {
    const outcome = await intake.take(referral, by);
    if (outcome.kind === 'taken') taken++;
    else if (outcome.kind === 'known') known++;
    else refused.push({ line, why: whyOf(outcome.fields, outcome.why) });
  }
  refused.sort((a, b) => a.line - b.line);
  return { taken, known, refused };
}

export function readCsv(bytes: Uint8Array): CsvReading {
  if (bytes.length > csvBytesMax) return unreadable(`The file is larger than ${csvBytesMax / (1024 * 1024)} MB.`);
  const text = utf8Text(bytes);
  if (text === undefined) return unreadable('The file is not UTF-8. Save it as “CSV UTF-8”.');
  const refused: { line: number; why: string }[] = [];
  const table = parse(text, {
    delimiter: delimiterOf(text),
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    skip_records_with_empty_values: true,
    max_record_size: recordBytesMax,
    trim: true,
    info: true,
    to: csvRowsMax + 2,
    on_skip: (error) => {
      refused.push({ line: lineOf(error), why: 'The quotation marks of this row do not pair.' });
      return undefined;
    },
  }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  const [header, ...records] = table;
  if (header === undefined) return unreadable('The file has no line with the names of its columns.');
  const names = header.record.map((name) => name.toLowerCase().replaceAll(/[\s-]+/g, '_'));
  const problem = headerProblem(names);
  if (problem !== undefined) return unreadable(problem);
  if (records.length > csvRowsMax) return unreadable(`The file has more than ${csvRowsMax} rows: split it.`);
  const rows: CsvRow[] = [];
  for (const { record, info } of records) {
    if (record.length !== names.length) {
      refused.push({ line: info.lines, why: `It has ${record.length} values, and there are ${names.length} columns.` });
      continue;
    }
    const values = new Map(names.map((name, place) => [name, record[place] ?? '']));
    rows.push({ line: info.lines, referral: referralOf((name) => values.get(name) || undefined) });
  }
  return { kind: 'table', rows, refused };
}

function referralOf(value: (name: string) => string | undefined): IncomingReferral {
  const lesions: { site: string; side?: 'left'; code?: string | undefined }[] = [];
  for (let place = 1; place <= lesionsMax; place++) {
    const site = value(`lesion_${place}_site`);
    if (site === undefined) continue;
    const side = value(`lesion_${place}_side`)?.toLowerCase();
    // the schema of the port checks it, as everything else that is written here
    lesions.push({
      site,
      ...(side === undefined ? {} : { side: side as 'left' }),
      code: value(`lesion_${place}_code`),
    });
  }
  const nhsNumber = value('nhs_number')?.replaceAll(/[\s-]/g, '') ?? '';
  const receivedOn = dayOf(value('received_on'));
  const same = JSON.stringify([nhsNumber, receivedOn, lesions.map(({ site, side }) => [site.toLowerCase(), side])]);
  return {
    source: 'csv',
    sourceId: value('reference') ?? `row ${hashOf(Buffer.from(same))}`,
    ubrn: value('ubrn')?.replaceAll(/[\s-]/g, ''),
    urgency: (value('urgency')
      ?.toLowerCase()
      .replaceAll(/[\s_]+/g, '-') ?? '') as 'routine',
    practice: value('practice'),
    practitioner: value('practitioner'),
    clinicalText: value('clinical_text'),
    receivedOn,
    patient: {
      nhsNumber,
      hospitalNumber: value('hospital_number'),
      familyName: value('family_name') ?? '',
      givenName: value('given_name') ?? '',
      dateOfBirth: dayOf(value('date_of_birth')),
      sex: value('sex')?.toLowerCase() as 'female' | undefined,
      address: value('address')
        ?.split('|')
        .map((text) => text.trim()),
      postcode: value('postcode'),
      email: value('email'),
      telephone: value('telephone'),
      language: value('language'),
    },
    lesions,
  };
}

/** 03/04/1958 as 1958-04-03; anything else as it is. */
function dayOf(text: string | undefined): string {
  const british = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text ?? '');
  if (british === null) return text ?? '';
  const [, day = '', month = '', year = ''] = british;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  return first.split(';').length > first.split(',').length ? ';' : ',';
}

function headerProblem(names: readonly string[]): string | undefined {
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) return `The first line must name these columns too: ${missing.join(', ')}.`;
  const unknown = names.filter((name) => !columns.has(name));
  if (unknown.length > 0) return `These columns are not known: ${unknown.join(', ').slice(0, 200)}.`;
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  return twice === undefined ? undefined : `The column ${twice} is there twice.`;
}

/** Without its byte order mark. Undefined when it is not UTF-8. */
function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined; // the decoder's word for malformed bytes
    throw error;
  }
}

function lineOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : 1;
}

function whyOf(fields: Readonly<Record<string, string>>, why: string): string {
  const named = Object.entries(fields).filter(([field]) => field !== '' && !why.startsWith(`${field}:`));
  return named.length > 1 ? `${why} Also: ${named.map(([field, text]) => `${field}: ${text}`).join(' ')}` : why;
}

function unreadable(error: string): CsvReading {
  return { kind: 'unreadable', error };
}
