/**
 * Deciding about what goes beside the record: a visit's record, or a picture that shows no lesion. The archive has no part in
 * it, so that one transaction does all of it.
 */
import type { Queries } from '../../database/api.ts';
import type { Staff } from '../../identity/api.ts';
import type { Decision } from '../api.ts';
import type { IngestDeps } from '../filing.ts';
import type { Found } from '../matching.ts';
import { findAppointment } from '../record/appointments.ts';
import { recordSettled } from '../record/pictures.ts';
import { insertAttachment, isKeepable } from '../visits/attachment.ts';
import { followVisit } from '../visits/visit-record.ts';
import type { Settled } from './decision.ts';
import { openRow } from './open-row.ts';
import { pictureOf } from './picture.ts';
import { findWaiting, type Waiting } from './queue.ts';

export type BesideDecision = Extract<Decision, { kind: 'file-beside' }>;

const conflict = (sentence: string): Settled => ({ kind: 'conflict', sentence });
const cannotKeep = conflict('This picture cannot be opened or kept. Keep it out and tell central IT.');
const isPicture = conflict('This is a picture of a lesion: choose which lesion it shows.');

/** Rejects with what `isPassing` knows when disk or database are away; nothing is done then. */
export async function decideBeside(
  deps: IngestDeps,
  parcel: string,
  decision: BesideDecision,
  staff: Staff,
): Promise<Settled> {
  const at = deps.now();
  const waiting = await findWaiting(deps.database, parcel);
  if (waiting === undefined) return { kind: 'unknown' };
  const jpeg = waiting.what === 'attachment' ? await pictureOf(deps, waiting) : undefined;
  const settled = await deps.database.transaction(async (tx): Promise<Settled & { readonly told?: string }> => {
    const row = await openRow(tx, parcel);
    if ('kind' in row) return row;
    const found = await findAppointment(tx, decision.appointment);
    if (found === undefined)
      return {
        kind: 'refused',
        field: 'appointment',
        sentence: 'There is no such appointment. Choose one of the list.',
      };
    const done = await keepBeside(tx, deps, { row, found, jpeg }, at);
    if (done.kind !== 'settled') return done;
    const patient = found.patient.id;
    const detail = { what: row.what, appointment: found.appointment.id };
    const { subject: by, name } = staff;
    await recordSettled(tx, { parcel, state: 'filed', decision, by, name, patient, detail }, at);
    return done;
  });
  if (settled.kind === 'settled') deps.changed();
  if ('told' in settled) deps.log.warn({ parcel, why: settled.told }, 'answers of a visit are not kept as answers');
  return settled;
}

interface Chosen {
  readonly row: Waiting;
  readonly found: Found;
  readonly jpeg: Uint8Array | undefined;
}

async function keepBeside(
  tx: Queries,
  deps: IngestDeps,
  { row, found, jpeg }: Chosen,
  at: Date,
): Promise<Settled & { readonly told?: string }> {
  const { parcel, station, capture, record } = row;
  switch (row.what) {
    case 'picture':
      return isPicture;
    case 'visit-record': {
      if (record === null) throw new Error('a visit’s record waits, and is not there');
      await tx.query(
        `update visit_record set state = 'settled', appointment = $2, patient = $3, referral = $4 where parcel = $1`,
        [parcel, found.appointment.id, found.patient.id, found.referral.id],
      );
      const told = await followVisit(tx, deps, { record, found, decided: true }, at);
      return { kind: 'settled', ...(told === undefined ? {} : { told }) };
    }
    case 'attachment': {
      if (capture?.binding.kind !== 'attachment' || jpeg === undefined || !isKeepable(jpeg)) return cannotKeep;
      const { visit, what } = capture.binding;
      const sha256 = row.sealedSha256 ?? '';
      await insertAttachment(tx, { parcel, station, sha256, visit, what, capture, jpeg, found }, at);
      return { kind: 'settled' };
    }
  }
}
