/**
 * The whole test command: the checks, then every test file under test/.
 *
 *   npm test                          everything
 *   npm test -- wire core/visit       only files with one of these in their path, and no checks
 *
 *   --concurrency N    files at the same time (as many as there are processors: 2 at least, 4 at most)
 *   --limit-s N        how long one file may take (240)
 *   --root DIR         the tests of another checkout, and no checks
 *
 * Each file is a process of its own, so that none can spoil another and a hanging one can be ended. A check counts as
 * one test. The last line is the count; the program ends with 0 only if something ran and nothing failed.
 */
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checks } from './check.ts';
import { runChecks, seconds } from './checks/run-checks.ts';
import { runFiles, type Tested } from './runner/run-files.ts';
import { stopSignals } from './runner/stop-signals.ts';

/** Files wait for programs that they start about as long as they work; more of them at the same time would be in each other's way. */
const concurrencyDefault = Math.max(2, Math.min(4, availableParallelism()));

/** Far more than any file needs: one that takes longer hangs. */
const limitSecondsDefault = 240;

const root = join(import.meta.dirname, '..');
/** How long each file took the last time, in milliseconds. Only decides which starts first. */
const timesFile = join(root, 'node_modules/.cache/lentigo-test-times.json');

const { values, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: {
    concurrency: { type: 'string', default: String(concurrencyDefault) },
    'limit-s': { type: 'string', default: String(limitSecondsDefault) },
    root: { type: 'string', default: root },
  },
});
const concurrency = amount('concurrency');
const limitMs = amount('limit-s') * 1000;
const cwd = resolve(values.root);
const everything = cwd === root && parts.length === 0;
const files = globSync('test/**/*.test.ts', { cwd })
  .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
  .sort();

const signal = stopSignals();
const write = (text: string) => process.stdout.write(text);
const startedMs = performance.now();
const checked = everything ? await runChecks(checks, root, signal, write) : { passed: 0, failed: 0 };
const lastTookMs = cwd === root && existsSync(timesFile) ? JSON.parse(readFileSync(timesFile, 'utf8')) : {};
const tested = signal.aborted ? [] : await runFiles({ files, cwd, concurrency, limitMs, lastTookMs, signal }, report);
if (cwd === root) {
  const tookMs = Object.fromEntries(tested.map((one) => [one.file, Math.round(one.tookMs)]));
  mkdirSync(dirname(timesFile), { recursive: true });
  writeFileSync(`${timesFile}.${process.pid}`, JSON.stringify({ ...lastTookMs, ...tookMs }, undefined, 2));
  renameSync(`${timesFile}.${process.pid}`, timesFile);
}

const failing = tested.filter((one) => one.failed > 0).sort((a, b) => a.file.localeCompare(b.file));
if (failing.length > 0) write(`\nFailed:\n${failing.map((one) => `  ${one.file}  ${told(one)}\n`).join('')}`);
if (files.length === 0) write(`No test file has ${parts.join(' or ') || '.test.ts'} in its path.\n`);
if (!everything) write('The checks did not run: npm run check.\n');
if (signal.aborted) write(`Stopped: ${tested.length} of ${files.length} files ran.\n`);
const sum = (count: (one: Tested) => number) => tested.reduce((total, one) => total + count(one), 0);
const passed = checked.passed + sum((one) => one.passed);
const failed = checked.failed + sum((one) => one.failed);
const skipped = sum((one) => one.skipped);
write(`\n${tested.length} files in ${seconds(performance.now() - startedMs).trim()}\n`);
write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
if (failed > 0 || tested.length === 0) process.exitCode ??= 1;

/** A line for a file, and below it all it printed if it failed. */
function report(one: Tested): void {
  write(`${one.failed > 0 ? 'FAILED' : 'ok    '} ${seconds(one.tookMs)}  ${one.file}  ${told(one)}\n`);
  if (one.failed > 0) write(`${one.output.trimEnd()}\n\n`);
}

function told({ passed, failed, skipped, trouble }: Tested): string {
  const counts = [`${passed} passed`];
  if (failed > 0) counts.push(`${failed} failed`);
  if (skipped > 0) counts.push(`${skipped} skipped`);
  return [counts.join(', '), ...trouble].join('; ');
}

function amount(option: 'concurrency' | 'limit-s'): number {
  const number = Number(values[option]);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${option} wants a number above 0, not '${values[option]}'`);
}
