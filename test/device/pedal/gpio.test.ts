/** The driver's own part; the kernel's part runs on a real kernel's line, in the emulated board. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type GpioLine, gpioPedal } from '../../../device/pedal/gpio.ts';
import type { PedalEdge } from '../../../device/ports.ts';

type Watcher = Parameters<GpioLine['watch']>[0];

/** A line as onoff shows it: pulled up, its level told after each interrupt. */
function line(over: Partial<GpioLine> = {}) {
  const watchers: Watcher[] = [];
  let exported = true;
  const opened: number[] = [];
  const gpio: GpioLine = {
    readSync: () => 1,
    direction: () => 'in',
    edge: () => 'both',
    watch: (watcher) => void watchers.push(watcher),
    unexport() {
      assert.ok(exported, 'unexported twice');
      exported = false;
    },
    ...over,
  };
  return {
    opened,
    open(number: number) {
      opened.push(number);
      return gpio;
    },
    level(level: 0 | 1) {
      for (const watcher of watchers) watcher(null, level);
    },
    fail(error: Error) {
      for (const watcher of watchers) watcher(error, 1);
    },
    exported: () => exported,
  };
}

const test = suite('GPIO pedal');

test('the contact closing to ground is the foot going down', async () => {
  const wire = line();
  const pedal = gpioPedal(517, wire.open);
  const edges: PedalEdge[] = [];
  pedal.onEdge((edge) => edges.push(edge));
  const beforeMs = performance.now();
  wire.level(0);
  wire.level(1);
  assert.equal(wire.opened, [517]);
  assert.equal(
    edges.map(({ down }) => down),
    [true, false],
  );
  assert.ok(edges.every(({ atMs }) => atMs >= beforeMs && atMs <= performance.now()));
  await pedal.close();
});

test('a contact that bounced faster than it could be read is no edge', async () => {
  const wire = line();
  const pedal = gpioPedal(517, wire.open);
  const edges: PedalEdge[] = [];
  pedal.onEdge((edge) => edges.push(edge));
  for (const level of [1, 0, 0, 0, 1, 1] as const) wire.level(level);
  assert.equal(
    edges.map(({ down }) => down),
    [true, false],
  );
  await pedal.close();
});

test('a foot on the pedal while the station starts is told of when it leaves', async () => {
  const wire = line({ readSync: () => 0 });
  const pedal = gpioPedal(517, wire.open);
  const edges: PedalEdge[] = [];
  pedal.onEdge((edge) => edges.push(edge));
  wire.level(0);
  wire.level(1);
  assert.equal(
    edges.map(({ down }) => down),
    [false],
  );
  await pedal.close();
});

test('closing gives the line back, once, and what comes afterwards is not told', async () => {
  const wire = line();
  const pedal = gpioPedal(517, wire.open);
  const edges: PedalEdge[] = [];
  pedal.onEdge((edge) => edges.push(edge));
  await pedal.close();
  await pedal.close();
  pedal.onEdge((edge) => edges.push(edge));
  wire.level(0);
  assert.not(wire.exported());
  assert.equal(edges, []);
});

test('an error of the kernel while the pedal is in use is thrown, so that the station starts anew', async () => {
  const wire = line();
  const pedal = gpioPedal(517, wire.open);
  assert.throws(() => wire.fail(new Error('EIO')), /EIO/);
  await pedal.close();
});

const held: readonly (readonly [string, Partial<GpioLine>])[] = [
  ['an output', { direction: () => 'out' }],
  ['without interrupts', { edge: () => 'none' }],
];
for (const [what, over] of held) {
  test(`a line that another program keeps ${what} is refused, not listened to in vain`, () => {
    const wire = line(over);
    assert.throws(() => gpioPedal(517, wire.open), /GPIO line 517 is set to .*another program holds it/);
    assert.not(wire.exported());
  });
}

test('a kernel without the line says which line and what to do', () => {
  // No board has a line of this number, and a machine without sysfs GPIO has none at all.
  assert.throws(() => gpioPedal(999_999), /GPIO line 999999 cannot be opened for the pedal: the kernel has no/);
});

test.run();
