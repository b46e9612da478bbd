/** An ingest worker without a broker: its answers are noted down, its folders are temporary. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pino from 'pino';
import type { Database } from '../../services/hospital/database/api.ts';
import { fileParcel, type IngestDeps } from '../../services/hospital/ingest/filing.ts';
import { openInbox } from '../../services/hospital/ingest/inbox.ts';
import { openReceipts } from '../../services/hospital/ingest/receipts.ts';
import { ingestWorker, type Worker } from '../../services/hospital/ingest/worker.ts';
import type { Capture } from '../../services/wire/capture.ts';
import type { Grant } from '../../services/wire/grant.ts';
import { heldChunks } from '../../services/wire/held.ts';
import type { ParcelId, WorkerId } from '../../services/wire/ids.ts';
import { chunkBytes } from '../../services/wire/limits.ts';
import { chunkCount, chunkRange, type SignedManifest } from '../../services/wire/manifest.ts';
import { sealParcel } from '../../services/wire/parcel.ts';
import type { SignedReceipt } from '../../services/wire/receipt.ts';
import { hashOf, keyIdOf, recipientId, type Signer, signDocument } from '../../services/wire/signing.ts';
import { arrivedCorrection, benchOn } from './filing.ts';
import { captureOf, station } from './invented.ts';

export const silent = pino({ level: 'silent' });

export function newSigner(): Signer & { readonly publicKey: ReturnType<typeof generateKeyPairSync>['publicKey'] } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { id: keyIdOf(publicKey), privateKey, publicKey };
}

/** `database`: migrated, with the clinic of `seeded.ts` in it. Its archive is in memory. */
export async function hospitalWith(folder: string, database: Database) {
  const [signer, stationSigner] = [newSigner(), newSigner()];
  const [operational, escrow] = [await generateIdentity(), await generateIdentity()];
  const recipients = [await identityToRecipient(operational), await identityToRecipient(escrow)];
  const grants: Grant[] = [];
  const receipts: SignedReceipt[] = [];
  const workers: Worker[] = [];
  const bench = benchOn(database, { identities: [operational], now: () => new Date() });

  /** A worker of this hospital; several may work at the same time. `its`: what it works with, instead of the hospital's own. */
  async function newWorker(its: IngestDeps = bench): Promise<Worker & { readonly id: WorkerId }> {
    const id = randomUUID() as unknown as WorkerId;
    const worker = ingestWorker({
      id,
      inbox: await openInbox(join(folder, 'inbox'), Date.now()),
      file: (manifest, sealed) => fileParcel(its, manifest, sealed),
      receipts: await openReceipts(join(folder, 'receipts')),
      signer,
      stationKeys: (name) => (name === station ? new Map([[stationSigner.id, stationSigner.publicKey]]) : undefined),
      now: () => new Date(),
      log: silent,
      answer: {
        grant: (_, grant) => grants.push(grant),
        receipt: (_, letter) => receipts.push(letter),
      },
    });
    workers.push(worker);
    return { ...worker, id };
  }

  /** A sealed parcel with its signed offer. */
  async function parcelOf(picture: Uint8Array, changes: Partial<Capture> = {}, to: readonly string[] = recipients) {
    const capture = captureOf(picture, changes);
    const sealed = await sealParcel({ capture, picture }, to);
    if (typeof sealed === 'string') throw new Error(sealed);
    return { capture, sealed, offer: offerOf(sealed, capture) };
  }

  /** A sealed correction of these pictures, with its signed offer. */
  async function correctionOf(pictures: readonly ParcelId[]) {
    const { sealed, manifest } = await arrivedCorrection(pictures, recipients);
    return { sealed, offer: signDocument(manifest, stationSigner) };
  }

  function offerOf(sealed: Uint8Array, capture: Capture, by: Signer = stationSigner): SignedManifest {
    const { parcel } = capture;
    const sealedTo = recipients.map(recipientId);
    return signDocument(
      {
        kind: 'manifest',
        version: 1,
        parcel,
        station,
        sequence: 1,
        byteLength: sealed.length,
        sha256: hashOf(sealed),
        chunkBytes,
        sealedTo,
      },
      by,
    );
  }

  /** Plays the station: offers, then sends every chunk that is not held yet. Resolves with the receipt, if one came. */
  async function deliver(worker: Worker, { sealed, offer }: { sealed: Uint8Array; offer: SignedManifest }) {
    const before = receipts.length;
    await worker.offered(station, offer);
    const last = grants.at(-1);
    if (receipts.length === before && last?.kind === 'take') {
      const held = heldChunks(last.held, chunkCount(offer.document));
      for (let index = 0; index < chunkCount(offer.document); index++) {
        if (!held.has(index)) await worker.chunk(station, offer.document.parcel, index, chunkOf(sealed, offer, index));
      }
    }
    return receipts.slice(before).at(-1);
  }

  /** Also of those workers that a test has let die: they are only not heard of again. */
  async function close(): Promise<void> {
    for (const worker of workers) await worker.close();
  }

  return {
    bench,
    signer,
    stationSigner,
    recipients,
    grants,
    receipts,
    newWorker,
    parcelOf,
    correctionOf,
    offerOf,
    deliver,
    close,
  };
}

export function chunkOf(sealed: Uint8Array, { document }: SignedManifest, index: number): Uint8Array {
  const { start, length } = chunkRange(document, index);
  return sealed.subarray(start, start + length);
}
