/** What a camera's settings should be, in the words of each make. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { driftOf, fNumber, type Make, makeOf, seconds, wishes } from '../../../../device/camera/worker/settings.ts';

const settings = suite('camera settings');

const setup = { shutter: '1/125', aperture: 'f/8', iso: '200', whiteBalance: 'Daylight' };
const wish = (make: Make, name: string) => {
  const found = wishes(make, setup).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no wish for ${name}`);
  return found;
};

settings('a manufacturer’s name tells the make', () => {
  assert.equal(['Canon Inc.', 'Nikon Corporation', 'OLYMPUS'].map(makeOf), ['canon-eos', 'nikon', 'other']);
});

settings('the same exposure time is known in every spelling', () => {
  for (const text of ['1/125', '0.0080s', '0.008', '1/125s', ' 1/125 ']) {
    assert.ok(Math.abs((seconds(text) ?? 0) - 0.008) < 1e-9, text);
  }
  assert.equal([seconds('30'), seconds('2.5"'), seconds('0.5')], [30, 2.5, 0.5]);
  assert.equal(['Bulb', '', '0', '1/0', 'auto'].map(seconds), Array(5).fill(undefined));
});

settings('the same aperture is known in every spelling', () => {
  assert.equal(['f/8', '8', 'F8', 'f/5.6', '5.6'].map(fNumber), [8, 8, 8, 5.6, 5.6]);
  assert.equal(['implicit auto', '', 'f/'].map(fNumber), Array(3).fill(undefined));
});

settings('the nearest choice is taken, and none that is a third of a stop away', () => {
  const shutter = wish('nikon', 'shutter');
  assert.is(shutter.best(['1/100', '1/128', '1/160']), '1/128');
  assert.is(shutter.best(['1/100', '1/160', 'Bulb']), undefined);
  assert.ok(shutter.fits('0.0080s'));
  assert.not(shutter.fits('1/100'));
  assert.is(wish('canon-eos', 'aperture').best(['7.1', '8', '9']), '8');
  assert.is(wish('nikon', 'aperture').best(['f/7.1', 'f/9']), undefined);
  assert.is(wish('nikon', 'iso').best(['160', '200', '250']), '200');
  assert.not(wish('nikon', 'iso').fits('Auto'));
});

settings('a fine JPEG is wanted, and no raw file nor one whose name nobody knows', () => {
  const format = wish('canon-eos', 'format');
  assert.is(format.best(['RAW + Large Fine JPEG', 'Large Normal JPEG', 'Large Fine JPEG']), 'Large Fine JPEG');
  assert.is(format.best(['RAW', 'cRAW + L', 'cL', 'L']), 'L');
  assert.is(wish('nikon', 'format').best(['JPEG Basic', 'JPEG Fine', 'NEF (Raw)', 'NEF+Fine']), 'JPEG Fine');
  assert.is(wish('nikon', 'format').best(['NEF (Raw)', 'JPEG Normal']), 'JPEG Normal');
  assert.is(format.best(['RAW', 'Unknown value 0008']), undefined);
  assert.equal(
    ['RAW + Large Fine JPEG', 'NEF+Fine', 'Unknown value 0008', 'JPEG Basic', 'JPEG Fine', 'L'].map(format.fits),
    [false, false, false, false, true, true],
  );
});

settings('each make has its own names, and a setting that only a Nikon has is no fault of a Canon', () => {
  assert.equal(wish('canon-eos', 'aperture').widgets, ['aperture']);
  assert.equal(wish('nikon', 'aperture').widgets, ['f-number']);
  assert.is(driftOf(wish('canon-eos', 'auto-iso'), undefined), undefined);
  assert.equal(driftOf(wish('nikon', 'auto-iso'), 'On'), { name: 'auto-iso', wanted: 'off', is: 'On' });
});

settings('a setting that is missing or different is told; one that fits is not', () => {
  assert.equal(driftOf(wish('other', 'capture-target'), undefined), {
    name: 'capture-target',
    wanted: 'memory',
    is: undefined,
  });
  assert.equal(driftOf(wish('nikon', 'white-balance'), 'Automatic'), {
    name: 'white-balance',
    wanted: 'Daylight',
    is: 'Automatic',
  });
  assert.is(driftOf(wish('nikon', 'white-balance'), 'daylight'), undefined);
  assert.is(driftOf(wish('nikon', 'mode'), 'M'), undefined);
  assert.is(driftOf(wish('canon-eos', 'mode'), 'Manual'), undefined);
});

settings('without an exposure to prepare, only what holds for every picture is asked for', () => {
  assert.equal(
    wishes('nikon', undefined).map(({ name }) => name),
    ['capture-target', 'format'],
  );
});

settings.run();
