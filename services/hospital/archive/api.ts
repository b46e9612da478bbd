/** What the archive promises to whoever files a picture. Types only. */
import type { Capture } from '../../wire/capture.ts';
import type { ParcelId, StationId } from '../../wire/ids.ts';
import type { DicomOptions, PictureRecord, Rejection, Unfit } from '../dicom/api.ts';

/** A picture that the archive holds: stored, read back, compared. */
export interface FiledPicture {
  readonly kind: 'filed';
  /** The archive's name of the place: at most 200 characters, says nothing of the patient. Goes into the receipt. */
  readonly as: string;
  readonly sopClass: string;
  readonly sopUid: string;
  readonly seriesUid: string;
  readonly studyUid: string;
  /** SHA-256 of the JPEG inside: of the camera's bytes, or of those turned upright without loss. */
  readonly sha256: string;
}

/** Something else is already filed under this picture's UID; nothing was changed. */
export interface Conflict {
  readonly kind: 'conflict';
}

/**
 * The archive cannot be reached, refuses, or gave back other bytes: nothing counts as filed, and the same call may be
 * made again later. Thrown, with a `name` of `ArchiveUnavailable`, and a message for central IT.
 */
export interface ArchiveUnavailable extends Error {
  readonly name: 'ArchiveUnavailable';
}

/** Where DICOM objects go: a folder, or any archive that speaks DICOMweb. One contract test holds both. */
export interface Archive {
  /** The same record and picture again gives the same answer, and one object. */
  file(record: PictureRecord, picture: Uint8Array, options: DicomOptions): Promise<FiledPicture | Conflict | Unfit>;
  /** Store the note that these objects must not be used. The objects stay. The same note again changes nothing. */
  reject(rejection: Rejection): Promise<{ readonly as: string }>;
  /** The JPEG of an object, as it was filed; undefined where there is no such object. */
  jpeg(place: Pick<FiledPicture, 'as' | 'sopUid' | 'seriesUid' | 'studyUid'>): Promise<Uint8Array | undefined>;
}

/** Parcels that a person has to decide about, as they came: sealed. */
export interface Aside {
  /** Durable when it resolves; the same parcel again gives the same place. */
  keep(parcel: ParcelId, station: StationId, sealed: Uint8Array): Promise<{ readonly as: string }>;
  /** The sealed bytes. Throws where there is no such place: nothing that was set aside is ever deleted. */
  read(as: string): Promise<Uint8Array>;
}

/** Small copies for the screen, kept by us: an archive takes seconds to make one (facts on DICOM). */
export interface Previews {
  /** Make both copies of a filed picture. Again: nothing happens. */
  make(sopUid: string, jpeg: Uint8Array): Promise<void>;
  /** JPEG: `preview` at most 1600 px, `thumbnail` at most 320 px on its longer side. Undefined when there is none. */
  read(sopUid: string, size: 'preview' | 'thumbnail'): Promise<Uint8Array | undefined>;
}

// --- pictures as plain files, until all of ingest files DICOM ---

/** Why a picture is kept apart until a person has decided. */
export type AsideReason =
  | 'unexplained' // the station could not bind it to a visit
  | 'cannot-open' // sealed to other keys, or damaged before it was sealed into its manifest
  | 'not-a-parcel' // opened, and not what a parcel holds
  | 'does-not-match-offer' // its inside names another parcel or station, or another picture
  | 'filed-differently-before'; // the same name is already filed with other bytes

export interface PlainAside {
  readonly parcel: ParcelId;
  readonly station: StationId;
  readonly reason: AsideReason;
  /** The parcel as it came: nothing is lost, whatever was wrong with it. */
  readonly sealed: Uint8Array;
}

export interface PlainArchive {
  /**
   * File a picture for good, byte for byte. Durable, and read back and compared, when it resolves. The same capture
   * again gives the same place; another picture under the same name is a conflict and changes nothing.
   * `as` names the place and says nothing of the patient.
   */
  file(
    capture: Capture,
    picture: Uint8Array,
  ): Promise<{ readonly kind: 'filed'; readonly as: string } | { readonly kind: 'conflict' }>;

  /** Keep a parcel apart with its reason. Durable when it resolves; the same parcel again gives the same place. */
  setAside(aside: PlainAside): Promise<{ readonly as: string }>;
}
