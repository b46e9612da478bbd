import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { exposureFor } from '../../../../../services/station/core/exposure.ts';
import { waitingMax } from '../../../../../services/station/core/visit.ts';
import { capture } from '../../../../../services/wire/capture.ts';
import { lesionId } from '../../../../../services/wire/ids.ts';
import type { Quality } from '../../../../../services/wire/quality.ts';
import { clinicDay, deedsOf, ferdinand, margaret, only, photo } from '../clinic-day.ts';

const test = suite('taking pictures');
const blurred: Quality = { focus: 1.5, advice: ['blurred'] };

test('a press takes one picture; it is measured, sealed for the patient who was confirmed, and saved once it is on the disk', () => {
  const day = clinicDay();
  day.armed('dermoscopic-polarised');
  const trigger = day.press();
  assert.is(day.view().stage, 'exposing');
  assert.equal(
    day.decided().map((effect) => (effect.kind === 'light' ? effect.scene : effect.kind)),
    [{ kind: 'flash', polarised: true }, 'expose'],
  );
  const taken = photo();
  day.happen({ kind: 'exposed', trigger, photo: taken });
  assert.is(day.view().stage, 'assessing');
  assert.equal(
    only(day.decided(), 'assess').map(({ photo: shown }) => shown),
    [taken],
  );
  day.happen({ kind: 'assessed', trigger, photo: taken, quality: blurred, code: undefined });
  assert.is(day.view().stage, 'sealing');
  const [seal] = only(day.decided(), 'seal');
  assert.ok(capture.safeParse(seal?.capture).success);
  assert.equal(seal?.capture.binding, {
    kind: 'visit',
    visit: day.view().visit?.id,
    appointment: ferdinand.id,
    patient: ferdinand.patient,
    lesion: { id: 'L1', site: 'Shin', side: 'left' },
    view: 'dermoscopic',
  });
  assert.equal([seal?.capture.polarised, seal?.capture.quality, seal?.capture.parcel], [true, blurred, trigger.id]);
  assert.equal(day.view().visit?.pictures, [], 'nothing is saved before it is on the disk');
  day.happen({ kind: 'sealed', id: trigger.id, atMs: trigger.atMs + 300 });
  assert.equal(
    [day.view().stage, day.view().review?.state, day.view().review?.advice],
    ['reviewing', 'deciding', ['blurred']],
  );
  assert.equal(
    day.view().visit?.pictures.map(({ state, verdict, pressToSavedMs }) => [state, verdict, pressToSavedMs]),
    [['saved', 'unreviewed', 300]],
  );
  assert.equal(deedsOf(day.decided()), ['picture']);
  day.happen({ kind: 'receipt', id: trigger.id, outcome: 'filed', filedAs: 'dicom/1' });
  assert.is(day.view().visit?.pictures[0]?.state, 'at-hospital');
});

test('camera and light are set for the shot when it is armed; only the polarised one is lit through the filter', () => {
  for (const shot of ['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised'] as const) {
    const day = clinicDay();
    day.agreed();
    day.decided();
    day.arm(shot);
    const decided = day.decided();
    assert.equal(only(decided, 'prepare'), [{ kind: 'prepare', setup: exposureFor[shot] }]);
    assert.equal(only(decided, 'light')[0]?.scene, { kind: 'aim', polarised: shot === 'dermoscopic-polarised' });
  }
});

test('a foot that came down before the shot was armed, and is heard after it, takes nothing', () => {
  const day = clinicDay();
  day.agreed();
  const early = day.trigger();
  day.wait(5);
  day.arm('close-up');
  day.decided();
  day.happen({ kind: 'press', trigger: early });
  assert.is(day.view().stage, 'armed');
  assert.equal(only(day.decided(), 'expose'), []);
  day.press();
  assert.is(only(day.decided(), 'expose').length, 1);
});

test('an impatient foot while the picture is taken and saved changes nothing', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  const taken = photo();
  day.wait(1000);
  day.press();
  day.happen({ kind: 'exposed', trigger, photo: taken });
  day.press();
  day.happen({ kind: 'assessed', trigger, photo: taken, quality: undefined, code: undefined });
  day.press();
  assert.equal([only(day.decided(), 'expose').length, day.notice()], [1, undefined]);
});

test('a foot that bounced twice with a fast camera neither keeps nor repeats the picture it took', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  day.wait(200);
  day.finish(trigger);
  day.wait(300);
  day.press();
  assert.is(day.view().review?.state, 'deciding');
  day.wait(200);
  day.press();
  assert.is(day.view().review?.state, 'keeping', '700 ms after the shot it is a press of its own');
});

test('two shots are at least 700 ms apart', () => {
  const day = clinicDay();
  day.armed();
  const first = day.press();
  day.happen({ kind: 'exposure-failed', trigger: first, fault: 'out-of-focus' });
  day.wait(699);
  day.press();
  assert.is(only(day.decided(), 'expose').length, 1);
  day.wait(1);
  day.press();
  assert.is(only(day.decided(), 'expose').length, 1);
});

for (const [event, why] of [
  [{ kind: 'camera', status: 'unplugged' }, 'camera-not-ready'],
  [{ kind: 'camera', status: 'starting' }, 'camera-not-ready'],
  [{ kind: 'disk', disk: 'full' }, 'disk-full'],
  [{ kind: 'disk', disk: 'failed' }, 'disk-failed'],
  [{ kind: 'waiting', waiting: waitingMax }, 'too-many-waiting'],
] as const) {
  test(`before the shutter, not after: ${why}`, () => {
    const day = clinicDay();
    day.armed();
    day.happen(event);
    day.press();
    assert.equal([day.why(), day.view().stage, day.decided()], [why, 'armed', []]);
  });
}

test('a press where nothing is armed is refused with its reason and no shutter', () => {
  const day = clinicDay();
  day.press();
  assert.is(day.why(), 'locked');
  day.morning();
  day.wait(1000);
  day.press();
  assert.is(day.why(), 'no-visit');
  day.agreed();
  day.wait(1000);
  day.press();
  assert.is(day.why(), 'not-armed');
  assert.equal(only(day.decided(), 'expose'), []);
});

test('a camera that failed says so, what was chosen stays chosen, and the next press works', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  day.decided();
  day.happen({ kind: 'exposure-failed', trigger, fault: 'out-of-focus' });
  assert.equal([day.view().stage, day.notice()], ['armed', { kind: 'camera', fault: 'out-of-focus' }]);
  assert.equal(
    only(day.decided(), 'light').map(({ scene }) => scene.kind),
    ['aim', 'signal'],
  );
  day.wait(1000);
  day.press();
  assert.equal([day.view().stage, day.notice()], ['exposing', undefined]);
});

test('a picture that could not be kept is not called saved', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  const taken = photo();
  day.happen(
    { kind: 'exposed', trigger, photo: taken },
    { kind: 'assessed', trigger, photo: taken, quality: undefined, code: undefined },
    { kind: 'seal-failed', id: trigger.id },
  );
  assert.equal([day.view().stage, day.notice(), day.view().visit?.pictures], ['armed', { kind: 'not-kept' }, []]);
});

test('a picture that comes after its exposure was given up is nobody’s', () => {
  const day = clinicDay();
  day.armed();
  const first = day.press();
  day.happen({ kind: 'exposure-failed', trigger: first, fault: 'timed-out' });
  day.wait(1000);
  day.press();
  day.decided();
  day.happen({ kind: 'exposed', trigger: first, photo: photo() });
  const decided = day.decided();
  const [seal] = only(decided, 'seal');
  assert.equal([seal?.capture.binding.kind, seal?.capture.parcel], ['unexplained', first.id]);
  assert.equal([day.view().stage, deedsOf(decided)], ['exposing', ['unexplained-picture']]);
});

test('somebody pressed the button on the camera: the picture is set aside, and what is under way goes on', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  day.decided();
  const noticed = day.trigger();
  day.happen({ kind: 'unexplained', noticed, photo: photo() });
  assert.is(day.notice()?.kind, 'set-aside');
  assert.is(only(day.decided(), 'seal')[0]?.capture.binding.kind, 'unexplained');
  day.happen({ kind: 'sealed', id: noticed.id, atMs: 0 });
  assert.is(day.view().stage, 'exposing');
  day.finish(trigger);
  assert.equal(
    day.view().visit?.pictures.map(({ id }) => id),
    [trigger.id],
  );
});

test('the station locks while the shutter is open: the light stays until it is shut, and the picture reaches its visit', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  day.decided();
  day.happen({ kind: 'lock' });
  assert.equal(only(day.decided(), 'light'), []);
  day.finish(trigger);
  const decided = day.decided();
  assert.equal(
    only(decided, 'light').map(({ scene }) => scene.kind),
    ['off'],
  );
  const binding = only(decided, 'seal')[0]?.capture.binding;
  assert.ok(binding?.kind === 'visit' && binding.patient === ferdinand.patient);
  assert.is(day.view().stage, 'locked');
  day.signIn();
  day.identify();
  assert.equal(
    day.view().visit?.pictures.map(({ verdict }) => verdict),
    ['unreviewed'],
  );
});

test('what is under way after a lock has to be safe before the next one is armed', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  day.happen({ kind: 'lock' });
  day.signIn();
  day.identify();
  day.arm('dermoscopic');
  assert.equal([day.why(), day.view().stage], ['still-working', 'choosing']);
  day.finish(trigger);
  day.arm('dermoscopic');
  assert.is(day.view().stage, 'armed');
});

test('only a lesion of the referral can be armed, and none that cannot be photographed', () => {
  const day = clinicDay();
  day.agreed(margaret);
  day.arm('close-up', 'L9');
  assert.is(day.why(), 'unknown-lesion');
  day.happen({ kind: 'cannot', lesion: lesionId.parse('L2'), why: 'dressing' });
  day.arm('close-up', 'L2');
  assert.is(day.why(), 'not-photographed');
  assert.not.ok(day.view().visit?.missing.some(({ lesion }) => lesion === 'L2'));
  day.happen({ kind: 'cannot', lesion: lesionId.parse('L2') });
  day.arm('close-up', 'L2');
  assert.is(day.view().stage, 'armed');
  day.happen({ kind: 'cannot', lesion: lesionId.parse('L2'), why: 'painful' });
  assert.is(day.view().stage, 'choosing', 'what is armed is let go');
});

test('arming while a picture is taken is refused; disarming puts the light out', () => {
  const day = clinicDay();
  day.armed();
  day.press();
  day.arm('locating');
  assert.is(day.why(), 'still-working');
  day.happen({ kind: 'disarm' });
  assert.is(day.view().stage, 'exposing');
  const other = clinicDay();
  other.armed();
  other.happen({ kind: 'disarm' });
  assert.is(other.view().stage, 'choosing');
  assert.equal(
    only(other.decided(), 'light').map(({ scene }) => scene.kind),
    ['off'],
  );
});

test('the same picture told twice is sealed once', () => {
  const day = clinicDay();
  day.armed();
  const trigger = day.press();
  const taken = photo();
  const assessed = { kind: 'assessed' as const, trigger, photo: taken, quality: undefined, code: undefined };
  day.happen(
    { kind: 'exposed', trigger, photo: taken },
    { kind: 'exposed', trigger, photo: taken },
    assessed,
    assessed,
  );
  assert.is(only(day.decided(), 'seal').length, 1);
});

test.run();
