/** Runs test files, each in a process of its own, a few at the same time and the longest first. */
import { runProgram } from './run-program.ts';
import { type Verdict, verdictOn } from './verdict.ts';

export interface Tested extends Verdict {
  readonly file: string;
  readonly output: string;
  readonly tookMs: number;
}

export interface Plan {
  /** Paths from `cwd`. */
  readonly files: readonly string[];
  readonly cwd: string;
  readonly concurrency: number;
  /** Each file's own limit. */
  readonly limitMs: number;
  /** How long files took the last time. A file that is not in it starts first, as nothing is known of it. */
  readonly lastTookMs: Readonly<Record<string, number>>;
  /** Aborting ends what runs and starts nothing more. */
  readonly signal: AbortSignal;
}

/** Calls back for each file when it has ended, in that order. */
export async function runFiles(plan: Plan, onTested: (tested: Tested) => void): Promise<readonly Tested[]> {
  const expectedMs = (file: string) => plan.lastTookMs[file] ?? Number.POSITIVE_INFINITY;
  const waiting = [...plan.files].sort((a, b) => (expectedMs(a) === expectedMs(b) ? 0 : expectedMs(b) - expectedMs(a)));
  const tested: Tested[] = [];
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined && !plan.signal.aborted; file = waiting.shift()) {
      const ended = await runProgram([file], plan);
      const result = { file, output: ended.output, tookMs: ended.tookMs, ...verdictOn(ended, plan.limitMs) };
      tested.push(result);
      onTested(result);
    }
  };
  await Promise.all(Array.from({ length: plan.concurrency }, work));
  return tested;
}
