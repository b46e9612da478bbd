/** What the clinic service needs from whoever puts the hospital together, and what its pages send it. Types only. */
import type { StationId } from '../../wire/ids.ts';
import type { SealedWorklist } from '../../wire/worklist.ts';

/** Puts a worklist where the station finds it: retained on the broker. Rejects when the broker did not take it. */
export type PublishWorklist = (station: StationId, worklist: SealedWorklist) => Promise<void>;

/** Who writes to the patient, as the letter's head and foot print it. */
export interface LetterHead {
  readonly hospital: string;
  readonly department: string;
  readonly address: readonly string[];
  /** For questions, and to change an appointment. */
  readonly telephone: string;
  readonly email?: string;
}

/** The hospital's mail server. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte (465). `starttls`: asked for, and no mail without it. `none`: a relay on this machine. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly user?: { readonly name: string; readonly password: string };
  /** Address, or name and address, of the sender. */
  readonly from: string;
}

/** POST /api/sites: makes the site of this id (lower-case letters, digits and hyphens), or changes it. Stations that are not known are made; one of another site moves here. */
export interface SiteForm {
  readonly id: string;
  readonly name: string;
  readonly address: readonly string[];
  readonly directions: string;
  readonly parking: string;
  readonly stations: readonly string[];
}
