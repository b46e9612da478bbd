/** How much is left of a wait, told every second until nothing is. */

const everyMs = 1_000;

/** `left` is told milliseconds, at once and then every second. */
export function countdown(left: (ms: number) => void): { readonly from: (waitMs: number) => void } {
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    from(waitMs) {
      clearInterval(timer);
      left(waitMs);
      if (waitMs <= 0) return;
      const untilMs = performance.now() + waitMs;
      timer = setInterval(() => {
        const ms = Math.max(0, untilMs - performance.now());
        left(ms);
        if (ms === 0) clearInterval(timer);
      }, everyMs);
    },
  };
}
