/** When the station makes a sound. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { View, VisitView } from '../../../services/station/api/view.ts';
import { soundFor } from '../../../ui/kiosk/cues.ts';
import {
  identifyShown,
  pictureShown,
  questionnaireShown,
  shinShown,
  viewShown,
  visitShown,
} from '../../support/shown.ts';

const test = suite('sounds');

const visit = visitShown();
const aim = { lesion: shinShown.id, shot: 'locating' } as const;
const picture = pictureShown(shinShown.id, 'locating');
const at = (stage: View['stage'], changes: Partial<View> = {}): View => viewShown({ stage, visit, aim, ...changes });
const withVisit = (changes: Partial<VisitView>): Partial<View> => ({ visit: { ...visit, ...changes } });

test('one picture sounds armed, taken, nothing while it is assessed and sealed, then saved', () => {
  const saved = withVisit({ pictures: [picture] });
  const views = [at('choosing'), at('armed'), at('exposing'), at('assessing'), at('sealing'), at('reviewing', saved)];
  const heard = views.slice(1).map((now, before) => soundFor(views[before], now));
  assert.equal(heard, ['armed', 'taken', undefined, undefined, 'saved']);
});

test('a picture that is kept sounds no second time; the next one being armed does', () => {
  const saved = withVisit({ pictures: [picture] });
  const next = { ...aim, shot: 'close-up' } as const;
  assert.is(soundFor(at('reviewing', saved), at('armed', { ...saved, aim: next })), 'armed');
  assert.is(soundFor(at('reviewing', saved), at('choosing', saved)), undefined);
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
  const here = withVisit({ pictures: [picture] });
  const there = withVisit({ pictures: [{ ...picture, state: 'at-hospital' }] });
  assert.is(soundFor(at('armed', here), at('armed', there)), undefined);
});

test('the letter in front of the camera sounds armed, taken while it is read, and saved', () => {
  const frame = identifyShown({ step: 'frame' });
  const reading = identifyShown({ step: 'reading' });
  assert.is(soundFor(at('identify', { identify: identifyShown() }), at('identify', { identify: frame })), 'armed');
  assert.is(soundFor(at('identify', { identify: frame }), at('identify', { identify: reading })), 'taken');
  const letter = { ...picture, shows: { kind: 'identity-frame' } } as const;
  const confirmed = at('questionnaire', withVisit({ pictures: [letter] }));
  assert.is(soundFor(at('identify', { identify: reading }), confirmed), 'saved');
});

test('a page of the paper questionnaire that the pedal will take sounds armed', () => {
  const armed = withVisit({ questionnaire: { ...questionnaireShown, paperArmed: true } });
  assert.is(soundFor(at('questionnaire'), at('questionnaire', armed)), 'armed');
  assert.is(soundFor(at('questionnaire', armed), at('questionnaire', armed)), undefined);
});

test('opening a visit that has pictures already, after a lock, is silent', () => {
  const locked = viewShown({ stage: 'locked' });
  assert.is(soundFor(locked, at('choosing', withVisit({ pictures: [picture] }))), undefined);
});

test('a page that connects late is silent: “Saved” is not said of something it did not see', () => {
  assert.is(soundFor(undefined, at('reviewing', withVisit({ pictures: [picture] }))), undefined);
});

test.run();
