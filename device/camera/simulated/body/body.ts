/**
 * The camera's body without wire and without time: what it holds, and what happens to it next. What each of its troubles
 * does is in `conditions.ts`.
 *
 *     press ─► refusal? ─► shutterOpened ─► exposed ──┬─► ram:  in memory until fetched
 *                                                     └─► card: until deleted
 *
 * Each function takes a body and gives the next one. Which numbers an event or a refusal has is a make's business.
 */
import type { SimulatedFault } from '../faults.ts';

/** A picture the camera holds. */
export interface HeldPicture {
  readonly handle: number;
  readonly name: string;
  readonly format: 'jpeg' | 'raw';
  readonly bytes: Uint8Array;
  /** How long the camera says it is, and makes it: behind `bytes` come zeros. */
  readonly lengthBytes: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** By the camera's own clock. */
  readonly takenAtMs: number;
  /** What the live view showed at that moment: a small JPEG. */
  readonly thumb: { readonly bytes: Uint8Array; readonly widthPx: number; readonly heightPx: number };
  /** It has been lying in the camera since some other day. */
  readonly isOld: boolean;
}

/** Something the initiator does not know yet. */
export type BodyEvent =
  | { readonly kind: 'exposure-began' }
  | { readonly kind: 'picture-in-ram'; readonly handle: number }
  | { readonly kind: 'picture-on-card'; readonly handle: number }
  | { readonly kind: 'exposure-ended'; readonly into: Target }
  | { readonly kind: 'focus-tried'; readonly found: boolean }
  | { readonly kind: 'card-ran-full' }
  | { readonly kind: 'setting-changed'; readonly code: number }
  | { readonly kind: 'clock-changed' };

/** Where a picture goes. */
export type Target = 'ram' | 'card';

export type SettingValue = number | string;

/** What goes with a body when another one takes its place. */
interface Belongings {
  readonly card: readonly HeldPicture[];
  /** Properties that an initiator has set, by code. */
  readonly settings: ReadonlyMap<number, SettingValue>;
}

export interface Body extends Belongings {
  readonly faults: ReadonlySet<SimulatedFault>;
  readonly session: 'none' | 'open';
  readonly liveView: 'off' | 'on';
  readonly shutter: 'closed' | 'open';
  readonly ram: readonly HeldPicture[];
  /** What the present session has not been told, oldest first. */
  readonly untold: readonly BodyEvent[];
  /** Properties that have changed by themselves and not been set since. They come before `settings`. */
  readonly drifted: ReadonlyMap<number, SettingValue>;
  /** How far the camera's clock is ahead of ours: as it was set, and by its own fault since. */
  readonly clock: { readonly setAheadMs: number; readonly wrongByMs: number };
  /** Exposures in this camera's life: names and handles count on. */
  readonly exposures: number;
  /** Of the body that lies on the shelf. */
  readonly shelved: Belongings;
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
  drifted: new Map(),
  clock: { setAheadMs: 0, wrongByMs: 0 },
  exposures: 0,
  shelved: { card: [], settings: new Map() },
});

// --------------------------------------------------------------------------------------------------------- session

/**
 * A session begins. Pictures that nobody fetched are still in memory, as in real bodies after a failed download, and are
 * told of anew: without this one of them could pass for the next patient's. So is an old one on the card.
 */
export const sessionOpened = (body: Body): Body => ({
  ...body,
  session: 'open',
  untold: [...body.ram.map((picture) => arrival(picture, 'ram')), ...oldOnCard(body)],
});

export const sessionEnded = (body: Body): Body => ({ ...body, session: 'none', liveView: 'off', untold: [] });

/** Adds to what the session has yet to be told. */
export function tell(body: Body, ...events: readonly BodyEvent[]): Body {
  if (body.session === 'none') return body; // nobody to tell: the next session looks for itself
  return { ...body, untold: [...body.untold, ...events].slice(-untoldMax) };
}

/** The session has been told of the oldest so many events. */
export const told = (body: Body, count: number): Body => ({ ...body, untold: body.untold.slice(count) });

const arrival = ({ handle }: HeldPicture, where: Target): BodyEvent =>
  where === 'ram' ? { kind: 'picture-in-ram', handle } : { kind: 'picture-on-card', handle };

const oldOnCard = (body: Body): readonly BodyEvent[] =>
  body.card.filter((picture) => picture.isOld).map((picture) => arrival(picture, 'card'));

// -------------------------------------------------------------------------------------------------------- pictures

export const shutterOpened = (body: Body): Body =>
  tell({ ...body, shutter: 'open', exposures: body.exposures + 1 }, { kind: 'exposure-began' });

/** The shutter is closed; of the picture nothing is known yet. */
export const shutterClosed = (body: Body): Body => ({ ...body, shutter: 'closed' });

/** The exposure is over and the picture is where it belongs. */
export function exposed(body: Body, picture: HeldPicture, into: Target): Body {
  const twice = body.faults.has('double-event');
  const copies = twice && into === 'ram' ? [picture, picture] : [picture]; // on the card it stays until deleted anyway
  const next = { ...body, shutter: 'closed', [into]: [...body[into], ...copies] } as const;
  const events = [arrival(picture, into), { kind: 'exposure-ended', into }] as const;
  return tell(next, ...events, ...(twice ? [arrival(picture, into)] : []));
}

/** A picture of some other day lies in the camera, and it tells of it. */
export const oldPictureFound = (body: Body, picture: HeldPicture, where: Target): Body =>
  tell({ ...body, [where]: [...body[where], picture] }, arrival(picture, where));

/** The picture in memory was fetched whole: its place is free. */
export function fetchedFromRam(body: Body, handle: number): Body {
  const place = body.ram.findIndex((picture) => picture.handle === handle);
  return place === -1 ? body : { ...body, ram: body.ram.toSpliced(place, 1) };
}

export const deletedFromCard = (body: Body, handle: number): Body => ({
  ...body,
  card: body.card.filter((picture) => picture.handle !== handle),
});

/** Free space on the card; zero while it is said to be full. The last picture may be larger than what was free. */
export function cardBytesFree(body: Body): number {
  if (body.faults.has('card-full')) return 0;
  return Math.max(0, cardBytesMax - body.card.reduce((total, picture) => total + picture.bytes.length, 0));
}

export const liveViewSwitched = (body: Body, liveView: Body['liveView']): Body => ({ ...body, liveView });

// -------------------------------------------------------------------------------------------------------- settings

/** What an initiator has set, or what became of it since; undefined when the property is as it left the factory. */
export const settingOf = (body: Body, code: number): SettingValue | undefined =>
  body.drifted.get(code) ?? body.settings.get(code);

export function setting(body: Body, code: number, value: SettingValue): Body {
  const drifted = new Map(body.drifted);
  drifted.delete(code);
  return { ...body, drifted, settings: new Map(body.settings).set(code, value) };
}

/** The camera's clock at a moment of ours. */
export const cameraTimeMs = ({ clock }: Body, nowMs: number): number => nowMs + clock.setAheadMs + clock.wrongByMs;

/** Somebody sets the clock; whatever was wrong with it is over. */
export const clockSet = (body: Body, toMs: number, nowMs: number): Body => ({
  ...body,
  clock: { setAheadMs: toMs - nowMs, wrongByMs: 0 },
});
