/**
 * The port into which every source delivers a referral. One transaction: a referral is there with its patient, lesions,
 * letters and its step in the journey, or not at all.
 *
 *   check ─► lock the NHS number ─► the same referral before? ──► known: update what may be updated
 *                                      │ no
 *                                      └─► find or make the patient ─► taken, possible duplicates named
 */
import { type Database, isRefused, type Queries, uniqueViolation } from '../database/api.ts';
import { hospitalDay } from '../database/clock.ts';
import { noteEvent, recordDeed } from '../database/trail.ts';
import {
  type By,
  type CheckedReferral,
  documentBytesMax,
  type IncomingReferral,
  type Intake,
  incomingReferral,
  type RefusedReferral,
  type Taken,
} from './api.ts';
import { addAnswers, addDocuments, addLesions } from './record/contents.ts';
import { findKnown, updateKnown } from './record/known.ts';
import { findPatient, makePatient, samePersons, updateContact } from './record/patients.ts';
import { insertReferral, openReferrals } from './record/rows.ts';

export interface IntakeDeps {
  readonly database: Database;
  readonly now: () => Date;
  /** Called after every change, for the clinic's worklists. */
  readonly changed: () => void;
}

/** One after the other for one NHS number, so that two deliveries do not make two patients. Apart from other locks. */
const numberLock = 7_264_012;

/** Nobody alive was born before. */
const earliestBirth = '1890-01-01';

/** Two deliveries that met at a number which only one may have: the second one finds the first. */
const attemptsMax = 3;

export function openIntake({ database, now, changed }: IntakeDeps): Intake {
  async function attempt(incoming: CheckedReferral, by: By): Promise<Taken> {
    for (let left = attemptsMax - 1; ; left--) {
      try {
        return await database.transaction((tx) => takeIn(tx, incoming, by, now()));
      } catch (error) {
        if (left === 0 || !isRefused(error, uniqueViolation)) throw error;
      }
    }
  }
  return {
    async take(incoming, by) {
      const checked = check(incoming, hospitalDay(now()));
      if ('kind' in checked) return checked;
      const outcome = await attempt(checked, by);
      if (outcome.kind === 'taken' || (outcome.kind === 'known' && outcome.changed.length > 0)) changed();
      return outcome;
    },
  };
}

/** The referral with its defaults, or why it cannot be taken. Does not look into the database. */
export function check(incoming: IncomingReferral, today: string): CheckedReferral | RefusedReferral {
  const parsed = incomingReferral.safeParse(incoming);
  if (!parsed.success) {
    const fields: Record<string, string> = {};
    for (const { path, message } of parsed.error.issues) fields[path.join('.')] ??= message;
    return invalid(fields);
  }
  const { documents, lesions, patient, receivedOn } = parsed.data;
  if (receivedOn > today) return invalid({ receivedOn: 'This day has not come yet.' });
  if (patient.dateOfBirth > today) return invalid({ 'patient.dateOfBirth': 'This day has not come yet.' });
  if (patient.dateOfBirth < earliestBirth) return invalid({ 'patient.dateOfBirth': 'This is too long ago.' });
  const named = lesions.flatMap(({ trackingUid }) => trackingUid ?? []);
  if (new Set(named).size < named.length) return invalid({ lesions: 'Two of them have the same identifier.' });
  const unfit = documents.findIndex(({ bytes }) => !isPdf(bytes) || bytes.length > documentBytesMax);
  if (unfit !== -1) {
    return invalid({ [`documents.${unfit}`]: `A letter is a PDF of at most ${documentBytesMax / (1024 * 1024)} MB.` });
  }
  return parsed.data;
}

function invalid(fields: Readonly<Record<string, string>>): RefusedReferral {
  const [field, sentence] = Object.entries(fields)[0] ?? ['', ''];
  return { kind: 'refused', reason: 'invalid', why: field === '' ? sentence : `${field}: ${sentence}`, fields };
}

/** ISO 32000-1, 7.5.2. */
export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 5)).toString('latin1') === '%PDF-';
}

async function takeIn(tx: Queries, incoming: CheckedReferral, by: By, at: Date): Promise<Taken> {
  await tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [numberLock, incoming.patient.nhsNumber]);
  const [known, another] = await findKnown(tx, incoming);
  if (another !== undefined) {
    const why = 'Its UBRN and its own identifier belong to two referrals here. Check both with the sender.';
    return { kind: 'refused', reason: 'identifiers-differ', why, fields: { ubrn: why } };
  }
  const found = await findPatient(tx, incoming.patient);
  if (found.kind === 'differs') {
    return { kind: 'refused', reason: 'patient-differs', why: found.why, fields: found.fields };
  }
  if (known !== undefined) {
    if (found.kind === 'patient' && found.id === known.patient) return updateKnown(tx, known, incoming, by, at);
    const why = 'This referral was received before for another patient. Check the numbers with the sender.';
    return { kind: 'refused', reason: 'patient-differs', why, fields: { patient: why } };
  }
  const isNew = found.kind === 'nobody';
  const patient = isNew ? await makePatient(tx, incoming.patient, at) : found.id;
  if (!isNew) await updateContact(tx, patient, incoming.patient);
  const referral = await insertReferral(tx, incoming, patient, at);
  await addLesions(tx, referral, incoming.lesions);
  const { source, practice } = incoming;
  await noteEvent(tx, { at, patient, referral, kind: 'referral-received', detail: { source, practice } });
  const belonging = { referral, patient, at };
  await addDocuments(tx, belonging, incoming.documents);
  await addAnswers(tx, belonging, incoming.answers);
  const samePatient = (await samePersons(tx, patient)).map(({ id }) => id);
  const sameReferral = await openReferrals(tx, patient, referral);
  const detail = { referral, source, newPatient: isNew, samePatient, sameReferral };
  await recordDeed(tx, { at, ...by, action: 'receive-referral', patient, detail });
  return { kind: 'taken', id: referral, patient, samePatient, sameReferral };
}
