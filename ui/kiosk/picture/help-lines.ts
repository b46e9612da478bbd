/**
 * What can be laid over the live picture to help the eye: where it is sharp, and where it is too bright. Pure functions on
 * RGBA bytes, row by row, as `ImageData` has them; they run on a small copy of every drawn picture.
 *
 *   focus    bright dots where brightness bends within one pixel: hairs, edges, pores in focus. Blur removes them all.
 *   bright   diagonal stripes where the picture is burnt out: nothing can be seen there afterwards either
 */

/** The copy that is looked at is at most this wide: enough to see by, and a few milliseconds on a small computer. */
export const helpWidthPxMax = 320;

/** Grey levels by which a pixel differs from the mean of its four neighbours, times four, to count as sharp. */
const sharpMin = 28;
/** Grey level from which on a pixel counts as burnt out; facts on image quality. */
const burntOutMin = 250;
/** Every stripe, and every gap, is half as wide. */
const stripePx = 8;

type Rgba = Uint8ClampedArray;
type Colour = readonly [number, number, number];
const sharpColour: Colour = [0, 255, 255];
const brightColour: Colour = [255, 40, 200];

export interface Help {
  readonly focus: boolean;
  readonly bright: boolean;
}

/** Paints the help for `picture` into `over`, both of `width` × `height` pixels; what needs no help becomes transparent. */
export function paintHelp(picture: Rgba, over: Rgba, width: number, height: number, help: Help): void {
  over.fill(0);
  const grey = greyOf(picture);
  if (help.focus) paintFocus(grey, over, width, height);
  if (help.bright) paintBright(grey, over, width);
}

/** Brightness of every pixel, 0 to 255 (ITU-R BT.601 in whole numbers). */
function greyOf(picture: Rgba): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(picture.length / 4);
  for (let at = 0, from = 0; at < grey.length; at++, from += 4) {
    grey[at] = (77 * byte(picture, from) + 150 * byte(picture, from + 1) + 29 * byte(picture, from + 2)) >> 8;
  }
  return grey;
}

function paintFocus(grey: Uint8ClampedArray, over: Rgba, width: number, height: number): void {
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const around = byte(grey, at - 1) + byte(grey, at + 1) + byte(grey, at - width) + byte(grey, at + width);
      if (Math.abs(4 * byte(grey, at) - around) >= sharpMin) paint(over, at, sharpColour);
    }
  }
}

function paintBright(grey: Uint8ClampedArray, over: Rgba, width: number): void {
  for (let at = 0; at < grey.length; at++) {
    if (byte(grey, at) < burntOutMin) continue;
    const x = at % width;
    const y = (at - x) / width;
    if ((x + y) % stripePx < stripePx / 2) paint(over, at, brightColour);
  }
}

function paint(over: Rgba, at: number, [red, green, blue]: Colour): void {
  over[4 * at] = red;
  over[4 * at + 1] = green;
  over[4 * at + 2] = blue;
  over[4 * at + 3] = 255;
}

function byte(bytes: Uint8ClampedArray, at: number): number {
  return bytes[at] ?? 0;
}
