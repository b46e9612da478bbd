/**
 * What the patient's page and the questionnaire service say to each other, and what ingest asks of this service. Types only.
 * Questions and answers themselves are of the wire: the station asks them too (`services/wire/questionnaire.ts`).
 */
import type { Answer, AnswersGiven, Question } from '../../wire/questionnaire.ts';
import type { Queries } from '../database/api.ts';

export type { Answer, Question } from '../../wire/questionnaire.ts';

/** GET /q/:secret/questions?language=ar. 404 for a secret that never was, or whose time is over: the same words for both. */
export interface Sheet {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly languages: readonly { readonly code: string; readonly name: string }[];
  readonly title: string;
  /** What the service does and does not do, before the questions. */
  readonly introduction: readonly string[];
  readonly questions: readonly Question[];
  /** When and where; no name: whoever holds the link sees this. */
  readonly appointment: { readonly slotAt: string; readonly site: string };
  readonly answered: boolean;
  /** Words of buttons and messages in this language. */
  readonly words: Readonly<Record<string, string>>;
}

/** POST /q/:secret/answers; the day of birth is asked so that a mislaid letter is not enough. 422 with `fields`. */
export interface Answers {
  readonly language: string;
  readonly dateOfBirth: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

/** Answers that a patient gave on a station's screen, out of the visit's record. */
export interface StationAnswers {
  /** Names the response for good, a UUID: of the parcel that the record came in. */
  readonly id: string;
  readonly referral: string;
  /** In which the questions were read. */
  readonly language: string;
  readonly answers: AnswersGiven;
  /** When they were given. */
  readonly at: Date;
  /** Where and in which visit: for the audit log. */
  readonly station: string;
  readonly visit: string;
}

/**
 * Keeps the answers inside the caller's transaction, as those that come from home are kept, beside them: nothing that was
 * answered before is overwritten. The same `id` again changes nothing and is `kept`. `refused`: a sentence for the log,
 * without any answer in it; nothing was written.
 */
export type KeepStationAnswers = (tx: Queries, given: StationAnswers) => Promise<'kept' | { readonly refused: string }>;
