/**
 * Which processes have a file below a folder open, as Linux tells in /proc. The embedded database leaves a lock file behind
 * when its process is killed, and never looks at it: open files are the only thing that tells.
 */
import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Process ids, without this one. Only the processes of the same user can be seen; root sees all. */
export function processesIn(folder: string): readonly number[] {
  const below = `${realpathSync(folder)}${sep}`;
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .filter((pid) => openFilesOf(pid).some((path) => path.startsWith(below)));
}

function openFilesOf(pid: number): readonly string[] {
  const folder = join('/proc', String(pid), 'fd');
  return unlessGone(() => readdirSync(folder), []).map((name) =>
    unlessGone(() => readlinkSync(join(folder, name)), ''),
  );
}

/** Processes end and files are closed while we look; other users' cannot be looked into. */
function unlessGone<Value>(look: () => Value, otherwise: Value): Value {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ESRCH' || code === 'EPERM') return otherwise;
    throw error;
  }
}
