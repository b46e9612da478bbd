/** What gphoto2 does not do by itself, done by hand on the wire. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startSimulatedCamera } from '../../../../device/camera/simulated/camera.ts';
import { type Bench, bench, sha256 } from './bench.ts';
import { connectTo, type Initiator, openWire, portOf, type Reply, u16, u32 } from './initiator.ts';

const test = suite<{ desk: Bench; hand: Initiator }>('a simulated camera on the wire');
test.before.each(async (context) => {
  context.desk = await bench();
  context.hand = await connectTo(context.desk.camera.address);
});
test.after.each(async ({ desk, hand }) => {
  hand.leave();
  await desk.end();
});

const [deviceInfo, openSession, closeSession, objectInfo, getObject, getPartial] = [
  0x1001, 0x1002, 0x1003, 0x1008, 0x1009, 0x101b,
];
const [getValue, setValue, getEvent, deviceReady, capture] = [0x1015, 0x1016, 0x90c7, 0x90c8, 0x9207];
const [startLiveView, endLiveView, liveViewImage] = [0x9201, 0x9202, 0x9203];
const inRam = 0xffff_0001;

const ok = 0x2001;
const code = (reply: Reply | undefined): string => reply?.code.toString(16) ?? 'no answer';

async function exposeIntoRam(hand: Initiator): Promise<void> {
  assert.is(code(await hand.ask(capture, [0xffff_ffff, 1])), '2001');
  while ((await hand.ask(deviceReady))?.code !== ok);
}

function told(reply: Reply | undefined): readonly string[] {
  const data = reply?.data ?? Buffer.alloc(2);
  return Array.from({ length: data.readUInt16LE(0) }, (_, at) => data.readUInt16LE(2 + 6 * at).toString(16));
}

test('nothing but the introduction is answered before a session is open', async ({ hand }) => {
  assert.is(code(await hand.ask(deviceInfo)), '2001');
  assert.is(code(await hand.ask(getValue, [0x5001])), '2003');
  assert.is(code(await hand.ask(closeSession)), '2003');
  assert.is(code(await hand.ask(openSession, [1])), '2001');
  assert.is(code(await hand.ask(openSession, [1])), '201e');
  assert.is(code(await hand.ask(getValue, [0x5001])), '2001');
});

test('an operation that no Nikon knows is refused, and the session goes on', async ({ hand }) => {
  await hand.ask(openSession, [1]);
  assert.is(code(await hand.ask(0x9999)), '2005');
  assert.is(code(await hand.ask(getValue, [0x1234])), '200a');
  assert.is(code(await hand.ask(objectInfo, [77])), '2009');
  assert.is(code(await hand.ask(getValue, [0x5001])), '2001');
});

test('a setting takes what its form allows and nothing else', async ({ hand }) => {
  await hand.ask(openSession, [1]);
  assert.is(code(await hand.ask(setValue, [0x500f], u16(400))), '2001');
  assert.equal((await hand.ask(getValue, [0x500f]))?.data, u16(400));
  assert.is(code(await hand.ask(setValue, [0x500f], u16(401))), '201c');
  assert.is(code(await hand.ask(setValue, [0x500f], u32(400))), '201b');
  assert.is(code(await hand.ask(setValue, [0x5001], Buffer.from([50]))), '200f');
  assert.equal((await hand.ask(getValue, [0x500f]))?.data, u16(400));
});

test('the picture is told of first and the end of its exposure afterwards', async ({ hand }) => {
  await hand.ask(openSession, [1]);
  await exposeIntoRam(hand);
  assert.equal(told(await hand.ask(getEvent)), ['c101']);
  assert.equal(told(await hand.ask(getEvent)), ['c102']);
  assert.equal(told(await hand.ask(getEvent)), []);
});

test('a picture in memory is gone once it was fetched', async ({ desk, hand }) => {
  await hand.ask(openSession, [1]);
  await exposeIntoRam(hand);
  assert.is((await hand.ask(objectInfo, [inRam]))?.data.readUInt32LE(38), 0, 'no parent');
  assert.equal(
    [(await hand.ask(getObject, [inRam]))?.data].map((data) => data && sha256(data)),
    desk.camera.sent(),
  );
  assert.is(code(await hand.ask(getObject, [inRam])), '2009');
});

test('pictures in memory come out in the order in which they went in, until it is full', async ({ desk, hand }) => {
  await hand.ask(openSession, [1]);
  for (let pictures = 0; pictures < 4; pictures += 1) await exposeIntoRam(hand);
  assert.is(code(await hand.ask(capture, [0xffff_ffff, 1])), '2019');
  const fetched: string[] = [];
  for (let pictures = 0; pictures < 4; pictures += 1)
    fetched.push(sha256((await hand.ask(getObject, [inRam]))?.data ?? Buffer.alloc(0)));
  assert.equal(fetched, desk.camera.sent());
  await exposeIntoRam(hand);
});

test('a cut download announces the whole length, sends half of it, and says that it is incomplete', async ({
  desk,
  hand,
}) => {
  await hand.ask(openSession, [1]);
  await exposeIntoRam(hand);
  await desk.camera.set('cuts-off', true);
  const cut = await hand.ask(getObject, [inRam]);
  assert.is(code(cut), '2007');
  assert.is(cut?.data.length, Math.floor((cut?.announcedBytes ?? 0) / 2));
  await desk.camera.set('cuts-off', false);
  assert.equal(
    [(await hand.ask(getObject, [inRam]))?.data].map((data) => data && sha256(data)),
    desk.camera.sent(),
  );
});

test('a picture that nobody fetched outlives the session, but not the plug', async ({ desk, hand }) => {
  await hand.ask(openSession, [1]);
  await exposeIntoRam(hand);
  hand.leave();
  const later = await connectTo(desk.camera.address);
  await later.ask(openSession, [1]);
  assert.equal(told(await later.ask(getEvent)), ['c101']);
  assert.is(code(await later.ask(startLiveView)), 'a004');
  await desk.camera.set('unplugged', true);
  await later.commands.ended();
  await desk.camera.set('unplugged', false);
  const afterwards = await connectTo(desk.camera.address);
  await afterwards.ask(openSession, [1]);
  assert.equal(told(await afterwards.ask(getEvent)), []);
  assert.is(code(await afterwards.ask(startLiveView)), '2001');
  afterwards.leave();
});

test('a part of a picture is that part, and ends where the picture ends', async ({ desk, hand }) => {
  await hand.ask(openSession, [1]);
  await desk.camera.pressOwnButton();
  const whole = (await hand.ask(getObject, [0x101]))?.data ?? Buffer.alloc(0);
  const part = await hand.ask(getPartial, [0x101, 100, 50]);
  assert.equal(part?.data, whole.subarray(100, 150));
  assert.equal(part?.parameters, [50]);
  assert.equal((await hand.ask(getPartial, [0x101, whole.length - 10, 50]))?.data, whole.subarray(-10));
  assert.is(code(await hand.ask(getPartial, [0x101, whole.length + 1, 50])), '201d');
});

test('the live view has a header before its frame, and no frames when it is off', async ({ desk, hand }) => {
  await hand.ask(openSession, [1]);
  assert.is(code(await hand.ask(liveViewImage)), 'a00b');
  await hand.ask(startLiveView);
  const { data } = (await hand.ask(liveViewImage)) ?? { data: Buffer.alloc(0) };
  assert.equal([data.readUInt32BE(0), data.readUInt16BE(8), data.readUInt16BE(10)], [384, 640, 424]);
  assert.is(data.indexOf(Buffer.from([0xff, 0xd8])), 384);
  assert.equal(data.subarray(384), desk.frame);
  await hand.ask(endLiveView);
  assert.is(code(await hand.ask(liveViewImage)), 'a00b');
});

test('the live view goes on through an exposure and ends with the battery', async ({ desk, hand }) => {
  await hand.ask(openSession, [1]);
  await hand.ask(startLiveView);
  await exposeIntoRam(hand);
  assert.is(code(await hand.ask(liveViewImage)), '2001');
  await desk.camera.set('battery-empty', true);
  assert.is(code(await hand.ask(liveViewImage)), 'a00b');
});

test('a probe on the event connection is answered', async ({ hand }) => {
  hand.events.send(13, Buffer.alloc(0));
  assert.is((await hand.events.next())?.type, 14);
});

test('a newcomer takes the place of the one before', async ({ desk, hand }) => {
  await hand.ask(openSession, [1]);
  const newcomer = await connectTo(desk.camera.address);
  await hand.commands.ended();
  await hand.events.ended();
  assert.is(code(await newcomer.ask(openSession, [1])), '2001');
  newcomer.leave();
});

test('an event connection without its command connection is rejected', async ({ desk, hand }) => {
  const stray = await openWire(portOf(desk.camera.address));
  stray.send(3, u32(99));
  assert.is((await stray.next())?.type, 5);
  await stray.ended();
  assert.is(code(await hand.ask(deviceInfo)), '2001');
});

test('a camera that begins to hang while it works does not give that answer later', async ({ desk }) => {
  let begun: () => void = () => {};
  const hanging = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const camera = await startSimulatedCamera({
    pictures: {
      take: async () => desk.frame,
      async frame() {
        await camera.set('hangs', true);
        begun();
        return desk.frame;
      },
      subject: () => undefined,
    },
  });
  const hand = await connectTo(camera.address);
  await hand.ask(openSession, [1]);
  await hand.ask(startLiveView);
  hand.commands.send(6, Buffer.concat([u32(1), u16(liveViewImage), u32(99)]));
  await hanging;
  await nextTurn(); // by now it would have answered
  await camera.set('hangs', false);
  const next = await hand.ask(deviceReady);
  assert.is(code(next), '2001');
  assert.is(next?.announcedBytes, undefined, 'this is the answer to the later question');
  hand.leave();
  await camera.close();
});

test.run();
