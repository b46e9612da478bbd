/** Waits that something can cut short: one waits, anybody rings. */
export interface Bell {
  /** Resolves after `ms`, or at once when the bell rings or has rung since the last wait. */
  wait(ms: number): Promise<void>;
  ring(): void;
}

export function bell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    wait(ms) {
      if (rung) {
        rung = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => wake?.(), ms);
        wake = () => {
          clearTimeout(timer);
          wake = undefined;
          rung = false;
          resolve();
        };
      });
    },
    ring() {
      rung = true;
      wake?.();
    },
  };
}
