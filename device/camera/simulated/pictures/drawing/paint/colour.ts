/**
 * From pigments to camera colours. Light that crosses pigment fades by Beer and Lambert, each pigment with its own share
 * for red, green and blue; the sums are then exposed, balanced and put through the sRGB curve (IEC 61966-2-1).
 */
import type { Plane, Tissue } from './tissue.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

/** Absorption of one unit of each pigment for red, green, blue; set against photographs of skin and of lesions. */
const melanin: Rgb = [0.46, 0.77, 1.02];
const blood: Rgb = [0.14, 1, 0.86];
const dermal: Rgb = [1, 0.76, 0.52];
const keratin: Rgb = [0.06, 0.24, 0.8];

export function linear(value: number): number {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

/** The sRGB curve as a table, with a soft shoulder so that highlights roll off as a camera's do. */
const curveSteps = 4096;
const curveTop = 2.5; // light above this shows as white
const curve = new Float32Array(curveSteps * curveTop + 1);
for (let i = 0; i < curve.length; i++) {
  const light = i / curveSteps;
  const v = light < 0.7 ? light : 0.7 + (1 - Math.exp(-(light - 0.7) / 0.29)) * 0.29;
  curve[i] = 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
}

/** Linear light to the 0–255 of the file. */
export function shown(light: number): number {
  return curve[Math.min(curveSteps * curveTop, Math.max(0, (light * curveSteps) | 0))] as number;
}

/** What passes through pigment, by its absorption: a table is several times as quick as `Math.exp`. */
const fadeSteps = 1024;
const fadeTop = 12;
const fade = new Float32Array(fadeSteps * fadeTop + 1);
for (let i = 0; i < fade.length; i++) fade[i] = Math.exp(-i / fadeSteps);

function passed(absorption: number): number {
  return fade[Math.min(fadeSteps * fadeTop, Math.max(0, (absorption * fadeSteps) | 0))] as number;
}

/** How the skin is lit and the camera set. */
export interface Exposure {
  /** Absorption of the plain skin, red, green, blue: minus the logarithm of its linear colour. */
  readonly tone: Rgb;
  /** Light that falls on each point, 1 is full; a plane of the raster's size. */
  readonly light: Plane;
  /** How strongly slopes of the relief show as light and shade: 0 under contact gel, about 1 by oblique flash. */
  readonly relief: number;
  /** Shine of the surface where it faces the flash, added on top. */
  readonly gloss: number;
  /** Gain for each channel: exposure and white balance together. */
  readonly gain: Rgb;
}

/** A picture in the making: three planes of display values, 0 to 255, not yet rounded. */
export interface Raster {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly red: Plane;
  readonly green: Plane;
  readonly blue: Plane;
}

export function develop(skin: Tissue, exposure: Exposure): Raster {
  const { widthPx, heightPx, height } = skin;
  const size = widthPx * heightPx;
  const out: Raster = {
    widthPx,
    heightPx,
    red: new Float32Array(size),
    green: new Float32Array(size),
    blue: new Float32Array(size),
  };
  const { tone, light, relief, gloss, gain } = exposure;
  const steepness = skin.pxPerMm / 40; // a slope is a slope at any scale
  // what scatters white lies within the skin: on deep skin it is far from white
  // dense pigment loses its redness: brown turns to black
  const melaninRed = melanin[0] + 0.02 * Math.min(3, tone[0]);
  const white = (absorption: number): number => 0.82 * Math.exp(-0.6 * absorption);
  const whites: Rgb = [white(tone[0]), white(tone[1]), white(tone[2])];
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const i = y * widthPx + x;
      const h = height[i] as number;
      const across = h - (height[x > 0 ? i - 1 : i] as number);
      const down = h - (height[y > 0 ? i - widthPx : i] as number);
      const slope = steepness * (across + 0.8 * down);
      const lit = (light[i] as number) * Math.max(0.2, 1 + relief * slope);
      const shine = gloss * lit * Math.max(0, slope + 0.02) * 6;
      const m = skin.melanin[i] as number;
      const b = skin.blood[i] as number;
      const d = skin.dermal[i] as number;
      const k = skin.keratin[i] as number;
      const w = Math.min(1, Math.max(0, skin.white[i] as number));
      const r = passed(tone[0] + m * (melaninRed + 0.035 * m) + b * blood[0] + d * dermal[0] + k * keratin[0]);
      const g = passed(tone[1] + m * melanin[1] + b * blood[1] + d * dermal[1] + k * keratin[1]);
      const u = passed(tone[2] + m * melanin[2] + b * blood[2] + d * dermal[2] + k * keratin[2]);
      out.red[i] = shown(gain[0] * (lit * (r + (whites[0] - r) * w) + shine));
      out.green[i] = shown(gain[1] * (lit * (g + (whites[1] - g) * w) + shine));
      out.blue[i] = shown(gain[2] * (lit * (u + (whites[2] - u) * w) + shine));
    }
  }
  return out;
}
