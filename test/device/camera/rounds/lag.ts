/** How long this process's event loop stood still. */

export interface Lag {
  stop(): void;
  /** The longest time between two turns, whoever is to blame for it. */
  readonly wallMsMax: number;
  /** The longest work of this thread's own between two turns: what is left of it when the machine is busy with others. */
  readonly ownMsMax: number;
}

const lookEveryMs = 5;

export function watchLag(): Lag {
  let wallMsMax = 0;
  let ownMsMax = 0;
  let atMs = performance.now();
  let ownMs = threadMs();
  const timer = setInterval(() => {
    const [nowMs, ownNowMs] = [performance.now(), threadMs()];
    wallMsMax = Math.max(wallMsMax, nowMs - atMs - lookEveryMs);
    ownMsMax = Math.max(ownMsMax, ownNowMs - ownMs);
    [atMs, ownMs] = [nowMs, ownNowMs];
  }, lookEveryMs);
  return {
    stop: () => clearInterval(timer),
    get wallMsMax() {
      return wallMsMax;
    },
    get ownMsMax() {
      return ownMsMax;
    },
  };
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
