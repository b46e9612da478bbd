/** What ingest files into, in memory, and parcels as they arrive. The record to look things up in: `seeded.ts`. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pino from 'pino';
import type { Archive, Aside, FiledPicture, Previews } from '../../services/hospital/archive/api.ts';
import type { Database } from '../../services/hospital/database/api.ts';
import type { PictureRecord, Rejection } from '../../services/hospital/dicom/api.ts';
import { pictureUid, seriesUid, studyUid } from '../../services/hospital/dicom/uids.ts';
import type { IngestDeps } from '../../services/hospital/ingest/filing.ts';
import { stationAnswers } from '../../services/hospital/questionnaire/at-station.ts';
import { readForm } from '../../services/hospital/questionnaire/form.ts';
import type { Capture } from '../../services/wire/capture.ts';
import type { Correction } from '../../services/wire/correction.ts';
import type { KeyId, ParcelId, StationId } from '../../services/wire/ids.ts';
import { chunkBytes } from '../../services/wire/limits.ts';
import type { Manifest } from '../../services/wire/manifest.ts';
import { type ParcelDocument, sealDocument, sealParcel } from '../../services/wire/parcel.ts';
import { hashOf } from '../../services/wire/signing.ts';
import { captureOf, station } from './invented.ts';

/** An archive that forgets everything with the test; it has the real one's memory for what was filed under which UID. */
export interface MemoryArchive extends Archive {
  readonly objects: Map<
    string,
    { readonly record: PictureRecord; readonly jpeg: Uint8Array; readonly place: FiledPicture }
  >;
  readonly notes: Map<string, Rejection>;
}

/** The archive in memory takes every picture but this one. */
export const unfitPicture = Buffer.from('as a progressive JPEG would be');

export function memoryArchive(): MemoryArchive {
  const objects: MemoryArchive['objects'] = new Map();
  const notes: MemoryArchive['notes'] = new Map();
  return {
    objects,
    notes,
    async file(record, picture) {
      const [sopUid, study] = [pictureUid(record.parcel, record.filing), studyUid(record.visit, record.referral.id)];
      const present = objects.get(sopUid);
      if (present !== undefined) {
        const same = isDeepStrictEqual(present.record, record) && hashOf(present.jpeg) === hashOf(picture);
        return same ? present.place : { kind: 'conflict' };
      }
      if (hashOf(picture) === hashOf(unfitPicture)) return { kind: 'unfit', why: 'progressive', detail: 'SOF2' };
      const place: FiledPicture = {
        kind: 'filed',
        as: `dicom/${sopUid}`,
        sopClass: '1.2.840.10008.5.1.4.1.1.77.1.4',
        sopUid,
        seriesUid: seriesUid(study, record.lesion.id, record.view),
        studyUid: study,
        sha256: hashOf(picture),
      };
      objects.set(sopUid, { record: structuredClone(record), jpeg: Uint8Array.from(picture), place });
      return place;
    },
    async reject(rejection) {
      const before = notes.get(rejection.id);
      if (before !== undefined && !isDeepStrictEqual(before, rejection))
        throw new Error('another note is stored under the id of this one');
      notes.set(rejection.id, structuredClone(rejection));
      return { as: `note/${rejection.id}` };
    },
    jpeg: async ({ sopUid }) => objects.get(sopUid)?.jpeg,
  };
}

export function memoryAside(): Aside & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    async keep(parcel, at, sealed) {
      const own = `quarantine/${at}/${parcel}`;
      const before = kept.get(own);
      const as =
        before === undefined || hashOf(before) === hashOf(sealed) ? own : `${own}-${hashOf(sealed).slice(0, 16)}`;
      kept.set(as, Uint8Array.from(sealed));
      return { as };
    },
    async read(as) {
      const sealed = kept.get(as);
      if (sealed === undefined) throw new Error(`nothing was set aside as ${as}`);
      return sealed;
    },
  };
}

export function memoryPreviews(): Previews & { readonly made: Map<string, Uint8Array> } {
  const made = new Map<string, Uint8Array>();
  return {
    made,
    async make(sopUid, jpeg) {
      made.set(sopUid, jpeg);
    },
    read: async (sopUid) => made.get(sopUid),
  };
}

const form = readForm();
const identity = await generateIdentity();
export const recipients = [await identityToRecipient(identity)];
/** Opens what is sealed to `recipients`. */
export const identities: readonly string[] = [identity];

export type Bench = IngestDeps & {
  readonly archive: MemoryArchive;
  readonly aside: ReturnType<typeof memoryAside>;
  readonly previews: ReturnType<typeof memoryPreviews>;
};

/** Ingest's surroundings in memory, around a real database. */
export function benchOn(database: Database, changes: Partial<Bench> = {}): Bench {
  return {
    database,
    archive: memoryArchive(),
    aside: memoryAside(),
    previews: memoryPreviews(),
    dicom: { photographicOnly: false },
    identities,
    now: () => new Date('2026-11-22T10:00:00.000Z'),
    log: pino({ level: 'silent' }),
    changed: () => {},
    keepStationAnswers: stationAnswers(form),
    ...changes,
  };
}

/** A parcel as it arrives. */
export interface Arrived {
  readonly manifest: Manifest;
  readonly sealed: Uint8Array;
}

/** What a station offers for these bytes. */
export function manifestOf(parcel: ParcelId, sealed: Uint8Array, from: StationId = station): Manifest {
  return {
    kind: 'manifest',
    version: 1,
    parcel,
    station: from,
    sequence: 1,
    byteLength: sealed.length,
    sha256: hashOf(sealed),
    chunkBytes,
    sealedTo: ['0123456789abcdef' as unknown as KeyId],
  };
}

export async function arrivedPicture(
  picture: Uint8Array,
  changes: Partial<Capture> = {},
): Promise<Arrived & { capture: Capture }> {
  const capture = captureOf(picture, changes);
  const sealed = await sealParcel({ capture, picture }, recipients);
  if (typeof sealed === 'string') throw new Error(sealed);
  return { capture, sealed, manifest: manifestOf(capture.parcel, sealed, capture.station) };
}

export async function arrivedCorrection(
  pictures: readonly ParcelId[],
  to: readonly string[] = recipients,
  changes: Partial<Correction> = {},
): Promise<Arrived> {
  const correction: Correction = {
    kind: 'correction',
    version: 1,
    parcel: randomUUID() as unknown as ParcelId,
    station,
    at: '2026-11-22T09:40:00.000Z',
    why: 'wrong-patient',
    pictures: [...pictures],
    by: 'Photographer',
    note: 'The wrong row of the list was open.',
    ...changes,
  };
  return arrivedDocument(correction, to);
}

/** Any parcel without a picture, as it arrives. */
export async function arrivedDocument(document: ParcelDocument, to: readonly string[] = recipients): Promise<Arrived> {
  const sealed = await sealDocument(document, to);
  if (typeof sealed === 'string') throw new Error(sealed);
  return { sealed, manifest: manifestOf(document.parcel, sealed, document.station) };
}
