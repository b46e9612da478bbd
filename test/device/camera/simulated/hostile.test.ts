/** The camera listens on this machine only, but whatever else runs here may knock. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type IncomingPacket,
  incomingPacketBytesMax,
  packetsFrom,
} from '../../../../device/camera/simulated/ptp/packets.ts';
import { incomingDataBytesMax } from '../../../../device/camera/simulated/wire/exchange.ts';
import { connectionsMax, startResponder } from '../../../../device/camera/simulated/wire/responder.ts';
import { type Bench, bench } from './bench.ts';
import { connectTo, openWire, packetBytes, portOf, u16, u32 } from './initiator.ts';

const test = suite<{ desk: Bench }>('a simulated camera and rude visitors');
test.before.each(async (context) => {
  context.desk = await bench();
});
test.after.each(({ desk }) => desk.end());

async function packetsOf(chunks: readonly Buffer[]): Promise<readonly IncomingPacket[]> {
  async function* arriving(): AsyncGenerator<Buffer> {
    yield* chunks;
  }
  const packets: IncomingPacket[] = [];
  for await (const packet of packetsFrom(arriving())) packets.push(packet);
  return packets;
}

test('random bytes are packets or malformed, and nothing is read behind a malformed one', async () => {
  const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { maxLength: 8 }), async (chunks) => {
      const packets = await packetsOf(chunks);
      assert.ok(packets.slice(0, -1).every((packet) => packet.kind !== 'malformed'));
    }),
    { numRuns: 500 },
  );
});

test('whole packets with random insides never throw', async () => {
  const one = fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.uint8Array({ maxLength: 60 }))
    .map(([type, payload]) => packetBytes(type, Buffer.from(payload)));
  await fc.assert(
    fc.asyncProperty(fc.array(one, { maxLength: 10 }), async (packets) => {
      assert.ok((await packetsOf(packets)).length <= packets.length);
    }),
    { numRuns: 500 },
  );
});

test('packets are the same however the stream is cut into chunks', async () => {
  const stream = Buffer.concat([
    packetBytes(6, Buffer.concat([u32(1), u16(0x1001), u32(0), u32(7), u32(8)])),
    packetBytes(9, Buffer.concat([u32(1), u32(4), u32(0)])),
    packetBytes(12, Buffer.concat([u32(1), Buffer.from('data')])),
    packetBytes(13, Buffer.alloc(0)),
  ]);
  const whole = await packetsOf([stream]);
  assert.equal(
    whole.map((packet) => packet.kind),
    ['operation-request', 'start-data', 'end-data', 'probe-request'],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(stream.length)), async (cuts) => {
      const at = [0, ...cuts.sort((left, right) => left - right), stream.length];
      const chunks = at.slice(1).map((to, place) => stream.subarray(at[place], to));
      assert.equal(await packetsOf(chunks), whole);
    }),
  );
});

test('a length beyond the limit is malformed before any of its bytes are kept', async () => {
  const head = (length: number): Buffer => Buffer.concat([u32(length), u32(6)]);
  for (const length of [incomingPacketBytesMax + 1, 0x7fff_ffff, 0xffff_ffff, 0, 7]) {
    const kinds = (await packetsOf([head(length)])).map((packet) => packet.kind);
    assert.equal(kinds, ['malformed'], `${length}`);
  }
  assert.equal(await packetsOf([head(incomingPacketBytesMax)]), [], 'the longest allowed one is waited for');
});

test('a thousand rude connections later the camera still answers', async ({ desk }) => {
  const rude = fc.sample(
    fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
      fc.constant(Buffer.concat([u32(0xffff_ffff), u32(1)])),
      fc.constant(packetBytes(1, Buffer.alloc(3))),
      fc.constant(packetBytes(6, Buffer.alloc(10))),
      fc.constant(Buffer.alloc(0)),
    ),
    { numRuns: 1000, seed: 7 },
  );
  for (const bytes of rude) {
    const wire = await openWire(portOf(desk.camera.address));
    wire.socket.end(bytes);
    wire.socket.resume();
    await wire.ended();
  }
  assert.match((await desk.gphoto2('--summary')).text, 'Model: D7500');
});

test('nonsense in the middle of a session ends that session and no other', async ({ desk }) => {
  const nonsense = [
    packetBytes(99, Buffer.alloc(0)),
    packetBytes(6, Buffer.alloc(11)),
    packetBytes(12, Buffer.concat([u32(5), Buffer.from('stray')])),
    packetBytes(9, Buffer.concat([u32(5), u32(4), u32(0)])),
    packetBytes(1, Buffer.alloc(40)),
    Buffer.concat([u32(0xffff_ffff), u32(6)]),
  ];
  for (const bytes of nonsense) {
    const hand = await connectTo(desk.camera.address);
    assert.is((await hand.ask(0x1002, [1]))?.code, 0x2001);
    hand.commands.socket.write(bytes);
    await hand.commands.ended();
    await hand.events.ended();
  }
  assert.match((await desk.gphoto2('--summary')).text, 'Model: D7500');
});

test('data without an end is not collected without an end', async ({ desk }) => {
  const hand = await connectTo(desk.camera.address);
  await hand.ask(0x1002, [1]);
  hand.commands.send(6, Buffer.concat([u32(2), u16(0x1016), u32(9), u32(0x500f)]));
  hand.commands.send(9, Buffer.concat([u32(9), u32(4), u32(0)]));
  const piece = Buffer.concat([u32(9), Buffer.alloc(64 * 1024)]);
  for (let sent = 0; sent <= incomingDataBytesMax; sent += 64 * 1024) hand.commands.send(10, piece);
  await hand.commands.ended();
});

test('an announcement of too much data ends the connection', async ({ desk }) => {
  const hand = await connectTo(desk.camera.address);
  await hand.ask(0x1002, [1]);
  hand.commands.send(6, Buffer.concat([u32(2), u16(0x1016), u32(9), u32(0x500f)]));
  hand.commands.send(9, Buffer.concat([u32(9), u32(0xffff_ffff), u32(0xffff_ffff)]));
  await hand.commands.ended();
});

test('more visitors than there are chairs are turned away, and the chairs are freed again', async ({ desk }) => {
  const port = portOf(desk.camera.address);
  const seated = await Promise.all(Array.from({ length: connectionsMax }, () => openWire(port)));
  await (await openWire(port)).ended();
  assert.ok(seated.every((wire) => !wire.socket.destroyed));
  for (const wire of seated) wire.socket.destroy();
  await Promise.all(seated.map((wire) => wire.ended()));
  assert.match((await desk.gphoto2('--summary')).text, 'Model: D7500');
});

test('who comes and says nothing is asked to leave', async () => {
  const responder = await startResponder({
    port: 0,
    name: 'impatient',
    firstPacketWithinMs: 20,
    mood: () => 'answers',
    sessionOpened: () => {},
    sessionEnded: () => {},
    answer: async () => ({ code: 0x2001 }),
  });
  await (await openWire(responder.port)).ended();
  await responder.close();
});

test('an initiator that vanishes in the middle of a download harms nobody', async ({ desk }) => {
  const rich = await bench({ pictureBytes: 20 * 1024 * 1024 });
  const hand = await connectTo(rich.camera.address);
  await hand.ask(0x1002, [1]);
  await hand.ask(0x9207, [0xffff_ffff, 1]);
  await hand.ask(0x90c8);
  hand.commands.socket.once('readable', () => hand.commands.socket.resetAndDestroy());
  assert.is(await hand.ask(0x1009, [0xffff_0001]), undefined);
  const { files } = await rich.gphoto2('--wait-event-and-download=FILEADDED');
  assert.is(files.size, 1, 'the picture is still there');
  await rich.end();
  assert.match((await desk.gphoto2('--summary')).text, 'Model: D7500');
});

test.run();
