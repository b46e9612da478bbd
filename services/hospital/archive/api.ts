/** What the archive promises to whoever files a picture. Types only. */
import type { Capture } from '../../wire/capture.ts';
import type { ParcelId, StationId } from '../../wire/ids.ts';

/** Why a picture is kept apart until a person has decided. */
export type AsideReason =
  | 'unexplained' // the station could not bind it to a visit
  | 'cannot-open' // sealed to other keys, or damaged before it was sealed into its manifest
  | 'not-a-parcel' // opened, and not what a parcel holds
  | 'does-not-match-offer' // its inside names another parcel or station, or another picture
  | 'filed-differently-before'; // the same name is already filed with other bytes

export interface Aside {
  readonly parcel: ParcelId;
  readonly station: StationId;
  readonly reason: AsideReason;
  /** The parcel as it came: nothing is lost, whatever was wrong with it. */
  readonly sealed: Uint8Array;
}

export interface Archive {
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
  setAside(aside: Aside): Promise<{ readonly as: string }>;
}
