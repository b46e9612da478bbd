/**
 * How sealed parcels get to the hospital over a link that comes and goes. It decides what to send and when; the shell
 * sends it. Figures: facts on transfer.
 *
 *   resting ──offer──► offered ──grant──► sending ──every chunk held──► (receipt) gone
 *      ▲                  │                  │
 *      └── back-off ──────┴─ silence, link down, busy, refused
 *
 * Credits come from the hospital: a chunk is under way until a grant shows it as held, whatever the broker says of it.
 * Two parcels travel at a time; one that nobody takes rests longer and longer and never holds up the others.
 */
import type { ParcelId, WorkerId } from '../../wire/ids.ts';

/** Parcels offered or under way at once: the next one is on its way while the hospital files the one before. */
export const travellingMax = 2;
/** Without a sign from the hospital for this long, a parcel is offered again. */
export const silenceMs = 4_000;
/** The same while the hospital has every chunk and is filing the picture. */
export const filingMs = 10_000;
/** Back-off between offers that came to nothing: doubles from the first to the second. */
export const restMsMin = 1_000;
export const restMsMax = 30_000;
/** A parcel that the hospital refuses waits for a person. */
export const refusedRestMs = 600_000;

export type Trip =
  | { readonly kind: 'resting'; readonly untilMs: number; readonly attempts: number }
  | { readonly kind: 'offered'; readonly sinceMs: number; readonly attempts: number }
  | {
      readonly kind: 'sending';
      readonly worker: WorkerId;
      readonly window: number;
      readonly held: ReadonlySet<number>;
      readonly underWay: ReadonlySet<number>;
      readonly progressAtMs: number;
      readonly attempts: number;
    };

export interface Consignment {
  readonly chunks: number;
  readonly trip: Trip;
}

export interface CourierState {
  readonly link: 'up' | 'down';
  /** In the order of their sealing. */
  readonly parcels: ReadonlyMap<ParcelId, Consignment>;
}

export type CourierNews =
  | { readonly kind: 'queued'; readonly parcel: ParcelId; readonly chunks: number }
  | { readonly kind: 'link'; readonly link: 'up' | 'down' }
  | {
      readonly kind: 'taken';
      readonly parcel: ParcelId;
      readonly worker: WorkerId;
      readonly window: number;
      readonly held: ReadonlySet<number>;
    }
  | { readonly kind: 'busy'; readonly parcel: ParcelId; readonly retryAfterMs: number }
  | { readonly kind: 'refused'; readonly parcel: ParcelId }
  | { readonly kind: 'received'; readonly parcel: ParcelId }
  | { readonly kind: 'tick' };

/** `chance` is a number from 0 to 1: it spreads what many stations would otherwise do at the same moment. */
export type CourierEvent = CourierNews & { readonly atMs: number; readonly chance: number };

export type CourierEffect =
  | { readonly kind: 'offer'; readonly parcel: ParcelId }
  | { readonly kind: 'send'; readonly parcel: ParcelId; readonly worker: WorkerId; readonly chunk: number };

export interface CourierStep {
  readonly state: CourierState;
  readonly effects: readonly CourierEffect[];
  /** When a tick is wanted; undefined while there is nothing to wait for. */
  readonly tickAtMs: number | undefined;
}

export const courierAtRest: CourierState = { link: 'down', parcels: new Map() };

export function stepCourier(state: CourierState, event: CourierEvent): CourierStep {
  return advance(note(state, event), event.atMs, event.chance);
}

/** What the event says, without acting on it yet. */
function note(state: CourierState, event: CourierEvent): CourierState {
  switch (event.kind) {
    case 'queued':
      return state.parcels.has(event.parcel)
        ? state
        : put(state, event.parcel, {
            chunks: event.chunks,
            trip: { kind: 'resting', untilMs: event.atMs, attempts: 0 },
          });
    case 'link':
      return {
        link: event.link,
        parcels: mapTrips(state.parcels, () => ({ kind: 'resting', untilMs: event.atMs, attempts: 0 })),
      };
    case 'taken':
      return changeTrip(state, event.parcel, (trip) => taken(trip, event));
    case 'busy':
      return changeTrip(state, event.parcel, (trip) => ({
        kind: 'resting',
        untilMs: event.atMs + event.retryAfterMs * (1 + event.chance / 2),
        attempts: trip.attempts,
      }));
    case 'refused':
      return changeTrip(state, event.parcel, (trip) => ({
        kind: 'resting',
        untilMs: event.atMs + refusedRestMs,
        attempts: trip.attempts,
      }));
    case 'received': {
      const parcels = new Map(state.parcels);
      parcels.delete(event.parcel);
      return { ...state, parcels };
    }
    case 'tick':
      return state;
  }
}

/** A grant is progress when it is the first one, comes from another worker, or shows more than the one before. */
function taken(trip: Trip, grant: Extract<CourierEvent, { kind: 'taken' }>): Trip {
  const same = trip.kind === 'sending' && trip.worker === grant.worker;
  const underWay = new Set<number>();
  if (same) for (const chunk of trip.underWay) if (!grant.held.has(chunk)) underWay.add(chunk);
  const progress = !same || grant.held.size > trip.held.size;
  return {
    kind: 'sending',
    worker: grant.worker,
    window: grant.window,
    held: grant.held,
    underWay,
    progressAtMs: progress ? grant.atMs : trip.progressAtMs,
    attempts: progress ? 0 : trip.attempts,
  };
}

/** Give up what has been silent for too long, offer what may travel, fill every window. */
function advance(before: CourierState, atMs: number, chance: number): CourierStep {
  if (before.link === 'down') return { state: before, effects: [], tickAtMs: undefined };
  const effects: CourierEffect[] = [];
  const parcels = new Map<ParcelId, Consignment>();
  let travelling = 0;
  for (const [parcel, consignment] of before.parcels) {
    const trip = silent(consignment, atMs) ? rested(consignment.trip.attempts, atMs, chance) : consignment.trip;
    parcels.set(parcel, { ...consignment, trip });
    if (trip.kind !== 'resting') travelling += 1;
  }
  for (const [parcel, consignment] of parcels) {
    const { trip } = consignment;
    if (trip.kind === 'resting' && trip.untilMs <= atMs && travelling < travellingMax) {
      parcels.set(parcel, { ...consignment, trip: { kind: 'offered', sinceMs: atMs, attempts: trip.attempts } });
      effects.push({ kind: 'offer', parcel });
      travelling += 1;
    } else if (trip.kind === 'sending') {
      const more = wanted(trip, consignment.chunks);
      for (const chunk of more) effects.push({ kind: 'send', parcel, worker: trip.worker, chunk });
      parcels.set(parcel, { ...consignment, trip: { ...trip, underWay: new Set([...trip.underWay, ...more]) } });
    }
  }
  const state = { ...before, parcels };
  return { state, effects, tickAtMs: nextTick(state) };
}

/** The chunks to send now: the lowest that are neither held nor under way, as many as the window has room for. */
function wanted(trip: Extract<Trip, { kind: 'sending' }>, chunks: number): number[] {
  const room = trip.window - trip.underWay.size;
  const found: number[] = [];
  for (let chunk = 0; chunk < chunks && found.length < room; chunk++) {
    if (!trip.held.has(chunk) && !trip.underWay.has(chunk)) found.push(chunk);
  }
  return found;
}

/** When this parcel has been silent for too long; for a resting one, when it may be offered again. */
function dueMs({ trip, chunks }: Consignment): number {
  switch (trip.kind) {
    case 'resting':
      return trip.untilMs;
    case 'offered':
      return trip.sinceMs + silenceMs;
    case 'sending':
      return trip.progressAtMs + (trip.held.size >= chunks ? filingMs : silenceMs);
  }
}

function silent(consignment: Consignment, atMs: number): boolean {
  return consignment.trip.kind !== 'resting' && dueMs(consignment) <= atMs;
}

function rested(attempts: number, atMs: number, chance: number): Trip {
  const restMs = Math.min(restMsMax, restMsMin * 2 ** Math.min(attempts, 10));
  return { kind: 'resting', untilMs: atMs + restMs * (0.5 + chance / 2), attempts: attempts + 1 };
}

function nextTick(state: CourierState): number | undefined {
  const all = [...state.parcels.values()];
  const full = all.filter(({ trip }) => trip.kind !== 'resting').length >= travellingMax;
  // With all places taken, only a travelling parcel's silence can change anything.
  const dues = all.filter(({ trip }) => !full || trip.kind !== 'resting').map(dueMs);
  return dues.length === 0 ? undefined : Math.min(...dues);
}

function put(state: CourierState, parcel: ParcelId, consignment: Consignment): CourierState {
  return { ...state, parcels: new Map(state.parcels).set(parcel, consignment) };
}

function changeTrip(state: CourierState, parcel: ParcelId, change: (trip: Trip) => Trip): CourierState {
  const consignment = state.parcels.get(parcel);
  return consignment === undefined ? state : put(state, parcel, { ...consignment, trip: change(consignment.trip) });
}

function mapTrips(parcels: CourierState['parcels'], change: (trip: Trip) => Trip): CourierState['parcels'] {
  return new Map(
    [...parcels].map(([parcel, consignment]) => [parcel, { ...consignment, trip: change(consignment.trip) }]),
  );
}
