/**
 * What the record holds of an appointment, a visit's studies and a document: read from the tables, ready to be rendered.
 * A patient who was merged into another is told as the other one.
 */
import type { Queries } from '../../database/api.ts';

/** Merges that follow each other; more is a ring. */
const mergesMax = 16;

/** Whom a resource is about. */
export interface Subject {
  readonly id: string;
  readonly hospitalNumber: string;
  readonly nhsNumber: string | undefined;
}

export interface Referred {
  readonly id: string;
  readonly ubrn: string | undefined;
}

export interface AppointmentRecord {
  readonly id: string;
  readonly state: 'booked' | 'seen' | 'did-not-attend' | 'cancelled' | 'moved';
  readonly reason: string | undefined;
  readonly slotAt: Date;
  readonly slotMinutes: number;
  readonly bookedAt: Date;
  readonly station: string;
  readonly site: { readonly id: string; readonly name: string };
  readonly urgency: 'routine' | 'urgent' | 'suspected-cancer';
  readonly patient: Subject;
  readonly referral: Referred;
  /** Studies of this appointment's visits, in which an object is filed. */
  readonly studyUids: readonly string[];
}

/** One object in the archive. */
export interface ObjectRecord {
  readonly sopUid: string;
  readonly sopClass: string;
  readonly seriesUid: string;
  readonly view: 'locating' | 'close-up' | 'dermoscopic';
  readonly takenAt: Date;
  readonly state: 'filed' | 'rejected';
  readonly lesion: {
    readonly ordinal: number;
    readonly site: string;
    readonly side: 'left' | 'right' | 'midline' | undefined;
    readonly code: { readonly scheme: string; readonly code: string; readonly meaning: string } | undefined;
  };
}

export interface StudyRecord {
  readonly studyUid: string;
  readonly visit: string;
  readonly appointment: string;
  readonly patient: Subject;
  readonly referral: Referred;
  /** At least one, the first taken first. */
  readonly objects: readonly ObjectRecord[];
}

export interface DocumentRecord {
  readonly id: string;
  readonly title: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly createdAt: Date;
  readonly patient: Subject;
  readonly referral: Referred;
}

/** By our own name, or by the id of its resource (see `idOf`). */
export async function readAppointment(on: Queries, name: string): Promise<AppointmentRecord | undefined> {
  const [row] = await on.query<{
    id: string;
    state: AppointmentRecord['state'];
    reason: string | null;
    slotAt: Date;
    slotMinutes: number;
    bookedAt: Date;
    station: string;
    siteId: string;
    siteName: string;
    urgency: AppointmentRecord['urgency'];
    patient: string;
    referral: string;
    ubrn: string | null;
  }>(
    `select a.id, a.state, a.reason, a.slot_at as "slotAt", s.slot_minutes as "slotMinutes", a.booked_at as "bookedAt",
            s.station, s.site as "siteId", site.name as "siteName", r.urgency, r.patient, r.id as referral, r.ubrn
       from appointment a join session s on s.id = a.session join site on site.id = s.site
       join referral r on r.id = a.referral
      where a.id = $1 or ($2 and encode(sha256(convert_to(a.id, 'UTF8')), 'hex') = $1)`,
    [name, /^[0-9a-f]{64}$/.test(name)],
  );
  if (row === undefined) return undefined;
  const studies = await on.query<{ studyUid: string }>(
    `select study_uid as "studyUid" from picture where appointment = $1 and state = 'filed'
      group by study_uid order by min(taken_at), study_uid`,
    [row.id],
  );
  const { id, state, slotAt, slotMinutes, bookedAt, station, urgency } = row;
  return {
    ...{ id, state, slotAt, slotMinutes, bookedAt, station, urgency },
    reason: row.reason ?? undefined,
    site: { id: row.siteId, name: row.siteName },
    patient: await readSubject(on, row.patient),
    referral: { id: row.referral, ubrn: row.ubrn ?? undefined },
    studyUids: studies.map(({ studyUid }) => studyUid),
  };
}

/** Studies in which a visit has, or had, pictures: one, or more after pictures were filed to another patient. */
export async function studiesOfVisit(on: Queries, visit: string): Promise<readonly string[]> {
  const rows = await on.query<{ studyUid: string }>(
    'select distinct study_uid as "studyUid" from picture where visit = $1 order by study_uid',
    [visit],
  );
  return rows.map(({ studyUid }) => studyUid);
}

/** `two-patients`: objects of more than one patient are filed in it, which no archive should hold: nobody is told of it. */
export async function readStudy(on: Queries, studyUid: string): Promise<StudyRecord | 'two-patients' | undefined> {
  const rows = await on.query<{
    sopUid: string;
    sopClass: string;
    seriesUid: string;
    view: ObjectRecord['view'];
    takenAt: Date;
    state: ObjectRecord['state'];
    ordinal: number;
    site: string;
    side: 'left' | 'right' | 'midline' | null;
    scheme: string | null;
    code: string | null;
    meaning: string | null;
    visit: string;
    appointment: string;
    patient: string;
    referral: string;
    ubrn: string | null;
  }>(
    `select p.sop_uid as "sopUid", p.sop_class as "sopClass", p.series_uid as "seriesUid", p.view, p.taken_at as "takenAt",
            p.state, l.ordinal, l.site, l.side, l.site_scheme as scheme, l.site_code as code, l.site_meaning as meaning,
            p.visit, p.appointment, p.patient, p.referral, r.ubrn
       from picture p join lesion l on l.id = p.lesion join referral r on r.id = p.referral
      where p.study_uid = $1 order by p.taken_at, p.sop_uid`,
    [studyUid],
  );
  const filed = rows.filter(({ state }) => state === 'filed');
  const first = filed[0] ?? rows[0];
  if (first === undefined) return undefined;
  const patient = await readSubject(on, first.patient);
  for (const other of new Set(filed.map((row) => row.patient)))
    if ((await readSubject(on, other)).id !== patient.id) return 'two-patients';
  return {
    studyUid,
    visit: first.visit,
    appointment: first.appointment,
    patient,
    referral: { id: first.referral, ubrn: first.ubrn ?? undefined },
    objects: rows.map(({ sopUid, sopClass, seriesUid, view, takenAt, state, ordinal, site, side, ...row }) => {
      const { scheme, code, meaning } = row;
      const coded = scheme !== null && code !== null && meaning !== null;
      const lesion = { ordinal, site, side: side ?? undefined, code: coded ? { scheme, code, meaning } : undefined };
      return { sopUid, sopClass, seriesUid, view, takenAt, state, lesion };
    }),
  };
}

/** `id` must be a UUID. */
export async function readDocument(on: Queries, id: string): Promise<DocumentRecord | undefined> {
  const [row] = await on.query<{
    id: string;
    title: string;
    mediaType: string;
    bytes: Uint8Array;
    createdAt: Date;
    patient: string;
    referral: string;
    ubrn: string | null;
  }>(
    `select d.id, d.title, d.media_type as "mediaType", d.bytes, d.created_at as "createdAt", r.patient, d.referral, r.ubrn
       from document d join referral r on r.id = d.referral where d.id = $1`,
    [id],
  );
  if (row === undefined) return undefined;
  const { title, mediaType, bytes, createdAt } = row;
  const referral = { id: row.referral, ubrn: row.ubrn ?? undefined };
  return { id: row.id, title, mediaType, bytes, createdAt, patient: await readSubject(on, row.patient), referral };
}

async function readSubject(on: Queries, patient: string): Promise<Subject> {
  let id = patient;
  for (let step = 0; step <= mergesMax; step++) {
    const [row] = await on.query<{ hospitalNumber: string; nhsNumber: string | null; mergedInto: string | null }>(
      'select hospital_number as "hospitalNumber", nhs_number as "nhsNumber", merged_into as "mergedInto" from patient where id = $1',
      [id],
    );
    if (row === undefined) break;
    if (row.mergedInto === null)
      return { id, hospitalNumber: row.hospitalNumber, nhsNumber: row.nhsNumber ?? undefined };
    id = row.mergedInto;
  }
  throw new Error(`the patient ${patient} leads to no patient that holds`);
}
