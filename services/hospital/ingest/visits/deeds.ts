/**
 * Deeds from a station become entries of the hospital's audit log: all of a parcel in one transaction, and each parcel once.
 * Names and patients are the hospital's own: the station told ids.
 */
import type { Deeds, StationDeed } from '../../../wire/deeds.ts';
import type { Manifest } from '../../../wire/manifest.ts';
import type { Queries } from '../../database/api.ts';
import { recordDeeds } from '../../database/trail.ts';
import type { Taken } from '../corrections.ts';
import type { IngestDeps } from '../filing.ts';
import { findAppointment } from '../record/appointments.ts';
import { isNameTaken, lockParcel } from '../record/claims.ts';

/** Rejects as `fileParcel` does; then nothing of it is in the log, and the same again puts all of it there. */
export async function takeDeeds(deps: IngestDeps, manifest: Manifest, { deeds, ...named }: Deeds): Promise<Taken> {
  const { parcel, station, sha256 } = manifest;
  if (named.parcel !== parcel || named.station !== station) return { kind: 'doubted', reason: 'does-not-match-offer' };
  const at = deps.now();
  return deps.database.transaction(async (tx): Promise<Taken> => {
    await lockParcel(tx, parcel);
    const [before] = await tx.query<{ same: boolean }>(
      'select station = $2 and sealed_sha256 = $3 as same from station_deeds where parcel = $1',
      [parcel, station, sha256],
    );
    if (before?.same === true) return { kind: 'taken', as: `deeds/${parcel}` };
    if (before !== undefined || (await isNameTaken(tx, parcel)))
      return { kind: 'doubted', reason: 'filed-differently-before' };
    await tx.query(
      'insert into station_deeds (parcel, station, sealed_sha256, entries, received_at) values ($1, $2, $3, $4, $5)',
      [parcel, station, sha256, deeds.length, at],
    );
    const people = await namesOf(tx, deeds);
    const patients = await patientsOf(tx, deeds);
    const entries = deeds.map((deed) => {
      const { by, what, appointment, visit, picture, detail } = deed;
      const patient = patients(deed);
      const name = by === undefined ? undefined : people.get(by);
      return {
        at: new Date(deed.at),
        who: by ?? `station:${station}`,
        whoName: name ?? (by === undefined ? `nobody signed in at ${station}` : `somebody unknown, at ${station}`),
        action: `station-${what}`,
        ...(patient === undefined ? {} : { patient }),
        detail: { station, parcel, appointment, visit, picture, detail, receivedAt: at.toISOString() },
      };
    });
    await recordDeeds(tx, entries);
    return { kind: 'taken', as: `deeds/${parcel}` };
  });
}

async function namesOf(tx: Queries, deeds: readonly StationDeed[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(deeds.flatMap(({ by }) => (by === undefined ? [] : [by])))];
  const rows = await tx.query<{ id: string; name: string }>(
    'select id, name from station_staff where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whose record a deed was about: by its appointment, or by its visit where that has come already. */
async function patientsOf(
  tx: Queries,
  deeds: readonly StationDeed[],
): Promise<(deed: StationDeed) => string | undefined> {
  const named = new Set(deeds.flatMap(({ appointment }) => (appointment === undefined ? [] : [appointment])));
  const byAppointment = new Map<string, string>();
  for (const appointment of named) {
    const found = await findAppointment(tx, appointment);
    if (found !== undefined) byAppointment.set(appointment, found.patient.id);
  }
  const visits = [...new Set(deeds.flatMap(({ visit }) => (visit === undefined ? [] : [visit])))];
  const rows = await tx.query<{ visit: string; patient: string }>(
    'select visit, patient from visit_record where visit = any($1::uuid[]) and patient is not null',
    [visits],
  );
  const byVisit = new Map(rows.map(({ visit, patient }) => [visit, patient]));
  return ({ appointment, visit }) =>
    (appointment === undefined ? undefined : byAppointment.get(appointment)) ??
    (visit === undefined ? undefined : byVisit.get(visit));
}
