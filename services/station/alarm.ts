/** Wakes the core at the moment it wants: when a picture keeps itself, when the screen warns and locks. */

export interface Alarm {
  /** On the monotonic clock; undefined when nothing is waited for. Replaces what was wanted before. */
  follow(wantedAtMs: number | undefined): void;
}

/** `ring` may come a little early, as timers do: whoever is woken says anew what is wanted. */
export function alarmThat(ring: () => void): Alarm {
  let timer: NodeJS.Timeout | undefined;
  return {
    follow(wantedAtMs) {
      clearTimeout(timer);
      if (wantedAtMs === undefined) return;
      timer = setTimeout(ring, Math.max(1, Math.ceil(wantedAtMs - performance.now())));
    },
  };
}
