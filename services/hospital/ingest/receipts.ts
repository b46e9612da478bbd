/** Receipts already given. The first one for a parcel is the only one, whichever worker wrote it. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, writeDurably } from '../../disk/durable.ts';
import type { ParcelId } from '../../wire/ids.ts';
import { type SignedReceipt, signedReceipt } from '../../wire/receipt.ts';

export interface Receipts {
  get(parcel: ParcelId): Promise<SignedReceipt | undefined>;
  /** Keep this receipt, unless there is one already. Resolves with the one that holds; durable by then. */
  keep(letter: SignedReceipt): Promise<SignedReceipt>;
}

export async function openReceipts(root: string): Promise<Receipts> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const fileOf = (parcel: ParcelId) => join(root, `${parcel}.json`);

  async function get(parcel: ParcelId): Promise<SignedReceipt | undefined> {
    try {
      return signedReceipt.parse(JSON.parse(await readFile(fileOf(parcel), 'utf8')));
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  return {
    get,
    async keep(letter) {
      const draft = join(root, `${randomUUID()}.tmp`);
      await writeDurably(draft, JSON.stringify(letter));
      try {
        await link(draft, fileOf(letter.document.parcel)); // unlike a rename, this fails when there is one already
      } catch (error) {
        if (!hasCode(error, 'EEXIST')) throw error;
      } finally {
        await unlink(draft);
      }
      await syncFolder(root);
      const kept = await get(letter.document.parcel);
      if (kept === undefined) throw new Error('a receipt that was just kept is not there');
      return kept;
    },
  };
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
