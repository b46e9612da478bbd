/**
 * Whose a picture is: what the station says of it, held against the hospital's own record. Pure.
 *
 *   capture (whom the photographer confirmed) ─┐
 *                                              ├─► all agrees: what the archive gets, made from the record
 *   appointment, session, referral, patient ───┘   anything else: a reason and every difference, for a person
 *
 * Names are compared in Unicode's form C, without regard to case and to the kind and number of spaces. Nothing is fuzzier:
 * a wrong patient is the worst that can happen here, and a person who looks costs a minute.
 */
import type { Binding, Capture } from '../../wire/capture.ts';
import type { Patient } from '../../wire/patient.ts';
import type { Code, PatientOfPicture, PictureRecord } from '../dicom/api.ts';
import type { Difference, SetAsideReason } from './api.ts';

export interface LesionOnRecord {
  readonly id: string;
  readonly ordinal: number;
  readonly site: string;
  readonly side?: 'left' | 'right' | 'midline';
  readonly code?: Code;
  readonly trackingUid: string;
}

/** An appointment with all that a picture of it has to agree with. */
export interface Found {
  readonly appointment: {
    readonly id: string;
    readonly state: string;
    /** The station itself said that nobody came, and nobody has booked anew since: whoever comes late is still awaited. */
    readonly awaitedStill?: boolean;
  };
  readonly session: {
    readonly station: string;
    readonly siteName: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
  };
  readonly referral: { readonly id: string; readonly ubrn?: string };
  /**
   * Who the patient is today: after a merge the record that holds. A picture with the number of the record that was
   * merged goes to a person: it was confirmed from a list that the merge has overtaken.
   */
  readonly patient: PatientOfPicture & { readonly id: string };
  readonly lesions: readonly LesionOnRecord[];
}

export type Match =
  | { readonly kind: 'agrees'; readonly record: PictureRecord; readonly found: Found }
  | { readonly kind: 'differs'; readonly reason: SetAsideReason; readonly differences: readonly Difference[] };

/** Only these still expect pictures. */
const openStates = ['booked', 'seen'];

const patientFields: readonly string[] = ['nhsNumber', 'dateOfBirth', 'familyName', 'givenName'];
const lesionFields: readonly string[] = ['lesion', 'site', 'side'];

/** `found`: the appointment that the capture names; undefined where there is none. */
export function match(capture: Capture, found: Found | undefined): Match {
  const { binding } = capture;
  if (binding.kind !== 'visit') return { kind: 'differs', reason: 'unexplained', differences: [] };
  if (found === undefined) return { kind: 'differs', reason: 'unknown-appointment', differences: [] };
  const lesion = found.lesions.find(({ id }) => id === binding.lesion.id);
  const differences = [...personDifferences(saidOf(capture, binding), found), ...lesionDifferences(binding, lesion)];
  const reason = reasonOf(found, differences);
  if (reason !== undefined || lesion === undefined)
    return { kind: 'differs', reason: reason ?? 'lesion-differs', differences };
  const { visit, view } = binding;
  return {
    kind: 'agrees',
    found,
    record: recordOf(capture, found, { parcel: capture.parcel, filing: 1, visit, lesion, view }),
  };
}

/** What a station says of a visit, whatever it is said about: a picture, a paper, the visit as a whole. */
export interface Said {
  readonly station: string;
  /** RFC 3339. */
  readonly at: string;
  readonly patient: Patient;
}

export type VisitMatch =
  | { readonly kind: 'agrees'; readonly found: Found }
  | { readonly kind: 'differs'; readonly reason: SetAsideReason; readonly differences: readonly Difference[] };

/** As `match`, for what shows no lesion. `expected`: states of the appointment that are right besides the open ones. */
export function matchVisit(said: Said, found: Found | undefined, expected: readonly string[] = []): VisitMatch {
  if (found === undefined) return { kind: 'differs', reason: 'unknown-appointment', differences: [] };
  const differences = personDifferences(said, found);
  const reason = reasonOf(found, differences, expected);
  return reason === undefined ? { kind: 'agrees', found } : { kind: 'differs', reason, differences };
}

/** Whether the capture names this appointment's patient: number, birth and both names agree. */
export function isTheirs(capture: Capture, found: Found): boolean {
  const { binding } = capture;
  return binding.kind !== 'unexplained' && !patientDiffers(personDifferences(saidOf(capture, binding), found));
}

export function saidOf(
  { station, takenAt: at }: Pick<Capture, 'station' | 'takenAt'>,
  { patient }: { readonly patient: Patient },
): Said {
  return { station, at, patient };
}

function patientDiffers(differences: readonly Difference[]): boolean {
  return differences.some(({ field }) => patientFields.includes(field));
}

/** What the hospital knows first: a doubt about the patient is told before one about the lesion. */
function reasonOf(
  { appointment }: Found,
  differences: readonly Difference[],
  expected: readonly string[] = [],
): SetAsideReason | undefined {
  const differs = (fields: readonly string[]) => differences.some(({ field }) => fields.includes(field));
  if (patientDiffers(differences)) return 'patient-differs';
  const open = openStates.includes(appointment.state) || expected.includes(appointment.state);
  if (!open && appointment.awaitedStill !== true) return 'appointment-not-open';
  if (differs(lesionFields)) return 'lesion-differs';
  if (differs(['station'])) return 'other-station';
  return differs(['day']) ? 'another-day' : undefined;
}

type Pair = readonly [
  field: Difference['field'],
  picture: string | undefined,
  record: string | undefined,
  same: boolean,
];

function personDifferences({ station, at, patient }: Said, found: Found): readonly Difference[] {
  const { session } = found;
  const day = new Date(at);
  return differing([
    ['nhsNumber', patient.nhsNumber, found.patient.nhsNumber, patient.nhsNumber === found.patient.nhsNumber],
    ['dateOfBirth', patient.dateOfBirth, found.patient.dateOfBirth, patient.dateOfBirth === found.patient.dateOfBirth],
    [
      'familyName',
      patient.familyName,
      found.patient.familyName,
      sameWords(patient.familyName, found.patient.familyName),
    ],
    ['givenName', patient.givenName, found.patient.givenName, sameWords(patient.givenName, found.patient.givenName)],
    ['station', station, session.station, station === session.station],
    ['day', dayOf(day), dayOf(session.startsAt), withinDays(day, session)],
  ]);
}

function lesionDifferences(
  { lesion: said }: Extract<Binding, { kind: 'visit' }>,
  lesion: LesionOnRecord | undefined,
): readonly Difference[] {
  return differing([
    ['lesion', said.id, lesion?.id, lesion !== undefined],
    ['site', said.site, lesion?.site, lesion === undefined || sameWords(said.site, lesion.site)],
    ['side', said.side, lesion?.side, lesion === undefined || said.side === lesion.side],
  ]);
}

function differing(pairs: readonly Pair[]): readonly Difference[] {
  return pairs.filter(([, , , same]) => !same).map(([field, picture, record]) => ({ field, picture, record }));
}

/** What the archive gets: the record's words, never the picture's own, but for what only the station knows. */
export function recordOf(
  capture: Pick<Capture, 'takenAt' | 'camera' | 'polarised' | 'station'>,
  found: Found,
  chosen: Pick<PictureRecord, 'parcel' | 'filing' | 'visit' | 'view'> & { readonly lesion: LesionOnRecord },
): PictureRecord {
  const { id: _, ...patient } = found.patient;
  const { takenAt, camera, polarised, station } = capture;
  const { siteName } = found.session;
  return { ...chosen, station, siteName, takenAt, patient, referral: found.referral, polarised, camera };
}

function sameWords(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase().normalize('NFC');
}

const hospitalDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The hospital's own calendar day of a moment: `2026-11-22`. */
export function dayOf(moment: Date): string {
  return hospitalDay.format(moment);
}

function withinDays(moment: Date, { startsAt, endsAt }: Found['session']): boolean {
  const day = dayOf(moment);
  return dayOf(startsAt) <= day && day <= dayOf(endsAt);
}
