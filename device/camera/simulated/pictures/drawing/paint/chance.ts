/**
 * Chance that can be repeated: the same seed tells the same story on every machine (mulberry32, 32 bits of state).
 * Everything that varies from picture to picture is drawn from one of these.
 */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  /** True once in 1 / `share` times. */
  happens(share: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** A seed for something that must not disturb the order of the draws here. */
  seed(): number;
}

/** Mixes whole numbers into one seed; near inputs give far outputs. */
export function mixed(...parts: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const part of parts) {
    h = Math.imul(h ^ (part | 0), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

export function chance(seed: number): Chance {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    happens: (share) => next() < share,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    seed: () => Math.floor(next() * 4294967296),
  };
}
