import type { Exposure, Rgb } from './paint/colour.ts';
import type { Skin } from './skin.ts';

/** How large the picture is, and the smaller raster on which its pigments are worked out. */
export interface Sheet {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Canvas pixels for one raster pixel, a whole number. */
  readonly ratio: number;
  readonly rasterWidthPx: number;
  readonly rasterHeightPx: number;
}

/** Wide enough for the finest pigment lines of a dermoscopic view, small enough to be worked out in half a second. */
const rasterWidthPx = 1500;

/** Small pictures are for tests and training: quick matters more there than a sharp network. */
const ratioMin = 3;

export function sheet(widthPx: number, heightPx: number): Sheet {
  const ratio = Math.max(ratioMin, Math.round(widthPx / rasterWidthPx));
  return {
    widthPx,
    heightPx,
    ratio,
    rasterWidthPx: Math.ceil(widthPx / ratio),
    rasterHeightPx: Math.ceil(heightPx / ratio),
  };
}

/**
 * What a camera's automatic exposure makes of a skin: it lifts deep skin and holds pale skin back, though not all the
 * way. `most` limits the lift: white paper in the picture must keep its drawing. `balance` is the white balance that it
 * settled on.
 */
export function gainFor(skin: Skin, aim: number, most: number, balance: Rgb): Exposure['gain'] {
  const [r, g, b] = skin.tone;
  const luminance = 0.2126 * Math.exp(-r) + 0.7152 * Math.exp(-g) + 0.0722 * Math.exp(-b);
  const gain = Math.min(most, Math.max(0.8, (aim / luminance) ** 0.45));
  return [gain * balance[0], gain * balance[1], gain * balance[2]];
}
