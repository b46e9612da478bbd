/** The body alone: no wire, no time. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as bodies from '../../../../device/camera/simulated/body.ts';
import { type SimulatedFault, simulatedFaults } from '../../../../device/camera/simulated/faults.ts';

const test = suite("the simulated camera's body");

const picture = (handle: number, bytes = 10): bodies.HeldPicture => ({
  handle,
  name: `DSC_${handle}.JPG`,
  bytes: new Uint8Array(bytes),
  widthPx: 1200,
  heightPx: 800,
  takenAtMs: 0,
  thumb: { bytes: new Uint8Array(1), widthPx: 640, heightPx: 424 },
});
const open = bodies.sessionOpened(bodies.newBody());
const kinds = (body: bodies.Body): readonly string[] => body.untold.map((event) => event.kind);

test('an exposure closes the shutter, keeps the picture and is told of', () => {
  const exposing = bodies.shutterOpened(open);
  assert.is(bodies.refusal(exposing, 'ram'), 'busy');
  const done = bodies.exposed(exposing, picture(1), 'card');
  assert.is(done.shutter, 'closed');
  assert.equal(
    done.card.map((held) => held.handle),
    [1],
  );
  assert.equal(kinds(done), ['picture-on-card', 'exposure-ended']);
});

test('without a session nobody is told, and the next session finds only what waits in memory', () => {
  const alone = bodies.exposed(bodies.exposed(bodies.newBody(), picture(1), 'card'), picture(2), 'ram');
  assert.equal(kinds(alone), []);
  assert.equal(kinds(bodies.sessionOpened(alone)), ['picture-in-ram']);
});

test('the end of a session ends the live view and forgets what was not told', () => {
  const busy = bodies.liveViewSwitched(bodies.exposed(open, picture(1), 'ram'), 'on');
  const ended = bodies.sessionEnded(busy);
  assert.equal([ended.session, ended.liveView, kinds(ended), ended.ram.length], ['none', 'off', [], 1]);
});

test('pulling the plug empties the memory and spares the card', () => {
  const full = bodies.exposed(bodies.exposed(open, picture(1), 'ram'), picture(2), 'card');
  const pulled = bodies.switched(full, 'unplugged', true);
  assert.equal([pulled.session, pulled.ram.length, pulled.card.length], ['none', 0, 1]);
});

test('memory that is full makes the camera busy, a card that is full refuses', () => {
  let body = open;
  for (let taken = 0; taken < bodies.ramPicturesMax; taken += 1) body = bodies.exposed(body, picture(taken), 'ram');
  assert.is(bodies.refusal(body, 'ram'), 'busy');
  assert.is(bodies.refusal(body, 'card'), undefined);
  assert.is(bodies.refusal(bodies.fetchedFromRam(body), 'ram'), undefined);

  const stuffed = bodies.exposed(open, picture(9, bodies.cardBytesMax), 'card');
  assert.is(bodies.cardBytesFree(stuffed), 0);
  assert.is(bodies.refusal(stuffed, 'card'), 'card-full');
  assert.is(bodies.refusal(stuffed, 'ram'), undefined);
  assert.is(bodies.refusal(bodies.deletedFromCard(stuffed, 9), 'card'), undefined);
});

test('whoever never asks is told of the newest events only', () => {
  let body = open;
  for (let taken = 0; taken < bodies.untoldMax; taken += 1) body = bodies.exposed(body, picture(taken), 'card');
  assert.is(body.untold.length, bodies.untoldMax);
  assert.equal(body.untold.at(-2), { kind: 'picture-on-card', handle: bodies.untoldMax - 1 });
});

test('a camera whose troubles have all ended refuses nothing, whatever came before', () => {
  const step = fc.record({ fault: fc.constantFrom(...simulatedFaults), on: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let body = open;
      const on = new Set<SimulatedFault>();
      for (const each of steps) {
        body = bodies.switched(body, each.fault, each.on);
        if (each.on) on.add(each.fault);
        else on.delete(each.fault);
        assert.equal([...body.faults].sort(), [...on].sort());
      }
      for (const fault of on) body = bodies.switched(body, fault, false);
      assert.is(bodies.refusal(body, 'ram'), undefined);
      assert.is(bodies.refusal(body, 'card'), undefined);
    }),
  );
});

test.run();
