/** What the archive promises to whoever files a picture. Types only. */
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
