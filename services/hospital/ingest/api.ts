/** What ingest tells the other services: why a picture waits for a person, and what that person may decide. Types only. */

/** Why a picture was not filed by itself. Each has a sentence for the coordinator in ui/hospital. */
export type SetAsideReason =
  | 'unexplained' // the station could not bind it to a visit
  | 'cannot-open' // sealed to other keys, or damaged before it was sealed
  | 'not-a-parcel' // opened, and not what a parcel holds
  | 'does-not-match-offer' // its inside names another parcel or station, or another picture
  | 'unknown-appointment' // no such appointment: registered by hand at the station, or a mistake
  | 'appointment-not-open' // moved, cancelled or not attended
  | 'other-station' // the appointment is at another station
  | 'another-day' // taken on another day than the appointment's
  | 'patient-differs' // NHS number, date of birth or name is not the referral's
  | 'lesion-differs' // not a lesion of this referral, or another site or side
  | 'picture-unfit' // progressive, cannot be turned, a value that DICOM cannot carry
  | 'filed-differently-before' // the same name is already filed with other bytes
  | 'wrong-patient'; // said so afterwards, at the station or in the hospital

/** One value that does not agree. */
export interface Difference {
  readonly field:
    | 'nhsNumber'
    | 'familyName'
    | 'givenName'
    | 'dateOfBirth'
    | 'lesion'
    | 'site'
    | 'side'
    | 'station'
    | 'day';
  readonly picture: string | undefined;
  readonly record: string | undefined;
}

export type Decision =
  /** File it to this lesion of this appointment's referral, as this view. */
  | {
      readonly kind: 'file';
      readonly appointment: string;
      readonly lesion: string;
      readonly view: 'locating' | 'close-up' | 'dermoscopic';
      readonly why: string;
    }
  /** A visit's record, or a picture of a visit that shows no lesion: it belongs to this appointment. */
  | { readonly kind: 'file-beside'; readonly appointment: string; readonly why: string }
  /** It belongs to nobody here. The sealed parcel stays where it is. */
  | { readonly kind: 'keep-out'; readonly why: string };
