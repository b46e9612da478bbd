/**
 * What outlives a worker: pictures whose copies are still on the camera, and what the last worker died of.
 *
 *   handed over ─► kept ─(forget)─► forgettable ─► deleted on the camera, by this worker or a later one
 *
 * Only a card has copies: what went to the camera's memory is gone from there once it was handed out.
 */

import { isInMemory, type Place, placeKey } from './protocol.ts';

export interface Memory {
  /** The camera's card, since it was first listed. */
  card: CardMemory | undefined;
  /** The next worker does not list the card: the last one was ended because that took too long. */
  skipsListing: boolean;
  /** Copies on the camera of pictures that were handed over, by SHA-256. */
  readonly kept: Map<string, Copy>;
  /** Copies that can go. */
  readonly forgettable: Copy[];
  /** SHA-256 of the latest pictures that were handed over, so that none is told again by a camera that announces it anew. */
  readonly handedOver: Set<string>;
  /** The last complaint about each kind of work that has not succeeded since: the same is not noted twice. */
  readonly complaints: Map<string, string>;
  /** Where a camera was left in mid-transfer: its port is reset before it is opened anew. */
  wedgedAt: string | undefined;
  /** Conversations in a row that ended while the camera handed out a picture from its memory. */
  diedOverMemory: number;
  /** An exposure was given up, and its picture has not come yet. Until then (on the monotonic clock) it is waited for. */
  missing: { readonly untilMs: number } | undefined;
}

export interface CardMemory {
  readonly serial: string;
  /** Files that are nobody's business: from before, told already, or not to be had. As `placeKey`. */
  readonly known: Set<string>;
  /** How often a file was tried in vain. */
  readonly tries: Map<string, number>;
}

/** A picture's copy on a camera. */
export interface Copy {
  readonly place: Place;
  readonly serial: string;
}

/** As many pictures as a camera could hold that we were too late to delete. */
const handedOverMax = 64;
/** Pictures that could not be sealed, or not be deleted. Beyond it the oldest stays on its card for good. */
const copiesMax = 256;

export function newMemory(): Memory {
  return {
    card: undefined,
    skipsListing: false,
    kept: new Map(),
    forgettable: [],
    handedOver: new Set(),
    complaints: new Map(),
    wedgedAt: undefined,
    diedOverMemory: 0,
    missing: undefined,
  };
}

/** A picture was handed over and is not told of again. False when an older copy had to be given up for it. */
export function rememberHandedOver(memory: Memory, sha256: string, copy: Copy): boolean {
  memory.handedOver.add(sha256);
  const [oldest] = memory.handedOver;
  if (memory.handedOver.size > handedOverMax && oldest !== undefined) memory.handedOver.delete(oldest);
  if (isInMemory(copy.place)) return true;
  memory.card?.known.add(placeKey(copy.place));
  memory.kept.set(sha256, copy);
  const [oldestKept] = memory.kept.keys();
  if (memory.kept.size <= copiesMax || oldestKept === undefined) return true;
  memory.kept.delete(oldestKept);
  return false;
}

/** Nobody took it: as if it had not been handed over, except that it is not looked for again. */
export function takeBack(memory: Memory, sha256: string): void {
  memory.handedOver.delete(sha256);
  memory.kept.delete(sha256);
}

/** The copy of this picture can go. False when none is known. */
export function letGo(memory: Memory, sha256: string): boolean {
  const copy = memory.kept.get(sha256);
  if (copy === undefined) return false;
  memory.kept.delete(sha256);
  memory.forgettable.push(copy);
  memory.forgettable.splice(0, memory.forgettable.length - copiesMax);
  return true;
}

/** The next copy that can be deleted on this camera, taken off the list. */
export function nextForgettable(memory: Memory, serial: string): Copy | undefined {
  const at = memory.forgettable.findIndex((copy) => copy.serial === serial);
  return at === -1 ? undefined : memory.forgettable.splice(at, 1)[0];
}

/**
 * Files that came to the card since this camera was first opened, and that no exposure brought home: an earlier worker
 * died over them. On the first opening nothing counts as new but what the camera announces by itself.
 */
export function newOnCard(memory: Memory, serial: string, onCard: readonly string[]): readonly string[] {
  const { card } = memory;
  if (card?.serial === serial) return onCard.filter((key) => !card.known.has(key));
  memory.card = { serial, known: new Set(onCard), tries: new Map() };
  return [];
}
