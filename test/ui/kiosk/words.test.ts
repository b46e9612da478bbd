/** What the kiosk says of trouble. That no reason is without words is the compiler's work; that the words serve is ours. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cannotWords } from '../../../ui/kiosk/capture/cannot-words.ts';
import { troubleIn } from '../../../ui/kiosk/trouble.ts';
import {
  adviceWords,
  cameraFaultWords,
  diskWords,
  noticeWords,
  refusalWords,
  sentenceFor,
} from '../../../ui/kiosk/words.ts';
import { cameraShown, viewShown } from '../../support/shown.ts';

const test = suite('words on the screen');

const sentences = [refusalWords, cameraFaultWords, noticeWords, diskWords].flatMap((table) => Object.entries(table));

/** Words of programmers, not of photographers. */
const jargon =
  /\b(error|fault|exception|invalid|null|undefined|socket|server|timeout|jpeg|bytes?|disk|buffer|retry|failed|outbox|queue|armed|quarantined?)\b/i;

test('every trouble says in whole sentences what happened and what to do', () => {
  assert.ok(sentences.length >= 20);
  for (const [reason, { happened, todo }] of sentences) {
    assert.match(happened, /^[A-Z].*\.$/, reason);
    assert.match(todo, /^[A-Z].*\.$/, reason);
  }
});

test('no trouble is told in the words of programmers', () => {
  for (const [reason, { happened, todo }] of sentences) assert.not.match(`${happened} ${todo}`, jargon, reason);
});

test('a sentence is short enough to be read at arm’s length', () => {
  for (const [reason, { happened, todo }] of sentences) {
    assert.ok(happened.length <= 72, `${reason}: ${happened}`);
    assert.ok(todo.length <= 96, `${reason}: ${todo}`);
  }
});

test('two refusals never read the same', () => {
  const told = Object.values(refusalWords).map(({ happened, todo }) => `${happened} ${todo}`);
  assert.is(new Set(told).size, told.length);
});

test('a refusal before the shutter says that nothing was taken', () => {
  for (const why of [
    'no-visit',
    'not-identified',
    'no-consent',
    'camera-not-ready',
    'disk-full',
    'disk-failed',
    'too-many-waiting',
  ] as const) {
    assert.match(refusalWords[why].happened, /^Nothing was taken/, why);
  }
});

test('each notice finds its sentence', () => {
  assert.is(sentenceFor({ kind: 'refused', why: 'disk-full' }), refusalWords['disk-full']);
  assert.is(sentenceFor({ kind: 'camera', fault: 'unplugged' }), cameraFaultWords.unplugged);
  assert.is(sentenceFor({ kind: 'not-kept' }), noticeWords['not-kept']);
  assert.is(sentenceFor({ kind: 'pedal-stuck' }), noticeWords['pedal-stuck']);
  assert.is(sentenceFor({ kind: 'set-aside' }), noticeWords['set-aside']);
});

test('a press while the battery is empty tells of the battery, not only that the camera was not ready', () => {
  const trouble = troubleIn(
    viewShown({ notice: { kind: 'refused', why: 'camera-not-ready' }, camera: cameraShown('battery-low') }),
  );
  assert.is(trouble?.kind, 'failed');
  assert.match(trouble?.happened ?? '', /battery is empty/);
  assert.match(trouble?.todo ?? '', /charged battery/);
});

test('what the latest press met comes before what the camera says, and that before the storage', () => {
  const all = viewShown({ notice: { kind: 'not-kept' }, camera: cameraShown('busy'), disk: 'full' });
  assert.is(troubleIn(all)?.happened, noticeWords['not-kept'].happened);
  const { notice: _, ...withoutNotice } = all;
  assert.is(troubleIn(withoutNotice)?.happened, cameraFaultWords.busy.happened);
  assert.is(troubleIn(viewShown({ disk: 'full' }))?.happened, diskWords.full.happened);
});

test('a camera that is starting is to be waited for; one that is ready is nothing to tell of', () => {
  assert.is(troubleIn(viewShown({ camera: cameraShown('starting') }))?.kind, 'wait');
  assert.is(troubleIn(viewShown()), undefined);
});

test('each reason not to photograph a lesion has words of its own', () => {
  const told = Object.values(cannotWords);
  assert.is(new Set(told).size, told.length);
  for (const words of told) assert.ok(words.length <= 32, words);
});

test('a camera that works and wants something soon says what, the most pressing first', () => {
  const settings = [{ name: 'format', wanted: 'JPEG', is: 'RAW' }] as const;
  assert.is(adviceWords(cameraShown('ready').advice), undefined);
  assert.is(adviceWords(cameraShown('ready', { batteryPercent: 15, settings }).advice), 'battery 15 %');
  assert.is(
    adviceWords(cameraShown('ready', { batteryPercent: 80, shotsLeft: 3, settings }).advice),
    '3 pictures left',
  );
  assert.is(adviceWords(cameraShown('ready', { settings, clockOffsetS: 86_400 }).advice), 'settings changed');
  assert.is(adviceWords(cameraShown('ready', { clockOffsetS: -3_600 }).advice), 'clock is wrong');
  assert.is(
    adviceWords(cameraShown('ready', { clockOffsetS: 30, batteryPercent: 20, shotsLeft: 20 }).advice),
    undefined,
  );
});

test.run();
