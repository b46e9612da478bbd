/**
 * Skin as light meets it: how much of each pigment lies in its way, for every point of a small raster. Layers add to
 * the planes (skin, then lesion); `develop` in `colour.ts` turns them into a picture.
 *
 *     light ──► height (relief) ──► keratin, white (surface) ──► melanin ──► blood ──► dermal (pigment deep down: blue)
 */
export interface Tissue {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Raster pixels for one millimetre of skin. */
  readonly pxPerMm: number;
  readonly melanin: Float32Array;
  readonly blood: Float32Array;
  readonly dermal: Float32Array;
  readonly keratin: Float32Array;
  /** Share of light scattered back white before it meets any pigment, 0 to 1. */
  readonly white: Float32Array;
  /** Relief in tenths of a millimetre, roughly; only its slopes matter. */
  readonly height: Float32Array;
}

export type Plane = Float32Array;

export function tissue(widthPx: number, heightPx: number, pxPerMm: number): Tissue {
  const plane = (): Plane => new Float32Array(widthPx * heightPx);
  return {
    widthPx,
    heightPx,
    pxPerMm,
    melanin: plane(),
    blood: plane(),
    dermal: plane(),
    keratin: plane(),
    white: plane(),
    height: plane(),
  };
}

/** Where something lies in the raster and how it is turned. */
export interface Place {
  readonly xPx: number;
  readonly yPx: number;
  readonly turnRad: number;
}

/**
 * Adds to a plane from a slow function of raster pixels, evaluated only every `stepPx` and interpolated in between: noise
 * with wide features needs no more.
 */
export function addSlowly(
  plane: Plane,
  widthPx: number,
  heightPx: number,
  stepPx: number,
  value: (x: number, y: number) => number,
): void {
  const step = Math.max(1, Math.floor(stepPx));
  const columns = Math.ceil(widthPx / step) + 2;
  const above = new Float32Array(columns);
  const below = new Float32Array(columns);
  const fill = (row: Float32Array, y: number): void => {
    for (let c = 0; c < columns; c++) row[c] = value(c * step, y);
  };
  fill(below, 0);
  for (let y = 0; y < heightPx; y++) {
    const f = (y % step) / step;
    if (f === 0) {
      above.set(below);
      fill(below, y + step);
    }
    let at = y * widthPx;
    for (let c = 0, x = 0; x < widthPx; c++) {
      const left = (above[c] as number) + ((below[c] as number) - (above[c] as number)) * f;
      const right = (above[c + 1] as number) + ((below[c + 1] as number) - (above[c + 1] as number)) * f;
      const slope = (right - left) / step;
      const end = Math.min(widthPx, x + step);
      for (let k = 0; x < end; x++, k++, at++) plane[at] = (plane[at] as number) + left + slope * k;
    }
  }
}

/** A new plane of the raster's size, filled as `addSlowly` does. */
export function slowly(
  widthPx: number,
  heightPx: number,
  stepPx: number,
  value: (x: number, y: number) => number,
): Plane {
  const plane = new Float32Array(widthPx * heightPx);
  addSlowly(plane, widthPx, heightPx, stepPx, value);
  return plane;
}

/** Adds `amount` at the centre of a disc to a plane, falling off over the outer `soft` share of its radius. */
export function addDisc(
  to: Tissue,
  plane: Plane,
  disc: { readonly xPx: number; readonly yPx: number; readonly radiusPx: number },
  amount: number,
  soft: number,
): void {
  const reach = disc.radiusPx + 1;
  const x0 = Math.max(0, Math.floor(disc.xPx - reach));
  const x1 = Math.min(to.widthPx - 1, Math.ceil(disc.xPx + reach));
  const y0 = Math.max(0, Math.floor(disc.yPx - reach));
  const y1 = Math.min(to.heightPx - 1, Math.ceil(disc.yPx + reach));
  const edgePx = Math.max(1, disc.radiusPx * soft);
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const d = Math.sqrt((x - disc.xPx) ** 2 + (y - disc.yPx) ** 2);
      const t = Math.min(1, Math.max(0, (disc.radiusPx + 0.5 - d) / edgePx));
      plane[y * to.widthPx + x] = (plane[y * to.widthPx + x] as number) + amount * t * t * (3 - 2 * t);
    }
  }
}

/** A line that tapers, in raster pixels. */
export interface Thread {
  readonly points: readonly (readonly [xPx: number, yPx: number, radiusPx: number])[];
}

/** Adds `amount` along a thread to a plane, with soft sides; a point near two segments counts once. */
export function addThread(to: Tissue, plane: Plane, thread: Thread, amount: number): void {
  for (let i = 1; i < thread.points.length; i++) {
    const a = thread.points[i - 1];
    const b = thread.points[i];
    if (a === undefined || b === undefined) continue;
    const dx = b[0] - a[0];
    const dy = b[1] - a[1];
    const length2 = dx * dx + dy * dy;
    if (length2 === 0) continue;
    const reach = Math.max(a[2], b[2]) + 1;
    const x0 = Math.max(0, Math.floor(Math.min(a[0], b[0]) - reach));
    const x1 = Math.min(to.widthPx - 1, Math.ceil(Math.max(a[0], b[0]) + reach));
    const y0 = Math.max(0, Math.floor(Math.min(a[1], b[1]) - reach));
    const y1 = Math.min(to.heightPx - 1, Math.ceil(Math.max(a[1], b[1]) + reach));
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        const along = ((x - a[0]) * dx + (y - a[1]) * dy) / length2;
        if (along < 0 || along >= 1) continue; // half open: the next segment takes over
        const radius = a[2] + (b[2] - a[2]) * along;
        const off = Math.abs((x - a[0]) * dy - (y - a[1]) * dx) / Math.sqrt(length2);
        const t = 1 - off / (radius + 0.5);
        if (t <= 0) continue;
        const at = y * to.widthPx + x;
        plane[at] = (plane[at] as number) + amount * Math.min(1, t * 1.6) * Math.min(1, radius + 0.35);
      }
    }
  }
}
