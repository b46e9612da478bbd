/** What the station tells its pages, built for tests of the pages. All of it is invented. */
import { randomUUID } from 'node:crypto';
import type { Shot } from '../../services/station/api/picture.ts';
import type {
  AppointmentView,
  ConsentView,
  EndedVisitView,
  IdentifyView,
  LesionView,
  PictureView,
  QuestionnaireView,
  StaffView,
  View,
  VisitView,
} from '../../services/station/api/view.ts';
import type { AppointmentId, LesionId, ParcelId, Sha256, VisitId } from '../../services/wire/ids.ts';
import type { StaffId } from '../../services/wire/staff.ts';
import { margaret, station } from './invented.ts';

export const amira: StaffView = { id: '5d1c1f6e-6c0b-4a53-9f9a-0d6f1c1f2a01' as StaffId, name: 'Amira Khan' };
export const tomasz: StaffView = { id: '5d1c1f6e-6c0b-4a53-9f9a-0d6f1c1f2a02' as StaffId, name: 'Tomasz Zieliński' };

/** Left shin, coded; chest, not coded. */
export const shinShown: LesionView = { id: 'L1' as LesionId, site: 'Shin', side: 'left', earlier: [] };
export const chestShown: LesionView = { id: 'L2' as LesionId, site: 'Chest', side: 'midline', earlier: [] };

export function pictureShown(lesion: LesionId, shot: Shot, changes: Partial<PictureView> = {}): PictureView {
  return {
    id: randomUUID() as unknown as ParcelId,
    shows: { kind: 'lesion', lesion, shot },
    sha256: '0'.repeat(64) as Sha256,
    state: 'saved',
    verdict: 'kept',
    advice: [],
    pressToSavedMs: 640,
    ...changes,
  };
}

export const questionnaireShown: QuestionnaireView = {
  how: 'before',
  state: 'completed',
  answers: [
    { question: 'How long have you had it?', answer: 'About six months' },
    { question: 'Has it changed?', answer: 'Yes: larger, darker' },
  ],
  languages: [
    { code: 'en', name: 'English' },
    { code: 'pl', name: 'Polski' },
    { code: 'ar', name: 'العربية' },
  ],
  paperPages: 0,
  paperArmed: false,
};

export const consentShown: ConsentView = {
  given: { record: true, teaching: false, publication: false },
  how: 'signed',
  exclusions: [],
  known: [],
};

const shotsInOrder: readonly Shot[] = ['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised'];

/** Margaret's visit, her identity confirmed, with two lesions; `missing` follows from lesions and pictures. */
export function visitShown(changes: Partial<VisitView> = {}): VisitView {
  const lesions = changes.lesions ?? [shinShown, chestShown];
  const pictures = changes.pictures ?? [];
  const has = (lesion: LesionId, shot: Shot) =>
    pictures.some(
      ({ shows, verdict }) =>
        verdict === 'kept' && shows.kind === 'lesion' && shows.lesion === lesion && shows.shot === shot,
    );
  const missing = lesions
    .filter(({ cannot }) => cannot === undefined)
    .flatMap(({ id }) => shotsInOrder.map((shot) => ({ lesion: id, shot })))
    .filter(({ lesion, shot }) => !has(lesion, shot));
  return {
    id: randomUUID() as unknown as VisitId,
    appointment: 'A-0001' as AppointmentId,
    time: '09:20',
    patient: margaret,
    named: { familyName: margaret.familyName, givenName: margaret.givenName, nhsNumber: margaret.nhsNumber },
    language: 'en',
    urgency: 'suspected-cancer',
    registeredByHand: false,
    lesions,
    pictures,
    questionnaire: questionnaireShown,
    consent: consentShown,
    wishes: [],
    note: '',
    missing,
    ...changes,
  };
}

export function identifyShown(changes: Partial<IdentifyView> = {}): IdentifyView {
  return {
    step: 'questions',
    again: false,
    opened: 'list',
    people: [],
    addressLine: '12 Mill Lane, Histon',
    wrongBirthdays: 0,
    ...changes,
  };
}

/** Before identity is confirmed: no patient, only the name and number that were chosen. */
export function unconfirmed(visit: VisitView): VisitView {
  const { patient: _, ...rest } = visit;
  return rest;
}

export function appointmentShown(changes: Partial<AppointmentView> = {}): AppointmentView {
  return {
    id: 'A-0001' as AppointmentId,
    time: '09:20',
    familyName: margaret.familyName,
    givenName: margaret.givenName,
    birthYear: '1958',
    nhsNumber: margaret.nhsNumber,
    lesions: 2,
    urgency: 'routine',
    questionnaire: 'completed',
    registeredByHand: false,
    lookAlike: false,
    state: 'waiting',
    ...changes,
  };
}

export function endedShown(changes: Partial<EndedVisitView> = {}): EndedVisitView {
  return {
    id: randomUUID() as unknown as VisitId,
    outcome: 'completed',
    pictures: 9,
    waiting: 0,
    atHospital: 9,
    quarantined: 0,
    takenBack: false,
    ...changes,
  };
}

const people = [
  ['Okonkwo-Bright', 'Margaret', '1958', '9990000018'],
  ['Baptiste', 'Jean-Marie', '1947', '9990000026'],
  ['Chowdhury', 'Nasreen', '1983', '9990000034'],
  ['Featherstonehaugh', 'Wilhelmina Constance', '1939', '9990000042'],
  ['Smith', 'Daniel', '1990', '9990000050'],
  ['Smith', 'Danielle', '1990', '9990000069'],
  ['Wójcik', 'Zofia', '1971', '9990000077'],
  ['Ó Briain', 'Tadhg', '1966', '9990000085'],
] as const;

/** A clinic of eight: three seen, one did not attend, four wait. */
export function clinicShown(): readonly AppointmentView[] {
  return people.map(([familyName, givenName, birthYear, nhsNumber], index) => {
    const states = ['seen', 'seen', 'did-not-attend', 'seen'] as const;
    const state = states[index] ?? 'waiting';
    const waiting = index === 3 ? 4 : 0;
    return appointmentShown({
      id: `A-${String(index + 1).padStart(4, '0')}` as AppointmentId,
      time: `${String(9 + Math.floor(index / 3)).padStart(2, '0')}:${String((index % 3) * 20).padStart(2, '0')}`,
      familyName,
      givenName,
      birthYear,
      nhsNumber,
      lesions: (index % 3) + 1,
      urgency: index === 6 ? 'suspected-cancer' : index === 4 ? 'urgent' : 'routine',
      questionnaire: index % 3 === 0 ? 'completed' : index % 3 === 1 ? 'none' : 'in-progress',
      lookAlike: familyName === 'Smith',
      state,
      ...(state === 'seen' ? { visit: endedShown({ waiting, atHospital: 9 - waiting }) } : {}),
    });
  });
}

const nothingToKnow: View['camera']['advice'] = {
  batteryPercent: undefined,
  shotsLeft: undefined,
  clockOffsetS: undefined,
  settings: [],
  serial: undefined,
};

/** A camera in this state, with this to know of it besides. */
export function cameraShown(
  status: View['camera']['status'],
  advice: Partial<View['camera']['advice']> = {},
): View['camera'] {
  return { status, advice: { ...nothingToKnow, ...advice } };
}

/** A station in good order between visits, with Amira signed in and nobody in the list. */
export function viewShown(changes: Partial<View> = {}): View {
  return {
    station,
    stage: 'clinic',
    staff: amira,
    clinic: [],
    listMadeAt: '2026-11-22T07:02:11.000Z',
    notices: 0,
    camera: cameraShown('ready'),
    pedal: 'works',
    outbox: { waiting: 0, atHospital: 0, quarantined: 0 },
    hospital: 'connected',
    disk: 'ok',
    simulated: true,
    ...changes,
  };
}

/** Nobody is signed in. */
export function lockedShown(signIn: Partial<NonNullable<View['signIn']>> = {}, changes: Partial<View> = {}): View {
  const { staff: _, ...rest } = viewShown(changes);
  return {
    ...rest,
    stage: 'locked',
    signIn: { roster: [amira, tomasz], visitWaits: false, checking: false, ...signIn },
  };
}
