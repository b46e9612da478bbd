/** Runs checks beside each other, each a Node program of its own, and says how each went. */
import { runProgram } from '../runner/run-program.ts';

/** Longer than this and a check is stuck. */
const checkMsMax = 120_000;

export interface Check {
  /** What it looks after, for whoever reads the line. */
  readonly name: string;
  /** The Node program and its arguments; paths from the working directory. */
  readonly run: readonly string[];
}

/**
 * Runs all checks in the folder `cwd` at the same time and resolves with how many passed and failed.
 * Writes a line for each when it ends, and below it what it printed if it failed.
 */
export async function runChecks(
  checks: readonly Check[],
  cwd: string,
  signal: AbortSignal,
  write: (text: string) => void,
): Promise<{ readonly passed: number; readonly failed: number }> {
  const oks = await Promise.all(
    checks.map(async ({ name, run }) => {
      const { code, timedOut, output, tookMs } = await runProgram(run, { cwd, limitMs: checkMsMax, signal });
      const ok = code === 0;
      write(`${ok ? 'ok    ' : 'FAILED'} ${seconds(tookMs)}  check: ${name}\n`);
      if (!ok) write(`${output.trimEnd()}\n${timedOut ? `was ended after its limit of ${checkMsMax / 1000} s\n` : ''}`);
      return ok;
    }),
  );
  const passed = oks.filter((ok) => ok).length;
  return { passed, failed: oks.length - passed };
}

/** A time for a column of times: `  1.2 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).padStart(6)} s`;
}
