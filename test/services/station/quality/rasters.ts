/** Rasters of known content for the arithmetic on quality. */
import type { Raster } from '../../../../services/station/quality/raster.ts';

/** `grey` is asked for each pixel. */
export function painted(widthPx: number, heightPx: number, grey: (x: number, y: number) => number): Raster {
  const raster = { widthPx, heightPx, grey: new Uint8Array(widthPx * heightPx) };
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) raster.grey[y * widthPx + x] = Math.min(255, Math.max(0, Math.round(grey(x, y))));
  return raster;
}

/** Everything counts. */
export const all = (raster: Raster): Uint8Array => new Uint8Array(raster.grey.length).fill(1);

/** Normal deviates that repeat. */
export function deviates(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/**
 * A ruler on an even ground: ticks `tickPx` apart and a seventh as wide, `ticks` of them, turned by `turnRad` about the middle.
 */
export function ruler(options: {
  readonly ticks: number;
  readonly tickPx: number;
  readonly turnRad: number;
  readonly dark?: boolean;
}): Raster {
  const { ticks, tickPx, turnRad, dark = true } = options;
  const [cos, sin] = [Math.cos(turnRad), Math.sin(turnRad)];
  const [ground, ink] = dark ? [200, 40] : [60, 190];
  const noise = deviates(5);
  return painted(900, 600, (x, y) => {
    const u = (x - 450) * cos + (y - 300) * sin;
    const v = -(x - 450) * sin + (y - 300) * cos;
    const place = u / tickPx + ticks / 2;
    const onTick = Math.floor(place) >= 0 && place < ticks && place % 1 < Math.max(2 / tickPx, 1 / 7);
    return (onTick && v > 0 && v < 3 * tickPx ? ink : ground) + 2 * noise();
  });
}
