/**
 * Keeps the worklist of every station on the broker as the record says it should be.
 *
 *   changed() ─┐                        the same content as published, today ──► nothing
 *   a minute  ─┼─► read ─► compare ─►
 *   connected ─┘                        another, or a new day ──► next serial ─► seal, sign ─► publish ─► remember
 *
 * A serial is taken in the database before the worklist goes out, and its content is remembered only when the broker holds
 * it: what was interrupted in between is published again, under a higher serial. When another process has taken a
 * serial meanwhile, its worklist and ours may have arrived in any order: we read anew and publish once more.
 */
import canonicalize from 'canonicalize';
import type { Logger } from 'pino';
import type { StationId } from '../../../wire/ids.ts';
import type { StationSheet } from '../../../wire/questionnaire.ts';
import { hashOf, type Signer } from '../../../wire/signing.ts';
import type { Worklist } from '../../../wire/worklist.ts';
import type { Database } from '../../database/api.ts';
import { hospitalDay } from '../../database/clock.ts';
import type { PublishWorklist } from '../api.ts';
import { type StationClinics, stationClinics, worklistDays } from './content.ts';
import { type EarlierPicture, type EarlierThumbnail, earlierPictures, smallCopies } from './earlier.ts';
import { fittedWorklist } from './fitting.ts';
import { errorForLog, looking } from './looking.ts';
import { type StationStaff, stationStaff } from './staff.ts';

/** Another process may be publishing to the same station: so often in a row at most, then with the next look. */
const overtakenMax = 3;

export interface WorklistsOptions {
  readonly database: Database;
  readonly publish: PublishWorklist;
  readonly signer: Signer;
  /** The age recipient of the station; undefined until it is enrolled. */
  readonly recipientOf: (station: StationId) => string | undefined | Promise<string | undefined>;
  /** The questionnaire in every language, for patients who answer at the station. */
  readonly questionnaire: readonly StationSheet[];
  /** Small copies of pictures that the archive has. */
  readonly earlier: EarlierThumbnail;
  readonly now: () => Date;
  readonly log: Logger;
}

export interface Worklists {
  /** Something may have changed. Returns at once; calls that come together are one look. */
  changed(): void;
  /**
   * Resolves after a look that began after the call, whether or not the broker took everything. `anew`: publish also what
   * has not changed, for a broker that has lost what it held.
   */
  refreshAll(options?: { readonly anew: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** All that one look reads. */
interface ReadRecord {
  readonly stations: ReadonlyMap<string, StationClinics>;
  readonly staff: StationStaff;
  /** By the name of the appointment, of all stations; the newest first. */
  readonly earlier: readonly EarlierPicture[];
}

export function worklists(options: WorklistsOptions): Worklists {
  const { database, publish, signer, recipientOf, questionnaire, now, log } = options;
  const copyOf = smallCopies(options.earlier);
  /** Everything is published with the next look, changed or not. */
  let allAnew = false;
  /** Published with the next look, changed or not: nobody can say which list the broker holds. */
  const unsure = new Set<string>();
  const looks = looking(refresh);

  async function refresh(): Promise<'done' | 'again'> {
    for (let left = overtakenMax; left > 0; left--) {
      const failed = await refreshStations();
      if (failed || looks.closed()) return 'again';
      if (unsure.size === 0) return 'done';
    }
    return 'again';
  }

  /** True when something could not be read or published. */
  async function refreshStations(): Promise<boolean> {
    const today = hospitalDay(now());
    let read: ReadRecord;
    try {
      read = await readRecord(today);
    } catch (error) {
      log.error(errorForLog(error), 'worklists cannot be read from the database');
      return true;
    }
    if (read.staff.leftOut.length > 0)
      log.warn({ staff: read.staff.leftOut }, 'these people do not fit into a worklist');
    if (allAnew) for (const station of read.stations.keys()) unsure.add(station);
    allAnew = false;
    let failed = false;
    for (const [station, content] of read.stations) {
      if (looks.closed()) return failed;
      try {
        if (await refreshStation(station as StationId, content, read, today)) unsure.delete(station);
        else unsure.add(station);
      } catch (error) {
        log.warn({ station, ...errorForLog(error) }, 'a worklist could not be published');
        failed = true;
      }
    }
    return failed;
  }

  async function readRecord(today: string): Promise<ReadRecord> {
    const stations = await stationClinics(database, today);
    const appointments = [...stations.values()].flatMap(({ clinics }) =>
      clinics.flatMap((clinic) => clinic.appointments.map(({ id }) => String(id))),
    );
    return {
      stations,
      staff: await stationStaff(database),
      earlier: await earlierPictures(database, appointments),
    };
  }

  /** False when another process took a serial meanwhile: of its list and ours, either may have arrived last. */
  async function refreshStation(
    station: StationId,
    { clinics, leftOut }: StationClinics,
    { staff: { staff }, earlier: all }: ReadRecord,
    today: string,
  ): Promise<boolean> {
    const recipient = await recipientOf(station);
    if (recipient === undefined) return true; // not enrolled: nobody could open it
    const here = new Set(clinics.flatMap(({ appointments }) => appointments.map(({ id }) => String(id))));
    const earlier = all.filter(({ appointment }) => here.has(appointment));
    const content = { station, recipient, signer: signer.id, clinics, staff, questionnaire, earlier };
    const contentHash = hashOf(Buffer.from(canonicalize(content) ?? ''));
    const [last] = await database.query<{ contentHash: string; publishedAt: Date }>(
      'select content_hash as "contentHash", published_at as "publishedAt" from worklist where station = $1',
      [station],
    );
    const same = last?.contentHash === contentHash && hospitalDay(last.publishedAt) === today;
    if (same && !unsure.has(station)) return true;
    if (leftOut.length > 0) {
      log.warn({ station, appointments: leftOut }, 'these appointments do not fit into a worklist');
    }
    const serial = await takeSerial(station);
    const list: Worklist = {
      kind: 'worklist',
      version: 1,
      ...{ station, serial },
      madeAt: now().toISOString(),
      ...{ clinics: [...clinics], staff: [...staff], questionnaire: [...questionnaire] },
    };
    const when = { today, days: worklistDays };
    const fitted = await fittedWorklist(list, earlier, when, { signer, recipient, copyOf });
    if (fitted === undefined) {
      log.error({ station }, "today's clinics are too long for a worklist: the station keeps the one it has");
      return true;
    }
    const { letter, days, picturesLeftOut, picturesMissing } = fitted;
    if (days < worklistDays) log.warn({ station, days }, 'a worklist is too long for all its days');
    if (picturesLeftOut + picturesMissing > 0)
      log.info({ station, picturesLeftOut, picturesMissing }, 'a worklist goes without some earlier pictures');
    await publish(station, letter);
    const kept = await database.query(
      'update worklist set content_hash = $3, published_at = $4 where station = $1 and serial = $2 returning station',
      [station, serial, contentHash, now()],
    );
    if (kept.length > 0) log.info({ station, serial }, 'worklist published');
    return kept.length > 0;
  }

  /**
   * From here on nobody knows what the broker holds, until somebody has written it down. A serial is at least the time in
   * seconds: a database that was restored, or is a new one, does not fall behind what the stations have seen.
   */
  async function takeSerial(station: StationId): Promise<number> {
    const at = now();
    const [row] = await database.query<{ serial: number }>(
      `insert into worklist (station, serial, content_hash, published_at) values ($1, $3::bigint, '', $2)
       on conflict (station) do update set serial = greatest(worklist.serial + 1, excluded.serial), content_hash = ''
       returning serial`,
      [station, at, Math.floor(at.getTime() / 1000)],
    );
    if (row === undefined) throw new Error('an insert or update returns its row');
    return row.serial;
  }

  return {
    changed: looks.changed,
    async refreshAll({ anew } = { anew: false }) {
      allAnew ||= anew;
      await looks.once();
    },
    close: looks.close,
  };
}
