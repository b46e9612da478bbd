/**
 * Everything that can be checked without running Lentigo. Ends with 1 when anything is wrong.
 *
 *   npm run check
 *
 * The pure core of the station and the pages are compiled on their own, because they may use less than the services:
 * no timers, no console, no Node in the core; a browser and no Node in the pages. That these locks hold is tested in
 * test/scripts/core-locks.test.ts.
 */
import { join } from 'node:path';
import { type Check, runChecks } from './checks/run-checks.ts';
import { stopSignals } from './runner/stop-signals.ts';

const tsc = 'node_modules/typescript/bin/tsc';
const biome = 'node_modules/@biomejs/biome/bin/biome';

// biome-ignore format: a table is read by columns
export const checks: readonly Check[] = [
  { name: 'types of the services',      run: [tsc, '-p', '.'] },
  { name: 'types of the core',          run: [tsc, '-p', 'services/station/core'] },
  { name: 'types of the pages',         run: [tsc, '-p', 'ui'] },
  { name: 'form and frequent mistakes', run: [biome, 'check', '--error-on-warnings', '.'] },
  { name: 'who imports whom',           run: ['scripts/check-imports.ts'] },
];

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  const { failed } = await runChecks(checks, root, stopSignals(), (text) => process.stdout.write(text));
  if (failed > 0) process.exitCode ??= 1;
}
