/**
 * Parcels that are still arriving, in a folder that all workers share. Writing the same chunk twice, or by two workers,
 * changes nothing, so nobody needs a lock.
 *
 *   <parcel>/bytes   each chunk at its place
 *            held    one byte a chunk: 1 once the chunk is written
 *
 * Nothing here has to survive a power cut: a parcel counts only when all of it has the right SHA-256.
 */
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParcelId } from '../../wire/ids.ts';
import { chunkCount, chunkRange, type Manifest } from '../../wire/manifest.ts';

/** An arrival without a new chunk for this long is cleared; its station offers it again from the start. */
export const abandonedMs = 7 * 24 * 60 * 60 * 1000;

/** What is there already is kept. */
const readWrite = constants.O_RDWR | constants.O_CREAT;

export interface Arrival {
  readonly manifest: Manifest;
  /** Chunks that are here. */
  held(): ReadonlySet<number>;
  /** Store a chunk. False, and nothing stored, when it is not one of this parcel's or has the wrong length. */
  store(index: number, bytes: Uint8Array): Promise<boolean>;
  /** All bytes that are here, or undefined when another worker has finished with the parcel. */
  read(): Promise<Uint8Array | undefined>;
  /** The bytes are not the ones that were announced: begin again. */
  restart(): Promise<void>;
  /** Close the files; what is here stays. */
  leave(): Promise<void>;
  /** The parcel has its receipt: nothing of it is needed here. */
  clear(): Promise<void>;
}

export interface Inbox {
  /** Begin a parcel, or go on with what is already here of it. */
  arrive(manifest: Manifest): Promise<Arrival>;
}

export async function openInbox(root: string, nowMs: number): Promise<Inbox> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  for (const name of await readdir(root)) {
    const { mtimeMs } = await stat(join(root, name));
    if (nowMs - mtimeMs > abandonedMs) await rm(join(root, name), { recursive: true, force: true });
  }

  return {
    async arrive(manifest) {
      const count = chunkCount(manifest);
      // The hash belongs to the name: another parcel under the same id must not mix its bytes with these.
      const folder = join(root, folderName(manifest.parcel, manifest.sha256));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const bytes = await open(join(folder, 'bytes'), readWrite, 0o600);
      const marks = await open(join(folder, 'held'), readWrite, 0o600);
      const held = new Set<number>();
      for (const [index, mark] of (await readFile(join(folder, 'held'))).entries())
        if (mark === 1 && index < count) held.add(index);

      return {
        manifest,
        held: () => held,
        async store(index, chunk) {
          if (index >= count || chunk.length !== chunkRange(manifest, index).length) return false;
          await bytes.write(chunk, 0, chunk.length, chunkRange(manifest, index).start);
          await marks.write(Buffer.of(1), 0, 1, index);
          held.add(index);
          return true;
        },
        async read() {
          try {
            return await readFile(join(folder, 'bytes'));
          } catch (error) {
            if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
            throw error;
          }
        },
        async restart() {
          await marks.truncate(0);
          held.clear();
        },
        async leave() {
          await Promise.all([bytes.close(), marks.close()]);
        },
        async clear() {
          await Promise.all([bytes.close(), marks.close()]);
          await rm(folder, { recursive: true, force: true });
        },
      };
    },
  };
}

function folderName(parcel: ParcelId, sha256: string): string {
  return `${parcel}-${sha256.slice(0, 16)}`;
}
