/**
 * The small copies of the open visit's pictures, kept over a restart: the pictures themselves are sealed to the hospital, and
 * cannot be opened here. One file each beside the journal, sealed as it is to the station itself, and gone with the visit.
 *
 *   saved, and a small copy is there ─► its name · the JPEG ─► sealBytes([this station]) ─► copies/<parcel>.age
 *   the visit ended, or the picture was taken back ─────────────────────────────────────► removed
 *
 * Nobody waits for them. One that is damaged, or did not get onto the disk, is missing from the strip and from nothing else.
 */
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { replaceDurably } from '../../disk/durable.ts';
import type { ParcelId } from '../../wire/ids.ts';
import { openBytes, sealBytes } from '../../wire/sealing.ts';
import type { OpenVisit } from '../core/visit.ts';

/** Small copies by the names of their pictures. */
export type Copies = ReadonlyMap<ParcelId, Uint8Array>;

export interface KeptCopies {
  /** What the last life of this station kept of the visit that it left open; asked for before the first `follow`. */
  found(): Copies;
  /** Which copies the disk should have: what is not there yet is written, what is too much goes. Returns at once. */
  follow(wanted: Copies): void;
  /** Resolves once the disk has what it should, or did not take it. */
  settled(): Promise<void>;
}

export interface KeptCopiesOptions {
  /** Holds nothing else. Made with the first copy. */
  readonly folder: string;
  /** The station's own age recipient, and its identities: any of them opens. */
  readonly recipient: string;
  readonly identities: readonly string[];
  /** The visit that was open when the last life ended. */
  readonly visit: OpenVisit | undefined;
  readonly log: Logger;
}

/** A small copy has some 20 kB; what is much longer is none. */
const sealedBytesMax = 256 * 1024;

const ending = '.age';

/** A UUID. */
const nameLength = 36;
const startOfJpeg = Buffer.of(0xff, 0xd8, 0xff);

/** Removes whatever else is in the folder: copies of a visit that has ended, and what a power cut left half-written. */
export async function openKeptCopies(options: KeptCopiesOptions): Promise<KeptCopies> {
  const { folder, recipient, identities, visit, log } = options;
  const fileOf = (id: string) => join(folder, `${id}${ending}`);
  let wanted = await read();
  /** What the disk has, and what it did not take. */
  const there = new Set<ParcelId>(wanted.keys());
  const refused = new Set<ParcelId>();
  let working: Promise<void> | undefined;

  async function read(): Promise<Copies> {
    const expected = new Map(copied(visit).map((id) => [`${id}${ending}`, id]));
    const copies = new Map<ParcelId, Uint8Array>();
    let damaged = 0;
    for (const name of await namesIn(folder)) {
      const id = expected.get(name);
      const jpeg = id && (await open(name, id));
      if (id !== undefined && jpeg !== undefined) copies.set(id, jpeg);
      else await rm(join(folder, name), { force: true, recursive: true });
      if (id !== undefined && jpeg === undefined) damaged += 1;
    }
    const missing = expected.size - copies.size - damaged;
    if (damaged + missing > 0) log.warn({ damaged, missing }, 'the strip goes without some small copies');
    return copies;
  }

  async function open(name: string, id: ParcelId): Promise<Uint8Array | undefined> {
    const plain = await sealedIn(join(folder, name)).then((sealed) => sealed && openBytes(sealed, identities));
    if (plain === undefined || typeof plain === 'string') return undefined;
    const jpeg = plain.subarray(nameLength);
    const isIts = Buffer.from(plain.subarray(0, nameLength)).toString('latin1') === id; // and not another's, renamed
    return isIts && startOfJpeg.equals(jpeg.subarray(0, startOfJpeg.length)) ? jpeg : undefined;
  }

  async function write(id: ParcelId, jpeg: Uint8Array): Promise<void> {
    const sealed = await sealBytes([Buffer.from(id, 'latin1'), jpeg], [recipient]);
    if (typeof sealed === 'string') throw new Error(`a small copy cannot be sealed to this station: ${sealed}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await replaceDurably(fileOf(id), sealed);
  }

  /** Also of the drafts that a full disk has left. */
  async function removeAll(): Promise<void> {
    for (const name of await namesIn(folder)) await rm(join(folder, name), { force: true, recursive: true });
  }

  /** A disk in trouble is tried and told of by the station itself: here it costs a copy. */
  async function done(work: Promise<void>): Promise<boolean> {
    return work.then(
      () => true,
      (error: unknown) => {
        log.warn({ err: error }, 'a small copy was not written, or not removed');
        return false;
      },
    );
  }

  async function work(): Promise<void> {
    await Promise.resolve(); // whatever else the change asks for is done first
    for (;;) {
      const gone = [...there].find((id) => !wanted.has(id));
      const next = [...wanted].find(([id]) => !there.has(id) && !refused.has(id));
      if (wanted.size === 0 && there.size + refused.size > 0) {
        if (!(await done(removeAll()))) return; // and again with the next change
        there.clear();
        refused.clear();
      } else if (gone !== undefined) {
        if (!(await done(rm(fileOf(gone), { force: true })))) return;
        there.delete(gone);
      } else if (next !== undefined) {
        there.add(next[0]);
        if (await done(write(...next))) continue;
        refused.add(next[0]); // once is enough: the disk has pictures to take
      } else return;
    }
  }

  return {
    found: () => wanted,
    follow(copies) {
      wanted = copies;
      working ??= work().finally(() => {
        working = undefined;
      });
    },
    settled: async () => working,
  };
}

/** The pictures whose copies are kept: those of the visit that nobody has taken back. */
export function copied(visit: OpenVisit | undefined): readonly ParcelId[] {
  return (visit?.pictures ?? []).filter(({ state }) => state !== 'taken-back').map(({ id }) => id);
}

/** Undefined for what is too long, and for what the disk does not give back. */
async function sealedIn(path: string): Promise<Uint8Array | undefined> {
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined || size > sealedBytesMax) return undefined;
  return readFile(path).catch(() => undefined);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Beside the journal, whose file this is. */
export function copiesFolder(journal: string): string {
  return join(dirname(journal), 'copies');
}
