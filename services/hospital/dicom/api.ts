/** What the DICOM objects of Lentigo are made from. Types only. */

/** One coded concept, as DICOM and FHIR both write it. */
export interface Code {
  /** Coding scheme designator: `SCT`, `DCM`, `FMA`. */
  readonly scheme: string;
  readonly code: string;
  readonly meaning: string;
}

export interface PatientOfPicture {
  /** The hospital's own number: PatientID. */
  readonly hospitalNumber: string;
  /** Ten digits: in OtherPatientIDsSequence. */
  readonly nhsNumber?: string;
  readonly familyName: string;
  readonly givenName: string;
  /** `1958-04-03` */
  readonly dateOfBirth: string;
  readonly sex?: 'female' | 'male' | 'other' | 'unknown';
}

/** All that the record says of one picture when it is filed. */
export interface PictureRecord {
  /** Random UUID of the picture; with `filing`, it makes the SOP instance UID. */
  readonly parcel: string;
  /** 1 for the first filing, 2 after a correction, … */
  readonly filing: number;
  readonly visit: string;
  readonly station: string;
  readonly siteName: string;
  /** Moment of the press, RFC 3339 in UTC. */
  readonly takenAt: string;
  readonly patient: PatientOfPicture;
  /** Id of the referral, and its UBRN where there is one. */
  readonly referral: { readonly id: string; readonly ubrn?: string };
  readonly lesion: {
    readonly id: string;
    readonly ordinal: number;
    /** Words of the letter. */
    readonly site: string;
    readonly side?: 'left' | 'right' | 'midline';
    /** DICOM CID 4029, when somebody has coded it. */
    readonly code?: Code;
    readonly trackingUid: string;
  };
  readonly view: 'locating' | 'close-up' | 'dermoscopic';
  readonly polarised: boolean;
  readonly camera: {
    readonly manufacturer: string;
    readonly model: string;
    readonly serial: string;
    readonly firmware: string;
  };
}

export interface DicomOptions {
  /** The archive refuses Dermoscopic Photography Image Storage: use VL Photographic Image Storage for all views. */
  readonly photographicOnly: boolean;
  /** What the clinics put between skin and contact camera; left empty in the objects where nobody has said it. */
  readonly immersionMedia?: 'ULTRASOUND_GEL' | 'ALCOHOL' | 'WATER' | 'MINERAL_OIL' | 'PLASTIC_CAP';
}

/** One object, ready to be stored. */
export interface DicomObject {
  /** A DICOM file: preamble, meta information, dataset (PS3.10). */
  readonly file: Uint8Array;
  readonly sopClass: string;
  readonly sopUid: string;
  readonly seriesUid: string;
  readonly studyUid: string;
}

export interface DicomPicture extends DicomObject {
  /** The JPEG inside: the camera's own bytes, or those turned upright without loss. */
  readonly jpeg: Uint8Array;
}

/** Why a picture cannot become a DICOM object as it is. A person has to look at it. */
export interface Unfit {
  readonly kind: 'unfit';
  readonly why:
    | 'not-a-jpeg' // or cut off, or not in colour as cameras write it
    | 'progressive' // only baseline JPEG may be encapsulated under this transfer syntax
    | 'cannot-turn' // its orientation flag asks for a turn that is not possible without loss
    | 'value-too-long' // a name or code is longer than its value representation
    | 'value-not-allowed'; // characters that DICOM cannot carry
  /** For the log and the coordinator: which element; never its value. */
  readonly detail: string;
}

/** Objects that must not be used any more: one note for each study (PS3.3 C.17.6, PS3.16 CID 7011). */
export interface Rejection {
  readonly patient: PatientOfPicture;
  readonly studyUid: string;
  readonly rejected: readonly { readonly sopClass: string; readonly sopUid: string; readonly seriesUid: string }[];
  readonly at: string;
  /** Names the note: the same one gives the same UIDs. A UUID. */
  readonly id: string;
}

/** An entry of the modality worklist (PS3.4 annex K), for devices other than our station. */
export interface WorklistItem {
  readonly appointment: string;
  readonly patient: PatientOfPicture;
  readonly referral: { readonly id: string; readonly ubrn?: string };
  readonly station: string;
  /** Start of the slot, RFC 3339 in UTC; DICOM gets it in the hospital's own time. */
  readonly slotAt: string;
  readonly siteName: string;
  readonly photographer: string;
  readonly description: string;
  readonly studyUid: string;
}
