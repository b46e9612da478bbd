/** A small hospital in the database: Margaret, referred for two lesions, photographed at Histon. */
import { randomUUID } from 'node:crypto';
import type { Database, Queries } from '../../../../services/hospital/database/api.ts';
import { noteEvent, queueOutbound, recordDeed } from '../../../../services/hospital/database/trail.ts';
import { hashOf } from '../../../../services/wire/signing.ts';

export const bookedAt = new Date('2026-11-02T09:00:00.000Z');
export const slotAt = new Date('2026-11-22T09:30:00.000Z');
export const ubrn = '000012345678';
export const nhsNumber = '9990000018';

export interface Filled {
  readonly patient: string;
  readonly referral: string;
  readonly appointment: string;
  readonly document: string;
  readonly session: string;
}

export async function fill(database: Database): Promise<Filled> {
  const [patient, referral, appointment, document, session] = Array.from({ length: 5 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const letter = Buffer.from('%PDF-1.7 invented letter');
  await database.transaction(async (tx) => {
    await tx.query("insert into site (id, name, address) values ('histon', 'Histon Surgery', $1)", [['1 High Street']]);
    await tx.query("insert into station (id, site) values ('histon-1', 'histon')");
    await tx.query(
      `insert into patient (id, hospital_number, nhs_number, family_name, given_name, date_of_birth, created_at)
       values ($1, 'H000123', $2, 'Okonkwo-Bright', 'Margaret', '1958-04-03', $3)`,
      [patient, nhsNumber, bookedAt],
    );
    await tx.query(
      `insert into referral (id, patient, ubrn, source, urgency, state, clock_starts_on, received_at)
       values ($1, $2, $3, 'fhir', 'suspected-cancer', 'booked', '2026-11-01', $4)`,
      [referral, patient, ubrn, bookedAt],
    );
    await tx.query(
      `insert into lesion (id, referral, ordinal, site, side, site_scheme, site_code, site_meaning, tracking_uid)
       values ('L1', $1, 1, 'left shin', 'left', 'SCT', '12611008', 'Shin', '2.25.101'), ('L2', $1, 2, 'middle of the back', null, null, null, null, '2.25.102')`,
      [referral],
    );
    await tx.query(
      `insert into session (id, site, station, starts_at, ends_at, slot_minutes, state)
       values ($1, 'histon', 'histon-1', '2026-11-22T09:00:00Z', '2026-11-22T12:00:00Z', 15, 'open')`,
      [session],
    );
    await tx.query(
      "insert into appointment (id, referral, session, slot_at, state, code, booked_at) values ($1, $2, $3, $4, 'booked', $5, $6)",
      [appointment, referral, session, slotAt, randomUUID(), bookedAt],
    );
    await tx.query(
      "insert into document (id, referral, title, media_type, bytes, sha256, created_at) values ($1, $2, 'Referral letter', 'application/pdf', $3, $4, $5)",
      [document, referral, letter, hashOf(letter), bookedAt],
    );
    for (const action of ['book-appointment', 'view-patient'])
      await recordDeed(tx, {
        at: bookedAt,
        who: 'u1',
        whoName: 'Ada Coordinator',
        action,
        patient,
        detail: { appointment },
      });
    await noteEvent(tx, { at: bookedAt, patient, referral, kind: 'appointment-booked', detail: { appointment } });
    await queueTask(tx, { patient, referral, appointment, document, session }, 'booked', bookedAt);
  });
  return { patient, referral, appointment, document, session };
}

/** A visit at the station: who worked there, its record, a letter, deeds. Its bytes hold every value that a byte has. */
export async function fillVisit(database: Database, { patient, referral, appointment }: Filled): Promise<void> {
  const [parcel, visit] = [randomUUID(), randomUUID()];
  const letter = Uint8Array.from({ length: 1024 }, (_, place) => place % 256);
  const hash = { scheme: 'scrypt', cost: 32_768, blockSize: 8, parallelization: 1, salt: 'c2FsdA==', hash: 'aGFzaA==' };
  await database.transaction(async (tx) => {
    await tx.query("insert into badge_salt (salt) values ('c2FsdA==')");
    await tx.query(
      `insert into station_staff (id, name, pin, active, created_at, changed_at) values ($1, 'Siobhán Ó Neill', $2::jsonb, true, $3, $3)`,
      [randomUUID(), JSON.stringify(hash), bookedAt],
    );
    await tx.query(
      `insert into visit_record (parcel, station, sealed_sha256, visit, appointment, patient, referral, record, state, ended_at, received_at)
       values ($1, 'histon-1', 'x', $2, $3, $4, $5, $6::jsonb, 'matched', $7, $7)`,
      [parcel, visit, appointment, patient, referral, JSON.stringify({ note: 'Blutete; “war” 𝄞' }), slotAt],
    );
    await tx.query(
      `insert into visit_attachment (parcel, station, sealed_sha256, visit, appointment, patient, referral, what, capture,
                                     taken_at, bytes, sha256, filed_at, state)
       values ($1, 'histon-1', 'x', $2, $3, $4, $5, 'identity-frame', '{}', $6, $7, $8, $6, 'filed')`,
      [randomUUID(), visit, appointment, patient, referral, slotAt, letter, hashOf(letter)],
    );
    await tx.query(
      `insert into station_deeds (parcel, station, sealed_sha256, entries, received_at) values ($1, 'histon-1', 'x', 3, $2)`,
      [randomUUID(), slotAt],
    );
  });
}

export function queueTask(tx: Queries, { appointment, referral }: Filled, change: string, at: Date): Promise<void> {
  return queueOutbound(tx, {
    key: `task/${appointment}/${change}`,
    subject: { kind: 'task', appointment },
    referral,
    at,
  });
}

export interface Taken {
  readonly visit: string;
  readonly lesion: 'L1' | 'L2';
  readonly view: 'locating' | 'close-up' | 'dermoscopic';
  readonly studyUid: string;
  readonly state?: 'filed' | 'rejected';
  readonly patient?: string;
  readonly second?: number;
}

/** Files one picture; the returned text is its SOP instance UID. */
export async function picture(tx: Queries, filled: Filled, taken: Taken): Promise<string> {
  const { visit, lesion, view, studyUid, state = 'filed', patient = filled.patient, second = 0 } = taken;
  const sopUid = `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
  const number = { locating: 1, 'close-up': 2, dermoscopic: 3 }[view];
  await tx.query(
    `insert into picture (sop_uid, parcel, filing, station, visit, appointment, patient, referral, lesion, view, polarised,
       taken_at, sop_class, study_uid, series_uid, sha256, bytes, width_px, height_px, filed_as, filed_at, state)
     values ($1, $2, 1, 'histon-1', $3, $4, $5, $6, $7, $8, false, $9, $10, $11, $12, 'x', 1, 1, 1, 'y', $9, $13)`,
    [
      ...[sopUid, randomUUID(), visit, filled.appointment, patient, filled.referral, lesion, view],
      new Date(slotAt.getTime() + second * 1000),
      view === 'dermoscopic' ? '1.2.840.10008.5.1.4.1.1.77.1.7' : '1.2.840.10008.5.1.4.1.1.77.1.4',
      ...[studyUid, `${studyUid}.${lesion.slice(1)}.${number}`, state],
    ],
  );
  return sopUid;
}
