/**
 * The picture at its full size. The raster that the pigments were worked out on is smaller; it is enlarged by a whole
 * ratio (Catmull-Rom, so that edges stay edges), gets its grain, and takes hairs, rulers and marks as sharp strokes.
 */
import type { Raster, Rgb } from './colour.ts';
import type { Grain } from './grain.ts';

export interface Canvas {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Red, green, blue, row by row. */
  readonly rgb: Uint8ClampedArray<ArrayBuffer>;
}

type Weights = readonly [number, number, number, number];

/** Weights of four neighbours for a point at `t` between the middle two. */
function catmullRom(t: number): Weights {
  const t2 = t * t;
  const t3 = t2 * t;
  return [-0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2];
}

/** Raster columns repeated before the first and after the last, so that no neighbour is missing. */
const margin = 3;

/** One row of the raster, enlarged sideways: red, green, blue, red, … Doubles: this is where the time goes. */
function widened(raster: Raster, row: number, ratio: number, widthPx: number, into: Float64Array): void {
  const columns = raster.widthPx;
  const start = Math.min(raster.heightPx - 1, Math.max(0, row)) * columns;
  const line = new Float64Array(columns + 2 * margin);
  for (const [channel, plane] of [raster.red, raster.green, raster.blue].entries()) {
    line.set(plane.subarray(start, start + columns), margin);
    line.fill(line[margin] as number, 0, margin);
    line.fill(line[margin + columns - 1] as number, margin + columns);
    for (let k = 0; k < ratio; k++) {
      const at = (k + 0.5) / ratio - 0.5;
      const [w0, w1, w2, w3] = catmullRom(at - Math.floor(at));
      let from = Math.floor(at) + margin - 1;
      for (let out = k * 3 + channel; out < widthPx * 3; out += ratio * 3, from++) {
        into[out] =
          w0 * (line[from] as number) +
          w1 * (line[from + 1] as number) +
          w2 * (line[from + 2] as number) +
          w3 * (line[from + 3] as number);
      }
    }
  }
}

/** The raster must cover the canvas: `raster.widthPx * ratio >= widthPx`, and the same for the height. */
export function enlarged(raster: Raster, ratio: number, widthPx: number, heightPx: number, grain: Grain): Canvas {
  const rowValues = widthPx * 3;
  const rgb = new Uint8Array(rowValues * heightPx);
  const rows = Array.from({ length: 4 }, () => new Float64Array(rowValues));
  const held = [-9, -9, -9, -9]; // which raster row each of the four holds
  const row = (wanted: number): Float64Array => {
    const slot = (wanted + 4) & 3;
    const values = rows[slot] ?? new Float64Array(rowValues);
    if (held[slot] !== wanted) widened(raster, wanted, ratio, widthPx, values);
    held[slot] = wanted;
    return values;
  };
  for (let y = 0; y < heightPx; y++) {
    const baseY = (y + 0.5) / ratio - 0.5;
    const top = Math.floor(baseY);
    const around = [row(top - 1), row(top), row(top + 1), row(top + 2)] as const;
    blendRows(around, catmullRom(baseY - top), grain.row(y), rgb.subarray(y * rowValues, (y + 1) * rowValues));
  }
  return { widthPx, heightPx, rgb: new Uint8ClampedArray(rgb.buffer) };
}

type Rows = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** One row of the picture from the four raster rows about it, with its grain: a little in the dark, more in the light. */
function blendRows([a, b, c, d]: Rows, [wa, wb, wc, wd]: Weights, specks: Float32Array, into: Uint8Array): void {
  for (let from = 0; from < into.length; from += specks.length) {
    const count = Math.min(specks.length, into.length - from);
    for (let k = 0; k < count; k++) {
      const i = from + k;
      const value = wa * (a[i] as number) + wb * (b[i] as number) + wc * (c[i] as number) + wd * (d[i] as number);
      // rounded and held by hand: twice as quick as a clamped array
      const whole = (value + (specks[k] as number) * (0.45 + 0.0045 * value) + 0.5) | 0;
      into[i] = whole < 0 ? 0 : Math.min(whole, 255);
    }
  }
}

/** Lays a colour over one pixel; `cover` 0 to 1. Outside the canvas nothing happens. */
export function cover(canvas: Canvas, x: number, y: number, colour: Rgb, share: number): void {
  if (x < 0 || y < 0 || x >= canvas.widthPx || y >= canvas.heightPx || share <= 0) return;
  const at = (y * canvas.widthPx + x) * 3;
  const rest = 1 - share;
  canvas.rgb[at] = (canvas.rgb[at] as number) * rest + colour[0] * share;
  canvas.rgb[at + 1] = (canvas.rgb[at + 1] as number) * rest + colour[1] * share;
  canvas.rgb[at + 2] = (canvas.rgb[at + 2] as number) * rest + colour[2] * share;
}

/** Multiplies one pixel: shadow below 1, light above. */
export function shade(canvas: Canvas, x: number, y: number, factor: number): void {
  if (x < 0 || y < 0 || x >= canvas.widthPx || y >= canvas.heightPx) return;
  const at = (y * canvas.widthPx + x) * 3;
  canvas.rgb[at] = (canvas.rgb[at] as number) * factor;
  canvas.rgb[at + 1] = (canvas.rgb[at + 1] as number) * factor;
  canvas.rgb[at + 2] = (canvas.rgb[at + 2] as number) * factor;
}
