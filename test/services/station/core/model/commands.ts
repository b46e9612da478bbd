/** What can happen at the bench, each as a command that fast-check puts in any order and makes smaller when something is wrong. */
import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { CameraStatus } from '../../../../../device/ports.ts';
import { lesionId, type ParcelId } from '../../../../../services/wire/ids.ts';
import { patient } from '../../../../../services/wire/patient.ts';
import { ada, bo, ferdinand, photo, pinOf, sheet } from '../clinic-day.ts';
import { type Bench, badges, today } from './bench.ts';
import { nameOf } from './names.ts';

/** The model is what the watcher at the bench knows; it has no other. */
export type Model = Record<string, never>;
export type Move = fc.Command<Model, Bench>;

/** Told in the list of a counterexample. */
function move(name: string, run: (bench: Bench) => void): Move {
  return { check: () => true, run: (_, bench) => run(bench), toString: () => name };
}

const staffs = [ada, bo] as const;
const shots = ['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised'] as const;
const places = ['questionnaire', 'consent', 'choosing', 'ending'] as const;
const patients = today.map(({ id }) => id);
const registered = patient.parse({
  ...ferdinand.patient,
  familyName: 'Okonkwo',
  givenName: 'Noor',
  dateOfBirth: '1980-05-06',
});

export function press(bench: Bench, lateMs = 0): void {
  const trigger = { id: nameOf<ParcelId>(), at: bench.at(), atMs: bench.nowMs() - lateMs };
  bench.happen({ kind: 'press', trigger });
}

function exposed(bench: Bench): void {
  const trigger = bench.exposing.shift();
  if (trigger === undefined) return;
  const taken = photo();
  bench.answersTo.set(taken, trigger.id);
  bench.happen({ kind: 'exposed', trigger, photo: taken });
}

function failed(bench: Bench): void {
  const trigger = bench.exposing.shift();
  if (trigger === undefined) return;
  bench.givenUp.push(trigger);
  bench.happen({ kind: 'exposure-failed', trigger, fault: 'timed-out' });
}

/** `whose`: whose letter is in front of the lens. */
function assessed(bench: Bench, whose: 'own' | 'other' | 'none', twice = false): void {
  const work = bench.assessing.shift();
  if (work === undefined) return;
  const open = bench.visit();
  const own = open?.appointment.code;
  const other = today.find(({ code }) => code !== own)?.code;
  const code = whose === 'own' ? own : whose === 'other' ? other : undefined;
  if (
    work.aim.kind === 'identity-frame' &&
    code !== undefined &&
    (whose === 'other' || open?.appointment.registeredByHand)
  )
    (open?.appointment.registeredByHand ? bench.perhapsNobodys : bench.nobodys).add(work.trigger.id);
  const event = { kind: 'assessed' as const, trigger: work.trigger, photo: work.photo, quality: undefined, code };
  bench.happen(event);
  if (twice) bench.happen(event);
}

export function sealed(bench: Bench, index: number, kept: boolean): void {
  const [capture] = bench.sealing.splice(index % Math.max(1, bench.sealing.length), 1);
  if (capture === undefined) return;
  if (kept) bench.outbox.set(capture.parcel, capture);
  bench.happen(
    kept ? { kind: 'sealed', id: capture.parcel, atMs: bench.nowMs() } : { kind: 'seal-failed', id: capture.parcel },
  );
}

export function answered(bench: Bench): void {
  const asked = bench.asked();
  if (asked !== undefined) bench.happen({ kind: 'secret-checked', who: asked.who, staff: asked.staff });
}

export function signIn(bench: Bench, staff = ada): void {
  bench.happen({ kind: 'sign-in', staff: staff.id, pin: pinOf(staff) });
  answered(bench);
}

function identify(bench: Bench, right: boolean): void {
  const born = bench.visit()?.appointment.patient.dateOfBirth ?? '2000-01-01';
  const [, month = 0, day = 0] = born.split('-').map(Number);
  bench.happen({ kind: 'identify', name: true, address: true, day: right ? day : (day % 28) + 1, month });
}

function consent(bench: Bench, record: boolean): void {
  const given = { record, teaching: false, publication: true };
  bench.happen({ kind: 'consent', given, how: { kind: 'verbal' } });
}

/** What a photographer would do next: without it chance hardly ever came as far as a picture. */
export function proceed(bench: Bench, chance: number) {
  const view = bench.view();
  const { visit } = view;
  switch (view.stage) {
    case 'locked':
      return signIn(bench, staffs[chance % 5 === 0 ? 1 : 0]);
    case 'clinic':
      return bench.happen({ kind: 'open-visit', appointment: patients[chance % patients.length] ?? ferdinand.id });
    case 'identify':
      if (view.identify?.step === 'look-alike' && visit !== undefined)
        return bench.happen({ kind: 'this-one', appointment: visit.appointment });
      if (view.identify?.step === 'questions') return identify(bench, true);
      if (view.identify?.step === 'reading') return working(bench);
      if (chance % 3 > 0) return bench.happen({ kind: 'no-frame', why: 'no-letter' });
      bench.wait(800);
      return press(bench);
    case 'questionnaire':
      if (bench.sealing.length + bench.assessing.length + bench.exposing.length > 0) return working(bench);
      return bench.happen({ kind: 'questionnaire-done', declined: chance % 2 === 0 });
    case 'patient':
      bench.happen({ kind: 'take-back', pin: pinOf(view.staff?.id === bo.id ? bo : ada) });
      return answered(bench);
    case 'consent':
      if (visit?.consent.exclusions === undefined)
        return bench.happen({ kind: 'exclusions', found: [], why: 'the GP asks' });
      if (visit.consent.given?.record !== true) return consent(bench, true);
      return bench.happen({ kind: 'go', to: chance % 2 === 0 ? 'choosing' : 'ending' });
    case 'choosing': {
      const wanted = visit?.missing[chance % Math.max(1, visit.missing.length)];
      return bench.happen(wanted === undefined ? { kind: 'go', to: 'ending' } : { kind: 'arm', ...wanted });
    }
    case 'armed':
      bench.wait(800);
      return press(bench);
    case 'exposing':
    case 'assessing':
    case 'sealing':
      return working(bench);
    case 'reviewing':
      if (chance % 2 === 0) return bench.happen({ kind: 'keep' });
      bench.wait(800);
      return press(bench);
    case 'ending':
      return bench.happen({ kind: 'end-visit', outcome: 'completed' });
  }
}

export function working(bench: Bench): void {
  if (bench.exposing.length > 0) exposed(bench);
  else if (bench.assessing.length > 0) assessed(bench, 'own');
  else sealed(bench, 0, true);
}

const number = fc.nat({ max: 11 });

/** One thing that happens; how often each does is chosen so that most days come as far as pictures. */
export const moves: readonly fc.Arbitrary<Move>[] = [
  ...Array.from({ length: 70 }, () =>
    number.map((chance) => move(`proceed(${chance})`, (bench) => proceed(bench, chance))),
  ),
  ...Array.from({ length: 2 }, () =>
    fc.constantFrom(50, 300, 800, 1300).map((ms) => move(`wait(${ms})`, (bench) => bench.wait(ms))),
  ),
  fc.constantFrom(61_000, 119_999, 120_000).map((ms) => move(`wait(${ms})`, (bench) => bench.wait(ms))),
  fc.constantFrom(0, 100).map((lateMs) => move(`press(${lateMs} ms ago)`, (bench) => press(bench, lateMs))),
  fc.constant(move('press', (bench) => press(bench))),
  fc.constant(move('exposed', exposed)),
  fc.constant(move('exposure failed', failed)),
  fc.constant(
    move('late picture', (bench) => {
      const trigger = bench.givenUp.pop();
      if (trigger !== undefined) bench.happen({ kind: 'exposed', trigger, photo: photo() });
    }),
  ),
  fc.constant(
    move('own button', (bench) => {
      const noticed = { id: nameOf<ParcelId>(), at: bench.at(), atMs: bench.nowMs() };
      bench.happen({ kind: 'unexplained', noticed, photo: photo() });
    }),
  ),
  fc
    .tuple(fc.constantFrom('own' as const, 'other' as const, 'none' as const), fc.boolean())
    .map(([whose, twice]) =>
      move(`assessed(${whose}${twice ? ', twice' : ''})`, (bench) => assessed(bench, whose, twice)),
    ),
  fc
    .tuple(number, fc.boolean())
    .map(([index, kept]) => move(`${kept ? 'sealed' : 'not sealed'}(${index})`, (bench) => sealed(bench, index, kept))),
  number.map((index) =>
    move(`receipt(${index})`, (bench) => {
      const id = [...bench.outbox.keys()][index];
      if (id !== undefined)
        bench.happen({ kind: 'receipt', id, outcome: index % 3 === 0 ? 'quarantined' : 'filed', filedAs: 'x' });
    }),
  ),
  fc.constant(move('lock', (bench) => bench.happen({ kind: 'lock' }))),
  fc
    .boolean()
    .map((written) => move(`power cut(${written ? 'written' : 'not written'})`, (bench) => bench.restart(written))),
  fc
    .constantFrom(...staffs)
    .map((staff) =>
      move(`wrong PIN(${staff.name})`, (bench) => bench.happen({ kind: 'sign-in', staff: staff.id, pin: '0000' })),
    ),
  fc
    .constantFrom(...Object.values(badges), ...today.map(({ code }) => code), '5010123456789')
    .map((code) => move(`scan(${code})`, (bench) => bench.happen({ kind: 'scan', code }))),
  fc.constant(move('compared', answered)),
  fc
    .constantFrom(...patients)
    .map((appointment) => move(`open(${appointment})`, (bench) => bench.happen({ kind: 'open-visit', appointment }))),
  fc
    .constantFrom(...patients)
    .map((appointment) => move(`this one(${appointment})`, (bench) => bench.happen({ kind: 'this-one', appointment }))),
  fc.constant(
    move('register', (bench) => bench.happen({ kind: 'register', patient: registered, lesions: [{ site: 'Neck' }] })),
  ),
  fc
    .constantFrom(...patients)
    .map((appointment) =>
      move(`did not attend(${appointment})`, (bench) => bench.happen({ kind: 'did-not-attend', appointment })),
    ),
  fc.boolean().map((right) => move(`identify(${right ? 'right' : 'wrong'})`, (bench) => identify(bench, right))),
  fc.constant(move('not this patient', (bench) => bench.happen({ kind: 'not-this-patient' }))),
  fc.constant(move('no letter', (bench) => bench.happen({ kind: 'no-frame', why: 'no-letter' }))),
  fc.constant(
    move('hand over', (bench) => {
      bench.happen({ kind: 'hand-over', language: 'en' });
    }),
  ),
  fc.constant(
    move('answers', (bench) => bench.happen({ kind: 'patient-answers', language: 'en', answers: { q1: true } })),
  ),
  fc
    .constantFrom('2468', '1357', '0000')
    .map((pin) => move(`take back(${pin})`, (bench) => bench.happen({ kind: 'take-back', pin }))),
  fc.boolean().map((on) => move(`paper(${on})`, (bench) => bench.happen({ kind: 'photograph-paper', on }))),
  fc
    .constantFrom(undefined, 'the GP asks')
    .map((why) =>
      move(`exclusions(${why})`, (bench) =>
        bench.happen({ kind: 'exclusions', found: ['lacks-capacity'], ...(why !== undefined && { why }) }),
      ),
    ),
  fc.boolean().map((record) => move(`consent(${record})`, (bench) => consent(bench, record))),
  fc
    .tuple(fc.constantFrom('L1', 'L2', 'L3'), fc.constantFrom(...shots))
    .map(([lesion, shot]) =>
      move(`arm(${lesion} ${shot})`, (bench) => bench.happen({ kind: 'arm', lesion: lesionId.parse(lesion), shot })),
    ),
  fc
    .constantFrom('disarm' as const, 'keep' as const, 'retake' as const, 'active' as const, 'pedal-stuck' as const)
    .map((kind) => move(kind, (bench) => bench.happen({ kind }))),
  fc
    .constantFrom('painful' as const, undefined)
    .map((why) =>
      move(`cannot(${why})`, (bench) =>
        bench.happen({ kind: 'cannot', lesion: lesionId.parse('L1'), ...(why && { why }) }),
      ),
    ),
  fc.constantFrom(...places).map((to) => move(`go(${to})`, (bench) => bench.happen({ kind: 'go', to }))),
  fc
    .constantFrom('completed' as const, 'ended-early' as const)
    .map((outcome) => move(`end(${outcome})`, (bench) => bench.happen({ kind: 'end-visit', outcome, why: 'bus' }))),
  fc.tuple(number, fc.boolean()).map(([index, all]) =>
    move(`wrong patient(${index}${all ? '' : ', first picture'})`, (bench) => {
      const open = bench.visit();
      const visits = [...(open === undefined ? [] : [open]), ...bench.state().ended];
      const meant = visits[index % Math.max(1, visits.length)];
      if (meant === undefined) return;
      const pictures = all ? {} : { pictures: meant.pictures.slice(0, 1).map(({ id }) => id) };
      bench.happen({ kind: 'wrong-patient', visit: meant.id, note: 'mixed up', ...pictures });
    }),
  ),
  fc
    .constantFrom<CameraStatus>('ready', 'ready', 'unplugged')
    .map((status) => move(`camera(${status})`, (bench) => bench.happen({ kind: 'camera', status }))),
  fc
    .constantFrom('ok' as const, 'ok' as const, 'full' as const)
    .map((disk) => move(`disk(${disk})`, (bench) => bench.happen({ kind: 'disk', disk }))),
  fc
    .constantFrom(0, 3, 2000)
    .map((waiting) => move(`waiting(${waiting})`, (bench) => bench.happen({ kind: 'waiting', waiting }))),
  fc.subarray([...today]).map((appointments) =>
    move(`list(${appointments.map(({ id }) => id).join(' ')})`, (bench) => {
      bench.changeList({ appointments, madeAt: '2026-11-22T08:00:00.000Z', sheets: [sheet] });
    }),
  ),
];

/** The clinic closes: everything that is under way comes to its end, and so does the visit. */
export function closingTime(bench: Bench): void {
  for (const event of [
    { kind: 'camera', status: 'ready' },
    { kind: 'disk', disk: 'ok' },
    { kind: 'waiting', waiting: 0 },
  ] as const)
    bench.happen(event);
  while (bench.exposing.length + bench.assessing.length + bench.sealing.length > 0) working(bench);
  if (bench.visit() === undefined) return;
  bench.happen({ kind: 'lock' });
  answered(bench);
  bench.wait(3_600_000); // whatever somebody has to wait for after wrong PINs
  signIn(bench);
  if (bench.view().identify?.step === 'look-alike')
    bench.happen({ kind: 'this-one', appointment: bench.view().visit?.appointment ?? ferdinand.id });
  identify(bench, true);
  if (bench.view().identify?.step === 'frame') bench.happen({ kind: 'no-frame', why: 'no-letter' });
  bench.happen({ kind: 'go', to: 'ending' });
  bench.happen({ kind: 'end-visit', outcome: 'completed' });
  assert.is(bench.view().stage, 'clinic', 'a visit can always be brought to its end');
}
