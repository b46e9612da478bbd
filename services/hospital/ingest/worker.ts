/**
 * One ingest worker: takes offers, collects chunks, files parcels and signs receipts. Any number of them may run; they
 * share the inbox, the receipts and what lies behind `file`, and keep nothing that another could not go on with.
 *
 *   offer ─► receipt known? ─yes─► the same receipt again
 *              │ no
 *              ▼
 *            take: grant with what is held ◄──┐ after every chunk, until all are there
 *              ▼                              │
 *            chunks ──────────────────────────┘
 *              ▼
 *            SHA-256 right? ─no─► begin again
 *              ▼ yes
 *            open, compare, file or set aside ─► receipt
 */
import type { Logger } from 'pino';
import type { Grant } from '../../wire/grant.ts';
import { heldText } from '../../wire/held.ts';
import type { ParcelId, StationId, WorkerId } from '../../wire/ids.ts';
import { windowAtFirst, windowMax } from '../../wire/limits.ts';
import { chunkCount, type Manifest, type SignedManifest } from '../../wire/manifest.ts';
import type { SignedReceipt } from '../../wire/receipt.ts';
import { hashOf, type Signer, signDocument, type TrustedKeys, verifyDocument } from '../../wire/signing.ts';
import type { Outcome } from './filing.ts';
import type { Arrival, Inbox } from './inbox.ts';
import type { Receipts } from './receipts.ts';
import { isPassing } from './trouble.ts';

/** Parcels that one worker takes at a time; a station is asked to wait beyond that. */
export const arrivalsMax = 64;
export const busyRetryMs = 5_000;
/** An arrival without a chunk for this long gives its place to another. */
export const idleMs = 60_000;

export interface WorkerOptions {
  readonly id: WorkerId;
  readonly inbox: Inbox;
  readonly receipts: Receipts;
  /** Files a parcel whose bytes are the announced ones, or keeps it apart; the same again gives the same outcome. */
  readonly file: (manifest: Manifest, sealed: Uint8Array) => Promise<Outcome>;
  readonly signer: Signer;
  /** The signing keys of a registered station; undefined for a stranger. */
  readonly stationKeys: (station: StationId) => TrustedKeys | undefined;
  readonly now: () => Date;
  readonly log: Logger;
  readonly answer: {
    grant(station: StationId, grant: Grant): void;
    receipt(station: StationId, letter: SignedReceipt): void;
  };
}

export interface Worker {
  /** An offer on the topic of `station`. Resolves when it has been answered. */
  offered(station: StationId, letter: SignedManifest): Promise<void>;
  /** A chunk for this worker. Resolves when it is stored; after the last one, when the receipt has been given. */
  chunk(station: StationId, parcel: ParcelId, index: number, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export function ingestWorker(options: WorkerOptions): Worker {
  const { id, inbox, file, receipts, signer, stationKeys, now, log, answer } = options;
  const arrivals = new Map<ParcelId, { readonly arrival: Arrival; lastAtMs: number }>();
  const queues = new Map<ParcelId, Promise<void>>();

  /** One thing at a time for each parcel. Trouble that passes asks the station to wait; all else is a bug. */
  function inOrder(station: StationId, parcel: ParcelId, job: () => Promise<void>): Promise<void> {
    const done = (queues.get(parcel) ?? Promise.resolve()).then(job).catch((error: unknown) => {
      if (!isPassing(error)) throw error;
      log.error({ err: error, station, parcel }, 'disk, archive or database of the hospital do not take a parcel');
      answer.grant(station, { kind: 'busy', version: 1, parcel, retryAfterMs: busyRetryMs });
    });
    queues.set(parcel, done);
    return done.finally(() => {
      if (queues.get(parcel) === done) queues.delete(parcel);
    });
  }

  async function answerOffer(station: StationId, letter: SignedManifest): Promise<void> {
    const { parcel } = letter.document;
    const refuse = (why: Extract<Grant, { kind: 'refused' }>['why']) => {
      log.warn({ station, parcel, why }, 'an offer was refused');
      answer.grant(station, { kind: 'refused', version: 1, parcel, why });
    };
    const keys = stationKeys(station);
    if (keys === undefined) return refuse('unknown-station');
    const manifest = verifyDocument(letter, keys);
    if (typeof manifest === 'string' || manifest.station !== station) return refuse('bad-signature');

    const known = await receipts.get(parcel);
    if (known !== undefined) {
      if (known.document.sha256 !== manifest.sha256 || known.document.station !== station)
        return refuse('id-used-before');
      return answer.receipt(station, known);
    }
    const arrival = await take(manifest);
    if (arrival === undefined) {
      answer.grant(station, { kind: 'busy', version: 1, parcel, retryAfterMs: busyRetryMs });
      return;
    }
    await goOn(arrival, windowAtFirst);
  }

  /** Undefined when every place is taken. */
  async function take(manifest: Manifest): Promise<Arrival | undefined> {
    const present = arrivals.get(manifest.parcel);
    if (present?.arrival.manifest.sha256 === manifest.sha256) {
      present.lastAtMs = now().getTime();
      return present.arrival;
    }
    await present?.arrival.leave();
    await leaveIdle();
    if (arrivals.size >= arrivalsMax) return undefined;
    const arrival = await inbox.arrive(manifest);
    arrivals.set(manifest.parcel, { arrival, lastAtMs: now().getTime() });
    return arrival;
  }

  async function leaveIdle(): Promise<void> {
    for (const [parcel, { arrival, lastAtMs }] of arrivals) {
      if (queues.has(parcel) || now().getTime() - lastAtMs < idleMs) continue;
      arrivals.delete(parcel);
      await arrival.leave();
    }
  }

  async function storeChunk(station: StationId, parcel: ParcelId, index: number, bytes: Uint8Array): Promise<void> {
    const present = arrivals.get(parcel);
    // A chunk for an offer of another life of this worker: the station hears nothing and offers again.
    if (present === undefined || present.arrival.manifest.station !== station) return;
    present.lastAtMs = now().getTime();
    if (await present.arrival.store(index, bytes)) await goOn(present.arrival, windowMax);
    else log.warn({ station, parcel, index, bytes: bytes.length }, 'a chunk is not one of its parcel');
  }

  /** Ask for more of the parcel, or file it when all of it is here. */
  async function goOn(arrival: Arrival, window: number): Promise<void> {
    const { manifest } = arrival;
    const { parcel, station } = manifest;
    const count = chunkCount(manifest);
    answer.grant(station, {
      kind: 'take',
      version: 1,
      parcel,
      worker: id,
      held: heldText(arrival.held(), count),
      window,
    });
    if (arrival.held().size < count) return;

    const sealed = await arrival.read();
    if (sealed !== undefined && hashOf(sealed) !== manifest.sha256) {
      log.warn({ station, parcel }, 'a parcel did not arrive as it was sent');
      await arrival.restart();
      return goOn(arrival, windowAtFirst);
    }
    const letter = sealed === undefined ? await receipts.get(parcel) : await fileAndSign(manifest, sealed);
    arrivals.delete(parcel);
    await arrival.clear();
    // Without bytes and without a receipt the inbox was cleared under us: the station offers again.
    if (letter !== undefined) answer.receipt(station, letter);
  }

  async function fileAndSign(manifest: Manifest, sealed: Uint8Array): Promise<SignedReceipt> {
    const { parcel, station, sha256 } = manifest;
    const { outcome, filedAs, reason } = await file(manifest, sealed);
    if (reason !== undefined) log.warn({ station, parcel, reason }, 'a picture was set aside');
    const at = now().toISOString();
    return receipts.keep(
      signDocument({ kind: 'receipt', version: 1, parcel, station, sha256, outcome, filedAs, at }, signer),
    );
  }

  return {
    offered: (station, letter) => inOrder(station, letter.document.parcel, () => answerOffer(station, letter)),
    chunk: (station, parcel, index, bytes) => inOrder(station, parcel, () => storeChunk(station, parcel, index, bytes)),
    async close() {
      await Promise.all(queues.values());
      await Promise.all([...arrivals.values()].map(({ arrival }) => arrival.leave()));
      arrivals.clear();
    },
  };
}
