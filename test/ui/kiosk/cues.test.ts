/** When the station makes a sound. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { View } from '../../../services/station/api.ts';
import { soundFor } from '../../../ui/kiosk/cues.ts';
import { shin } from '../../support/invented.ts';
import { viewShown, visitShown } from '../../support/shown.ts';

const test = suite('sounds');

const visit = visitShown();
const aim = { lesion: shin.id, view: 'locating' } as const;
const at = (stage: View['stage'], changes: Partial<View> = {}): View => viewShown({ stage, visit, aim, ...changes });

test('one picture sounds armed, taken, nothing while it is sealed, then saved', () => {
  const stages = [at('choosing'), at('armed'), at('exposing'), at('sealing'), at('saved')];
  const heard = stages.slice(1).map((now, before) => soundFor(stages[before], now));
  assert.equal(heard, ['armed', 'taken', undefined, 'saved']);
});

test('a picture that could not be kept sounds failed and never saved', () => {
  assert.is(soundFor(at('sealing'), at('armed', { notice: { kind: 'not-kept' }, notices: 1 })), 'failed');
});

test('a failed press does not also sound armed', () => {
  assert.is(soundFor(at('exposing'), at('armed', { notice: { kind: 'camera', fault: 'busy' }, notices: 1 })), 'failed');
});

test('a notice that stays is heard once', () => {
  const notice = { kind: 'refused', why: 'disk-full' } as const;
  const outbox = { waiting: 1, atHospital: 0, quarantined: 0 };
  assert.is(
    soundFor(at('armed', { notice, notices: 1 }), at('armed', { notice: { ...notice }, notices: 1, outbox })),
    undefined,
  );
});

test('a second press that is refused for the same reason is heard as well', () => {
  const notice = { kind: 'refused', why: 'disk-full' } as const;
  assert.is(soundFor(at('armed', { notice, notices: 1 }), at('armed', { notice, notices: 2 })), 'failed');
});

test('a picture that reaches the hospital while the next is aimed at is silent', () => {
  const outbox = { waiting: 0, atHospital: 1, quarantined: 0 };
  assert.is(soundFor(at('armed'), at('armed', { outbox })), undefined);
});

test('aiming at another view is heard, because the pedal now takes another picture', () => {
  assert.is(soundFor(at('armed'), at('armed', { aim: { ...aim, view: 'close-up' } })), 'armed');
});

test('a page that connects late is silent: “Saved” is not said of something it did not see', () => {
  assert.is(soundFor(undefined, at('saved')), undefined);
});

test.run();
