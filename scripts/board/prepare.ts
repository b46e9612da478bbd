/**
 * Makes the emulated board's files ready, so that its test need not:
 *
 *   node scripts/board/prepare.ts               makes them, or finds them kept; the last line names them, as JSON
 *   node scripts/board/prepare.ts --packages    prints the Debian packages that this and the test need
 *
 * Ends with 2, and the reason on its error output, when this machine lacks something; with 1 when a build fails.
 */
import { boardFiles } from './board-files.ts';
import { boardPackages, missingForRunning } from './missing.ts';

const cannotMake = 2;

if (process.argv[2] === '--packages') {
  console.log(boardPackages.join(' '));
} else {
  const startedMs = performance.now();
  const files = await boardFiles((line) => console.log(line));
  const toRun = missingForRunning();
  if ('kind' in files) {
    refuse(files.kind === 'lacks-packages' ? install([...files.packages, ...toRun]) : unreachable(files.why));
  } else if (toRun.length > 0) {
    refuse(install(toRun));
  } else {
    console.log(`ready after ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
    console.log(JSON.stringify(files));
  }
}

function install(packages: readonly string[]): string {
  return `These Debian packages are missing: apt-get install --no-install-recommends ${packages.join(' ')}`;
}

function unreachable(why: string): string {
  return `What the board is made of cannot be fetched: ${why}`;
}

function refuse(sentence: string): void {
  console.error(sentence);
  process.exitCode = cannotMake;
}
