/** The answers as they stand while they are being given, at home or at the station: in memory only. Pure. */
import type { Answer, Question } from '../../../services/wire/questionnaire.ts';

export type Draft = Readonly<Record<string, Answer>>;

/** The words of a questionnaire's language, by their names in `services/hospital/questionnaire/form/en.json`. */
export type Words = Readonly<Record<string, string>>;

/** Questions that are asked together. */
export interface Step {
  readonly title: string;
  readonly questions: readonly Question[];
}

export function stepsOf({ questions }: { readonly questions: readonly Question[] }): readonly Step[] {
  return [...Map.groupBy(questions, ({ step }) => step)].map(([title, asked]) => ({ title, questions: asked }));
}

/** A question that waits for the answer to another one is not asked before it. */
export function isAsked(question: Question, draft: Draft): boolean {
  const { when } = question;
  if (when === undefined) return true;
  const answer = draft[when.linkId];
  return answer === when.is || (typeof when.is === 'string' && Array.isArray(answer) && answer.includes(when.is));
}

/** The questions that apply, as the draft stands. */
export function askedOf(questions: readonly Question[], draft: Draft): readonly Question[] {
  return questions.filter((question) => isAsked(question, draft));
}

/** The draft with one option of several turned on or off; what goes alone pushes the others out, and is pushed out. */
export function chosen(draft: Draft, question: Question, code: string, on: boolean): Draft {
  const { linkId, options } = question;
  const before = draft[linkId];
  const codes = Array.isArray(before) ? before : [];
  const alone = (one: string) => options.find((option) => option.code === one)?.alone === true;
  const kept = codes.filter((one) => one !== code && !(on && (alone(one) || alone(code))));
  return { ...draft, [linkId]: on ? [...kept, code] : kept };
}

export function isGiven(answer: Answer | undefined): boolean {
  if (answer === undefined) return false;
  return typeof answer === 'boolean' || (typeof answer === 'string' ? answer.trim() !== '' : answer.length > 0);
}

/** What is wrong with the answer as it stands, in the patient's language; undefined when it can stay. */
export function problemWith(question: Question, draft: Draft, words: Words): string | undefined {
  const { linkId, required, charactersMax } = question;
  const answer = draft[linkId];
  if (charactersMax !== undefined && typeof answer === 'string' && answer.length > charactersMax)
    return filled(words.tooLong, { max: charactersMax });
  return required && !isGiven(answer) ? (words.required ?? '') : undefined;
}

/** One sentence for each question of the step that cannot stay as it is. */
export function problemsIn({ questions }: Step, draft: Draft, words: Words): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const question of askedOf(questions, draft)) {
    const problem = problemWith(question, draft, words);
    if (problem !== undefined) problems[question.linkId] = problem;
  }
  return problems;
}

/** What is sent: the answers to what was asked. */
export function answersOf(questions: readonly Question[], draft: Draft): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const { linkId } of askedOf(questions, draft)) {
    const answer = draft[linkId];
    if (answer !== undefined && isGiven(answer)) answers[linkId] = answer;
  }
  return answers;
}

/** `Step {n} of {all}` with its numbers. A word that is missing in a language is an empty text, never another language's. */
export function filled(text: string | undefined, values: Readonly<Record<string, string | number>>): string {
  return (text ?? '').replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
