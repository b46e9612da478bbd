/**
 * The core on a bench where everything can happen in any order, and what a watcher beside it knows without looking inside: who
 * has signed in, whom they have confirmed, what was on the screen at each press. Whatever is sealed and sent is held
 * against that.
 */
import * as assert from 'uvu/assert';
import type { Photo } from '../../../../../device/ports.ts';
import type { StaffView, View } from '../../../../../services/station/api/view.ts';
import { begin, keptOf, resumed } from '../../../../../services/station/core/begin.ts';
import { openVisitOf } from '../../../../../services/station/core/course.ts';
import type { Effect, VisitEvent } from '../../../../../services/station/core/happening.ts';
import { nextTickMs, step } from '../../../../../services/station/core/step.ts';
import { viewOf } from '../../../../../services/station/core/view.ts';
import type { Aim, DayList, Kept, OpenVisit, State, Trigger } from '../../../../../services/station/core/visit.ts';
import { idleLockMs } from '../../../../../services/station/core/visit.ts';
import type { Capture } from '../../../../../services/wire/capture.ts';
import type { Correction } from '../../../../../services/wire/correction.ts';
import type { ParcelId, VisitId } from '../../../../../services/wire/ids.ts';
import type { VisitRecord } from '../../../../../services/wire/visit-record.ts';
import { station } from '../../../../support/invented.ts';
import {
  ada,
  around,
  bo,
  child,
  closedList,
  ferdinand,
  margaret,
  marjorie,
  roster,
  sheet,
  type Told,
} from '../clinic-day.ts';
import { nameOf } from './names.ts';

/** What was on the screen when the press came: whom and what its picture shows. */
interface Shown {
  readonly visit: VisitId;
  readonly nhsNumber: string;
  readonly what: string;
  readonly polarised: boolean;
}

/** Who asked to be let in, and whether they may. */
interface Asked {
  readonly who: StaffView['id'] | 'badge';
  readonly staff: StaffView | undefined;
  readonly why: 'sign-in' | 'take-back';
}

export const today = [ferdinand, margaret, marjorie, child];
const dayBegins = '2026-11-22T09:00:00.000Z';
const dayBeginsMs = Date.parse(dayBegins);
const handless = ['list', 'tick', 'pedal-stuck', 'exposed', 'exposure-failed', 'unexplained', 'assessed', 'sealed'];
const byItself = new Set<string>([
  ...handless,
  'secret-checked',
  'seal-failed',
  'receipt',
  'camera',
  'disk',
  'waiting',
]);

/** Told with names for what they may begin. */
const begins = new Set<string>([
  'open-visit',
  'scan',
  'register',
  'did-not-attend',
  'this-one',
  'not-this-patient',
  'wrong-patient',
  'end-visit',
]);

export type Bench = ReturnType<typeof openBench>;

/** `look`: called with every view that is reached, and whether its patient has been confirmed. */
export function openBench(look?: (view: View, confirmed: boolean) => void) {
  let state: State = begin(station);
  let kept: Kept = keptOf(state, '2026-11-22');
  let nowMs = 1000;
  let list: DayList = { appointments: today, madeAt: dayBegins, sheets: [sheet] };
  let asked: Asked | undefined;
  // what the watcher knows
  let signedIn: StaffView | undefined;
  let confirmed: VisitId | undefined;
  let touchedMs = nowMs;
  const agreed = new Map<VisitId, boolean>();
  const questioned = new Map<VisitId, boolean>();
  const shown = new Map<ParcelId, Shown>();
  /** Presses whose picture may become nobody's: their visit was given up, or somebody else's letter was in front of the lens. */
  const nobodys = new Set<ParcelId>();
  const perhapsNobodys = new Set<ParcelId>();
  const over = new Set<VisitId>();
  // what is on its way
  const exposing: Trigger[] = [];
  const givenUp: Trigger[] = [];
  const assessing: { trigger: Trigger; photo: Photo; aim: Aim }[] = [];
  const sealing: Capture[] = [];
  const answersTo = new Map<Photo, ParcelId>();
  const outbox = new Map<ParcelId, Capture>();
  const records: VisitRecord[] = [];
  const corrections: Correction[] = [];

  const epochMs = () => dayBeginsMs + nowMs;
  const at = () => new Date(epochMs()).toISOString();
  const visit = (): OpenVisit | undefined => openVisitOf(state);
  const view = (): View => viewOf(state, { ...around, epochMs: epochMs() }, nowMs);

  function happen(told: Told): void {
    const before = state;
    const was = visit();
    const whatIsShown = told.kind === 'press' ? shownNow(view()) : undefined;
    const now = { atMs: nowMs, at: at(), epochMs: epochMs() };
    watchIdle(told.kind === 'press' ? told.trigger.atMs : nowMs);
    if (!byItself.has(told.kind)) touchedMs = Math.max(touchedMs, nowMs);
    watchCommand(told, before);
    const next = step(state, { ...told, now, ...(begins.has(told.kind) && { fresh: fresh() }) } as VisitEvent); // Omit and & undo each other
    state = next.state;
    kept = keptOf(state, '2026-11-22', kept); // written before anything is done
    for (const effect of next.effects) perform(effect, told, whatIsShown, before);
    watchVisit(was, told);
    assert.is(
      state.stage.kind === 'locked',
      signedIn === undefined,
      `${told.kind}: locked, and nobody else may say so`,
    );
    if (['armed', 'taking', 'reviewing'].includes(state.stage.kind))
      assert.is(confirmed, visit()?.id, `${told.kind}: armed for the confirmed`);
    look?.(view(), confirmed !== undefined && confirmed === visit()?.id);
  }

  function fresh(): NonNullable<VisitEvent['fresh']> {
    return {
      visit: nameOf<VisitId>(),
      parcel: nameOf<ParcelId>(),
      recordParcel: nameOf<ParcelId>(),
      appointment: nameOf<OpenVisit['appointment']['id']>(),
      time: '10:00',
    };
  }

  function watchIdle(atMs: number): void {
    if (signedIn !== undefined && atMs - touchedMs >= idleLockMs) leave();
  }

  function leave(): void {
    signedIn = undefined;
    confirmed = undefined;
  }

  /** What a person beside the station would know from what was done there. */
  function watchCommand(told: Told, before: State): void {
    const open = visit();
    if (told.kind === 'lock') leave();
    if (told.kind === 'identify' && signedIn !== undefined && open !== undefined && before.stage.kind === 'identify') {
      const { dateOfBirth } = open.appointment.patient;
      const right = dateOfBirth.slice(5) === `${two(told.month)}-${two(told.day)}` && told.name && told.address;
      if (right && before.stage.step === 'questions') confirmed = open.id;
    }
    if (told.kind === 'secret-checked' && asked !== undefined) {
      const { staff, why } = asked;
      asked = undefined;
      // A lock in between has thrown the question away.
      if (staff !== undefined && before.checking?.why === why) {
        if (signedIn?.id !== staff.id) confirmed = undefined;
        signedIn = staff;
        if (before.stage.kind === 'locked') touchedMs = nowMs;
      }
    }
    if (open !== undefined && confirmed === open.id) {
      if (told.kind === 'consent' && before.stage.kind === 'consent') agreed.set(open.id, told.given.record);
      if (told.kind === 'exclusions' && before.stage.kind === 'consent') {
        const under16 = open.appointment.patient.dateOfBirth > '2010-11-22';
        questioned.set(open.id, told.why !== undefined || (told.found.length === 0 && !under16));
      }
    }
  }

  function perform(effect: Effect, told: Told, press: Shown | undefined, before: State) {
    switch (effect.kind) {
      case 'check-pin':
      case 'check-badge': {
        const why = before.stage.kind === 'patient' ? 'take-back' : 'sign-in';
        const who = effect.kind === 'check-pin' ? effect.staff : 'badge';
        const staff = effect.kind === 'check-pin' ? byPin(effect.staff, effect.pin) : byBadge(effect.code);
        asked = { who, staff, why };
        return;
      }
      case 'open-list':
        return happen({ kind: 'list', roster, list });
      case 'close-list':
        return happen({ kind: 'list', roster, list: closedList });
      case 'expose':
        return watchShutter(effect, told, press, before);
      case 'assess':
        assessing.push(effect);
        return;
      case 'seal':
        watchSeal(effect);
        sealing.push(effect.capture);
        return;
      case 'send':
        if (effect.document.kind === 'visit-record') records.push(effect.document);
        else corrections.push(effect.document);
        return;
      case 'prepare':
      case 'deed':
      case 'light':
      case 'forget-pictures':
        return;
    }
  }

  /** A shutter opens only for a press, with somebody signed in, the patient confirmed, and with consent where skin is shown. */
  function watchShutter(
    effect: Extract<Effect, { kind: 'expose' }>,
    told: Told,
    press: Shown | undefined,
    before: State,
  ): void {
    assert.ok(
      told.kind === 'press' && told.trigger.id === effect.trigger.id,
      'a shutter opens for a press and nothing else',
    );
    assert.ok(press !== undefined, 'a press was accepted with nothing armed on the screen');
    assert.ok(signedIn !== undefined, 'a press was accepted with nobody signed in');
    assert.is(press?.visit, confirmed, 'a press was accepted before the patient was confirmed');
    assert.is(exposing.length + assessing.length, 0, 'a press was accepted while a picture was under way');
    assert.equal(
      [before.camera, before.disk, before.waiting < 2000],
      ['ready', 'ok', true],
      'refused before the shutter',
    );
    if (press === undefined) return;
    if (press.what.startsWith('lesion')) {
      assert.is(agreed.get(press.visit), true, 'a press was accepted without consent');
      assert.is(questioned.get(press.visit), true, 'a press was accepted before the exclusions were settled');
    }
    shown.set(effect.trigger.id, press);
    exposing.push(effect.trigger);
  }

  /** A picture is bound to whom and what was on the screen at its press, or to nobody. */
  function watchSeal({ capture, photo }: Extract<Effect, { kind: 'seal' }>) {
    const press = answersTo.get(photo);
    const expected = press === undefined ? undefined : shown.get(press);
    const { binding } = capture;
    assert.not.ok(
      outbox.has(capture.parcel) || sealing.some(({ parcel }) => parcel === capture.parcel),
      'one name, two pictures',
    );
    if (expected === undefined) return void assert.is(binding.kind, 'unexplained', 'an orphan was bound to somebody');
    if (binding.kind === 'unexplained')
      return void assert.ok(
        nobodys.has(capture.parcel) || perhapsNobodys.has(capture.parcel),
        'set aside without a reason',
      );
    assert.not.ok(nobodys.has(capture.parcel), 'a picture was bound after its visit was given up');
    const what = binding.kind === 'visit' ? `lesion ${binding.lesion.id} ${binding.view}` : binding.what;
    const bound = { visit: binding.visit, nhsNumber: binding.patient.nhsNumber, what, polarised: capture.polarised };
    assert.equal({ press: capture.parcel, ...bound }, { press, ...expected }, 'misbound');
  }

  /** Never two open visits, and none comes back. */
  function watchVisit(was: OpenVisit | undefined, told: Told): void {
    const is = visit();
    if (was?.id === is?.id) return;
    if (was !== undefined) {
      over.add(was.id);
      const recorded = records.filter((record) => record.visit === was.id).length;
      assert.is(recorded, told.kind === 'this-one' ? 0 : 1, `a visit ended by ${told.kind} has one record`);
      if (recorded === 0) assert.equal(was.pictures, []);
      for (const { id } of [...exposing, ...assessing.map(({ trigger }) => trigger)])
        if (shown.get(id)?.visit === was.id) nobodys.add(id);
    }
    if (is === undefined) return;
    assert.not.ok(over.has(is.id), 'a visit that was over came back');
    if (told.kind !== 'this-one') assert.is(was, undefined, 'a visit began in another one');
  }

  function shownNow({ stage, visit: open, aim, identify }: View): Shown | undefined {
    if (open === undefined) return undefined;
    const who = { visit: open.id, nhsNumber: open.named.nhsNumber };
    if (stage === 'identify' && identify?.step === 'frame') return { ...who, what: 'identity-frame', polarised: false };
    if (stage === 'questionnaire' && open.questionnaire.paperArmed)
      return { ...who, what: 'paper-questionnaire', polarised: false };
    const next = stage === 'armed' ? aim : undefined;
    const kept = stage === 'reviewing' && keepIsDue() ? dueAim() : undefined;
    const taken = next ?? kept;
    if (taken === undefined) return undefined;
    const polarised = taken.shot === 'dermoscopic-polarised';
    return { ...who, what: `lesion ${taken.lesion} ${polarised ? 'dermoscopic' : taken.shot}`, polarised };
  }

  /** The moment for a second press is over and no tick has come yet: the screen has counted down to the next shot. */
  function keepIsDue(): boolean {
    return state.stage.kind === 'reviewing' && state.stage.keepsAtMs !== undefined && nowMs >= state.stage.keepsAtMs;
  }
  const dueAim = () => view().review?.next;

  /** The station loses its power. `written`: what was being sealed had reached the disk. */
  function restart(written: boolean): void {
    for (const capture of sealing.splice(0)) if (written) outbox.set(capture.parcel, capture);
    for (const lost of [exposing, assessing]) lost.length = 0;
    asked = undefined;
    leave();
    const was = visit();
    state = resumed(begin(station), structuredClone(kept), (id) => outbox.has(id));
    kept = keptOf(state, '2026-11-22');
    assert.is(visit()?.id, was?.id, 'the open visit waits behind the lock');
    happen({ kind: 'list', roster, list: closedList });
    happen({ kind: 'camera', status: 'ready' });
  }

  function wait(forMs: number): void {
    const untilMs = nowMs + forMs;
    for (let due = nextTickMs(state); due !== undefined && due <= untilMs; due = nextTickMs(state)) {
      nowMs = Math.max(nowMs, due);
      happen({ kind: 'tick' });
    }
    nowMs = untilMs;
  }

  happen({ kind: 'list', roster, list: closedList });
  happen({ kind: 'camera', status: 'ready' });
  return {
    happen,
    view,
    visit,
    wait,
    restart,
    state: () => state,
    nowMs: () => nowMs,
    at,
    asked: () => asked,
    signedIn: () => signedIn !== undefined,
    changeList(next: DayList): void {
      list = next;
      happen({ kind: 'list', roster, list: signedIn === undefined ? closedList : list });
    },
    exposing,
    givenUp,
    assessing,
    sealing,
    answersTo,
    nobodys,
    perhapsNobodys,
    outbox,
    records,
    corrections,
  };
}

const two = (value: number) => String(value).padStart(2, '0');

export const badges = {
  ada: 'LB-ADAADAADAADAADAA',
  bo: 'LB-BOBOBOBOBOBOBOBO',
  stranger: 'LB-STRANGERSTRANGER',
} as const;

function byBadge(code: string): StaffView | undefined {
  if (code === badges.ada) return ada;
  return code === badges.bo ? bo : undefined;
}

function byPin(id: StaffView['id'], pin: string): StaffView | undefined {
  if (id === ada.id && pin === '2468') return ada;
  return id === bo.id && pin === '1357' ? bo : undefined;
}
