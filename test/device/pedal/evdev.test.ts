import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { WhichInput } from '../../../device/pedal/evdev-find.ts';
import type { Pedal, PedalEdge } from '../../../device/ports.ts';
import { next } from '../../contract/waiting.ts';
import { type FakeInput, fakeInput, keyB, monotonicNowMs, record } from './fake-input.ts';

const limitMs = 20_000;
const usb: WhichInput = { kind: 'usb', vendor: '0c45', product: '7403' };
const [evSyn, evKey, evMsc] = [0, 1, 4];
const [synReport, synDropped] = [0, 3];
const autorepeat = 2;
const keyC = 46;

const usbPedal = suite('USB pedal');
function test(title: string, body: (input: FakeInput) => Promise<void>): void {
  usbPedal(title, async () => {
    const input = fakeInput();
    try {
      await body(input);
    } finally {
      await input.close();
    }
  });
}

const edge = (pedal: Pedal, down: boolean) =>
  next<PedalEdge>(down ? 'down' : 'up', pedal.onEdge, limitMs, (told) => told.down === down);
const ways = (edges: readonly PedalEdge[]) => edges.map(({ down }) => (down ? 'down' : 'up'));

// First, so that no late signal of another pedal can help it along.
test('more edges in one burst than are read at one go all arrive', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  const { pedal, edges } = input.open(usb);
  const all = next<PedalEdge>('the last edge', pedal.onEdge, limitMs, () => edges.length === 1300);
  const bursts = Array.from({ length: 650 }, () =>
    [1, 0].flatMap((value) => [record(evKey, keyB, value), record(evSyn, synReport, 0)]),
  );
  device.writeBytes(Buffer.concat(bursts.flat())); // one write, one signal
  await all;
  assert.ok(edges.every(({ down }, index) => down === (index % 2 === 0)));
  await pedal.close();
});

test('a pedal that is there is grabbed at once and its key is the foot', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  const { pedal, edges, troubles } = input.open(usb);
  assert.equal(troubles, [undefined]);
  assert.ok(device.grabbed());
  const down = edge(pedal, true);
  device.key(true);
  await down;
  const up = edge(pedal, false);
  device.key(false);
  await up;
  assert.equal(ways(edges), ['down', 'up']);
  await pedal.close();
});

test('the kernel’s time of an edge is told, however late this process reads it', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  const { pedal, edges } = input.open(usb);
  const up = edge(pedal, false);
  const nowMs = monotonicNowMs();
  device.key(true, keyB, nowMs - 500);
  device.key(false, keyB, nowMs - 380);
  await up;
  const [first, second] = edges;
  assert.ok(first !== undefined && second !== undefined);
  assert.ok(Math.abs(second.atMs - first.atMs - 120) < 1);
  assert.ok(performance.now() - first.atMs >= 499, `${performance.now() - first.atMs} ms ago`);
  await pedal.close();
});

test('the keyboard’s autorepeat while the foot stays down is no edge', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  const { pedal, edges } = input.open(usb);
  const nowMs = monotonicNowMs();
  const up = edge(pedal, false);
  device.key(true, keyB, nowMs - 600);
  for (let repeats = 0; repeats < 10; repeats += 1) {
    device.write(evKey, keyB, autorepeat, nowMs - 350 + 33 * repeats);
    device.write(evSyn, synReport, 1, nowMs - 350 + 33 * repeats);
  }
  device.write(evMsc, 4, 0x70005);
  device.key(false, keyB, nowMs);
  await up;
  assert.equal(ways(edges), ['down', 'up']);
  assert.is(Math.round((edges[1]?.atMs ?? 0) - (edges[0]?.atMs ?? 0)), 600);
  await pedal.close();
});

test('a pedal that types a chord is down from its first key to its last', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  const { pedal, edges } = input.open(usb);
  const up = edge(pedal, false);
  device.key(true, keyB);
  device.key(true, keyC);
  device.key(false, keyB);
  device.key(false, keyC);
  await up;
  assert.equal(ways(edges), ['down', 'up']);
  await pedal.close();
});

test('an event that arrives in pieces is one event', async (input) => {
  const [device, other] = [input.plugIn({ name: 'FootSwitch' }), input.plugIn({ name: 'FootSwitch Mouse' })];
  const { pedal, edges } = input.open(usb);
  const bytes = record(evKey, keyB, 1);
  device.writeBytes(bytes.subarray(0, 7));
  const read = edge(pedal, false); // both are read in one go, so the first piece has been by then
  other.key(true);
  other.key(false);
  await read;
  const down = edge(pedal, true);
  device.writeBytes(bytes.subarray(7));
  await down;
  assert.equal(ways(edges), ['down', 'up', 'down']);
  await pedal.close();
});

test('a release that was lost in an overrun is asked for and told', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  const { pedal, edges } = input.open(usb);
  const down = edge(pedal, true);
  device.key(true);
  await down;
  const up = edge(pedal, false);
  device.holds(); // the foot is up by now, and no event said so
  device.write(evSyn, synDropped, 0);
  device.write(evKey, keyC, 1); // a fragment, not to be believed
  device.write(evSyn, synReport, 0);
  await up;
  assert.equal(ways(edges), ['down', 'up']);
  await pedal.close();
});

test('a press that was lost in an overrun is told as well, a fragment is not believed', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  const { pedal, edges } = input.open(usb);
  device.write(evSyn, synDropped, 0);
  device.key(true, keyC); // by now it is up again
  const down = edge(pedal, true);
  device.key(true, keyB);
  await down;
  const up = edge(pedal, false);
  device.key(false, keyB);
  await up;
  assert.equal(ways(edges), ['down', 'up']);

  const lost = edge(pedal, true);
  device.holds(keyB);
  device.write(evSyn, synDropped, 0);
  device.write(evSyn, synReport, 0);
  await lost;
  await pedal.close();
});

test('a foot that stood on the pedal before the station started takes no picture', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  device.holds(keyB);
  const { pedal, edges } = input.open(usb);
  const up = edge(pedal, false);
  device.key(false);
  await up;
  assert.equal(ways(edges), ['up']);
  await pedal.close();
});

test('a pedal with a keyboard and a mouse in it is grabbed whole, its wheel without keys is left', async (input) => {
  const keyboard = input.plugIn({ name: 'FootSwitch Keyboard' });
  const mouse = input.plugIn({ name: 'FootSwitch Mouse' });
  const wheel = input.plugIn({ name: 'FootSwitch Wheel', keys: '0' });
  const other = input.plugIn({ name: 'Barcode scanner', vendor: '05e0', product: '1200' });
  const { pedal, edges } = input.open(usb);
  assert.equal(
    [keyboard, mouse, wheel, other].map((device) => device.grabbed()),
    [true, true, false, false],
  );
  for (const half of [keyboard, mouse]) {
    const up = edge(pedal, false);
    half.key(true);
    half.key(false);
    await up;
  }
  assert.equal(ways(edges), ['down', 'up', 'down', 'up']);
  await pedal.close();
});

test('closing in the middle of an edge ends it there', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  const { pedal, edges } = input.open(usb);
  const closed = new Promise<void>((resolve) => pedal.onEdge(() => resolve(pedal.close())));
  device.writeBytes(Buffer.concat([record(evKey, keyB, 1), record(evKey, keyB, 0), record(evKey, keyB, 1)]));
  await closed;
  assert.equal(ways(edges), ['down']);
});

test('no pedal occupies a thread of the pool, and each has its own signal', async (input) => {
  const devices = Array.from({ length: 5 }, (_, index) => input.plugIn({ name: `FootSwitch ${index}` })); // the pool has four
  const pedals = devices.map((_, index) => input.open({ kind: 'name', name: `FootSwitch ${index}` }).pedal);
  await promisify(pbkdf2)('a', 'b', 1, 32, 'sha256'); // runs in the pool, after whatever waits there
  for (const [index, pedal] of pedals.entries()) {
    const down = edge(pedal, true);
    devices[index]?.key(true);
    await down;
    await pedal.close();
  }
});

usbPedal.run();
