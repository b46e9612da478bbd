/**
 * From a whole parcel to what its receipt says: open it, compare it with its offer and with the record, file it or keep it
 * apart.
 *
 *   open ─► compare ─► claim ─► archive ─► previews ─► record ─► corrections that wait for it ─► filed
 *     │                  ├────► beside the record (a letter, a paper questionnaire) ────────────► filed
 *     │                  └────► aside ─► reconciliation ────────────────────────────────────────► quarantined
 *     └► no picture: correction, a visit's record, deeds ─► database ───────────────────────────► filed, or quarantined
 *
 * Each arrow may be the last thing that this process does. The station repeats, and every step finds what was done.
 */
import type { Logger } from 'pino';
import sharp from 'sharp';
import type { Capture } from '../../wire/capture.ts';
import type { Manifest } from '../../wire/manifest.ts';
import { openParcel, type Parcel, type ParcelDocument, type ParcelProblem } from '../../wire/parcel.ts';
import type { Receipt } from '../../wire/receipt.ts';
import { hashOf } from '../../wire/signing.ts';
import type { Archive, Aside, FiledPicture, Previews } from '../archive/api.ts';
import type { Database } from '../database/api.ts';
import type { DicomOptions } from '../dicom/api.ts';
import type { KeepStationAnswers } from '../questionnaire/api.ts';
import type { Difference, SetAsideReason } from './api.ts';
import { settleCorrections, type Taken, takeCorrection } from './corrections.ts';
import type { Found } from './matching.ts';
import { archivedJpeg } from './record/archived.ts';
import { type Claim, claim, type Filing } from './record/claims.ts';
import { type FiledBytes, type Recorded, recordAside, recordFiled } from './record/pictures.ts';
import { isPassing } from './trouble.ts';
import { attachedOf, attachmentPlace, isKeepable, keepAttachment } from './visits/attachment.ts';
import { takeDeeds } from './visits/deeds.ts';
import { takeVisitRecord } from './visits/visit-record.ts';

/** What ingest works with: the same for what arrives, for corrections and for the coordinator's decisions. */
export interface IngestDeps {
  readonly database: Database;
  readonly archive: Archive;
  readonly aside: Aside;
  readonly previews: Previews;
  readonly dicom: DicomOptions;
  /** Opens parcels: the operational identity, and older ones while their parcels may still come. */
  readonly identities: readonly string[];
  readonly now: () => Date;
  readonly log: Logger;
  /** The worklists may have to be published anew. */
  readonly changed: () => void;
  /** Answers that a patient gave at the station become answers as those from home. */
  readonly keepStationAnswers: KeepStationAnswers;
}

/** What became of a parcel whose bytes are the ones that were announced. */
export type Outcome = Pick<Receipt, 'outcome' | 'filedAs'> & { readonly reason?: SetAsideReason };

/**
 * File the parcel, or set it aside with its reason. Doing it twice, or by two workers at once, files it once and gives the
 * same place. Rejects with what `isPassing` (trouble.ts) knows when archive, disk or database are away: then the same
 * again, later, goes on with it.
 */
export async function fileParcel(deps: IngestDeps, manifest: Manifest, sealed: Uint8Array): Promise<Outcome> {
  const opened = await openParcel(sealed, deps.identities);
  if (typeof opened !== 'string' && 'document' in opened) return fileDocument(deps, manifest, sealed, opened.document);
  const parcel = typeof opened === 'string' ? undefined : opened;
  const doubt = typeof opened === 'string' ? unopened(opened) : doubtAbout(manifest, opened);
  const capture = parcel?.capture;

  const claimed = await claimFor(deps, manifest, doubt ?? capture ?? 'not-a-parcel');
  switch (claimed.kind) {
    case 'kept':
      await settleCorrections(deps, { parcel: manifest.parcel });
      return { outcome: 'quarantined', filedAs: claimed.as, reason: claimed.reason };
    case 'aside':
      return setAside(deps, manifest, sealed, { ...claimed, capture });
    case 'attach': {
      if (parcel === undefined) throw new Error('a parcel that was opened before cannot be opened now');
      return attach(deps, { manifest, sealed, parcel, found: claimed.found });
    }
    case 'file': {
      if (parcel === undefined) throw new Error('a parcel that was opened before cannot be opened now');
      const filed = await finishFiling(deps, claimed.filing, parcel.picture);
      if (filed.kind === 'filed') return { outcome: 'filed', filedAs: filed.as };
      const reason = filed.kind === 'unfit' ? 'picture-unfit' : 'filed-differently-before';
      return setAside(deps, manifest, sealed, { reason, differences: [], capture, refused: claimed.filing });
    }
  }
}

/** A parcel without a picture: its place is the database. */
async function fileDocument(
  deps: IngestDeps,
  manifest: Manifest,
  sealed: Uint8Array,
  document: ParcelDocument,
): Promise<Outcome> {
  const taken = await takeDocument(deps, manifest, document);
  if (taken.kind === 'doubted')
    return setAside(deps, manifest, sealed, { reason: taken.reason, differences: [], capture: undefined });
  const { as: filedAs, reason } = taken;
  return reason === undefined ? { outcome: 'filed', filedAs } : { outcome: 'quarantined', filedAs, reason };
}

function takeDocument(deps: IngestDeps, manifest: Manifest, document: ParcelDocument): Promise<Taken> {
  switch (document.kind) {
    case 'correction':
      return takeCorrection(deps, manifest, document);
    case 'visit-record':
      return takeVisitRecord(deps, manifest, document);
    case 'deeds':
      return takeDeeds(deps, manifest, document);
  }
}

interface Attaching {
  readonly manifest: Manifest;
  readonly sealed: Uint8Array;
  readonly parcel: Parcel;
  /** Undefined when it is there already. */
  readonly found: Found | undefined;
}

/** A paper of a visit, beside the record; without an archive there is nothing to begin before it. */
async function attach(deps: IngestDeps, { manifest, sealed, parcel, found }: Attaching): Promise<Outcome> {
  const { capture, picture } = parcel;
  if (!isKeepable(picture))
    return setAside(deps, manifest, sealed, { reason: 'picture-unfit', differences: [], capture });
  const attached = found && attachedOf(manifest, capture, picture, found);
  const at = deps.now();
  if (attached !== undefined) await deps.database.transaction((tx) => keepAttachment(tx, attached, at));
  await settleCorrections(deps, { parcel: manifest.parcel });
  return { outcome: 'filed', filedAs: attachmentPlace(manifest.parcel) };
}

async function claimFor(deps: IngestDeps, manifest: Manifest, inside: Capture | SetAsideReason): Promise<Claim> {
  const at = deps.now();
  return deps.database.transaction((tx) => claim(tx, manifest, inside, at));
}

interface Doubt {
  readonly reason: SetAsideReason;
  readonly differences: readonly Difference[];
  readonly capture: Capture | undefined;
  readonly refused?: Filing;
}

async function setAside(deps: IngestDeps, manifest: Manifest, sealed: Uint8Array, doubt: Doubt): Promise<Outcome> {
  const { parcel, station } = manifest;
  const { as } = await deps.aside.keep(parcel, station, sealed);
  const at = deps.now();
  const recorded = await deps.database.transaction((tx) => recordAside(tx, { manifest, keptAs: as, ...doubt }, at));
  // Another worker was quicker, and what it wrote down holds: once more, and it is found.
  if (!recorded) return fileParcel(deps, manifest, sealed);
  await settleCorrections(deps, { parcel });
  return { outcome: 'quarantined', filedAs: as, reason: doubt.reason };
}

/** What the archive made of a filing that was begun. */
export type Finished =
  | { readonly kind: 'filed'; readonly as: string; readonly recorded: Recorded }
  | { readonly kind: 'unfit'; readonly detail: string }
  | { readonly kind: 'conflict' };

/** The rest of a filing that was begun, from wherever it stopped. */
export async function finishFiling(deps: IngestDeps, filing: Filing, picture: Uint8Array): Promise<Finished> {
  const filed = await deps.archive.file(filing.record, picture, deps.dicom);
  if (filed.kind !== 'filed') return filed;
  const jpeg = await filedJpeg(deps, filed, picture);
  const size = await sizeOf(filing.capture, jpeg);
  await makePreviews(deps, filed.sopUid, jpeg);
  const at = deps.now();
  const recorded = await deps.database.transaction((tx) => recordFiled(tx, filing, filed, size, at));
  if (recorded === 'filed-first-of-appointment') deps.changed();
  await settleCorrections(deps, { parcel: filing.parcel });
  return { kind: 'filed', as: filed.as, recorded };
}

/** The camera's own bytes, or what the archive made of them when it turned them upright. */
async function filedJpeg(deps: IngestDeps, filed: FiledPicture, picture: Uint8Array): Promise<Uint8Array> {
  if (hashOf(picture) === filed.sha256) return picture;
  const jpeg = await archivedJpeg(deps.archive, filed);
  if (jpeg === undefined) throw new Error('the archive does not have what it has just filed');
  return jpeg;
}

/** A picture that the archive took counts, also where no small copy can be made of it: it is tried again when it is looked at. */
async function makePreviews({ previews, log }: IngestDeps, sopUid: string, jpeg: Uint8Array): Promise<void> {
  try {
    await previews.make(sopUid, jpeg);
  } catch (error) {
    if (isPassing(error)) throw error;
    log.error({ err: error, sopUid }, 'no small copy could be made of a picture');
  }
}

async function sizeOf({ picture }: Capture, jpeg: Uint8Array): Promise<FiledBytes> {
  if (hashOf(jpeg) === picture.sha256)
    return { bytes: jpeg.length, widthPx: picture.widthPx, heightPx: picture.heightPx };
  const { width, height } = await sharp(jpeg).metadata(); // turned upright: its sides may have changed places
  return { bytes: jpeg.length, widthPx: width, heightPx: height };
}

function unopened(problem: ParcelProblem): SetAsideReason {
  return problem === 'not-a-parcel' ? problem : 'cannot-open';
}

/** Why an opened parcel is not the one that was offered. */
function doubtAbout(manifest: Manifest, { capture, picture }: Parcel): SetAsideReason | undefined {
  const same =
    capture.parcel === manifest.parcel &&
    capture.station === manifest.station &&
    capture.picture.bytes === picture.length &&
    capture.picture.sha256 === hashOf(picture);
  return same ? undefined : 'does-not-match-offer';
}
