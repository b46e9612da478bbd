/** A picture in grey, as the arithmetic on its quality sees it. */

export interface Raster {
  readonly widthPx: number;
  readonly heightPx: number;
  /** 0 to 255, row by row. */
  readonly grey: Uint8Array;
}

/** Which pixels count: 1 where one does, 0 in the black border of a dermatoscope. Row by row, of the raster's size. */
export type Mask = Uint8Array;

/** The middle of a picture: `share` of its width and of its height. A copy. */
export function middleOf(raster: Raster, share: number): Raster {
  const widthPx = Math.max(1, Math.round(raster.widthPx * share));
  const heightPx = Math.max(1, Math.round(raster.heightPx * share));
  const left = (raster.widthPx - widthPx) >> 1;
  const top = (raster.heightPx - heightPx) >> 1;
  const grey = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const from = (top + y) * raster.widthPx + left;
    grey.set(raster.grey.subarray(from, from + widthPx), y * widthPx);
  }
  return { widthPx, heightPx, grey };
}
