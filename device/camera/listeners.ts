/** Those who want to hear of something. */

import type { Stop } from '../ports.ts';

export interface Listeners<T> {
  any(): boolean;
  clear(): void;
  readonly add: (hear: (value: T) => void) => Stop;
  /** True when somebody heard it. */
  tell(value: T): boolean;
}

export function listeners<T>(): Listeners<T> {
  const all = new Set<{ readonly hear: (value: T) => void }>();
  return {
    any: () => all.size > 0,
    clear: () => all.clear(),
    add(hear) {
      const entry = { hear };
      all.add(entry);
      return () => void all.delete(entry);
    },
    tell(value) {
      const present = [...all];
      for (const { hear } of present) hear(value);
      return present.length > 0;
    },
  };
}
