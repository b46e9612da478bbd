/** Subscriptions: many listen, one tells; each returns its own way to stop. */
import type { Stop } from '../../device/ports.ts';

export interface Listeners<T> {
  add(listener: (value: T) => void): Stop;
  tell(value: T): void;
}

export function listeners<T>(): Listeners<T> {
  const all = new Set<{ hear(value: T): void }>();
  return {
    add(listener) {
      const entry = { hear: listener };
      all.add(entry);
      return () => all.delete(entry);
    },
    tell(value) {
      for (const { hear } of all) hear(value);
    },
  };
}

/** A value that can be asked for and listened to. */
export interface Watched<T> {
  get(): T;
  onChange(listener: (value: T) => void): Stop;
}

export function watched<T>(first: T): Watched<T> & { set(value: T): void } {
  const changes = listeners<T>();
  let present = first;
  return {
    get: () => present,
    onChange: changes.add,
    set(value) {
      if (value === present) return;
      present = value;
      changes.tell(value);
    },
  };
}
