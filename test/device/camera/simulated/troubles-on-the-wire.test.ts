/** Troubles that would keep gphoto2 waiting for minutes, or fill its memory: by hand on the wire. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hugePictureBytes } from '../../../../device/camera/simulated/body/conditions.ts';
import type { PersonalityName } from '../../../../device/camera/simulated/makes.ts';
import { sha256 } from './bench.ts';
import { connectTo, type Initiator, type Reply, u16, u32 } from './initiator.ts';
import { type Desks, everyMake, type MakeDesk } from './makes.ts';

const test = suite<{ desks: Desks }>('simulated cameras in long troubles');
test.before.each(async (context) => {
  context.desks = await everyMake({});
});
test.after.each(({ desks }) => desks.end());

const [openSession, objectInfo, getObject, getPartial] = [0x1002, 0x1008, 0x1009, 0x101b];
const ok = 0x2001;
const code = (reply: Reply | undefined): string => reply?.code.toString(16) ?? 'no answer';

/** How a picture is asked for, and what it is called afterwards. */
const words: Readonly<
  Record<PersonalityName, { readonly capture: readonly [number, ...number[]]; readonly name: number }>
> = {
  nikon: { capture: [0x9207, 0xffff_ffff, 1], name: 0xffff_0001 },
  'canon-eos': { capture: [0x9128, 2, 0], name: 0x101 },
  'ptp-1.1': { capture: [0x100e, 0, 0], name: 0x101 },
};

const ask = (hand: Initiator, [operation, ...parameters]: readonly [number, ...number[]]): Promise<Reply | undefined> =>
  hand.ask(operation, parameters);

async function session({ camera }: MakeDesk): Promise<Initiator> {
  const hand = await connectTo(camera.address);
  assert.is(code(await hand.ask(openSession, [1])), '2001');
  return hand;
}

/** Resolves when the camera has taken so many pictures. */
function untilTaken({ camera }: MakeDesk, pictures: number): Promise<void> {
  return new Promise((resolve) => {
    if (camera.sent().length >= pictures) return resolve();
    const stop = camera.onChange(() => {
      if (camera.sent().length < pictures) return;
      stop();
      resolve();
    });
  });
}

test('an exposure that does not end keeps the camera busy through sessions, and its picture comes when it does', ({
  desks,
}) =>
  desks.each(async (desk) => {
    const { capture } = words[desk.make];
    await desk.camera.set('hangs-in-capture', true);
    const first = await session(desk);
    assert.is(code(await ask(first, capture)), '2001');
    assert.is(code(await ask(first, capture)), '2019');
    first.leave();
    const second = await session(desk);
    assert.is(code(await ask(second, capture)), '2019');
    if (desk.make === 'nikon') assert.is(code(await second.ask(0x90c8)), '2019', 'not ready');
    assert.equal(desk.camera.sent(), []);
    await desk.camera.set('hangs-in-capture', false);
    await untilTaken(desk, 1);
    assert.is(code(await ask(second, capture)), '2001');
    await untilTaken(desk, 2);
    second.leave();
  }));

test('a picture that is long in coming leaves the camera ready for the next one', ({ desks }) =>
  desks.each(async (desk) => {
    const { capture } = words[desk.make];
    await desk.camera.set('late-event', true);
    const hand = await session(desk);
    for (let pictures = 0; pictures < 2; pictures += 1) {
      let reply = await ask(hand, capture);
      while (reply?.code === 0x2019) reply = await ask(hand, capture); // the shutter is still open
      assert.is(code(reply), '2001');
    }
    assert.equal(desk.camera.sent(), []);
    await desk.camera.set('late-event', false);
    await untilTaken(desk, 2);
    hand.leave();
  }));

/** Takes one picture, to wherever it goes, and gives the operations that fetch it. */
async function takeOne(desk: MakeDesk, hand: Initiator): Promise<number> {
  if (desk.make === 'canon-eos') await hand.ask(0x9110, [], Buffer.concat([u32(12), u32(0xd11c), u32(4)])); // to memory
  assert.is((await ask(hand, words[desk.make].capture))?.code, ok);
  await untilTaken(desk, 1);
  return words[desk.make].name;
}

test('a download that hangs has half of its bytes and then nothing, whatever is asked; a new connection is well', ({
  desks,
}) =>
  desks.each(async (desk) => {
    const hand = await session(desk);
    const name = await takeOne(desk, hand);
    await desk.camera.set('hangs-in-download', true);
    hand.commands.send(6, Buffer.concat([u32(1), u16(getObject), u32(77), u32(name)]));
    const start = await hand.commands.next();
    const announced = start?.payload.readUInt32LE(4) ?? 0;
    const half = await hand.commands.next();
    assert.equal([start?.type, half?.type], [9, 10], 'no end of data');
    assert.is(half?.payload.subarray(4).length, Math.floor(announced / 2));
    hand.commands.send(6, Buffer.concat([u32(1), u16(objectInfo), u32(78), u32(name)]));
    await desk.camera.set('hangs-in-download', false);
    const later = await session(desk); // takes the place of the first one, which had nothing more to hear
    assert.is(await hand.commands.next(), undefined);
    const whole = await later.ask(getObject, [name]);
    assert.equal([sha256(whole?.data ?? Buffer.alloc(0))], desk.camera.sent());
    later.leave();
  }));

test('a huge picture says that it is half a gigabyte long, and is, until the trouble ends', ({ desks }) =>
  desks.each(async (desk) => {
    await desk.camera.set('huge-picture', true);
    const hand = await session(desk);
    const name = await takeOne(desk, hand);
    const bytesOf = async () => (await hand.ask(objectInfo, [name]))?.data.readUInt32LE(8);
    assert.is(await bytesOf(), hugePictureBytes);
    if (desk.make === 'canon-eos') {
      const end = await hand.ask(getPartial, [name, hugePictureBytes - 1000, 5000]);
      assert.equal(end?.data, Buffer.alloc(1000));
      const begin = await hand.ask(getPartial, [name, 0, 2]);
      assert.equal(begin?.data, Buffer.from([0xff, 0xd8]));
    }
    await desk.camera.set('huge-picture', false);
    assert.ok(((await bytesOf()) ?? 0) < 100_000);
    const whole = await hand.ask(getObject, [name]);
    assert.equal([sha256(whole?.data ?? Buffer.alloc(0))], desk.camera.sent());
    hand.leave();
  }));

test('a huge picture is sent to its last byte', async ({ desks }) => {
  await desks.each(async (desk) => {
    if (desk.make !== 'nikon') return; // one is enough: the others send by the same means
    await desk.camera.set('huge-picture', true);
    const hand = await session(desk);
    const name = await takeOne(desk, hand);
    hand.commands.socket.removeAllListeners('data');
    const arrived = new Promise<void>((resolve) => {
      let bytes = 0;
      hand.commands.socket.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > hugePictureBytes) resolve();
      });
    });
    hand.commands.send(6, Buffer.concat([u32(1), u16(getObject), u32(77), u32(name)]));
    await arrived;
    hand.leave();
  });
});

test.run();
