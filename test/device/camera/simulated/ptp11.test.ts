/** A camera that tells of its pictures by itself, and everything else of it, by hand on the wire. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Bench, bench } from './bench.ts';
import { connectTo, type Initiator, openWire, portOf, type Reply, u32 } from './initiator.ts';

const test = suite<{ desk: Bench; hand: Initiator }>('a simulated plain PTP camera on the wire');
test.before.each(async (context) => {
  context.desk = await bench({ personality: 'ptp-1.1', lateAfterMs: 300 });
  context.hand = await connectTo(context.desk.camera.address);
  await context.hand.ask(openSession, [1]);
});
test.after.each(async ({ desk, hand }) => {
  hand.leave();
  await desk.end();
});

const [openSession, setValue, capture, getStreamInfo, getStream] = [0x1002, 0x1016, 0x100e, 0x1024, 0x1025];
const [enabledStreams, sensitivity] = [0x5021, 0x500f];

const code = (reply: Reply | undefined): string => reply?.code.toString(16) ?? 'no answer';

/** The next event: code and parameters. */
async function event(hand: Initiator): Promise<string> {
  const packet = await hand.events.next();
  if (packet?.type !== 8) throw new Error(`a packet of type ${packet?.type} instead of an event`);
  assert.is(packet.payload.readUInt32LE(2), 0xffff_ffff, 'it belongs to no transaction');
  const parameters = Array.from({ length: (packet.payload.length - 6) / 4 }, (_, at) =>
    packet.payload.readUInt32LE(6 + 4 * at).toString(16),
  );
  return [packet.payload.readUInt16LE(0).toString(16), ...parameters].join(' ');
}

/** Everything that has been told so far: a probe is answered behind it. */
async function eventsSoFar(hand: Initiator): Promise<number> {
  hand.events.send(13, Buffer.alloc(0));
  let events = 0;
  while ((await hand.events.next())?.type === 8) events += 1;
  return events;
}

test('a picture is told of without being asked, and then that the exposure is over', async ({ hand }) => {
  assert.is(code(await hand.ask(capture, [0, 0])), '2001');
  assert.equal([await event(hand), await event(hand)], ['4002 101', '400d']);
  assert.is(await eventsSoFar(hand), 0);
});

test("so is one of the camera's own button", async ({ desk, hand }) => {
  await desk.camera.pressOwnButton();
  assert.equal([await event(hand), await event(hand)], ['4002 101', '400d']);
});

test('a capture that leads to no picture is over without one, and a full card is the reason where it is', async ({
  desk,
  hand,
}) => {
  for (const [fault, expected] of [
    ['out-of-focus', ['400d']],
    ['battery-empty', ['400d']],
    ['card-full', ['400a 10001', '400d']],
  ] as const) {
    await desk.camera.set(fault, true);
    assert.is(code(await hand.ask(capture, [0, 0])), '2001');
    for (const each of expected) assert.is(await event(hand), each);
    await desk.camera.set(fault, false);
  }
  assert.is(await eventsSoFar(hand), 0);
  assert.equal(desk.camera.sent(), []);
});

test('an exposure that does not end makes the camera busy, and its picture is told of when it does', async ({
  desk,
  hand,
}) => {
  await desk.camera.set('hangs-in-capture', true);
  assert.is(code(await hand.ask(capture, [0, 0])), '2001');
  assert.is(code(await hand.ask(capture, [0, 0])), '2019');
  assert.is(await eventsSoFar(hand), 0);
  await desk.camera.set('hangs-in-capture', false);
  assert.is(await event(hand), '4002 101');
});

test('a picture that is told of late comes after one may ask for the next, and in its order', async ({
  desk,
  hand,
}) => {
  await desk.camera.set('late-event', true);
  assert.is(code(await hand.ask(capture, [0, 0])), '2001');
  assert.is(await event(hand), '4002 101');
  assert.is(await event(hand), '400d');
  await hand.ask(capture, [0, 0]);
  await desk.camera.set('late-event', false); // comes at once when the trouble ends
  assert.is(await event(hand), '4002 102');
});

test('one picture is told of twice, the second time when its exposure is over', async ({ desk, hand }) => {
  await desk.camera.set('double-event', true);
  await hand.ask(capture, [0, 0]);
  assert.equal([await event(hand), await event(hand), await event(hand)], ['4002 101', '400d', '4002 101']);
});

test('an old picture is told of at once, and again in the next session', async ({ desk, hand }) => {
  await desk.camera.set('stale-picture', true);
  assert.is(await event(hand), '4002 101');
  hand.leave();
  const later = await connectTo(desk.camera.address);
  await later.ask(openSession, [1]);
  assert.is(await event(later), '4002 101');
  later.leave();
});

test('settings and a clock that change by themselves are told of', async ({ desk, hand }) => {
  await desk.camera.set('drifted-setting', true);
  assert.equal([await event(hand), await event(hand)].sort(), ['4006 5004', `4006 ${sensitivity.toString(16)}`]);
  await desk.camera.set('wrong-clock', true);
  assert.is(await event(hand), '4006 5011');
});

test('nothing is told while the camera hangs, and all of it afterwards', async ({ desk, hand }) => {
  await desk.camera.set('hangs', true);
  const { bytesRead } = hand.events.socket;
  await desk.camera.pressOwnButton();
  (await openWire(portOf(desk.camera.address))).socket.destroy(); // by now it would have arrived
  assert.is(hand.events.socket.bytesRead, bytesRead);
  await desk.camera.set('hangs', false);
  assert.is(await event(hand), '4002 101');
});

test('the stream has to be enabled first, has 36 bytes of description, and frames without anything before them', async ({
  desk,
  hand,
}) => {
  assert.is(code(await hand.ask(getStream)), '200f');
  assert.is((await hand.ask(getStreamInfo, [1]))?.data.length, 36);
  assert.is(code(await hand.ask(getStreamInfo, [5])), '201d');
  assert.is(code(await hand.ask(setValue, [enabledStreams], u32(2))), '201c');
  assert.is(code(await hand.ask(setValue, [enabledStreams], u32(1))), '2001');
  assert.equal((await hand.ask(getStream))?.data, desk.frame);
  await desk.camera.set('battery-empty', true);
  assert.is(code(await hand.ask(getStream)), '200f');
  assert.is(code(await hand.ask(setValue, [enabledStreams], u32(1))), '200f');
});

test.run();
