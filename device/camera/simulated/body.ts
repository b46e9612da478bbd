/**
 * The camera's body without wire and without time: what it holds, what is wrong with it, and what happens next.
 *
 *     press ─► refusal? ─► shutterOpened ─► exposed ──┬─► ram:  oldest first, all under one name, gone once fetched
 *                                                     └─► card: until deleted
 *
 * Each function takes a body and gives the next one. Which numbers an event or a refusal has is a personality's business.
 */
import type { SimulatedFault } from './faults.ts';

/** A picture the camera holds. `handle` is its number on the card; in memory it has none of its own. */
export interface HeldPicture {
  readonly handle: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly takenAtMs: number;
  /** What the live view showed at that moment: a small JPEG. */
  readonly thumb: { readonly bytes: Uint8Array; readonly widthPx: number; readonly heightPx: number };
}

/** Something the initiator does not know yet. */
export type BodyEvent =
  | { readonly kind: 'picture-in-ram' }
  | { readonly kind: 'picture-on-card'; readonly handle: number }
  | { readonly kind: 'exposure-ended'; readonly into: Target };

/** Where a picture goes. */
export type Target = 'ram' | 'card';

export interface Body {
  readonly faults: ReadonlySet<SimulatedFault>;
  readonly session: 'none' | 'open';
  readonly liveView: 'off' | 'on';
  readonly shutter: 'closed' | 'open';
  readonly ram: readonly HeldPicture[];
  readonly card: readonly HeldPicture[];
  /** What the present session has not been told, oldest first. */
  readonly untold: readonly BodyEvent[];
  /** Properties that an initiator has set, by code. */
  readonly settings: ReadonlyMap<number, number | string>;
  /** Exposures in this camera's life: names and handles count on. */
  readonly exposures: number;
}

/** Pictures that wait in memory to be fetched. A body stays busy when it is full. */
export const ramPicturesMax = 4;
/** The card's size. It lives in this program's memory. */
export const cardBytesMax = 512 * 1024 * 1024;
/** Events that wait to be asked for; beyond it the oldest are forgotten. */
export const untoldMax = 256;

export const newBody = (): Body => ({
  faults: new Set(),
  session: 'none',
  liveView: 'off',
  shutter: 'closed',
  ram: [],
  card: [],
  untold: [],
  settings: new Map(),
  exposures: 0,
});

/**
 * A session begins. Pictures that nobody fetched are still in memory, as in real bodies after a failed download, and are
 * told of anew: without this one of them could pass for the next patient's.
 */
export const sessionOpened = (body: Body): Body => ({
  ...body,
  session: 'open',
  untold: body.ram.map(() => ({ kind: 'picture-in-ram' })),
});

export const sessionEnded = (body: Body): Body => ({ ...body, session: 'none', liveView: 'off', untold: [] });

/** A condition begins or ends. Pulling the plug ends the session and, as in real bodies, empties the memory. */
export function switched(body: Body, fault: SimulatedFault, on: boolean): Body {
  const faults = new Set(body.faults);
  if (on) faults.add(fault);
  else faults.delete(fault);
  const next = { ...body, faults };
  if (on && fault === 'unplugged') return { ...sessionEnded(next), ram: [] };
  if (on && fault === 'battery-empty') return { ...next, liveView: 'off' };
  return next;
}

/** Why the body will not open the shutter now, or undefined. */
export type Refusal = 'busy' | 'out-of-focus' | 'battery-empty' | 'card-full';

export function refusal(body: Body, target: Target): Refusal | undefined {
  if (body.faults.has('battery-empty')) return 'battery-empty';
  if (body.faults.has('busy') || body.shutter === 'open') return 'busy';
  if (target === 'ram' && body.ram.length >= ramPicturesMax) return 'busy';
  if (body.faults.has('card-full')) return 'card-full';
  if (target === 'card' && cardBytesFree(body) === 0) return 'card-full';
  if (body.faults.has('out-of-focus')) return 'out-of-focus';
  return undefined;
}

/** Free space on the card; zero while it is said to be full. The last picture may be larger than what was free. */
export function cardBytesFree(body: Body): number {
  if (body.faults.has('card-full')) return 0;
  return Math.max(0, cardBytesMax - body.card.reduce((total, picture) => total + picture.bytes.length, 0));
}

export const shutterOpened = (body: Body): Body => ({ ...body, shutter: 'open' });

/** The exposure is over and the picture is where it belongs. */
export function exposed(body: Body, picture: HeldPicture, into: Target): Body {
  const arrival: BodyEvent =
    into === 'ram' ? { kind: 'picture-in-ram' } : { kind: 'picture-on-card', handle: picture.handle };
  const next = { ...body, shutter: 'closed', exposures: body.exposures + 1, [into]: [...body[into], picture] } as const;
  return tell(next, arrival, { kind: 'exposure-ended', into });
}

/** The oldest picture in memory was fetched whole: its place is free. */
export const fetchedFromRam = (body: Body): Body => ({ ...body, ram: body.ram.slice(1) });

export const deletedFromCard = (body: Body, handle: number): Body => ({
  ...body,
  card: body.card.filter((picture) => picture.handle !== handle),
});

export const liveViewSwitched = (body: Body, liveView: Body['liveView']): Body => ({ ...body, liveView });

export const setting = (body: Body, code: number, value: number | string): Body => ({
  ...body,
  settings: new Map(body.settings).set(code, value),
});

/** The session has been told of the oldest so many events. */
export const told = (body: Body, count: number): Body => ({ ...body, untold: body.untold.slice(count) });

function tell(body: Body, ...events: readonly BodyEvent[]): Body {
  if (body.session === 'none') return body; // nobody to tell: the next session looks for itself
  return { ...body, untold: [...body.untold, ...events].slice(-untoldMax) };
}
