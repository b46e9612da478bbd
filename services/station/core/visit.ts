/**
 * The visit: what can be going on at the station, as one union. It decides and never acts: an event comes in, the next state
 * and what to do about it come out. Time and chance arrive inside events.
 *
 *   locked ──sign-in──► clinic ──scan, tap, register──► identify ──► questionnaire ──► consent ──► choosing
 *     ▲                    ▲                            │  look-alike?    │    ▲                    │    ▲
 *     │ idle, lock         │ not-this-patient ──────────┘  questions      ▼    │ PIN         arm    ▼    │ disarm
 *     │ (from every one)   │                               letter       patient              armed ──────┘
 *     │                    │                                                                 │ press ▲
 *     │                    │                                                                 ▼       │ failed
 *     │                    └──── end-visit ──── ending ◄── go ── choosing ◄─ all taken ─┐  taking ───┤
 *     │                                                                                 │    │ sealed│
 *     │                                                                keep: next armed │    ▼       │ retake
 *     └── a visit behind the lock comes back at identify, and goes on where it was      └─ reviewing ┘
 *
 * A picture on its way is `work`, beside the stage: whom and what it shows was decided when the pedal went down, so it
 * reaches its own visit whatever is on the screen when it comes: a lock, a correction, the next step. There is at most one.
 * A picture with another trigger, or with none, is sealed as unexplained: it may show another patient. So is one of somebody
 * else's letter, and one whose visit was given up before it was being sealed.
 *
 * The controls against the wrong patient (facts on the clinic) and where they are, in rooms/ and beside it:
 *   1 opened from the list, best by code ... clinic.ts      6 acts only when armed, by its trigger .. taking.ts
 *   2 open questions, blind birthday ....... identify.ts    7 idle lock, identity again after it .... lock.ts
 *   3 look-alike interruption .............. identify.ts    8 one open visit, strip at its end ...... ending.ts
 *   4 identity frame ....................... identify.ts    9 wrong-patient correction .............. correction.ts
 *   5 banner on every screen ............... view.ts       10 never filed on a mismatch ............. the hospital
 */
import type { CameraStatus } from '../../../device/ports.ts';
import type { WorklistAppointment } from '../../wire/appointment.ts';
import type { Binding } from '../../wire/capture.ts';
import type { AppointmentId, LesionId, ParcelId, Sha256, StaffId, StationId, VisitId } from '../../wire/ids.ts';
import type { Quality } from '../../wire/quality.ts';
import type { StationSheet } from '../../wire/questionnaire.ts';
import type { CannotReason, ConsentEntry, Exclusion, VisitRecord } from '../../wire/visit-record.ts';
import type { Notice } from '../api/command.ts';
import type { Shot } from '../api/picture.ts';
import type { PictureView, StaffView } from '../api/view.ts';
import type { DiskState } from './disk.ts';

/** How long the shutter, the camera's own work and the download may take together. */
export const exposeDeadlineMs = 15_000;

/** Between a press and the next shot there is at least this time; facts on screen, pedal and sound. */
export const betweenShotsMs = 700;

/** A press on a picture under review keeps it, unless a second press comes within this time: then it is taken again. */
export const secondPressMs = 1_200;

/** Nothing touched for so long: a warning, and then the lock. */
export const idleWarnMs = 60_000;
export const idleLockMs = 120_000;

/** Parcels that may wait on the station; a full clinic day is about two hundred. */
export const waitingMax = 2_000;

/** When something happened: on the monotonic clock, and as the record will say it. */
export interface Moment {
  readonly atMs: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
}

/** The moment of an event, on the clock as well: for what has to be waited for over a restart. */
export interface Now extends Moment {
  /** Since 1970, UTC. */
  readonly epochMs: number;
}

/** The press that asks for a picture. Its name becomes the picture's. */
export interface Trigger extends Moment {
  readonly id: ParcelId;
}

/** One appointment of today, from the worklist or registered by hand. */
export interface Appointment extends Omit<WorklistAppointment, 'state'> {
  /** Local time at the clinic, `09:20`. */
  readonly time: string;
  readonly state: WorklistAppointment['state'];
  readonly registeredByHand: boolean;
}

/** Today's list as the station has it in memory. Empty while it is closed: locked, with no one signed in. */
export interface DayList {
  readonly appointments: readonly Appointment[];
  readonly madeAt: string | undefined;
  /** The questionnaire in every language. */
  readonly sheets: readonly StationSheet[];
}

/** What the next press takes. */
export type Aim =
  | { readonly kind: 'lesion'; readonly lesion: Appointment['lesions'][number]; readonly shot: Shot }
  | { readonly kind: 'identity-frame' }
  | { readonly kind: 'paper-questionnaire' };

/** One picture of a visit. */
export interface Picture {
  readonly id: ParcelId;
  readonly shows: PictureView['shows'];
  readonly sha256: Sha256;
  readonly state: PictureView['state'];
  readonly verdict: PictureView['verdict'];
  readonly quality: Quality | undefined;
  readonly filedAs: string | undefined;
  /** 0 where a restart came in between. */
  readonly pressToSavedMs: number;
}

/** A visit that is going on, from the moment in which its patient was chosen. */
export interface OpenVisit {
  readonly id: VisitId;
  readonly appointment: Appointment;
  readonly opened: 'scanned' | 'list' | 'by-hand';
  readonly openedAt: string;
  readonly staff: readonly StaffView[];
  readonly confirmed: VisitRecord['identity']['confirmed'];
  /** Who is like the patient; settled once somebody has said which of them is here. */
  readonly lookAlikes: readonly AppointmentId[];
  readonly lookAlikeSettled: boolean;
  readonly wrongBirthdays: number;
  readonly frame: VisitRecord['identity']['frame'];
  /** What the latest picture of the letter said, until it was taken again. */
  readonly frameProblem: 'no-code' | 'other-patient' | undefined;
  readonly questionnaire: VisitRecord['questionnaire'];
  readonly exclusions: readonly Exclusion[] | undefined;
  readonly exclusionsWhy: string | undefined;
  readonly consent: readonly ConsentEntry[];
  /** In the order in which they were saved. */
  readonly pictures: readonly Picture[];
  readonly cannot: readonly { readonly lesion: LesionId; readonly why: CannotReason }[];
  readonly wishes: readonly string[];
  readonly note: string;
}

/** A visit of today that is over. Its pictures can still be taken back. */
export interface EndedVisit {
  readonly id: VisitId;
  readonly appointment: AppointmentId;
  /** RFC 3339, UTC: at the first sign-in of another day it is forgotten. */
  readonly endedAt: string;
  readonly outcome: VisitRecord['outcome'];
  /** Somebody else was here in the patient's place: the patient of the list has still to be seen. */
  readonly stillWaits: boolean;
  readonly pictures: readonly Picture[];
  /** The appointment of a patient registered by hand, who is in no list of the hospital's: the day keeps the row. */
  readonly registered?: Appointment;
}

/** Where a visit goes on after its patient was confirmed. */
export type Back = 'questionnaire' | 'consent' | 'choosing' | 'ending';

export type Stage =
  | { readonly kind: 'locked'; readonly visit: OpenVisit | undefined; readonly back: Back }
  | { readonly kind: 'clinic'; readonly staff: StaffView }
  | {
      readonly kind: 'identify';
      readonly staff: StaffView;
      readonly visit: OpenVisit;
      readonly step: 'look-alike' | 'questions' | 'frame';
      readonly again: boolean;
      readonly back: Back;
    }
  | { readonly kind: 'questionnaire'; readonly staff: StaffView; readonly visit: OpenVisit; readonly paper: boolean }
  | {
      readonly kind: 'patient';
      readonly staff: StaffView;
      readonly visit: OpenVisit;
      readonly language: string;
      readonly answered: boolean;
    }
  | { readonly kind: 'consent'; readonly staff: StaffView; readonly visit: OpenVisit }
  | { readonly kind: 'choosing'; readonly staff: StaffView; readonly visit: OpenVisit }
  | { readonly kind: 'armed'; readonly staff: StaffView; readonly visit: OpenVisit; readonly aim: Aim }
  /** The screen waits for the picture of a lesion: `State.work` says how far it is. A letter or a page leaves its stage as it is. */
  | { readonly kind: 'taking'; readonly staff: StaffView; readonly visit: OpenVisit; readonly aim: Aim }
  | {
      readonly kind: 'reviewing';
      readonly staff: StaffView;
      readonly visit: OpenVisit;
      readonly aim: Aim;
      readonly picture: ParcelId;
      /** A press has kept it, and this is until when another one takes that back. */
      readonly keepsAtMs: number | undefined;
    }
  | { readonly kind: 'ending'; readonly staff: StaffView; readonly visit: OpenVisit };

export type In<Kind extends Stage['kind']> = Extract<Stage, { kind: Kind }>;

/** A picture on its way from the press to the disk. */
export interface Work {
  readonly trigger: Trigger;
  readonly visit: VisitId;
  readonly aim: Aim;
  /** Whom and what it will be bound to. */
  readonly binding: Binding;
  readonly phase: 'exposing' | 'assessing' | 'sealing';
  readonly sha256: Sha256 | undefined;
  readonly quality: Quality | undefined;
}

/** Failed attempts with one name, or with badges (`'badge'`). */
export interface Attempts {
  readonly who: StaffId | 'badge';
  readonly failed: number;
  /** No attempt is taken before this, on the clock: it holds over a restart. */
  readonly waitUntilEpochMs: number | undefined;
}

export interface State {
  readonly station: StationId;
  readonly roster: readonly StaffView[];
  readonly list: DayList;
  readonly stage: Stage;
  readonly work: Work | undefined;
  readonly ended: readonly EndedVisit[];
  readonly attempts: readonly Attempts[];
  /** A PIN or badge that the shell is comparing, and whose. */
  readonly checking: { readonly who: StaffId | 'badge'; readonly why: 'sign-in' | 'take-back' } | undefined;
  readonly refusedSignIn:
    | { readonly who: StaffId | 'badge'; readonly why: 'wrong' | 'unknown-badge' | 'wait' | 'no-list' }
    | undefined;
  /** When somebody last touched the screen or the pedal, and whether the warning since then is up. */
  readonly activeAtMs: number;
  readonly warned: boolean;
  /** The last press that counted: a shot comes at least `betweenShotsMs` after it. */
  readonly lastPressAtMs: number;
  /** Since when the present aim is armed: a foot that came down before it meant something else. */
  readonly armedAtMs: number;
  readonly notice: Notice | undefined;
  /** Counts the notices, so that the same one twice can be told from one. */
  readonly notices: number;
  readonly camera: CameraStatus;
  readonly disk: DiskState;
  readonly waiting: number;
}

/** What of the state outlives a restart and a power cut: the shell keeps it sealed, and writes it before it acts. */
export interface Kept {
  readonly version: 1;
  /** The calendar day at the clinic, `2026-11-22`: visits that ended on another one are forgotten. */
  readonly day: string;
  readonly visit: OpenVisit | undefined;
  readonly back: Back;
  /** The picture that was on its way: if the outbox has it, it belongs to this visit. */
  readonly work: Pick<Work, 'trigger' | 'visit' | 'aim' | 'sha256' | 'quality'> | undefined;
  readonly ended: readonly EndedVisit[];
  readonly attempts: readonly Attempts[];
}
