import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type DrawnSubject,
  draw,
  drawnSubjects,
} from '../../../../../../device/camera/simulated/pictures/drawing/scene.ts';

const test = suite('drawn scenes');
const size = { widthPx: 600, heightPx: 400 };

/** Mean of red, green, blue over a part of the picture, given in shares of its sides. */
function mean(
  seed: number,
  lesionNumber: number,
  subject: DrawnSubject,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
) {
  const { rgb, widthPx, heightPx } = draw({ seed, lesionNumber, subject, ...size });
  const sums = [0, 0, 0];
  let count = 0;
  for (let y = Math.floor(y0 * heightPx); y < y1 * heightPx; y++)
    for (let x = Math.floor(x0 * widthPx); x < x1 * widthPx; x++, count++)
      for (const channel of [0, 1, 2])
        sums[channel] = (sums[channel] ?? 0) + (rgb[(y * widthPx + x) * 3 + channel] ?? 0);
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => sum / count);
  return { red, green, blue };
}

test('ten lesions lie in skins from the palest to the deepest', () => {
  const brightness = Array.from({ length: 10 }, (_, n) => mean(1, n, 'close-up', 0.75, 0.05, 0.97, 0.3).green).sort(
    (a, b) => a - b,
  );
  const [deepest = 255] = brightness;
  const palest = brightness.at(-1) ?? 0;
  assert.ok(deepest < 75, `deepest ${deepest}`);
  assert.ok(palest > 165, `palest ${palest}`);
  const gaps = brightness.slice(1).map((value, i) => value - (brightness[i] ?? 0));
  assert.ok(Math.max(...gaps) < 45, `no tone is left out: ${brightness.map(Math.round).join(' ')}`);
});

test('skin is redder than it is blue in every view', () => {
  for (const subject of drawnSubjects)
    for (let n = 0; n < 3; n++) {
      const { red, green, blue } = mean(2, n, subject, 0.4, 0.15, 0.6, 0.3);
      assert.ok(red > green && green > blue, `${subject} ${n}: ${red} ${green} ${blue}`);
    }
});

test('nothing is burnt out and nothing drowns, but for the black rim of the dermatoscope', () => {
  for (const subject of drawnSubjects)
    for (let n = 0; n < 5; n++) {
      const { rgb } = draw({ seed: 3, lesionNumber: n, subject, ...size });
      const burnt = rgb.reduce((sum, value) => sum + (value >= 250 ? 1 : 0), 0) / rgb.length;
      assert.ok(burnt < 0.01, `${subject} ${n}: ${burnt}`);
      const { red, green, blue } = mean(3, n, subject, 0.15, 0.15, 0.85, 0.85);
      assert.ok(0.3 * red + 0.59 * green + 0.11 * blue > 45, `${subject} ${n} is dark: ${red} ${green} ${blue}`);
    }
});

test('a size that the raster does not divide is filled to its last row and column', () => {
  const { rgb, widthPx, heightPx } = draw({
    seed: 4,
    lesionNumber: 0,
    subject: 'close-up',
    widthPx: 907,
    heightPx: 611,
  });
  assert.is(rgb.length, 907 * 611 * 3);
  for (let x = 0; x < widthPx; x++) assert.ok((rgb[((heightPx - 1) * widthPx + x) * 3] ?? 0) > 5);
  for (let y = 0; y < heightPx; y++) assert.ok((rgb[(y * widthPx + widthPx - 1) * 3] ?? 0) > 5);
});

test.run();
