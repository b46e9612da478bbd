/** The help over the live picture: what is sharp is marked, what is blurred is not; what is burnt out is striped. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { paintHelp } from '../../../../ui/kiosk/picture/help-lines.ts';

const test = suite('help over the live picture');
const [width, height] = [64, 48];

/** A picture whose brightness at each pixel is what `level` says. */
function picture(level: (x: number, y: number) => number): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at++) {
    const grey = level(at % width, Math.floor(at / width));
    bytes.set([grey, grey, grey, 255], 4 * at);
  }
  return bytes;
}

function painted(shown: Uint8ClampedArray, help: { readonly focus: boolean; readonly bright: boolean }) {
  const over = new Uint8ClampedArray(shown.length).fill(7); // what was painted for the picture before
  paintHelp(shown, over, width, height, help);
  const places: (readonly [number, number])[] = [];
  for (let at = 0; at < width * height; at++) {
    if (over[4 * at + 3] === 255) places.push([at % width, Math.floor(at / width)]);
    else assert.is(over[4 * at + 3], 0, 'either painted or transparent');
  }
  return places;
}

/** Skin with one edge; `blurPx` wide is its slope. */
const edge = (blurPx: number) => picture((x) => 170 - 90 * Math.max(0, Math.min(1, (x - 30) / blurPx)));

test('a sharp edge is marked, along its whole length and nowhere else', () => {
  const marks = painted(edge(1), { focus: true, bright: false });
  assert.ok(marks.length > 0);
  assert.ok(marks.every(([x]) => x >= 29 && x <= 32));
  assert.is(new Set(marks.map(([, y]) => y)).size, height - 2);
});

test('the same edge out of focus is not marked', () => {
  assert.equal(painted(edge(16), { focus: true, bright: false }), []);
});

test('even skin with the grain of a live picture is not marked', () => {
  const grain = picture((x, y) => 160 + ((x * 31 + y * 17) % 5) - 2);
  assert.equal(painted(grain, { focus: true, bright: false }), []);
});

test('a burnt-out patch is striped, half of it, and the rest of the picture is left alone', () => {
  const patch = picture((x, y) => (x >= 16 && x < 32 && y >= 16 && y < 32 ? 255 : 120));
  const stripes = painted(patch, { focus: false, bright: true });
  assert.is(stripes.length, 128);
  assert.ok(stripes.every(([x, y]) => x >= 16 && x < 32 && y >= 16 && y < 32));
});

test('what is bright and not burnt out is not striped', () => {
  assert.equal(
    painted(
      picture(() => 249),
      { focus: true, bright: true },
    ),
    [],
  );
});

test('without help nothing is painted, and what was painted before is gone', () => {
  assert.equal(painted(edge(1), { focus: false, bright: false }), []);
});

test.run();
