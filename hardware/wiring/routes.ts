/**
 * Where each wire runs: out of the header to the right, down or up a lane of its own, and on to its terminal.
 *
 *   from ───┐            Lanes are given so that wires which go the same way do not cross: of two that go down, the
 *           │ lane       upper one turns later; of two that go up, the upper one turns earlier.
 *           └─── to
 */
import type { Point } from './ink.ts';

export interface Ends {
  readonly from: Point;
  readonly to: Point;
}

/** The corners of every wire, in the order given. */
export function routed(wires: readonly Ends[], firstLaneX: number, lanePitch: number): readonly (readonly Point[])[] {
  const goesUp = (wire: Ends) => wire.to.y < wire.from.y;
  const up = wires.filter(goesUp).sort((a, b) => a.from.y - b.from.y || a.to.y - b.to.y);
  const down = wires.filter((wire) => !goesUp(wire)).sort((a, b) => b.from.y - a.from.y || b.to.y - a.to.y);
  const lanes = [...down, ...up];
  return wires.map((wire) => {
    const x = firstLaneX + lanes.indexOf(wire) * lanePitch;
    if (wire.from.y === wire.to.y) return [wire.from, wire.to];
    return [wire.from, { x, y: wire.from.y }, { x, y: wire.to.y }, wire.to];
  });
}
