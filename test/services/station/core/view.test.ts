/** Who may see what, in every state that can be reached: `LENTIGO_SEED=n` repeats a run, `LENTIGO_DAYS=n` takes more. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { View } from '../../../../services/station/api/view.ts';
import { clinicDay, ferdinand, list, margaret, marjorie, only, photo, roster } from './clinic-day.ts';
import { openBench, today } from './model/bench.ts';
import { moves } from './model/commands.ts';

const seed = Number(process.env.LENTIGO_SEED ?? Math.floor(Math.random() * 1e9));
const days = Math.ceil(Number(process.env.LENTIGO_DAYS ?? 20_000) / 10);

const test = suite('view');

/** One of these in a text tells who is meant. They are letters, digits, blanks and hyphens. */
const oneOf = (words: readonly string[]) => new RegExp(words.join('|'));
const anybody = oneOf(
  today.flatMap(({ patient, addressLine = '', code }) => [patient.nhsNumber, patient.givenName, addressLine, code]),
);
/** The list's and Noor's, whom the model registers: `-11-30`. */
const birthdays = ['1980-05-06', ...today.map(({ patient }) => patient.dateOfBirth)].map((date) => date.slice(4));
const anyBirthday = oneOf(birthdays);
const birthdaysBut = new Map(birthdays.map((own) => [own, oneOf(birthdays.filter((other) => other !== own))]));
const numbersBut = new Map<string, RegExp>(
  today.map(({ patient: { nhsNumber } }) => [
    nhsNumber,
    oneOf(today.flatMap(({ patient }) => (patient.nhsNumber === nhsNumber ? [] : [patient.nhsNumber]))),
  ]),
);

/** Called with every view that the model reaches. `confirmed`: by what the watcher beside the station knows. */
function tells(view: View, confirmed: boolean): void {
  const text = JSON.stringify(view);
  const never = (words: RegExp, why: string) => assert.not.ok(words.test(text), `${view.stage} ${why}`);
  if (view.stage === 'locked' || view.stage === 'patient') {
    never(anybody, 'tells of a patient');
    never(anyBirthday, 'tells a birthday');
    for (const thing of ['visit', 'identify', 'aim', 'review', 'staff'] as const) assert.is(view[thing], undefined);
    assert.equal(view.clinic, []);
    if (view.stage === 'patient') assert.equal([view.notice, view.signIn], [undefined, undefined]);
    return;
  }
  const { visit } = view;
  const own = confirmed ? visit?.patient?.dateOfBirth.slice(4) : undefined;
  never(birthdaysBut.get(own ?? '') ?? anyBirthday, 'tells a birthday before it is confirmed');
  if (visit === undefined) return;
  assert.equal(view.clinic, [], 'no other rows while a visit is open');
  if (!confirmed) {
    assert.is(visit.patient, undefined);
    const { lesions, pictures, wishes, note, missing, questionnaire } = visit;
    assert.equal([lesions, pictures, wishes, note, missing, questionnaire.answers], [[], [], [], '', [], []]);
  }
  const others = numbersBut.get(visit.named.nhsNumber);
  if (view.identify?.step !== 'look-alike' && others !== undefined) never(others, 'tells of another patient'); // there it is meant to
}

test('in whatever order a day goes: locked tells nobody, the patient’s screen nothing, and no birthday before it is confirmed', () => {
  let looked = 0;
  const stages = new Set<string>();
  fc.assert(
    fc.property(fc.commands([...moves], { maxCommands: 100, size: 'max' }), (commands) => {
      const bench = openBench((view, confirmed) => {
        looked += 1;
        stages.add(view.stage);
        tells(view, confirmed);
      });
      fc.modelRun(() => ({ model: {}, real: bench }), commands);
    }),
    { numRuns: days, seed },
  );
  console.log(`  seed ${seed}: ${looked} views of ${days} days, ${stages.size} stages`);
  assert.is(stages.size, 13, [...stages].join(' '));
});

test('a locked station with a visit behind it says that one waits, and not whose', () => {
  const day = clinicDay();
  day.armed();
  day.take();
  day.happen({ kind: 'lock' });
  const text = JSON.stringify(day.view());
  assert.ok(day.view().signIn?.visitWaits);
  for (const word of ['Quill', ferdinand.patient.nhsNumber, 'Mill Lane', 'Shin'])
    assert.not.ok(text.includes(word), word);
});

test('earlier pictures of a lesion are named from the list, which may come after the visit is back', () => {
  const jpeg = 'AAAA';
  const earlier = [{ view: 'dermoscopic' as const, polarised: true, takenAt: '2026-05-01T10:00:00.000Z', jpeg }];
  const seen = { ...ferdinand, lesions: ferdinand.lesions.map((lesion) => ({ ...lesion, earlier })) };
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'list', roster, list: { ...list, appointments: [seen] } });
  day.agreed();
  assert.equal(day.view().visit?.lesions[0]?.earlier, [
    { shot: 'dermoscopic-polarised', takenAt: '2026-05-01T10:00:00.000Z' },
  ]);
  assert.not.ok(
    JSON.stringify(day.state().stage).includes(jpeg),
    'the pictures themselves are not part of what is kept',
  );
});

test('the people of the interruption are told apart by what they share, never by the day itself', () => {
  const twin = { ...marjorie, patient: { ...marjorie.patient, dateOfBirth: '1970-04-03' } };
  const day = clinicDay();
  day.morning();
  day.happen({ kind: 'list', roster, list: { ...list, appointments: [margaret, twin] } });
  day.happen({ kind: 'open-visit', appointment: margaret.id });
  assert.equal(
    day.view().identify?.people.map(({ likeness }) => likeness),
    ['both', 'both'],
  );
  assert.not.ok(JSON.stringify(day.view()).includes('04-03'));
});

test('the banner’s advice comes with the picture under review, and only there', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  const taken = photo();
  day.happen({ kind: 'exposed', trigger, photo: taken });
  day.happen({ kind: 'assessed', trigger, photo: taken, quality: { advice: ['glare'] }, code: undefined });
  assert.is(day.view().review, undefined);
  day.happen({ kind: 'sealed', id: only(day.decided(), 'seal')[0]?.capture.parcel ?? trigger.id, atMs: 0 });
  assert.equal(day.view().review?.advice, ['glare']);
});

test.run();
