/** What the patient's page and the questionnaire service say to each other. Types only. */

/** One question in the languages that it is kept in; from the FHIR Questionnaire (R4). */
export interface Question {
  readonly linkId: string;
  /** Title of the step that it is asked in; questions of one step follow each other. */
  readonly step: string;
  readonly text: string;
  readonly type: 'boolean' | 'choice' | 'multiple' | 'text' | 'date';
  readonly required: boolean;
  /** `alone`: of several that may be chosen, this one goes with no other ("none of these"). */
  readonly options: readonly { readonly code: string; readonly text: string; readonly alone?: boolean }[];
  /** A text's longest. */
  readonly charactersMax?: number;
  /** Asked only when the other question was answered so. */
  readonly when?: { readonly linkId: string; readonly is: string | boolean };
}

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

export type Answer = boolean | string | readonly string[];

/** POST /q/:secret/answers; the day of birth is asked so that a mislaid letter is not enough. 422 with `fields`. */
export interface Answers {
  readonly language: string;
  readonly dateOfBirth: string;
  readonly answers: Readonly<Record<string, Answer>>;
}
