/** What a power cut, or a disk that filled up, leaves of a file that was being replaced. */
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const ending = /^\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Removes the drafts of `replaceDurably(path, …)`. Nobody may be replacing the file meanwhile. */
export async function removeDrafts(path: string): Promise<void> {
  const folder = dirname(path);
  const own = basename(path);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []; // no folder, no drafts
    throw error;
  });
  const drafts = names.filter((name) => name.startsWith(own) && ending.test(name.slice(own.length)));
  await Promise.all(drafts.map((name) => rm(join(folder, name), { force: true })));
}
