/** What a Canon says and takes, by hand on the wire. Records are taken apart here on their own account. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { propertyValue, readImageFormat } from '../../../../device/camera/simulated/canon/records.ts';
import { type Bench, bench, sha256 } from './bench.ts';
import { connectTo, type Initiator, type Reply, u16, u32 } from './initiator.ts';

const test = suite<{ desk: Bench; hand: Initiator }>('a simulated Canon on the wire');
test.before.each(async (context) => {
  context.desk = await bench({ personality: 'canon-eos' });
  context.hand = await connectTo(context.desk.camera.address);
  await context.hand.ask(openSession, [1]);
});
test.after.each(async ({ desk, hand }) => {
  hand.leave();
  await desk.end();
});

const [openSession, getObjectInfo, getPartial] = [0x1002, 0x1008, 0x101b];
const [setProperty, eventMode, getEvent, transferComplete, hasRoom] = [0x9110, 0x9115, 0x9116, 0x9117, 0x911a];
const [press, liveViewImage] = [0x9128, 0x9153];
const [iso, destination, imageFormat, liveViewOutput, shots] = [0xd103, 0xd11c, 0xd120, 0xd1b0, 0xd11b];
const [full, toComputer] = [2, 4];

const code = (reply: Reply | undefined): string => reply?.code.toString(16) ?? 'no answer';

interface Told {
  readonly type: string;
  readonly content: Buffer;
}

/** What one answer tells; its end is checked. */
async function told(hand: Initiator): Promise<readonly Told[]> {
  const { data } = (await hand.ask(getEvent)) ?? { data: Buffer.alloc(0) };
  const records: Told[] = [];
  let at = 0;
  for (; data.readUInt32LE(at + 4) !== 0; at += data.readUInt32LE(at))
    records.push({
      type: data.readUInt32LE(at + 4).toString(16),
      content: data.subarray(at + 8, at + data.readUInt32LE(at)),
    });
  assert.equal([data.readUInt32LE(at), at + 8], [8, data.length]);
  return records;
}

const types = (records: readonly Told[]): readonly string[] => records.map(({ type }) => type);

const set = async (hand: Initiator, property: number, value: Buffer): Promise<string> =>
  code(await hand.ask(setProperty, [], Buffer.concat([u32(8 + value.length), u32(property), value])));

/** Asks until something of that kind is told: exposures take a moment. */
async function toldOf(hand: Initiator, type: string): Promise<Buffer> {
  const limitMs = performance.now() + 10_000;
  while (performance.now() < limitMs) {
    const found = (await told(hand)).find((record) => record.type === type);
    if (found) return found.content;
  }
  throw new Error(`${type} was not told within ten seconds`);
}

test('the first answer tells of every property, with its choices behind its value; the next of nothing', async ({
  hand,
}) => {
  assert.equal(await told(hand), [], 'nothing before it is asked to tell');
  await hand.ask(eventMode, [1]);
  const records = await told(hand);
  const values = records.filter(({ type }) => type === 'c189').map(({ content }) => content.readUInt32LE(0));
  for (const property of [iso, destination, imageFormat, liveViewOutput, 0xd1b1, shots, 0xd108])
    assert.ok(values.includes(property), property.toString(16));
  for (const [place, { type, content }] of records.entries())
    if (type === 'c18a') assert.is(content.readUInt32LE(0), records[place - 1]?.content.readUInt32LE(0));
  assert.equal(await told(hand), []);
});

test('a setting takes one of its choices and tells of it', async ({ hand }) => {
  assert.is(await set(hand, iso, u32(0x60)), '2001');
  const [value] = await told(hand);
  assert.equal([value?.type, value?.content], ['c189', Buffer.concat([u32(iso), u32(0x60)])]);
  assert.is(await set(hand, iso, u32(0x61)), '201c');
  assert.is(await set(hand, iso, u16(0x60)), '201b');
  assert.is(await set(hand, 0xd111, u32(2)), '200f');
  assert.is(await set(hand, 0xdddd, u32(2)), '200a');
  assert.is(code(await hand.ask(setProperty, [], Buffer.from([1, 2, 3]))), '201b');
});

test('whatever is sent as a setting is taken or refused, and the session goes on', async ({ hand }) => {
  const property = fc.constantFrom(
    iso,
    destination,
    imageFormat,
    liveViewOutput,
    shots,
    0xd113,
    0xd17c,
    0xd115,
    0xd1d0,
  );
  await fc.assert(
    fc.asyncProperty(property, fc.uint8Array({ maxLength: 60 }), async (which, bytes) => {
      assert.match(await set(hand, which, Buffer.from(bytes)), /^(2001|200f|201b|201c)$/);
    }),
    { numRuns: 200 },
  );
  assert.ok((await told(hand)).length > 0);
});

test('an image format is the same after it was written and read', () => {
  const one = fc.record({ size: fc.constantFrom(0, 1, 2, 0xd, 0xe, 0xf), how: fc.constantFrom(2, 3, 0xb, 0xc) });
  const nibbles = one.map(({ size, how }) => (size << 4) | how);
  const property = { code: imageFormat, type: 'image-format', access: 'read-write', factory: 0 } as const;
  fc.assert(
    fc.property(nibbles, fc.option(nibbles, { nil: 0 }), (first, second) => {
      const condensed = (first << 8) | second;
      assert.is(readImageFormat(propertyValue(property, condensed).subarray(12)), condensed);
    }),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void readImageFormat(Buffer.from(bytes))));
});

test('with pictures going to the computer there is room for none until the computer has said so', async ({ hand }) => {
  await set(hand, destination, u32(toComputer));
  const room = (records: readonly Told[]) =>
    records.findLast(({ content }) => content.readUInt32LE(0) === shots)?.content.readUInt32LE(4);
  assert.is(room(await told(hand)), 0);
  await hand.ask(hasRoom, [0x0fff_ffff, 0x1000, 1]);
  assert.is(room(await told(hand)), 9999);
});

test('a picture for the computer is asked for, fetched in pieces, and forgotten when the computer has it', async ({
  desk,
  hand,
}) => {
  await set(hand, destination, u32(toComputer));
  assert.is(code(await hand.ask(press, [full, 0])), '2001');
  const request = await toldOf(hand, 'c186');
  const [handle, length] = [request.readUInt32LE(0), request.readUInt32LE(12)];
  assert.is(request.readUInt16LE(4), 0x3801);
  assert.is(request.subarray(20).toString('latin1'), 'IMG_0001.JPG\0');
  const first = await hand.ask(getPartial, [handle, 0, 1000]);
  const rest = await hand.ask(getPartial, [handle, 1000, length]);
  assert.equal([first, rest].map(code), ['2001', '2001']);
  const whole = Buffer.concat([first, rest].map((piece) => piece?.data ?? Buffer.alloc(0)));
  assert.equal([sha256(whole)], desk.camera.sent());
  await hand.ask(transferComplete, [handle]);
  assert.is(code(await hand.ask(getObjectInfo, [handle])), '2009');
});

test('the status says that an exposure is under way, and a new session hears of it too', async ({ desk, hand }) => {
  await desk.camera.set('hangs-in-capture', true);
  assert.is(code(await hand.ask(press, [full, 0])), '2001');
  assert.equal(await toldOf(hand, 'c18b'), u32(1));
  assert.is(code(await hand.ask(press, [full, 0])), '2019');
  hand.leave();
  const later = await connectTo(desk.camera.address);
  await later.ask(openSession, [1]);
  await later.ask(eventMode, [1]);
  assert.equal(types(await told(later)).slice(-1), ['c18b']);
  await desk.camera.set('hangs-in-capture', false);
  const added = await toldOf(later, 'c181');
  assert.equal([added.readUInt32LE(4), added.readUInt32LE(24)], [0x0002_0001, 2], 'on the card, in its folder');
  later.leave();
});

test('the live view has a frame in a blob when it is on, and nothing ready when it is off', async ({ desk, hand }) => {
  assert.is(code(await hand.ask(liveViewImage, [0x0020_0000, 0, 0])), 'a102');
  assert.is(await set(hand, liveViewOutput, u32(2)), '2001');
  const { data } = (await hand.ask(liveViewImage, [0x0020_0000, 0, 0])) ?? { data: Buffer.alloc(8) };
  assert.equal([data.readUInt32LE(0), data.readUInt32LE(4)], [data.length, 1]);
  assert.equal(data.subarray(8), desk.frame);
  await desk.camera.set('battery-empty', true);
  assert.is(code(await hand.ask(liveViewImage, [0x0020_0000, 0, 0])), 'a102');
  assert.is(await set(hand, liveViewOutput, u32(2)), 'a101');
});

test.run();
