/**
 * Putting a file in its place so that it appears whole or not at all, survives a power cut, and never takes the place of
 * another one.
 *
 *   unfinished/<random>   written, forced to the disk ──link──► its place     (fails when the place is taken)
 *                                                              its folders forced to the disk
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, writeDurably } from '../../disk/durable.ts';

/** A draft that is older than this was left by a crash; a younger one may be another worker's. */
const draftMsMax = 60 * 60 * 1000;

export interface Shelves {
  /**
   * Resolves once every one of `places`, paths below the root, is taken by something that is on the disk: 'placed' when
   * all of them are these bytes, 'taken' when one was there before. A first place that is taken leaves the others alone.
   */
  place(bytes: Uint8Array, first: string, ...others: readonly string[]): Promise<'placed' | 'taken'>;
  /** One more name for a file that is there already; nothing happens where that name is taken. */
  alsoAs(first: string, other: string): Promise<void>;
}

/** Opens the shelves below `root`, which several processes may share, and clears what a crash left half-written. */
export async function openShelves(root: string): Promise<Shelves> {
  const unfinished = join(root, 'unfinished');
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  for (const folder of [root, dirname(root)]) await syncFolder(folder); // they may be new themselves
  await clearDrafts(unfinished);

  /** Forced from the leaf to the root, also when they were there: another worker may just have made them. */
  async function syncUp(place: string): Promise<void> {
    for (let at = dirname(place); ; at = dirname(at)) {
      await syncFolder(join(root, at));
      if (at === '.') return;
    }
  }

  async function linked(from: string, place: string): Promise<boolean> {
    await mkdir(join(root, dirname(place)), { recursive: true, mode: 0o700 });
    try {
      await link(from, join(root, place));
      return true;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      return false;
    } finally {
      await syncUp(place);
    }
  }

  return {
    async place(bytes, first, ...others) {
      const draft = join(unfinished, randomUUID());
      try {
        await writeDurably(draft, bytes);
        for (const place of [first, ...others]) if (!(await linked(draft, place))) return 'taken';
        return 'placed';
      } finally {
        await rm(draft, { force: true });
      }
    },
    async alsoAs(first, other) {
      await linked(join(root, first), other);
    },
  };
}

async function clearDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const draft = join(folder, name);
    const found = await stat(draft).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return undefined; // another worker has just placed it
      throw error;
    });
    if (found !== undefined && Date.now() - found.mtimeMs > draftMsMax) {
      await rm(draft, { recursive: true, force: true });
    }
  }
}

/** What is wrong with the disk, for central IT; undefined for an error that is not the disk's. */
export function diskTrouble(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOSPC':
    case 'Unknown system error -122': // EDQUOT, which Node has no name for
    case 'EMLINK':
      return `the disk has no room left (${code})`;
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return `the folder may not be written to (${code})`;
    case 'EIO':
    case 'Unknown system error -116': // ESTALE
    case 'ENODEV':
    case 'ENOTCONN':
    case 'ETIMEDOUT':
      return `the disk below it does not work (${code})`;
    case 'EMFILE':
    case 'ENFILE':
      return `too many files are open (${code})`;
    default:
      return undefined;
  }
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
