/**
 * What the station tells its pages and what they may ask of it. Types only.
 *
 *   kiosk page    ── Command, JSON ────────►  ws /kiosk          ── View, JSON · pictures, binary ──►  kiosk page
 *   patient page  ── PatientCommand, JSON ─►  ws /patient/socket ── PatientView, JSON ─────────────►  patient page
 *   bench page    ── BenchCommand, JSON ───►  ws /bench/socket   ── BenchView, JSON ───────────────►  bench page
 *
 * Every socket carries the whole view as one JSON text whenever it changed and after every command, so a page keeps no
 * truth of its own and a page that reconnects is right at once. A binary message is one byte that says what it is
 * (`PictureTags` of `picture.ts`), for some kinds a name, then a JPEG. After drawing a live picture the page sends
 * `{ kind: 'drawn' }`; at most two are under way undrawn, newer ones replace waiting ones.
 *
 * The kiosk lives at http://127.0.0.1, the patient's page at http://localhost: two origins, so that neither reads the
 * other's memory or storage. While the patient has the screen the kiosk's view says so and holds nothing else.
 */
import type { CameraAdvice, CameraFacts, CameraStatus } from '../../../device/ports.ts';
import type { AppointmentId, LesionId, ParcelId, Sha256, StaffId, StationId, VisitId } from '../../wire/ids.ts';
import type { Likeness } from '../../wire/look-alike.ts';
import type { Laterality, Patient } from '../../wire/patient.ts';
import type { QualityAdvice } from '../../wire/quality.ts';
import type { CannotReason, ConsentPurpose, Exclusion } from '../../wire/visit-record.ts';
import type { Notice } from './command.ts';
import type { Shot } from './picture.ts';

/** What the station is doing, in the photographer's words: see the drawing in `core/visit.ts`. */
export type Stage =
  | 'locked'
  | 'clinic'
  | 'identify'
  | 'questionnaire'
  | 'patient' // the patient has the screen
  | 'consent'
  | 'choosing'
  | 'armed'
  | 'exposing'
  | 'assessing'
  | 'sealing'
  | 'reviewing'
  | 'ending';

export interface StaffView {
  readonly id: StaffId;
  readonly name: string;
}

/** Where one picture of a visit is. */
export interface PictureView {
  readonly id: ParcelId;
  readonly shows:
    | { readonly kind: 'lesion'; readonly lesion: LesionId; readonly shot: Shot }
    | { readonly kind: 'identity-frame' }
    | { readonly kind: 'paper-questionnaire' };
  /** SHA-256 of the camera's bytes. */
  readonly sha256: Sha256;
  /** `taken-back`: said to be another patient's; the hospital has it aside. */
  readonly state: 'saved' | 'at-hospital' | 'quarantined' | 'taken-back';
  readonly verdict: 'kept' | 'retaken' | 'unreviewed';
  readonly advice: readonly QualityAdvice[];
  /** The hospital's own name for where it filed the picture. */
  readonly filedAs?: string;
  readonly pressToSavedMs: number;
}

export interface LesionView {
  readonly id: LesionId;
  readonly site: string;
  readonly side?: Laterality;
  /** SNOMED CT code of DICOM CID 4029, where somebody has coded the site: its place on the body map. */
  readonly code?: string;
  /** The place was typed at this station, as the letter says it. */
  readonly typed?: true;
  /** Why it is not photographed. */
  readonly cannot?: CannotReason;
  /** Earlier pictures that the station has of it: their bytes come as binary messages. */
  readonly earlier: readonly { readonly shot: Shot; readonly takenAt: string }[];
}

/** A visit of today that has ended, as far as the photographer may want to know. */
export interface EndedVisitView {
  readonly id: VisitId;
  readonly outcome: 'completed' | 'ended-early' | 'did-not-attend';
  readonly pictures: number;
  readonly waiting: number;
  readonly atHospital: number;
  readonly quarantined: number;
  /** Its pictures were taken back as another patient's. */
  readonly takenBack: boolean;
}

/** One row of the day. The day and month of birth are not in it: they are asked blind. */
export interface AppointmentView {
  readonly id: AppointmentId;
  /** Local time at the clinic, `09:20`; `by hand` visits have the time of their registration. */
  readonly time: string;
  readonly familyName: string;
  readonly givenName: string;
  /** `1958` */
  readonly birthYear: string;
  readonly nhsNumber: string;
  readonly lesions: number;
  readonly urgency: 'routine' | 'urgent' | 'suspected-cancer';
  readonly questionnaire: 'none' | 'in-progress' | 'completed';
  readonly registeredByHand: boolean;
  /** Somebody else of today has the same surname or birthday. */
  readonly lookAlike: boolean;
  /** `seen` also when the hospital says so; `open`: the visit that is going on. */
  readonly state: 'waiting' | 'open' | 'seen' | 'did-not-attend';
  readonly visit?: EndedVisitView;
}

/** Somebody of today who could be taken for the patient. */
export interface LookAlikeView {
  readonly appointment: AppointmentId;
  readonly time: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly nhsNumber: string;
  readonly addressLine?: string;
  readonly likeness: Likeness;
}

/** What is being confirmed at the start of a visit, and again after every lock. */
export interface IdentifyView {
  /**
   * `look-alike`: an interruption, which of these people is here? `self` is among them.
   * `questions`: name, first line of address, day and month of birth, as the patient says them.
   * `frame`: the patient's letter in front of the camera, its code is read; the pedal takes it.
   * `reading`: the picture of the letter is being taken and read.
   */
  readonly step: 'look-alike' | 'questions' | 'frame' | 'reading';
  /** After a lock, a restart or a change of hands: the visit goes on where it was. */
  readonly again: boolean;
  readonly opened: 'scanned' | 'list' | 'by-hand';
  readonly people: readonly LookAlikeView[];
  /** First line of the address to compare with what the patient says; absent where the referral has none. */
  readonly addressLine?: string;
  /** What was read in the picture of the letter. */
  readonly frame?: 'no-code' | 'other-patient';
  /** Wrong days and months so far. */
  readonly wrongBirthdays: number;
}

export interface ConsentView {
  /** What holds now; undefined before it was asked. */
  readonly given?: Readonly<Record<ConsentPurpose, boolean>>;
  readonly how?: 'signed' | 'verbal';
  /** Found by the station from age and referral, or said by the photographer; undefined before the questions were answered. */
  readonly exclusions?: readonly Exclusion[];
  /** What the station knows without asking. */
  readonly known: readonly Exclusion[];
  /** Why pictures are taken although an exclusion was found. */
  readonly exclusionsWhy?: string;
}

export interface QuestionnaireView {
  readonly how: 'before' | 'at-station' | 'paper' | 'declined' | 'not-asked';
  readonly state: 'none' | 'in-progress' | 'completed';
  /** As the photographer reads them. */
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  /** Languages in which the patient can answer here. */
  readonly languages: readonly { readonly code: string; readonly name: string }[];
  /** Pages of the paper copy that were photographed. */
  readonly paperPages: number;
  /** The pedal photographs a page of the paper copy now. */
  readonly paperArmed: boolean;
}

export interface VisitView {
  readonly id: VisitId;
  readonly appointment: AppointmentId;
  readonly time: string;
  /** Undefined until identity is confirmed: then name and number are in `named`. */
  readonly patient?: Patient;
  readonly named: { readonly familyName: string; readonly givenName: string; readonly nhsNumber: string };
  /** BCP 47, the patient's own language: `en`, `pl`, `ar`. */
  readonly language: string;
  readonly urgency: AppointmentView['urgency'];
  readonly registeredByHand: boolean;
  readonly lesions: readonly LesionView[];
  readonly pictures: readonly PictureView[];
  readonly questionnaire: QuestionnaireView;
  readonly consent: ConsentView;
  readonly wishes: readonly string[];
  readonly note: string;
  /** Shots of the guided set that have no kept picture, in the order in which they are taken; without lesions that cannot be photographed. */
  readonly missing: readonly { readonly lesion: LesionId; readonly shot: Shot }[];
}

export interface View {
  readonly station: StationId;
  readonly stage: Stage;
  /** Who is signed in. */
  readonly staff?: StaffView;
  /** Present while locked. */
  readonly signIn?: {
    /** Names to choose from; empty when the station has never received a list. */
    readonly roster: readonly StaffView[];
    /** A visit waits behind the lock. */
    readonly visitWaits: boolean;
    /** A PIN or a badge is being compared. */
    readonly checking: boolean;
    /** Why the latest attempt did not succeed. */
    readonly refused?: 'wrong' | 'unknown-badge' | 'wait' | 'no-list';
    /** Attempts that are left for this name before a wait. */
    readonly attemptsLeft?: number;
    /** With `wait`: how long no attempt is taken. */
    readonly waitMs?: number;
    /** Simulated stations only: what to type. */
    readonly hint?: string;
  };
  /** Nobody has touched anything for a minute: the station locks in this many milliseconds from the time of the message. */
  readonly locksInMs?: number;
  /** Today's list; empty while locked and while a visit is open. */
  readonly clinic: readonly AppointmentView[];
  /** When the hospital made the list that is shown; undefined where there is none. */
  readonly listMadeAt?: string;
  readonly visit?: VisitView;
  readonly identify?: IdentifyView;
  /** The lesion and shot that the next press takes, or the latest press took. */
  readonly aim?: { readonly lesion: LesionId; readonly shot: Shot };
  /** The picture under review: a press keeps it, another one at once after it asks for a new picture instead. */
  readonly review?: {
    readonly picture: ParcelId;
    readonly advice: readonly QualityAdvice[];
    /** `keeping`: kept unless a second press comes before `keepsInMs` from the time of the message. */
    readonly state: 'deciding' | 'keeping';
    readonly keepsInMs?: number;
    /** What is armed next when it is kept. */
    readonly next?: { readonly lesion: LesionId; readonly shot: Shot };
  };
  readonly notice?: Notice;
  /** Counts the notices: the same trouble twice is two of them. */
  readonly notices: number;
  /** `advice`: what does not stop work, see the Camera port. */
  readonly camera: { readonly status: CameraStatus; readonly advice: CameraAdvice; readonly facts?: CameraFacts };
  readonly pedal: 'works' | 'missing';
  /** All parcels on this station: still here without a receipt, and at the hospital since the program started. */
  readonly outbox: { readonly waiting: number; readonly atHospital: number; readonly quarantined: number };
  readonly hospital: 'connected' | 'not-connected';
  readonly disk: 'ok' | 'full' | 'failed';
  /** The parts are simulated: the page offers the bench and says so. */
  readonly simulated: boolean;
}
