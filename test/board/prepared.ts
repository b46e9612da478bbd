/** The board's files, made ready while the test file is loaded: what cannot run here is known before the first test. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { BoardFiles } from '../../scripts/board/board-files.ts';

/** Fetching and building at the first time. */
const prepareMsMax = 150_000;
const cannotMake = 2;

export type Prepared =
  | { readonly kind: 'ready'; readonly files: BoardFiles }
  | { readonly kind: 'cannot'; readonly why: string };

/**
 * Finds or makes the files. `cannot`: this machine lacks something, and `why` says what. Throws when a build fails, and in
 * place of `cannot` where `CI` is set: there the board has to run.
 *
 * Does not return before it is done, although it may take half a minute: uvu begins once a file waits for anything.
 */
export function prepared(): Prepared {
  const program = join(import.meta.dirname, '../../scripts/board/prepare.ts');
  const flags = ['--disable-warning=ExperimentalWarning'];
  const done = spawnSync(process.execPath, [...flags, program], { encoding: 'utf8', timeout: prepareMsMax });
  if (done.status === 0) {
    const lines = done.stdout.trimEnd().split('\n');
    console.log(lines.slice(0, -1).join('\n'));
    return { kind: 'ready', files: JSON.parse(lines.at(-1) ?? '') };
  }
  if (done.status !== cannotMake || process.env.CI) {
    throw new Error(`the board cannot be made ready (${done.status ?? done.signal}):\n${done.stdout}${done.stderr}`);
  }
  return { kind: 'cannot', why: done.stderr.trim() };
}
