/**
 * Tells a scanner from a person by how fast the keys come. Pure: keys and their times go in.
 *
 *   key … key … key … Enter   all within `gapMsMax` of each other, and long enough    → a scan
 *   key ……………… key             slower                                                  → a person
 *
 * A keyboard-wedge scanner types a character every millisecond to 20 ms; a fast typist takes 60 ms and more.
 */

/** Two keys of one scan are no further apart. */
export const gapMsMax = 35;
/** Shorter ones are no codes of ours: a badge has 19 characters, a letter's code 8 to 64. */
export const scanCharactersMin = 8;
export const scanCharactersMax = 64;

/** What is known after a key. */
export type Heard =
  /** Could be the beginning of a scan: to be looked at again when `gapMsMax` have passed. */
  | { readonly kind: 'wait' }
  /** A scan ended with this key. */
  | { readonly kind: 'scan'; readonly code: string }
  /** A scan of no use: too short or too long. Its characters are nobody's typing. */
  | { readonly kind: 'not-a-code' }
  /** These keys were a person's. The last one, `wait`, may still begin a scan. */
  | { readonly kind: 'typed'; readonly keys: readonly string[]; readonly wait: boolean };

export interface BurstReader {
  /** A key: one character, or `Enter`, or another key's name. `atMs`: when, on a clock that never goes back. */
  key(key: string, atMs: number): Heard;
  /** No key has come for `gapMsMax`: what was held was a person's. */
  quiet(): readonly string[];
}

/** Between a person's keys and a burst: so many fast keys are one. A hand that rolls over two or three keys is not. */
const burstKeysMin = 4;

export function burstReader(): BurstReader {
  let held: string[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;

  function take(): string[] {
    const keys = held;
    held = [];
    return keys;
  }

  return {
    key(key, atMs) {
      const fast = atMs - lastMs <= gapMsMax;
      lastMs = atMs;
      const before = fast ? [] : take();
      if (key === 'Enter' && held.length >= burstKeysMin) {
        const code = take().join('');
        const fits = code.length >= scanCharactersMin && code.length <= scanCharactersMax;
        return fits ? { kind: 'scan', code } : { kind: 'not-a-code' };
      }
      if ([...key].length > 1) return { kind: 'typed', keys: [...before, ...take(), key], wait: false };
      if (held.length <= scanCharactersMax) held.push(key); // a longer burst is no code whatever else it says
      return before.length > 0 ? { kind: 'typed', keys: before, wait: true } : { kind: 'wait' };
    },
    quiet() {
      const keys = take();
      return keys.length >= burstKeysMin ? [] : keys; // a scanner that sent no Enter: nobody typed that
    },
  };
}
