import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Photo } from '../../../../device/ports.ts';
import { type Trigger, type VisitEvent, waitingMax } from '../../../../services/station/core/visit.ts';
import type { LesionId, VisitId } from '../../../../services/wire/ids.ts';
import { clinicDay, list, photo, trigger } from '../../../support/day.ts';

const test = suite('visit');
const newId = () => randomUUID() as unknown as VisitId;
const l1 = 'L1' as LesionId;

test('a press takes one picture, seals it for the patient who was confirmed, and says saved once it is', () => {
  const day = clinicDay();
  day.arm();
  const [press, taken] = [trigger(1000), photo()];
  day.happen({ kind: 'press', trigger: press });
  assert.is(day.state().visit.kind, 'exposing');
  assert.equal(
    day.decided().map(({ kind }) => kind),
    ['light', 'expose'],
  );

  day.happen({ kind: 'exposed', trigger: press, photo: taken });
  assert.is(day.state().visit.kind, 'sealing');
  const [seal] = day.decided();
  assert.ok(seal?.kind === 'seal' && seal.photo === taken && seal.capture.binding.kind === 'visit');
  assert.ok(
    seal?.kind === 'seal' && seal.capture.binding.kind === 'visit' && seal.capture.binding.patient === list[0]?.patient,
  );
  assert.is(day.state().pictures.length, 0, 'nothing is saved before it is on the disk');

  day.happen({ kind: 'sealed', id: press.id, atMs: 1300 });
  assert.is(day.state().visit.kind, 'saved');
  assert.equal(
    day.state().pictures.map(({ id, pressToSavedMs, state }) => [id, pressToSavedMs, state]),
    [[press.id, 300, 'saved']],
  );

  day.happen({ kind: 'receipt', id: press.id, outcome: 'filed', filedAs: 'filed/x' });
  assert.is(day.state().pictures[0]?.state, 'at-hospital');
});

test('an impatient foot while the shutter is open or the picture is being saved changes nothing', () => {
  const day = clinicDay();
  day.arm();
  const press = trigger();
  day.happen({ kind: 'press', trigger: press });
  day.decided();
  day.happen({ kind: 'press', trigger: trigger() });
  day.happen({ kind: 'exposed', trigger: press, photo: photo() }, { kind: 'press', trigger: trigger() });
  assert.equal(
    day.decided().map(({ kind }) => kind),
    ['seal'],
  );
  assert.is(day.state().notice, undefined);
});

test('no visit, nothing chosen, nothing left to choose: a press is refused with its reason and no shutter', () => {
  const day = clinicDay();
  day.happen({ kind: 'clinic', list }, { kind: 'camera', status: 'ready' }, { kind: 'press', trigger: trigger() });
  assert.equal(day.state().notice, { kind: 'refused', why: 'no-visit' });
  day.happen({ kind: 'open-visit', appointment: 'A1', newId: newId() }, { kind: 'press', trigger: trigger() });
  assert.equal(day.state().notice, { kind: 'refused', why: 'not-armed' });
  assert.not(day.decided().some(({ kind }) => kind === 'expose'));
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
    day.arm();
    day.happen(event, { kind: 'press', trigger: trigger() });
    assert.equal(day.state().notice, { kind: 'refused', why });
    assert.is(day.state().visit.kind, 'armed', 'what was chosen stays chosen');
    assert.equal(day.decided(), []);
  });
}

test('a camera that failed says so, what was chosen stays chosen, and the next press works', () => {
  const day = clinicDay();
  day.arm();
  const press = trigger();
  day.happen({ kind: 'press', trigger: press }, { kind: 'exposure-failed', trigger: press, fault: 'out-of-focus' });
  assert.is(day.state().visit.kind, 'armed');
  assert.equal(day.state().notice, { kind: 'camera', fault: 'out-of-focus' });
  assert.ok(day.decided().some((effect) => effect.kind === 'light' && effect.scene.kind === 'signal'));
  day.happen({ kind: 'press', trigger: trigger() });
  assert.is(day.state().visit.kind, 'exposing');
  assert.is(day.state().notice, undefined);
});

test('a picture that could not be kept is not called saved', () => {
  const day = clinicDay();
  day.arm();
  const press = trigger();
  day.happen(
    { kind: 'press', trigger: press },
    { kind: 'exposed', trigger: press, photo: photo() },
    { kind: 'seal-failed', id: press.id },
  );
  assert.equal([day.state().visit.kind, day.state().notice], ['armed', { kind: 'not-kept' }]);
  assert.is(day.state().pictures.length, 0);
});

test('only a lesion of the referral can be chosen', () => {
  const day = clinicDay();
  day.arm();
  day.happen({ kind: 'arm', lesion: 'L9' as LesionId, view: 'locating' });
  assert.equal(day.state().notice, { kind: 'refused', why: 'unknown-lesion' });
});

test('one visit at a time, and it does not end while a picture is not safe', () => {
  const day = clinicDay();
  day.arm();
  day.happen({ kind: 'open-visit', appointment: 'A2', newId: newId() });
  assert.equal(day.state().notice, { kind: 'refused', why: 'visit-open' });
  const press = trigger();
  day.happen({ kind: 'press', trigger: press }, { kind: 'close-visit' });
  assert.equal(day.state().notice, { kind: 'refused', why: 'still-working' });
  assert.is(day.state().visit.kind, 'exposing');
});

test('after a visit nothing of it is left on the screen or in memory', () => {
  const day = clinicDay();
  day.arm();
  day.decided();
  day.happen({ kind: 'close-visit' });
  assert.is(day.state().visit.kind, 'idle');
  assert.equal(day.state().pictures, []);
  assert.equal(
    day.decided().map(({ kind }) => kind),
    ['light', 'forget-pictures'],
  );
});

test('a picture that comes after its exposure was given up is nobody’s', () => {
  const day = clinicDay();
  day.arm();
  const [first, second] = [trigger(), trigger()];
  day.happen({ kind: 'press', trigger: first }, { kind: 'exposure-failed', trigger: first, fault: 'timed-out' });
  day.happen({ kind: 'press', trigger: second });
  day.decided();
  day.happen({ kind: 'exposed', trigger: first, photo: photo() });
  const [seal] = day.decided();
  assert.ok(seal?.kind === 'seal' && seal.capture.binding.kind === 'unexplained' && seal.capture.parcel === first.id);
  assert.is(day.state().visit.kind, 'exposing', 'the second press still waits for its own picture');
});

/** What a day can bring, in any order. Pictures are told apart by their bytes; the model remembers who was confirmed. */
type Happening =
  | { readonly kind: 'open'; readonly appointment: string }
  | { readonly kind: 'arm'; readonly lesion: string }
  | { readonly kind: 'press' | 'picture' | 'fails' | 'late' | 'own-button' | 'sealed' | 'not-sealed' | 'close' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('open' as const), appointment: fc.constantFrom('A1', 'A2', 'A9') }),
  fc.record({ kind: fc.constant('arm' as const), lesion: fc.constantFrom('L1', 'L2', 'L3') }),
  fc.record({
    kind: fc.constantFrom('press', 'picture', 'fails', 'late', 'own-button', 'sealed', 'not-sealed', 'close'),
  }),
);

test('in 3,000 days of anything in any order, a picture shows who was confirmed at its press, or nobody', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const day = clinicDay();
      day.happen({ kind: 'clinic', list }, { kind: 'camera', status: 'ready' });
      const open: Trigger[] = [];
      const past: Trigger[] = [];
      const confirmed = new Map<string, string>(); // press → NHS number and lesion
      const ownerOf = new Map<Photo, string | undefined>();
      let sealing: Trigger['id'] | undefined;
      for (const one of happenings) {
        for (const event of eventsFor(one)) day.happen(event);
        for (const effect of day.decided()) {
          if (effect.kind === 'expose') {
            open.push(effect.trigger);
            const { visit } = day.state();
            assert.ok(visit.kind === 'exposing');
            if (visit.kind === 'exposing')
              confirmed.set(effect.trigger.id, `${visit.visit.appointment.patient.nhsNumber} ${visit.aim.lesion.id}`);
          }
          if (effect.kind === 'seal') {
            sealing = effect.capture.parcel;
            const { binding } = effect.capture;
            const shows = binding.kind === 'visit' ? `${binding.patient.nhsNumber} ${binding.lesion.id}` : undefined;
            assert.is(shows, ownerOf.get(effect.photo));
          }
        }
      }

      function eventsFor(one: Happening): VisitEvent[] {
        switch (one.kind) {
          case 'open':
            return [{ kind: 'open-visit', appointment: one.appointment, newId: newId() }];
          case 'arm':
            return [{ kind: 'arm', lesion: one.lesion as LesionId, view: 'dermoscopic' }];
          case 'press':
            return [{ kind: 'press', trigger: trigger() }];
          case 'close':
            return [{ kind: 'close-visit' }];
          case 'picture': {
            const asked = open.shift();
            if (asked === undefined) return [];
            const taken = photo();
            ownerOf.set(taken, confirmed.get(asked.id));
            past.push(asked);
            return [{ kind: 'exposed', trigger: asked, photo: taken }];
          }
          case 'fails': {
            const asked = open.shift();
            if (asked === undefined) return [];
            past.push(asked);
            return [{ kind: 'exposure-failed', trigger: asked, fault: 'timed-out' }];
          }
          case 'late': {
            const asked = past.at(-1);
            if (asked === undefined) return [];
            const taken = photo();
            ownerOf.set(taken, undefined);
            return [{ kind: 'exposed', trigger: asked, photo: taken }];
          }
          case 'own-button': {
            const taken = photo();
            ownerOf.set(taken, undefined);
            return [{ kind: 'unexplained', noticed: trigger(), photo: taken }];
          }
          case 'sealed':
            return sealing === undefined ? [] : [{ kind: 'sealed', id: sealing, atMs: 0 }];
          case 'not-sealed':
            return sealing === undefined ? [] : [{ kind: 'seal-failed', id: sealing }];
        }
      }
    }),
    { numRuns: 3000 },
  );
});

test('arming while working is refused, disarming goes back to choosing', () => {
  const day = clinicDay();
  day.arm();
  day.happen({ kind: 'disarm' });
  assert.is(day.state().visit.kind, 'choosing');
  day.happen(
    { kind: 'arm', lesion: l1, view: 'locating' },
    { kind: 'press', trigger: trigger() },
    { kind: 'arm', lesion: l1, view: 'close-up' },
  );
  assert.equal(day.state().notice, { kind: 'refused', why: 'still-working' });
});

test.run();
