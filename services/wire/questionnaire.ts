/** The patient's questionnaire as a page asks it: flat, in one language. Made by the hospital from its FHIR Questionnaire. */
import { z } from 'zod';

export const question = z.object({
  linkId: z.string().max(64),
  /** Title of the step that it is asked in; questions of one step follow each other. */
  step: z.string(),
  text: z.string(),
  type: z.enum(['boolean', 'choice', 'multiple', 'text', 'date']),
  required: z.boolean(),
  /** `alone`: of several that may be chosen, this one goes with no other ("none of these"). */
  options: z.array(z.object({ code: z.string(), text: z.string(), alone: z.boolean().optional() })).readonly(),
  /** A text's longest. */
  charactersMax: z.int().positive().optional(),
  /** Asked only when the other question was answered so. */
  when: z.object({ linkId: z.string(), is: z.union([z.string(), z.boolean()]) }).optional(),
});
export type Question = Readonly<z.infer<typeof question>>;

/** The questionnaire in one language, for patients who answer at the station. */
export const stationSheet = z.object({
  language: z.string().max(35),
  /** The language's own name for itself. */
  name: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  title: z.string(),
  /** What the service does and does not do, before the questions. */
  introduction: z.array(z.string()),
  questions: z.array(question).max(60),
  /** Words of buttons and messages in this language. */
  words: z.record(z.string(), z.string()),
});
export type StationSheet = z.infer<typeof stationSheet>;

/** How long a written answer may be, whatever the question says. */
const answerCharactersMax = 2_000;

export const answer = z.union([
  z.boolean(),
  z.string().max(answerCharactersMax),
  z.array(z.string().max(answerCharactersMax)).max(60).readonly(),
]);
export type Answer = z.infer<typeof answer>;

/** By the questions' `linkId`. */
export const answers = z.record(z.string().max(64), answer);
export type AnswersGiven = z.infer<typeof answers>;
