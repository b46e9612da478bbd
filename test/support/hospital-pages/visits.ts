/** Invented visits at a station: one that went as it should, one with all that can be told, one that was registered by hand. */
import type { PatientLine } from '../../../services/hospital/web/api/shared.ts';
import type { AttachmentLine, VisitBeside, VisitLine } from '../../../services/hospital/web/api/visits.ts';
import { idOf } from './people.ts';

/** A name in three strokes, as a finger draws it. */
const strokes = [
  [80, 720, 120, 300, 180, 240, 230, 420, 260, 700, 300, 300, 360, 260, 400, 640],
  [440, 560, 500, 470, 560, 560, 500, 660, 450, 600],
  [600, 640, 640, 480, 700, 500, 720, 640, 780, 470, 840, 520, 900, 600],
];

const confirmed = (today: string, time: string, address: boolean) => ({
  at: `${today}T${time}:00.000Z`,
  by: 'Rosa Sato',
  name: true,
  birthday: true,
  address,
});

function plainVisit(today: string): VisitLine {
  return {
    record: idOf(8, 1),
    visit: idOf(9, 1),
    station: 'histon-1',
    outcome: 'completed',
    openedAt: `${today}T09:02:00.000Z`,
    endedAt: `${today}T09:21:00.000Z`,
    staff: ['Rosa Sato'],
    registeredByHand: false,
    identity: { opened: 'scanned', confirmed: [confirmed(today, '09:03', false)], lookAlikes: 0, frame: 'matched' },
    questionnaire: { how: 'before' },
    exclusions: { found: [] },
    consent: [
      {
        at: `${today}T09:06:00.000Z`,
        by: 'Rosa Sato',
        given: { record: true, teaching: true, publication: false },
        strokes,
      },
    ],
    cannot: [],
    wishes: [],
    retaken: 0,
  };
}

export function visitsOf(today: string): readonly VisitLine[] {
  return [
    plainVisit(today),
    {
      ...plainVisit(today),
      record: idOf(8, 2),
      visit: idOf(9, 2),
      outcome: 'ended-early',
      why: 'The patient felt faint after the second lesion and wants to come again.',
      openedAt: `${today}T09:41:00.000Z`,
      endedAt: `${today}T10:02:00.000Z`,
      staff: ['Rosa Sato', 'Callum Ferreira'],
      identity: {
        opened: 'list',
        confirmed: [confirmed(today, '09:42', true), confirmed(today, '09:55', false)],
        lookAlikes: 2,
        frame: 'no-letter',
      },
      questionnaire: { how: 'at-station', language: 'ar' },
      exclusions: {
        found: ['under-16'],
        why: 'Referred together with the mother; the consultant asked for it by telephone.',
      },
      consent: [
        {
          at: `${today}T09:44:00.000Z`,
          by: 'Rosa Sato',
          given: { record: true, teaching: true, publication: true },
          strokes,
        },
        {
          at: `${today}T10:00:00.000Z`,
          by: 'Callum Ferreira',
          given: { record: true, teaching: false, publication: false },
        },
      ],
      cannot: [{ lesion: { site: 'Scalp, above the ear', side: 'left' }, why: 'dressing' }],
      wishes: ['A mole on the right forearm, since last summer.'],
      note: 'The lesion on the back bled when the dressing was changed.\nPatient would like a call rather than a letter.',
      retaken: 2,
    },
  ];
}

export function papersOf(today: string): readonly AttachmentLine[] {
  return [
    {
      parcel: idOf(10, 1),
      visit: idOf(9, 1),
      what: 'identity-frame',
      takenAt: `${today}T09:07:00.000Z`,
      state: 'filed',
    },
    {
      parcel: idOf(10, 2),
      visit: idOf(9, 1),
      what: 'paper-questionnaire',
      takenAt: `${today}T09:08:00.000Z`,
      state: 'filed',
    },
    {
      parcel: idOf(10, 3),
      visit: idOf(9, 3),
      what: 'identity-frame',
      takenAt: `${today}T11:07:00.000Z`,
      state: 'rejected',
    },
  ];
}

/** Registered by hand, with a letter too many in the name. */
export function besideOf(parcel: number, patient: PatientLine, today: string): VisitBeside {
  const [, visit] = visitsOf(today);
  if (visit === undefined) throw new Error('two visits are invented');
  return {
    parcel: idOf(6, parcel),
    visit: {
      ...visit,
      record: idOf(6, parcel),
      registeredByHand: true,
      identity: { ...visit.identity, opened: 'by-hand' },
    },
    patient: {
      familyName: `${patient.familyName}e`,
      givenName: patient.givenName,
      dateOfBirth: patient.dateOfBirth,
      nhsNumber: patient.nhsNumber ?? '',
    },
    lesions: [{ site: 'Lower leg', side: 'left' }, { site: 'Back' }],
    state: 'unmatched',
  };
}
