/** A clinic day without a station: staff, today's list, a clock, a foot, and the core with what it decided noted down. */
import { randomUUID } from 'node:crypto';
import type { Photo } from '../../../../device/ports.ts';
import type { Notice } from '../../../../services/station/api/command.ts';
import type { Shot } from '../../../../services/station/api/picture.ts';
import type { StaffView, View } from '../../../../services/station/api/view.ts';
import { begin } from '../../../../services/station/core/begin.ts';
import type { Effect, Fresh, VisitEvent } from '../../../../services/station/core/happening.ts';
import { nextTickMs, step } from '../../../../services/station/core/step.ts';
import { type Surroundings, viewOf } from '../../../../services/station/core/view.ts';
import type { Appointment, DayList, Now, State, Trigger } from '../../../../services/station/core/visit.ts';
import { appointmentId, lesionId, parcelId, staffId, visitId } from '../../../../services/wire/ids.ts';
import { nhsNumber, type Patient } from '../../../../services/wire/patient.ts';
import type { StationSheet } from '../../../../services/wire/questionnaire.ts';
import { station } from '../../../support/invented.ts';

export const ada: StaffView = { id: staffId.parse('6b3f0d0e-6f0a-4c56-9a51-5d7f6d2b8a01'), name: 'Ada Penrose' };
export const bo: StaffView = { id: staffId.parse('6b3f0d0e-6f0a-4c56-9a51-5d7f6d2b8a02'), name: 'Bo Lindqvist' };
export const roster = [ada, bo];
export const pinOf = (staff: StaffView) => (staff === ada ? '2468' : '1357');

function appointment(place: number, patient: Omit<Patient, 'nhsNumber'>, sites: readonly string[]): Appointment {
  const slot = `2026-11-22T${String(9 + Math.floor(place / 3)).padStart(2, '0')}:${(place % 3) * 2}0:00.000Z`;
  return {
    id: appointmentId.parse(`A${place}`),
    code: `LETTER-OF-${place}`,
    slotAt: slot,
    time: slot.slice(11, 16),
    state: 'booked',
    patient: { ...patient, nhsNumber: nhsOf(place) },
    addressLine: `${place} Mill Lane`,
    language: 'en',
    urgency: 'routine',
    lesions: sites.map((site, index) => ({ id: lesionId.parse(`L${index + 1}`), site, side: 'left' as const })),
    questionnaire: 'none',
    answers: [],
    lookAlikes: [],
    registeredByHand: false,
  };
}

/** The nth number that begins with 999 and passes the check. */
function nhsOf(place: number): Patient['nhsNumber'] {
  const numbers = Array.from({ length: 200 }, (_, digits) =>
    nhsNumber.safeParse(`9990000${String(digits).padStart(3, '0')}`),
  );
  const good = numbers.flatMap((read) => (read.success ? [read.data] : []));
  return good[place] ?? nhsNumber.parse('9990000018');
}

/** Nobody of today is like him. */
export const ferdinand = appointment(1, { familyName: 'Quill', givenName: 'Ferdinand', dateOfBirth: '1949-11-30' }, [
  'Shin',
]);
export const margaret = appointment(
  2,
  { familyName: 'Okonkwo-Bright', givenName: 'Margaret', dateOfBirth: '1958-04-03' },
  ['Shin', 'Temple'],
);
/** Margaret's surname, in part. */
export const marjorie = appointment(3, { familyName: 'Okonkwo', givenName: 'Marjorie', dateOfBirth: '1961-09-17' }, [
  'Back',
]);
export const child = appointment(4, { familyName: 'Ashby', givenName: 'Tom', dateOfBirth: '2010-11-23' }, ['Cheek']);
export const many = appointment(5, { familyName: 'Vance', givenName: 'Iris', dateOfBirth: '1971-02-08' }, [
  'Nose',
  'Ear',
  'Chest',
  'Hand',
]);

export const sheet: StationSheet = {
  language: 'en',
  name: 'English',
  direction: 'ltr',
  title: 'About your skin',
  introduction: [],
  questions: [
    { linkId: 'q1', step: 'Skin', text: 'Has it changed?', type: 'boolean', required: true, options: [] },
    {
      linkId: 'q2',
      step: 'Skin',
      text: 'How?',
      type: 'multiple',
      required: false,
      options: [
        { code: 'size', text: 'It has grown' },
        { code: 'colour', text: 'Another colour' },
      ],
    },
  ],
  words: {},
};
export const polish: StationSheet = { ...sheet, language: 'pl', name: 'Polski' };

export const list: DayList = {
  appointments: [ferdinand, margaret, marjorie, child, many],
  madeAt: '2026-11-22T06:00:00.000Z',
  sheets: [sheet, polish],
};
export const closedList: DayList = { appointments: [], madeAt: undefined, sheets: [] };

let photos = 0;
export function photo(): Photo {
  photos += 1;
  return {
    bytes: new Uint8Array([photos % 256]),
    sha256: photos.toString(16).padStart(64, '0'),
    widthPx: 1200,
    heightPx: 800,
    camera: { manufacturer: 'Invented', model: 'Body One', serial: '0001', firmware: '1.0' },
  };
}

export const around: Omit<Surroundings, 'epochMs'> = {
  cameraFacts: undefined,
  cameraAdvice: {
    batteryPercent: undefined,
    shotsLeft: undefined,
    clockOffsetS: undefined,
    settings: [],
    serial: undefined,
  },
  pedal: 'works',
  outbox: { waiting: 0, atHospital: 0, quarantined: 0 },
  hospital: 'connected',
  simulated: false,
  signInHint: undefined,
};

type Without<Event> = Event extends unknown ? Omit<Event, 'now' | 'fresh'> : never;
/** An event as it is told here: the day adds when it happens, and names for what it may begin. */
export type Told = Without<VisitEvent>;

export const freshNames = (): Fresh => ({
  visit: visitId.parse(randomUUID()),
  parcel: parcelId.parse(randomUUID()),
  recordParcel: parcelId.parse(randomUUID()),
  appointment: appointmentId.parse(`by-hand-${randomUUID()}`),
  time: '10:15',
});

const dayBeginsMs = Date.parse('2026-11-22T09:00:00.000Z');

export function clinicDay(from: State = begin(station)) {
  let state = from;
  let nowMs = 10_000;
  const effects: Effect[] = [];
  const nowAt = (): Now => {
    const epochMs = dayBeginsMs + nowMs;
    return { atMs: nowMs, at: new Date(epochMs).toISOString(), epochMs };
  };

  const day = {
    state: () => state,
    view: (): View => viewOf(state, { ...around, epochMs: nowAt().epochMs }, nowMs),
    now: nowAt,
    /** What was decided since the last look. */
    decided: () => effects.splice(0),
    notice: (): Notice | undefined => state.notice,
    /** Why the latest command was refused. */
    why: () => (state.notice?.kind === 'refused' ? state.notice.why : undefined),
    happen(...told: Told[]): void {
      for (const one of told) {
        const next = step(state, { ...one, now: nowAt(), fresh: freshNames() } as VisitEvent); // Omit and & undo each other
        state = next.state;
        effects.push(...next.effects);
      }
    },
    /** Time goes by, with the ticks that were asked for. */
    wait(forMs: number): void {
      const untilMs = nowMs + forMs;
      for (let due = nextTickMs(state); due !== undefined && due <= untilMs; due = nextTickMs(state)) {
        nowMs = Math.max(nowMs, due);
        day.happen({ kind: 'tick' });
      }
      nowMs = untilMs;
    },
    /** The clock stands there, and nobody had waited for anything. */
    goTo(atMs: number): void {
      nowMs = atMs;
    },
    trigger: (): Trigger => ({ id: parcelId.parse(randomUUID()), atMs: nowMs, at: nowAt().at }),
    press(): Trigger {
      const trigger = day.trigger();
      day.happen({ kind: 'press', trigger });
      return trigger;
    },

    /** The hospital's list is here, the camera answers, Ada has signed in. */
    morning(staff: StaffView = ada): void {
      day.happen({ kind: 'list', roster, list: closedList }, { kind: 'camera', status: 'ready' });
      day.signIn(staff);
    },
    signIn(staff: StaffView = ada): void {
      day.happen(
        { kind: 'sign-in', staff: staff.id, pin: pinOf(staff) },
        { kind: 'secret-checked', who: staff.id, staff },
      );
      day.happen({ kind: 'list', roster, list });
    },
    /** The patient says who they are, as the list has it. */
    identify(who: Appointment = ferdinand): void {
      const [, month, dayOfMonth] = who.patient.dateOfBirth.split('-').map(Number);
      day.happen({ kind: 'identify', name: true, address: true, day: dayOfMonth ?? 0, month: month ?? 0 });
    },
    /** As far as the questionnaire, with no letter. */
    opened(who: Appointment = ferdinand): void {
      if (state.stage.kind === 'locked') day.morning();
      day.happen({ kind: 'open-visit', appointment: who.id });
      if (state.stage.kind === 'identify' && state.stage.step === 'look-alike')
        day.happen({ kind: 'this-one', appointment: who.id });
      day.identify(who);
      day.happen({ kind: 'no-frame', why: 'no-letter' });
    },
    /** As far as choosing: asked, and agreed to pictures for the record. */
    agreed(who: Appointment = ferdinand): void {
      day.opened(who);
      day.happen(
        { kind: 'questionnaire-done', declined: true },
        { kind: 'exclusions', found: [], why: 'asked for by the GP' },
      );
      day.consent(true);
    },
    consent(record: boolean): void {
      const given = { record, teaching: false, publication: false };
      day.happen({ kind: 'consent', given, how: { kind: 'verbal' } });
    },
    /** The next press takes this. */
    armed(shot: Shot = 'close-up', who: Appointment = ferdinand): void {
      day.agreed(who);
      day.arm(shot);
      day.decided();
    },
    arm(shot: Shot, lesion = 'L1'): void {
      day.happen({ kind: 'arm', lesion: lesionId.parse(lesion), shot });
    },
    /** From the press to the disk. `code`: what is read in it. */
    take(code?: string): Trigger {
      day.wait(1000);
      const trigger = day.press();
      day.finish(trigger, code);
      return trigger;
    },
    /** A picture under way is taken, measured and safe. */
    finish(trigger: Trigger, code?: string, taken: Photo = photo()): void {
      day.happen({ kind: 'exposed', trigger, photo: taken });
      day.happen({ kind: 'assessed', trigger, photo: taken, quality: undefined, code });
      day.happen({ kind: 'sealed', id: trigger.id, atMs: nowMs });
    },
  };
  return day;
}

/** Effects of one kind. */
export function only<Kind extends Effect['kind']>(
  effects: readonly Effect[],
  kind: Kind,
): Extract<Effect, { kind: Kind }>[] {
  return effects.filter((effect): effect is Extract<Effect, { kind: Kind }> => effect.kind === kind);
}

/** What was done, as the audit log calls it. */
export function deedsOf(effects: readonly Effect[]): string[] {
  return only(effects, 'deed').map(({ deed }) => deed.what);
}
