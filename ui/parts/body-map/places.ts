/** Where each lesion goes on the two figures, and where its marker stands so that a glove can hit it. Pure. */
import { regionOfCode, regionOfWords, regions, sideOfWords } from './regions.ts';

export type Side = 'left' | 'right' | 'midline';

export interface Sited {
  readonly site: string;
  readonly side?: Side | undefined;
  readonly code?: string | undefined;
}

/** On a figure of 100 × 214: x from its own left edge, y from the crown. */
export interface Place {
  readonly face: 'front' | 'back';
  readonly x: number;
  readonly y: number;
}

export const figureWidth = 100;
export const figureHeight = 214;

/**
 * The place of a site: by its code, else by its words. Undefined when neither is known, or when the site is one of a pair
 * and nobody has said which.
 */
export function placeOf(sited: Sited): Place | undefined {
  const region = (sited.code === undefined ? undefined : regionOfCode(sited.code)) ?? regionOfWords(sited.site);
  if (!region) return undefined;
  const side = sited.side ?? sideOfWords(sited.site);
  if (region.across === 'paired' && (side === undefined || side === 'midline')) return undefined;
  // The patient looks at us from the front figure: their right is on our left. On the back figure it is as on ourselves.
  const outwards = side === 'left' || side === 'right' ? region.x : 0;
  const towardsRight = (side === 'left') === (region.face === 'front');
  return { face: region.face, x: figureWidth / 2 + (towardsRight ? outwards : -outwards), y: region.y };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Room {
  readonly width: number;
  readonly height: number;
  /** Side of a marker, and the least distance between two, all in the same unit as the points. */
  readonly marker: number;
  readonly gap: number;
}

/** Steps of the search, as a share of a marker with its gap. */
const stepShare = 1 / 4;

/**
 * Centres for markers, as near to their points as can be: inside the room, and at least `gap` apart along one axis. Greedy in
 * the order given. Undefined for one that finds no room any more.
 */
export function spread(points: readonly Point[], room: Room): readonly (Point | undefined)[] {
  const placed: Point[] = [];
  return points.map((point) => {
    const found = candidates(point, room).find((one) => placed.every((other) => isApart(one, other, room)));
    if (found) placed.push(found);
    return found;
  });
}

function isApart(one: Point, other: Point, { marker, gap }: Room): boolean {
  return Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y)) >= marker + gap;
}

/** The point itself, moved into the room, and a grid around it, the nearest first. */
function candidates(point: Point, room: Room): readonly Point[] {
  const half = room.marker / 2;
  const [right, bottom] = [room.width - half, room.height - half];
  const start = { x: clamp(point.x, half, right), y: clamp(point.y, half, bottom) };
  const step = (room.marker + room.gap) * stepShare;
  const columns = steps(start.x, half, right, step);
  const rows = steps(start.y, half, bottom, step);
  const away = (one: Point) => (one.x - point.x) ** 2 + (one.y - point.y) ** 2;
  return rows.flatMap((y) => columns.map((x) => ({ x, y }))).sort((one, other) => away(one) - away(other));
}

/** `from` and all that is a number of steps from it, between the limits. */
function steps(from: number, least: number, most: number, step: number): readonly number[] {
  const found: number[] = [];
  for (let at = from; at >= least; at -= step) found.push(at);
  for (let at = from + step; at <= most; at += step) found.push(at);
  return found;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** A site as it is picked on the figure. */
export interface Picked {
  readonly code: string;
  readonly site: string;
  readonly side: Side;
}

/** How many sites a tap offers: a finger is wider than an ear. */
const nearMax = 4;
/** Nearer to the middle than this, a tap means the middle, where the site has one. */
const midlineMax = 3;

/** The sites nearest to a point of a figure, the nearest first, each with the patient's side that the point is on. */
export function sitesNear(face: Place['face'], { x, y }: Point): readonly Picked[] {
  const outwards = Math.abs(x - figureWidth / 2);
  const side = x > figureWidth / 2 === (face === 'front') ? 'left' : 'right';
  const found: { readonly picked: Picked; readonly away: number }[] = [];
  for (const region of regions) {
    if (region.face !== face || !region.pick) continue;
    const central = region.across === 'middle' && outwards < midlineMax;
    const picked = { code: region.pick.code, site: region.pick.words, side: central ? 'midline' : side } as const;
    found.push({ picked, away: Math.hypot(outwards - (central ? 0 : region.x), y - region.y) });
  }
  found.sort((one, other) => one.away - other.away);
  return found.slice(0, nearMax).map(({ picked }) => picked);
}
