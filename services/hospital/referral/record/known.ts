/**
 * A referral that was received before: found by its sender's identifier or its UBRN, and brought up to date.
 *
 *   what                                     until
 *   urgency, practice, practitioner, text    it is seen or closed
 *   lesions that are new                     it is booked: later the clinic is already planned for what was named
 *   letters, answers, contact of the patient always
 *   start of the clock                       it is stopped; only ever to an earlier day
 */
import type { Queries } from '../../database/api.ts';
import { noteEvent, recordDeed } from '../../database/trail.ts';
import type { By, CheckedReferral, Taken } from '../api.ts';
import { addAnswers, addDocuments, addLesions } from './contents.ts';
import { updateContact } from './patients.ts';
import { originalText } from './rows.ts';

export interface KnownReferral {
  readonly id: string;
  readonly patient: string;
  readonly state: string;
  readonly ubrn: string | null;
  readonly urgency: string;
  readonly practice: string;
  readonly practitioner: string;
  readonly clinicalText: string;
  readonly clockStartsOn: string;
  readonly clockStoppedOn: string | null;
}

/** None, the one, or two when its identifiers belong to two. Locks them. */
export function findKnown(tx: Queries, incoming: CheckedReferral): Promise<readonly KnownReferral[]> {
  return tx.query<KnownReferral>(
    `select id, patient, state, ubrn, urgency, practice, practitioner, clinical_text as "clinicalText",
       clock_starts_on as "clockStartsOn", clock_stopped_on as "clockStoppedOn"
     from referral where (source = $1 and source_id = $2) or ubrn = $3 order by id for update`,
    [incoming.source, incoming.sourceId, incoming.ubrn],
  );
}

export async function updateKnown(
  tx: Queries,
  known: KnownReferral,
  incoming: CheckedReferral,
  by: By,
  at: Date,
): Promise<Taken> {
  const changed: string[] = await updateContact(tx, known.patient, incoming.patient);
  const isOpen = ['received', 'accepted', 'booked'].includes(known.state);
  if (isOpen) changed.push(...(await updateRow(tx, known, incoming)));
  if (['received', 'accepted'].includes(known.state)) {
    const added = await addLesions(tx, known.id, incoming.lesions);
    if (added.length > 0) changed.push('lesion');
  }
  const belonging = { referral: known.id, patient: known.patient, at };
  if ((await addDocuments(tx, belonging, incoming.documents)).length > 0) changed.push('letter');
  if ((await addAnswers(tx, belonging, incoming.answers)) !== undefined) changed.push('answers');
  if (changed.length > 0) {
    const original = originalText(incoming.original);
    if (original !== undefined) {
      await tx.query('update referral set original = $2::jsonb where id = $1', [known.id, original]);
    }
    const detail = { source: incoming.source, practice: incoming.practice, changed: changed.join(', ') };
    await noteEvent(tx, { at, patient: known.patient, referral: known.id, kind: 'referral-received', detail });
    const deed = { referral: known.id, source: incoming.source, changed };
    await recordDeed(tx, { at, ...by, action: 'update-referral', patient: known.patient, detail: deed });
  }
  return { kind: 'known', id: known.id, patient: known.patient, changed };
}

async function updateRow(tx: Queries, known: KnownReferral, incoming: CheckedReferral): Promise<string[]> {
  const changed: string[] = [];
  if (incoming.urgency !== known.urgency) changed.push('urgency');
  for (const field of ['practice', 'practitioner', 'clinicalText'] as const) {
    if (incoming[field] !== '' && incoming[field] !== known[field]) changed.push(field);
  }
  if (incoming.ubrn !== undefined && known.ubrn === null) changed.push('ubrn');
  if (known.clockStoppedOn === null && incoming.receivedOn < known.clockStartsOn) changed.push('receivedOn');
  if (changed.length === 0) return changed;
  await tx.query(
    `update referral set urgency = $2, practice = coalesce(nullif($3, ''), practice),
       practitioner = coalesce(nullif($4, ''), practitioner), clinical_text = coalesce(nullif($5, ''), clinical_text),
       ubrn = coalesce(ubrn, $6),
       clock_starts_on = case when clock_stopped_on is null then least(clock_starts_on, $7::date) else clock_starts_on end
     where id = $1`,
    [
      known.id,
      incoming.urgency,
      incoming.practice,
      incoming.practitioner,
      incoming.clinicalText,
      incoming.ubrn,
      incoming.receivedOn,
    ],
  );
  return changed;
}
