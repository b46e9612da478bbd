/**
 * Is there a ruler in the picture? A ruler is many short dark ticks at even distances on an even ground, or bright ones
 * on a dark one. Straight lines are laid over the picture in many directions; along each one the dips are listed:
 *
 *   grey ──╮╭──╮╭──╮╭──╮╭──    a run: even distances, alike in depth, on a ground that is alike between them
 *          ╰╯  ╰╯  ╰╯  ╰╯
 *
 * and a ruler is where neighbouring lines agree on a run, over no more than the length of a tick.
 */
import type { Raster } from './raster.ts';

/** What was found. Distances are in pixels of the raster, along its longer axis of the two. */
export interface Scale {
  readonly ticks: number;
  readonly spacingPx: number;
}

/** Fewer even distances are found in skin, in hair and in cloth. */
const ticksMin = 8;
const spacingPx = { min: 4, max: 90 } as const;
/**
 * How much grey has to fall and rise for a tick: more than skin and a JPEG's own blocks do. Between strong ticks the grain of
 * the paper must not count, so they are looked for by themselves.
 */
const depthsMin = [64, 24] as const;
/** The longest tick of a ruler is a few times their distance; stripes of cloth are longer. */
const lengthInSpacingsMax = 14;
const linesMin = 3;
const lineStepPx = 2;
/** A line that is turned from a ruler's edge by half of this still crosses a dozen ticks. */
const turnStepRad = 0.1;
const unevenShare = 0.08;
const unevenPx = 1.3;
const agreeingShare = 0.06;
const depthRatioMax = 2.4;
/** Of the ground between ticks, in shares of their depth. */
const groundShareMax = 0.4;

/** Even ticks along one line. Positions are of the axis that the line is followed by. */
interface Run {
  /** Where the line crosses the picture's edge, across that axis. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly ticks: number;
}

interface Dip {
  readonly at: number;
  readonly depth: number;
  /** The brightest before it. */
  readonly ground: number;
}

/** The first ruler that is found; lines near the picture's own axes are tried first. */
export function scaleIn(raster: Raster): Scale | undefined {
  const lyingOnItsSide = transposed(raster);
  for (const slope of slopes) {
    for (const picture of [raster, lyingOnItsSide]) {
      const { dark, bright } = runsAcross(picture, slope);
      const found = agreed(dark) ?? agreed(bright);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** 0, then falling and rising ones in turn, up to the diagonals. */
const slopes: readonly number[] = [
  0,
  ...Array.from({ length: Math.round(Math.PI / 4 / turnStepRad) }, (_, i) => Math.tan((i + 1) * turnStepRad)).flatMap(
    (slope) => [slope, -slope],
  ),
];

/** Columns become rows, so that lines down the picture are read as quickly as lines across it. */
function transposed({ widthPx, heightPx, grey }: Raster): Raster {
  const turned = new Uint8Array(grey.length);
  for (let y = 0, from = 0; y < heightPx; y++)
    for (let x = 0, to = y; x < widthPx; x++, from++, to += heightPx) turned[to] = grey[from] as number;
  return { widthPx: heightPx, heightPx: widthPx, grey: turned };
}

interface Runs {
  readonly dark: Run[];
  readonly bright: Run[];
}

/** Every run on parallel lines from the left to the right, of dark ticks and of bright ones. */
function runsAcross({ widthPx, heightPx, grey }: Raster, slope: number): Runs {
  const points: Points = {
    count: 0,
    at: new Uint16Array(widthPx),
    grey: new Uint8Array(widthPx),
    profile: new Uint8Array(widthPx),
  };
  const runs: Runs = { dark: [], bright: [] };
  for (let line = Math.min(0, -slope * widthPx); line < heightPx - Math.min(0, slope * widthPx); line += lineStepPx) {
    const crossings = slope === 0 ? [0, widthPx] : [-line / slope, (heightPx - 1 - line) / slope];
    const from = Math.max(0, Math.ceil(Math.min(...crossings)));
    const to = Math.min(widthPx, Math.floor(Math.max(...crossings)));
    if (to - from < ticksMin * spacingPx.min) continue;
    findTurns(grey, widthPx, line, slope, from, to, points);
    if (points.count < 2 * ticksMin) continue;
    for (const depthMin of depthsMin) {
      const { dark, bright } = dipsBetween(points, depthMin);
      collectRuns(dark, line, runs.dark);
      collectRuns(bright, line, runs.bright);
    }
  }
  return runs;
}

/** Where grey turns along a line, dark and bright in turn; by turns of less than the least depth it does not. */
interface Points {
  count: number;
  readonly at: Uint16Array;
  readonly grey: Uint8Array;
  /** Grey along the whole line. */
  readonly profile: Uint8Array;
}

function findTurns(
  grey: Uint8Array,
  widthPx: number,
  line: number,
  slope: number,
  from: number,
  to: number,
  into: Points,
): void {
  const depthMin = depthsMin[1];
  let count = 0;
  let falling = true;
  let extreme = 255;
  let at = from;
  let across = line + slope * from;
  for (let x = from; x < to; x++, across += slope) {
    const value = grey[(across | 0) * widthPx + x] as number;
    into.profile[x] = value;
    if (falling ? value < extreme : value > extreme) {
      extreme = value;
      at = x;
    } else if (falling ? value >= extreme + depthMin : value <= extreme - depthMin) {
      into.at[count] = at;
      into.grey[count] = extreme;
      count += 1;
      falling = !falling;
      extreme = value;
      at = x;
    }
  }
  into.count = count;
}

/** The turns of `depthMin` and more, as dips of dark ticks and of bright ones. */
function dipsBetween(
  points: Points,
  depthMin: number,
): { readonly dark: readonly Dip[]; readonly bright: readonly Dip[] } {
  const dips = { dark: [] as Dip[], bright: [] as Dip[] };
  let falling = true;
  let [before, extreme, at] = [255, 255, 0];
  for (let i = 0; i < points.count; i++) {
    const value = points.grey[i] as number;
    const place = points.at[i] as number;
    if (falling ? value < extreme : value > extreme) {
      [extreme, at] = [value, place];
    } else if (falling ? value >= extreme + depthMin : value <= extreme - depthMin) {
      const depth = Math.abs(before - extreme);
      (falling ? dips.dark : dips.bright).push({
        at: middleOfDip(points.profile, at, depth / 2),
        depth,
        ground: before,
      });
      falling = !falling;
      [before, extreme, at] = [extreme, value, place];
    }
  }
  return dips;
}

/** The darkest pixel of a tick is chance: its place is between its flanks. */
function middleOfDip(profile: Uint8Array, at: number, reach: number): number {
  const extreme = profile[at] as number;
  let [left, right] = [at, at];
  while (left > 0 && Math.abs((profile[left - 1] as number) - extreme) < reach) left -= 1;
  while (right < profile.length - 1 && Math.abs((profile[right + 1] as number) - extreme) < reach) right += 1;
  return (left + right) / 2;
}

function collectRuns(dips: readonly Dip[], line: number, into: Run[]): void {
  let start = 0;
  for (let i = 1; i <= dips.length; i++) {
    if (goesOn(dips, start, i)) continue;
    const [first, last] = [dips[start], dips[i - 1]];
    if (first !== undefined && last !== undefined && i - start >= ticksMin)
      into.push({ line, from: first.at, to: last.at, ticks: i - start });
    start = i - 1; // the last of this run may be the first of the next
    if (!goesOn(dips, start, i)) start = i;
  }
}

/** Whether dip `i` is the next tick of the run that began with `start`. */
function goesOn(dips: readonly Dip[], start: number, i: number): boolean {
  const [first, before, dip] = [dips[start], dips[i - 1], dips[i]];
  if (first === undefined || before === undefined || dip === undefined) return false;
  const spacing = dip.at - before.at;
  if (spacing < spacingPx.min || spacing > spacingPx.max) return false;
  if (dip.depth > depthRatioMax * before.depth || before.depth > depthRatioMax * dip.depth) return false;
  if (i - start < 2) return true;
  const usual = (before.at - first.at) / (i - 1 - start);
  if (Math.abs(spacing - usual) > Math.max(unevenPx, unevenShare * usual)) return false;
  return Math.abs(dip.ground - before.ground) <= groundShareMax * before.depth;
}

/** Lines next to each other that found the same ticks. */
function agreed(runs: readonly Run[]): Scale | undefined {
  const counted = new Set<Run>();
  for (const [index, first] of runs.entries()) {
    if (counted.has(first)) continue;
    let [last, lines] = [first, 1];
    for (let i = index + 1; i < runs.length; i++) {
      const run = runs[i];
      if (run === undefined || run.line - last.line > 2 * lineStepPx) break;
      if (!isSame(run, last)) continue;
      counted.add(run);
      if (run.line === last.line) continue;
      last = run;
      lines += 1;
    }
    const spacing = spacingOf(first);
    if (lines >= linesMin && last.line - first.line <= lengthInSpacingsMax * spacing)
      return { ticks: first.ticks, spacingPx: spacing };
  }
  return undefined;
}

function isSame(one: Run, other: Run): boolean {
  const [a, b] = [spacingOf(one), spacingOf(other)];
  if (Math.abs(a - b) > agreeingShare * Math.max(a, b)) return false;
  const shared = Math.min(one.to, other.to) - Math.max(one.from, other.from);
  return shared >= Math.min(one.to - one.from, other.to - other.from) / 2;
}

function spacingOf({ from, to, ticks }: Run): number {
  return (to - from) / (ticks - 1);
}
