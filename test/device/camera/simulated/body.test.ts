/** The body alone: no wire, no time. */
import fc from 'fast-check';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as bodies from '../../../../device/camera/simulated/body/body.ts';
import { drifted, hugePictureBytes, refusal, switched } from '../../../../device/camera/simulated/body/conditions.ts';
import { developed } from '../../../../device/camera/simulated/body/developing.ts';
import { tiffRaw } from '../../../../device/camera/simulated/body/raw-file.ts';
import { type SimulatedFault, simulatedFaults } from '../../../../device/camera/simulated/faults.ts';

const test = suite("the simulated camera's body");

const picture = (handle: number, bytes = 10): bodies.HeldPicture => ({
  handle,
  name: `DSC_${handle}.JPG`,
  bytes: new Uint8Array(bytes),
  ...{ format: 'jpeg', lengthBytes: bytes, widthPx: 1200, heightPx: 800, takenAtMs: 0, isOld: false },
  thumb: { bytes: new Uint8Array(1), widthPx: 640, heightPx: 424 },
});
const open = bodies.sessionOpened(bodies.newBody());
const kinds = (body: bodies.Body): readonly string[] => body.untold.map((event) => event.kind);

test('an exposure closes the shutter, keeps the picture and is told of', () => {
  const exposing = bodies.shutterOpened(open);
  assert.is(refusal(exposing, 'ram'), 'busy');
  const done = bodies.exposed(exposing, picture(1), 'card');
  assert.is(done.shutter, 'closed');
  assert.equal(
    done.card.map((held) => held.handle),
    [1],
  );
  assert.equal(kinds(done), ['exposure-began', 'picture-on-card', 'exposure-ended']);
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
  const pulled = switched(full, 'unplugged', true);
  assert.equal([pulled.session, pulled.ram.length, pulled.card.length], ['none', 0, 1]);
});

test('memory that is full makes the camera busy, a card that is full refuses', () => {
  let body = open;
  for (let taken = 0; taken < bodies.ramPicturesMax; taken += 1) body = bodies.exposed(body, picture(taken), 'ram');
  assert.is(refusal(body, 'ram'), 'busy');
  assert.is(refusal(body, 'card'), undefined);
  assert.is(refusal(bodies.fetchedFromRam(body, 0), 'ram'), undefined);

  const stuffed = bodies.exposed(open, picture(9, bodies.cardBytesMax), 'card');
  assert.is(bodies.cardBytesFree(stuffed), 0);
  assert.is(refusal(stuffed, 'card'), 'card-full');
  assert.is(refusal(stuffed, 'ram'), undefined);
  assert.is(refusal(bodies.deletedFromCard(stuffed, 9), 'card'), undefined);
});

test('whoever never asks is told of the newest events only', () => {
  let body = open;
  for (let taken = 0; taken < bodies.untoldMax; taken += 1) body = bodies.exposed(body, picture(taken), 'card');
  assert.is(body.untold.length, bodies.untoldMax);
  assert.equal(body.untold.at(-2), { kind: 'picture-on-card', handle: bodies.untoldMax - 1 });
});

const files = {
  prefix: 'DSC_',
  raw: { extension: 'NEF', isChosen: () => false, file: (jpeg: Uint8Array) => tiffRaw('A', 'B', jpeg) },
};
const jpeg = await sharp({ create: { width: 640, height: 424, channels: 3, background: '#b98b74' } })
  .jpeg()
  .toBuffer();
const develop = (...faults: readonly SimulatedFault[]) =>
  developed(
    { jpeg, frame: jpeg, number: 10_001, takenAtMs: 0, isOld: false },
    { ...open, faults: new Set(faults) },
    files,
  );

test('what comes out of the camera is the JPEG, or nothing, or too much, or something else', () => {
  assert.equal(develop().bytes, jpeg);
  assert.is(develop().name, 'DSC_0002.JPG');
  assert.equal([develop('empty-picture').bytes.length, develop('empty-picture').lengthBytes], [0, 0]);
  assert.is(develop('huge-picture').lengthBytes, hugePictureBytes);
  assert.is(develop('huge-picture', 'empty-picture').lengthBytes, 0);
  const raw = develop('raw-picture');
  assert.is(raw.name, 'DSC_0002.NEF');
  assert.equal(raw.bytes.subarray(0, 4), Buffer.from('II*\0'));
  assert.equal(raw.bytes.subarray(-jpeg.length), jpeg);
});

test('a picture that is told of twice is handed out twice, in this session and in the next', () => {
  const twice = bodies.exposed(switched(open, 'double-event', true), picture(7), 'ram');
  assert.equal(kinds(twice), ['picture-in-ram', 'exposure-ended', 'picture-in-ram']);
  const once = bodies.fetchedFromRam(twice, 7);
  assert.equal(kinds(bodies.sessionOpened(once)), ['picture-in-ram']);
  assert.is(bodies.fetchedFromRam(once, 7).ram.length, 0);
  assert.is(bodies.exposed(switched(open, 'double-event', true), picture(7), 'card').card.length, 1);
});

test('an old picture is told of at once and in every session, and is gone with the trouble', () => {
  const old = { ...picture(3), isOld: true };
  const found = bodies.oldPictureFound(switched(open, 'stale-picture', true), old, 'card');
  assert.equal(kinds(found), ['picture-on-card']);
  assert.equal(kinds(bodies.sessionOpened(bodies.sessionEnded(found))), ['picture-on-card']);
  const own = bodies.exposed(found, picture(4), 'card');
  assert.equal(
    switched(own, 'stale-picture', false).card.map(({ handle }) => handle),
    [4],
  );
});

test('a picture is as long as it really is once the camera is well', () => {
  const huge = bodies.exposed(open, { ...picture(5), lengthBytes: hugePictureBytes }, 'ram');
  assert.is(switched(huge, 'huge-picture', false).ram[0]?.lengthBytes, 10);
});

test('the other body has its own card and settings, and the first one keeps its', () => {
  const first = bodies.setting(bodies.exposed(open, picture(1), 'card'), 0x500f, 400);
  const other = switched(first, 'other-serial', true);
  assert.equal([other.session, other.card.length, bodies.settingOf(other, 0x500f)], ['none', 0, undefined]);
  const used = bodies.setting(bodies.exposed(other, picture(2), 'card'), 0x500f, 800);
  const back = switched(used, 'other-serial', false);
  assert.equal(
    back.card.map(({ handle }) => handle),
    [1],
  );
  assert.is(bodies.settingOf(back, 0x500f), 400);
  assert.is(bodies.settingOf(switched(back, 'other-serial', true), 0x500f), 800);
});

test('a setting that drifted is told of, can be put right, and is right again when the trouble ends', () => {
  const set = bodies.setting(open, 0x500f, 400);
  const loose = drifted(
    switched(set, 'drifted-setting', true),
    new Map([
      [0x500f, 6400],
      [0x5004, 0],
    ]),
  );
  assert.equal(kinds(loose), ['setting-changed', 'setting-changed']);
  assert.is(bodies.settingOf(loose, 0x500f), 6400);
  const putRight = bodies.setting(loose, 0x500f, 200);
  assert.is(bodies.settingOf(putRight, 0x500f), 200);
  const healed = switched(putRight, 'drifted-setting', false);
  assert.equal([bodies.settingOf(healed, 0x500f), bodies.settingOf(healed, 0x5004)], [200, undefined]);
});

test('a clock that is wrong is a day behind until somebody sets it or the trouble ends', () => {
  const dayMs = 86_400_000;
  const wrong = switched(bodies.clockSet(open, 5000, 0), 'wrong-clock', true);
  assert.is(bodies.cameraTimeMs(wrong, 1000), 6000 - dayMs);
  assert.is(bodies.cameraTimeMs(bodies.clockSet(wrong, 7000, 1000), 2000), 8000);
  assert.is(bodies.cameraTimeMs(switched(wrong, 'wrong-clock', false), 1000), 6000);
});

test('a camera whose troubles have all ended refuses nothing, whatever came before', () => {
  const step = fc.record({ fault: fc.constantFrom(...simulatedFaults), on: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let body = open;
      const on = new Set<SimulatedFault>();
      for (const each of steps) {
        body = switched(body, each.fault, each.on);
        if (each.on) on.add(each.fault);
        else on.delete(each.fault);
        assert.equal([...body.faults].sort(), [...on].sort());
      }
      for (const fault of on) body = switched(body, fault, false);
      assert.is(refusal(body, 'ram'), undefined);
      assert.is(refusal(body, 'card'), undefined);
    }),
  );
});

test.run();
