/**
 * Somebody of the clinic day was here before: one of her lesions was photographed some months ago, so that the photographer
 * sees that picture beside the live one. The other one is new. What was filed then is what a station's parcels become:
 *
 *   earlier/*.jpg ─► capture ─► sealed to the hospital ─► ingest ─► archive and record ─► today's worklist
 *   the visit's record ───────► sealed ─────────────────────┘
 *
 * The pictures are the simulated camera's: its drawn lesion 1 on person 5 with the seed 5, at 1200 × 800.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Capture } from '../../wire/capture.ts';
import { appointmentId, lesionId, parcelId, sha256, visitId } from '../../wire/ids.ts';
import { chunkBytes } from '../../wire/limits.ts';
import type { Manifest } from '../../wire/manifest.ts';
import { type ParcelDocument, sealDocument, sealParcel } from '../../wire/parcel.ts';
import { type Lesion, nhsNumber, type Patient } from '../../wire/patient.ts';
import { hashOf, recipientId } from '../../wire/signing.ts';
import type { VisitRecord } from '../../wire/visit-record.ts';
import { dayAfter } from '../database/clock.ts';
import { type Person, people } from './people.ts';
import { photographers } from './photographers.ts';
import { letterOf } from './referral.ts';
import { booked, clinicOf, type DemonstrationDeps, referred } from './steps.ts';

/** Whom it is about: by her NHS number, as her name may be another patient's too. */
export const seenBefore = '9990000182';

/** Twenty-two weeks: the same day of the week. */
const earlierByDays = 154;
const waitedDays = 12;
const clinic = { from: '09:00', to: '10:00' } as const;

const story = 'Scaly plaque on the leg, unchanged for years as far as she knows.';

/** From the beginning of the visit to each picture, and to its end. */
const shots = [
  { file: 'locating', view: 'locating', polarised: false, afterSeconds: 400 },
  { file: 'close-up', view: 'close-up', polarised: false, afterSeconds: 431 },
  { file: 'dermoscopic', view: 'dermoscopic', polarised: false, afterSeconds: 478 },
  { file: 'dermoscopic-polarised', view: 'dermoscopic', polarised: true, afterSeconds: 493 },
] as const;
const confirmedAfterSeconds = 95;
const consentAfterSeconds = 240;
const endedAfterSeconds = 560;

const size = { widthPx: 1200, heightPx: 800 } as const;
const camera = { manufacturer: 'NIKON CORPORATION', model: 'NIKON D7500', serial: '6012345', firmware: 'Ver.1.11' };

/** All that the pictures and the record of the visit say alike. */
interface Visit {
  readonly id: VisitRecord['visit'];
  readonly appointment: VisitRecord['appointment'];
  readonly patient: Patient;
  readonly lesion: Lesion;
  readonly startsAt: Date;
}

/** `today`: the hospital's day. Once, however many days the demonstration runs. */
export async function earlierVisit(deps: DemonstrationDeps, today: string): Promise<void> {
  const { database } = deps;
  const place = people.findIndex((person) => person.nhsNumber === seenBefore);
  const person = people[place];
  if (person === undefined) throw new Error('nobody of the clinic day was here before');
  const sourceId = `before-${place + 1}`;
  const day = await firstSeen(deps, sourceId, dayAfter(today, -earlierByDays));
  if (day === 'closed') return;
  const lesions = person.lesions.slice(0, 1);
  const receivedOn = dayAfter(day, -waitedDays);
  const referral = await referred(deps, letterOf(person, place, { sourceId, receivedOn, lesions, story }));
  const booking = deps.bookingBefore(day, 'posted');
  const session = await clinicOf(deps, booking, day, clinic);
  const slot = { referral, session: session.id, slotAt: session.startsAt };
  await booked(deps, booking, { ...slot, acceptedOn: dayAfter(receivedOn, 1) });
  await photographed(deps, await visitOf(deps, referral, person));
  await database.query(
    `update referral set state = 'closed', state_reason = 'Reviewed: seborrhoeic keratosis. Discharged.', clock_stopped_on = $2
     where id = $1 and state = 'seen'`,
    [referral, dayAfter(day, 1)],
  );
}

/** The day of the visit: as it was begun, when it was interrupted; `closed` when it is there already. */
async function firstSeen({ database }: DemonstrationDeps, sourceId: string, day: string): Promise<string> {
  const [row] = await database.query<{ state: string; receivedOn: string }>(
    `select state, clock_starts_on as "receivedOn" from referral where source = 'fhir' and source_id = $1`,
    [`urn:lentigo:demonstration|${sourceId}`],
  );
  if (row === undefined) return day;
  return row.state === 'closed' ? 'closed' : dayAfter(row.receivedOn, waitedDays);
}

async function visitOf({ database }: DemonstrationDeps, referral: string, person: Person): Promise<Visit> {
  const [row] = await database.query<{
    appointment: string;
    slotAt: Date;
    lesion: string;
    site: string;
    side: 'left' | 'right' | 'midline' | null;
    visit: string | null;
  }>(
    `select appointment.id as appointment, slot_at as "slotAt", lesion.id as lesion, lesion.site, side,
            (select visit from picture where picture.appointment = appointment.id limit 1) as visit
       from appointment join lesion on lesion.referral = appointment.referral where appointment.referral = $1`,
    [referral],
  );
  if (row === undefined) throw new Error('the appointment that was just booked is not there');
  const { givenName, familyName, dateOfBirth } = person;
  return {
    id: visitId.parse(row.visit ?? randomUUID()),
    appointment: appointmentId.parse(row.appointment),
    patient: { nhsNumber: nhsNumber.parse(person.nhsNumber), familyName, givenName, dateOfBirth },
    lesion: { id: lesionId.parse(row.lesion), site: row.site, ...(row.side === null ? {} : { side: row.side }) },
    startsAt: row.slotAt,
  };
}

/** Files what is not on record yet. */
async function photographed(deps: DemonstrationDeps, visit: Visit): Promise<void> {
  const { database, recipients } = deps;
  for (const { file, view, polarised, afterSeconds } of shots) {
    const known = 'select parcel from picture where visit = $1 and view = $2 and polarised = $3';
    if ((await database.query(known, [visit.id, view, polarised])).length > 0) continue;
    const picture = await readFile(new URL(`./earlier/${file}.jpg`, import.meta.url));
    const { id, appointment, patient, lesion } = visit;
    const takenAt = later(visit, afterSeconds);
    const capture: Capture = {
      ...{ kind: 'capture', version: 1, parcel: parcelId.parse(randomUUID()), station: deps.station, takenAt },
      binding: { kind: 'visit', visit: id, appointment, patient, lesion, view },
      picture: { sha256: sha256.parse(hashOf(picture)), bytes: picture.length, ...size },
      ...{ camera, polarised },
    };
    await filed(deps, capture.parcel, await sealParcel({ capture, picture }, recipients), takenAt);
  }
  if ((await database.query('select parcel from visit_record where visit = $1', [visit.id])).length > 0) return;
  const taken = await database.query<{ parcel: string }>(
    'select parcel from picture where visit = $1 order by taken_at',
    [visit.id],
  );
  const record = recordOf(deps, visit, taken);
  await filed(deps, record.parcel, await sealDocument(record, recipients), record.endedAt);
}

function recordOf(
  { station }: DemonstrationDeps,
  visit: Visit,
  pictures: readonly { readonly parcel: string }[],
): VisitRecord {
  const { id, appointment, patient, lesion } = visit;
  const [{ id: by, name }] = photographers;
  return {
    ...{ kind: 'visit-record', version: 1, parcel: parcelId.parse(randomUUID()), station, visit: id, appointment },
    ...{ patient, outcome: 'completed', openedAt: later(visit, 0), endedAt: later(visit, endedAfterSeconds) },
    staff: [{ id: by, name }],
    registeredByHand: false,
    lesions: [lesion],
    identity: {
      opened: 'list',
      confirmed: [{ at: later(visit, confirmedAfterSeconds), by, name: true, birthday: true, address: true }],
      lookAlikes: [],
      frame: 'no-letter',
    },
    questionnaire: { how: 'declined' },
    exclusions: { found: [] },
    consent: [
      {
        ...{ at: later(visit, consentAfterSeconds), by, how: { kind: 'verbal' } },
        given: { record: true, teaching: false, publication: false },
      },
    ],
    pictures: pictures.map(({ parcel }) => ({ parcel: parcelId.parse(parcel), verdict: 'kept' })),
    ...{ cannot: [], wishes: [] },
  };
}

async function filed(
  { station, recipients, file }: DemonstrationDeps,
  parcel: ParcelDocument['parcel'],
  sealed: Uint8Array | string,
  at: string,
): Promise<void> {
  if (typeof sealed === 'string') throw new Error(`an invented parcel cannot be sealed: ${sealed}`);
  const manifest: Manifest = {
    ...{ kind: 'manifest', version: 1, parcel, station, sequence: 1 },
    ...{ byteLength: sealed.length, sha256: sha256.parse(hashOf(sealed)), chunkBytes },
    sealedTo: recipients.map(recipientId),
  };
  const { outcome } = await file(manifest, sealed, new Date(at));
  if (outcome !== 'filed') throw new Error(`an invented parcel is ${outcome}`);
}

function later({ startsAt }: Visit, seconds: number): string {
  return new Date(startsAt.getTime() + seconds * 1000).toISOString();
}
