/** Things drawn by chance. The same seed draws the same. */
import { chanceOf } from '../../support/chance.ts';

export interface Draw {
  /** A whole number from `from` to `to`, both included. */
  number(from: number, to: number): number;
  one<T>(of: readonly T[]): T;
  /** True so often of one. */
  happens(probability: number): boolean;
  bytes(count: number): Buffer;
}

/** Every number is mixed in: what is drawn for one operation does not depend on how many came before. */
export function drawOf(...seeds: readonly number[]): Draw {
  const chance = chanceOf(
    seeds.reduce((mixed, seed) => Math.imul(mixed ^ seed, 0x9e37_79b1) ^ (mixed >>> 15), 0x2545_f491),
  );
  const number = (from: number, to: number): number => from + Math.floor(chance() * (to - from + 1));
  return {
    number,
    one(of) {
      const drawn = of[number(0, of.length - 1)];
      if (drawn === undefined) throw new Error('nothing to draw from');
      return drawn;
    },
    happens: (probability) => chance() < probability,
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => number(0, 255))),
  };
}
