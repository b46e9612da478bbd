/**
 * What a test file's end says: how many tests passed, and why the file counts as failed although its tests did not.
 *
 * uvu ends its output with a summary, which is the only proof that anything ran:
 *
 *     Total:     12
 *     Passed:    12
 *     Skipped:   1         not among the total
 */
import type { Ended } from './run-program.ts';

export interface Verdict {
  readonly passed: number;
  /** Failed tests, and one more when `trouble` is not empty. */
  readonly failed: number;
  readonly skipped: number;
  /** What went wrong besides failed tests: each a sentence for the line of the file. */
  readonly trouble: readonly string[];
}

const summary = /^ {2}Total: +(\d+)\n {2}Passed: +(\d+)\n {2}Skipped: +(\d+)$/gm;

export function verdictOn({ code, signal, timedOut, output, leftRunning }: Ended, limitMs: number): Verdict {
  const summaries = [...output.matchAll(summary)].map((match) => match.slice(1).map(Number));
  const sum = (column: number) => summaries.reduce((total, numbers) => total + (numbers[column] ?? 0), 0);
  const [total, passed, skipped] = [sum(0), sum(1), sum(2)];
  const trouble: string[] = [];

  if (timedOut) trouble.push(`was ended after its limit of ${limitMs / 1000} s`);
  else if (signal !== undefined) trouble.push(`was ended by ${signal}`);
  else if (summaries.length === 0 && code === 0) trouble.push('ran nothing: there is no summary');
  else if (summaries.length === 0) trouble.push(`ended with code ${code} before its summary`);
  else if (total === 0) trouble.push('ran nothing: the summary counts no test');
  else if (code !== 0 && passed === total) trouble.push(`ended with code ${code} after its tests had passed`);
  // uvu runs what is there once the file pauses; a suite added later is run again or not at all, and hides failures.
  if (summaries.length > 1) trouble.push('printed several summaries: call every run() without an await between');
  if (leftRunning.length > 0) trouble.push(`left running: ${leftRunning.join('; ')}`);

  return { passed, failed: total - passed + (trouble.length > 0 ? 1 : 0), skipped, trouble };
}
