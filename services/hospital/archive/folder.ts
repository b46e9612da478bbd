/**
 * An archive in a folder: one folder a picture, which appears whole or not at all.
 *
 *   filed/<station>/<parcel>/picture.jpg       the camera's bytes
 *                            capture.json      whom and what it shows
 *   quarantine/<station>/<parcel>/parcel.age   as it came
 *                                 reason.json
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, writeDurably } from '../../disk/durable.ts';
import type { StationId } from '../../wire/ids.ts';
import { hashOf } from '../../wire/signing.ts';
import type { PlainArchive } from './api.ts';

/** A draft that is older than this was left by a crash; a younger one may be another worker's. */
const draftMsMax = 60 * 60 * 1000;

/** Opens the archive below `root`, which several workers may share, and clears what a crash left half-written. */
export async function openFolderArchive(root: string): Promise<PlainArchive> {
  const filed = join(root, 'filed');
  const quarantine = join(root, 'quarantine');
  const unfinished = join(root, 'unfinished');
  for (const folder of [filed, quarantine, unfinished]) await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const draft of await readdir(unfinished)) {
    const { mtimeMs } = await stat(join(unfinished, draft));
    if (Date.now() - mtimeMs > draftMsMax) await rm(join(unfinished, draft), { recursive: true, force: true });
  }

  /** False when the place is taken already. */
  async function place(
    area: string,
    station: StationId,
    name: string,
    files: Readonly<Record<string, Uint8Array>>,
  ): Promise<boolean> {
    const draft = join(unfinished, randomUUID());
    await mkdir(draft, { mode: 0o700 });
    for (const [file, bytes] of Object.entries(files)) await writeDurably(join(draft, file), bytes);
    await syncFolder(draft);
    const shelf = join(area, station);
    await mkdir(shelf, { recursive: true, mode: 0o700 });
    await syncFolder(area);
    try {
      await rename(draft, join(shelf, name));
    } catch (error) {
      if (!isTaken(error)) throw error;
      await rm(draft, { recursive: true });
      return false;
    }
    await syncFolder(shelf);
    return true;
  }

  return {
    async file(capture, picture) {
      const as = `${capture.station}/${capture.parcel}/picture.jpg`;
      await place(filed, capture.station, capture.parcel, {
        'picture.jpg': picture,
        'capture.json': Buffer.from(`${JSON.stringify(capture, undefined, 2)}\n`),
      });
      const there = hashOf(await readFile(join(filed, as)));
      return there === capture.picture.sha256 ? { kind: 'filed', as: `filed/${as}` } : { kind: 'conflict' };
    },
    async setAside({ parcel, station, reason, sealed }) {
      await place(quarantine, station, parcel, {
        'parcel.age': sealed,
        'reason.json': Buffer.from(`${JSON.stringify({ reason })}\n`),
      });
      return { as: `quarantine/${station}/${parcel}/parcel.age` };
    },
  };
}

/** Every picture filed below `root`, as `PlainArchive.file` named it: for counting what is there. */
export async function filedPictures(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const station of await readdir(join(root, 'filed'))) {
    for (const parcel of await readdir(join(root, 'filed', station)))
      found.push(`filed/${station}/${parcel}/picture.jpg`);
  }
  return found;
}

/** Renaming a folder onto one that has something in it fails; which of the two codes depends on the file system. */
function isTaken(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOTEMPTY' || code === 'EEXIST';
}
