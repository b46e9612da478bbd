import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { header, type Pin, pinFor, pins, type SignalPin } from '../../../device/board/pins.ts';

const test = suite('pin map');
const all: readonly Pin[] = pins;
const isSignal = (row: Pin): row is SignalPin => 'signal' in row;
const signals = all.filter(isSignal);

test('each wire ends at a pin that is on the header what the map says it is', () => {
  for (const row of all) {
    const there = header[row.pin - 1];
    assert.is(row.kind === 'supply' ? row.supply : row.bcm, there, `pin ${row.pin}`);
  }
});

test('the header has forty pins, two of 3V3, two of 5V, eight of ground and each line once', () => {
  const count = (what: string) => header.filter((entry) => entry === what).length;
  assert.equal([header.length, count('3V3'), count('5V'), count('ground')], [40, 2, 2, 8]);
  const lines = header.filter((entry) => typeof entry === 'number').sort((one, other) => one - other);
  assert.equal(
    lines,
    Array.from({ length: 28 }, (_, bcm) => bcm),
  );
});

test('no pin is taken twice, and the map is in the order of the header', () => {
  const taken = all.map(({ pin }) => pin);
  assert.equal(
    taken,
    [...new Set(taken)].sort((one, other) => one - other),
  );
});

test('each signal has one pin and a wire of its own colour', () => {
  assert.is(new Set(signals.map(({ signal }) => signal)).size, signals.length);
  assert.is(new Set(signals.map(({ wire }) => wire)).size, signals.length);
  for (const row of signals) assert.is(pinFor(row.signal).pin, row.pin);
});

test('power is red or orange, ground is black, and nothing else is', () => {
  for (const row of all) {
    if (row.wire === 'none') continue;
    assert.is(row.wire === 'black', row.kind === 'supply' && row.supply === 'ground', `pin ${row.pin}`);
    assert.is(row.wire === 'red', row.kind === 'supply' && row.supply === '5V', `pin ${row.pin}`);
    assert.is(row.wire === 'orange', row.kind === 'supply' && row.supply === '3V3', `pin ${row.pin}`);
  }
});

test('between power-on and the kernel no signal is active: the SoC pulls GPIO 0 to 8 up and the others down', () => {
  for (const row of signals) {
    assert.is(row.pull, row.bcm <= 8 ? 'up' : 'down', row.signal);
    assert.is.not(row.pull === 'up' ? 'high' : 'low', row.active, row.signal);
  }
});

test('the two segments of the ring are the two channels of one PWM controller, on lines where every board has them', () => {
  const [plain, polarised] = [pinFor('ring-plain'), pinFor('ring-polarised')];
  assert.equal([plain.bcm, plain.channel, plain.alternate], [12, 0, 0]);
  assert.equal([polarised.bcm, polarised.channel, polarised.alternate], [13, 1, 0]);
});

test('a signal that is not in the map is a bug of the caller', () => {
  assert.throws(() => pinFor('doorbell' as 'pedal'), /no signal doorbell/);
});

test.run();
