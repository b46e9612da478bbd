/**
 * Writing so that it survives a power cut: the file's bytes are forced to the disk, and so is its name in the folder.
 * A rename in between lets a file appear whole or not at all.
 */
import { randomUUID } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Creates the file, readable by its owner only, and resolves once its bytes are on the disk. Rejects if it exists. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Forces the names in a folder to the disk: new, renamed and deleted ones. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The file holds these bytes afterwards, or after a power cut the ones that it held before; never a mixture. */
export async function replaceDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeDurably(draft, bytes);
  await rename(draft, path);
  await syncFolder(dirname(path));
}
