/** The ring on a USB board, and everything that happens to USB boards. Real serialport, on a pseudo-terminal of the kernel's. */
import { cpuUsage } from 'node:process';
import fc from 'fast-check';
import five from 'johnny-five';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { LightNote } from '../../../device/light/board.ts';
import { firmataBoard } from '../../../device/light/firmata.ts';
import { dark, type Levels } from '../../../device/light/levels.ts';
import { ringLight } from '../../../device/light/ring-light.ts';
import { firmataBoard as microcontroller } from './firmata-board.ts';
import { until } from './until.ts';

const test = suite('ring light on a USB board');

const pins = { plain: 9, polarised: 10 };
/** Patient with a machine that is busy; a test that waits for silence says how long. */
const times = { helloMsMax: 10_000, askHelloMs: 5, answerMsMax: 5000, heartbeatMs: 50, reconnectMs: 20 };
const full: Levels = { plain: 1, polarised: 0 };

function desk(wanted: Partial<typeof times> & { readonly pins?: typeof pins } = {}) {
  const ring = microcontroller(pins);
  const notes: LightNote[] = [];
  const board = firmataBoard({
    path: ring.path,
    pins: wanted.pins ?? pins,
    times: { ...times, ...wanted },
    note: (note) => notes.push(note),
  });
  return {
    ring,
    board,
    notes,
    faults: () => notes.flatMap((note) => (note.kind === 'fault' ? [note.fault] : [])),
    /** Until the board takes it. */
    async written(levels: Levels): Promise<void> {
      let [answer, asking] = ['', false];
      await until('written', () => {
        if (!asking && answer !== 'written') {
          asking = true;
          board.write(levels).then((next) => {
            [answer, asking] = [next, false];
          });
        }
        return answer === 'written';
      });
    },
    async close() {
      await board.close();
      ring.remove();
    },
  };
}

test('a written level is what the pin has, to the last step', async () => {
  const { ring, board, written, close } = desk();
  await written(full);
  for (const step of [0, 1, 2, 127, 128, 254, 255]) {
    assert.is(await board.write({ plain: step / 255, polarised: 1 - step / 255 }), 'written');
    assert.equal(ring.levels(), { plain: step / 255, polarised: (255 - step) / 255 });
  }
  await close();
});

test('a board that was unplugged is missed without anybody asking, and lit again when it is back', async () => {
  const ring = microcontroller(pins);
  const notes: LightNote['kind'][] = [];
  const board = firmataBoard({ path: ring.path, pins, times, note: ({ kind }) => notes.push(kind) });
  const light = ringLight({ board, answerMs: 10_000 });
  let shown = '';
  await until('shown', () => {
    if (shown !== 'shown') light.show({ kind: 'aim', polarised: true }).then((next) => (shown = next));
    return shown === 'shown';
  });
  for (let time = 0; time < 3; time += 1) {
    notes.length = 0;
    ring.unplug();
    await until('missed', () => notes.includes('fault'));
    ring.plug();
    await until('lit again', () => ring.levels().polarised > 0);
    assert.ok(notes.includes('back'));
  }
  await light.close();
  assert.equal(ring.levels(), dark);
  ring.remove();
});

test('a pulled cable does not keep the processor busy', async () => {
  const { ring, written, notes, close } = desk({ reconnectMs: 60_000 });
  await written(full);
  ring.unplug();
  await until('missed', () => notes.some(({ kind }) => kind === 'fault'));
  const before = cpuUsage();
  const fromMs = performance.now();
  await until('half a second', () => performance.now() - fromMs > 500);
  const { system } = cpuUsage(before);
  assert.ok(system < 250_000, `${system} µs of 500 000 in the kernel`); // reading a hung-up terminal over and over takes all of it
  await close();
});

test('a board that hangs is silent, is tried again, and shows nothing that nobody asked for', async () => {
  const { ring, board, written, faults, notes, close } = desk({ answerMsMax: 500 });
  await written(full);
  ring.answer(false);
  assert.is(await board.write(dark), 'silent');
  await until('noted', () => faults().includes('silent'));
  ring.reset(); // its watchdog
  ring.answer(true);
  await until('back', () => notes.some(({ kind }) => kind === 'back'));
  assert.equal(ring.levels(), dark);
  await written(full);
  await close();
});

test('a board that was reset is noticed by its dark pins', async () => {
  const { ring, written, notes, close } = desk();
  await written(full);
  ring.reset();
  await until('noticed', () => notes.some((note) => note.kind === 'fault' && /reset/.test(note.why)));
  await written(full);
  assert.equal(ring.levels(), full);
  await close();
});

test('a device without Firmata is given up in time, and closing does not wait for it', async () => {
  const { ring, board, faults, close } = desk({ helloMsMax: 100 });
  ring.answer(false);
  await until('silent', () => faults().includes('silent'));
  assert.is(await board.write(full), 'silent');
  await close();
  const other = desk({ helloMsMax: 3_600_000 });
  other.ring.answer(false);
  await other.close();
});

test('pins that cannot dim are named', async () => {
  const { notes, board, close } = desk({ pins: { plain: 9, polarised: 12 } });
  await until('noted', () => notes.length > 0);
  assert.match(JSON.stringify(notes), /cannot dim pins 9 and 12/);
  assert.is(await board.write(full), 'unfit');
  await close();
});

test('no board at all: the same complaint is noted once, and the station runs', async () => {
  const ring = microcontroller(pins);
  ring.unplug();
  const notes: LightNote[] = [];
  const board = firmataBoard({ path: ring.path, pins, times, note: (note) => notes.push(note) });
  await until('noted', () => notes.length > 0);
  assert.is(await board.write(full), 'absent');
  ring.plug();
  await until('there', () => notes.some(({ kind }) => kind === 'back'));
  assert.is(notes.length, 2);
  await board.close();
  ring.remove();
});

test('whatever a device says, the station survives it, and a light that is plugged in next works', async () => {
  const { ring, written, close } = desk({ helloMsMax: 200 });
  await written(full);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 600 }), async (bytes) => {
      ring.babble(bytes);
      await new Promise((resolve) => setImmediate(resolve));
    }),
    { numRuns: 300 },
  );
  ring.unplug();
  ring.plug();
  await written(full);
  assert.equal(ring.levels(), full);
  await close();
});

test('a device that sends nonsense is not taken for a light', async () => {
  const { ring, written, faults, close } = desk({ heartbeatMs: 60_000 });
  await written(full);
  ring.babble(Uint8Array.from([0xf0, 0x6e, 127, 3, 1, 0xf7])); // the state of a pin that does not exist
  await until('noticed', () => faults().length === 1);
  await written(full);
  ring.babble(Uint8Array.from([0xf0, 0x71]));
  await until('noticed', () => {
    ring.babble(new Uint8Array(1000).fill(1)); // a message without an end
    return faults().length === 2;
  });
  assert.equal(faults(), ['unfit', 'unfit']);
  ring.unplug();
  ring.plug();
  await written(full);
  await close();
});

test('a board that hangs while the station closes is told once more, by the guard', async () => {
  const { ring, board, written, close } = desk({ answerMsMax: 1000, heartbeatMs: 60_000 });
  await written(full);
  ring.answer(false);
  const closing = board.close();
  await until('told in vain', () => ring.ignored() > 0);
  ring.answer(true);
  await closing;
  await until('dark', () => ring.levels().plain === 0);
  await close();
});

test('johnny-five keeps no board that is gone', async () => {
  const { ring, notes, written, close } = desk();
  for (let time = 0; time < 3; time += 1) {
    await written(full);
    notes.length = 0;
    ring.unplug();
    await until('missed', () => notes.length > 0);
    ring.plug();
  }
  await close();
  assert.is(five.Board.cache.length, 0);
});

test.run();
