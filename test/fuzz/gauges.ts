/** What a station would feel of its camera: how long its event loop stood still, how much memory it and its worker have. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const tickMs = 10;
const memoryEveryMs = 250;

export interface LagFigures {
  /** Longest time by which a timer was late. */
  readonly worstMs: number;
  /** The same without the time for which the kernel let other programs run instead: what this process did to itself. */
  readonly ownWorstMs: number;
  /** All the time together by which it stood still longer than `noticedMs`, counted like `ownWorstMs`. */
  readonly ownNoticedMs: number;
}

/** Watches the event loop until `stop`. */
export function lagGauge(noticedMs: number): { stop(): LagFigures } {
  let worstMs = 0;
  let ownWorstMs = 0;
  let ownNoticedMs = 0;
  let dueAtMs = performance.now() + tickMs;
  let waitedMs = waitedForProcessorMs();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const nowWaitedMs = waitedForProcessorMs();
    const lateMs = nowMs - dueAtMs;
    worstMs = Math.max(worstMs, lateMs);
    const ownLateMs = lateMs - (nowWaitedMs - waitedMs);
    ownWorstMs = Math.max(ownWorstMs, ownLateMs);
    if (ownLateMs > noticedMs) ownNoticedMs += ownLateMs;
    dueAtMs = nowMs + tickMs;
    waitedMs = nowWaitedMs;
  }, tickMs);
  return {
    stop() {
      clearInterval(timer);
      return { worstMs, ownWorstMs, ownNoticedMs };
    },
  };
}

/** How long this thread was ready to run and did not (proc(5), schedstat). 0 where the kernel does not say. */
function waitedForProcessorMs(): number {
  const [, waitedNs = 0] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ').map(Number);
  return waitedNs / 1e6;
}

const mb = 1024 * 1024;

export interface MemoryFigures {
  readonly peakMb: number;
  /** How much more the last quarter of the time had than the second one, of the typical moment. */
  readonly growthMb: number;
}

/** Watches this process's memory until `stop`. */
export function memoryGauge(): { stop(): MemoryFigures } {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(process.memoryUsage.rss() / mb), memoryEveryMs);
  return {
    stop() {
      clearInterval(timer);
      const quarter = Math.floor(samples.length / 4);
      return {
        peakMb: Math.max(0, ...samples),
        growthMb: median(samples.slice(3 * quarter)) - median(samples.slice(quarter, 2 * quarter)),
      };
    },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The most memory that a process has had so far, in MB; 0 when it has ended. */
export async function peakMbOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}
