/**
 * Where a picture is safe: one file for each sealed parcel, and the ledger.
 *
 *   write x.tmp · fsync · rename to x.age · fsync the folder · commit the ledger's row  →  "Saved"
 *
 * A power cut before the last step leaves a file without a row: it is whole, so it is entered at the next start.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, writeDurably } from '../../disk/durable.ts';
import { type KeyId, type ParcelId, parcelId, type StationId } from '../../wire/ids.ts';
import { chunkBytes } from '../../wire/limits.ts';
import { chunkRange, type SignedManifest } from '../../wire/manifest.ts';
import type { SignedReceipt } from '../../wire/receipt.ts';
import { hashOf, type Signer, signDocument } from '../../wire/signing.ts';
import type { DiskLook } from '../core/disk.ts';
import { type Counts, type Ledger, openLedger } from './ledger.ts';

/** Why a parcel could not be kept. */
export type KeepProblem = 'disk-full' | 'disk-failed';

export interface Outbox {
  /** Make the sealed parcel survive a power cut. Resolves when it does; on a problem nothing of it is left. */
  keep(id: ParcelId, sealed: Uint8Array): Promise<SignedManifest | KeepProblem>;
  /** The bytes of one chunk. Rejects when the file is gone, which only a broken disk or a hand can bring about. */
  chunk(manifest: SignedManifest['document'], index: number): Promise<Uint8Array>;
  manifest(id: ParcelId): SignedManifest | undefined;
  /** Parcels that the hospital has not signed for, oldest first. */
  waiting(): readonly SignedManifest[];
  /** Keep the hospital's word. The caller has checked its signature and that it is for this very parcel. */
  receive(letter: SignedReceipt, nowMs: number): void;
  received(): ReturnType<Ledger['received']>;
  /** The hospital's word for this parcel, as long as it is remembered here. */
  receipt: Ledger['receipt'];
  /** Delete a parcel's file. Only one with a receipt: anything else is a bug. */
  purge(id: ParcelId): void;
  counts(): Counts;
  /** Try the disk: room, and whether it takes and keeps a few bytes. */
  look(): DiskLook;
  close(): void;
}

export interface OutboxOptions {
  readonly folder: string;
  readonly station: StationId;
  readonly signer: Signer;
  /** The recipients that parcels are sealed to, by name. */
  readonly sealedTo: readonly KeyId[];
}

export function openOutbox({ folder, station, signer, sealedTo }: OutboxOptions): Outbox {
  const parcels = join(folder, 'parcels');
  mkdirSync(parcels, { recursive: true, mode: 0o700 });
  const ledger = openLedger(join(folder, 'ledger.sqlite'));
  const fileOf = (id: ParcelId) => join(parcels, `${id}.age`);

  function enter(id: ParcelId, sealed: Uint8Array): SignedManifest {
    return ledger.enter((place) =>
      signDocument(
        {
          kind: 'manifest',
          version: 1,
          parcel: id,
          station,
          ...place,
          byteLength: sealed.length,
          sha256: hashOf(sealed),
          chunkBytes,
          sealedTo: [...sealedTo],
        },
        signer,
      ),
    );
  }

  for (const name of readdirSync(parcels)) {
    if (name.endsWith('.tmp')) rmSync(join(parcels, name)); // never whole, never "Saved"
    const id = parcelId.safeParse(name.replace(/\.age$/, ''));
    if (name.endsWith('.age') && id.success && !ledger.has(id.data)) enter(id.data, readFileSync(join(parcels, name)));
  }

  return {
    async keep(id, sealed) {
      const temporary = join(parcels, `${id}.tmp`);
      try {
        await writeDurably(temporary, sealed);
        await rename(temporary, fileOf(id));
        await syncFolder(parcels);
        return enter(id, sealed);
      } catch (error) {
        const problem = diskProblem(error);
        if (problem === undefined) throw error;
        await Promise.allSettled([rm(temporary, { force: true }), rm(fileOf(id), { force: true })]);
        return problem;
      }
    },
    async chunk(manifest, index) {
      const { start, length } = chunkRange(manifest, index);
      const file = await open(fileOf(manifest.parcel), 'r');
      try {
        const bytes = Buffer.allocUnsafe(length);
        const { bytesRead } = await file.read(bytes, 0, length, start);
        if (bytesRead !== length) throw new Error(`parcel ${manifest.parcel} is shorter than its manifest says`);
        return bytes;
      } finally {
        await file.close();
      }
    },
    manifest: ledger.manifest,
    waiting: ledger.waiting,
    receive: ledger.receive,
    received: ledger.received,
    receipt: ledger.receipt,
    purge(id) {
      if (!ledger.received().some((row) => row.id === id)) throw new Error(`parcel ${id} has no receipt: it stays`);
      rmSync(fileOf(id), { force: true });
      ledger.purged(id);
    },
    counts: ledger.counts,
    look() {
      const probe = join(parcels, 'probe');
      try {
        writeFileSync(probe, 'lentigo', { mode: 0o600, flush: true });
        if (readFileSync(probe, 'utf8') !== 'lentigo') return { kind: 'failed' };
        const { bavail, bsize } = statfsSync(parcels);
        return { kind: 'works', freeBytes: bavail * bsize };
      } catch (error) {
        const problem = diskProblem(error);
        if (problem === undefined) throw error;
        return problem === 'disk-full' ? { kind: 'works', freeBytes: 0 } : { kind: 'failed' };
      }
    },
    close: () => ledger.close(),
  };
}

const full = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const failed = /^(EIO|EROFS|EACCES|EPERM|ENXIO|SQLITE_IOERR.*|SQLITE_READONLY.*|SQLITE_CANTOPEN.*)$/;

/** Undefined when the error is not the disk's: then it is a bug. */
function diskProblem(error: unknown): KeepProblem | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (full.has(code)) return 'disk-full';
  return failed.test(code) ? 'disk-failed' : undefined;
}
