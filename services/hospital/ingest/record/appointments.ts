/** Appointments as the record has them, with all that a picture has to agree with. */
import type { Queries } from '../../database/api.ts';
import type { Found, LesionOnRecord } from '../matching.ts';

/** Records that were merged one into the other, at most; a ring of them would be a bug. */
const mergesMax = 16;

interface Row {
  readonly id: string;
  readonly state: string;
  readonly awaitedStill: boolean;
  readonly station: string;
  readonly siteName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly referral: string;
  readonly ubrn: string | null;
  readonly patient: string | null;
  readonly hospitalNumber: string;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
  readonly sex: 'female' | 'male' | 'other' | 'unknown' | null;
}

/**
 * Whether whoever did not attend is awaited all the same: their station said so itself, and nobody has booked anew since.
 * `appointment`: the alias of the table in the statement around it.
 */
export function awaitedStill(appointment: string): string {
  return `(${appointment}.state = 'did-not-attend'
      and exists (select 1 from visit_record v where v.appointment = ${appointment}.id and v.state = 'matched'
                   and v.record->>'outcome' = 'did-not-attend')
      and not exists (select 1 from appointment o where o.referral = ${appointment}.referral and o.state = 'booked'))`;
}

/** The appointment with this id, whatever its state; undefined where there is none. */
export async function findAppointment(tx: Queries, appointment: string): Promise<Found | undefined> {
  const [row] = await tx.query<Row>(
    `with recursive chain as (
       select p.*, 0 as merges from appointment a
         join referral r on r.id = a.referral join patient p on p.id = r.patient where a.id = $1
       union all
       select p.*, c.merges + 1 from chain c join patient p on p.id = c.merged_into where c.merges < $2
     )
     select a.id, a.state, ${awaitedStill('a')} as "awaitedStill", s.station, i.name as "siteName", s.starts_at as "startsAt", s.ends_at as "endsAt",
            r.id as referral, r.ubrn, p.id as patient, p.hospital_number as "hospitalNumber", p.nhs_number as "nhsNumber",
            p.family_name as "familyName", p.given_name as "givenName", p.date_of_birth as "dateOfBirth", p.sex
       from appointment a join session s on s.id = a.session join site i on i.id = s.site
       join referral r on r.id = a.referral left join chain p on p.merged_into is null
      where a.id = $1`,
    [appointment, mergesMax],
  );
  if (row === undefined) return undefined;
  if (row.patient === null) throw new Error(`the patient of appointment ${row.id} was merged in a ring`);
  return {
    appointment: { id: row.id, state: row.state, ...(row.awaitedStill ? { awaitedStill: true } : {}) },
    session: { station: row.station, siteName: row.siteName, startsAt: row.startsAt, endsAt: row.endsAt },
    referral: { id: row.referral, ...(row.ubrn === null ? {} : { ubrn: row.ubrn }) },
    patient: {
      id: row.patient,
      hospitalNumber: row.hospitalNumber,
      ...(row.nhsNumber === null ? {} : { nhsNumber: row.nhsNumber }),
      familyName: row.familyName,
      givenName: row.givenName,
      dateOfBirth: row.dateOfBirth,
      ...(row.sex === null ? {} : { sex: row.sex }),
    },
    lesions: await lesionsOf(tx, row.referral),
  };
}

interface LesionRow {
  readonly id: string;
  readonly ordinal: number;
  readonly site: string;
  readonly side: 'left' | 'right' | 'midline' | null;
  readonly scheme: string | null;
  readonly code: string | null;
  readonly meaning: string | null;
  readonly trackingUid: string;
}

/** The lesions of a referral, as the letter numbers them. */
export async function lesionsOf(tx: Queries, referral: string): Promise<readonly LesionOnRecord[]> {
  const rows = await tx.query<LesionRow>(
    `select id, ordinal, site, side, site_scheme as scheme, site_code as code, site_meaning as meaning,
            tracking_uid as "trackingUid"
       from lesion where referral = $1 order by ordinal`,
    [referral],
  );
  return rows.map(({ id, ordinal, site, side, scheme, code, meaning, trackingUid }) => ({
    id,
    ordinal,
    site,
    ...(side === null ? {} : { side }),
    ...(scheme === null || code === null || meaning === null ? {} : { code: { scheme, code, meaning } }),
    trackingUid,
  }));
}
