/** The answers as they stand while they are being given: in memory only. Pure. */
import type { Answer, Question, Sheet } from '../../services/hospital/questionnaire/api.ts';

export type Draft = Readonly<Record<string, Answer>>;

/** Questions that are asked together. */
export interface Step {
  readonly title: string;
  readonly questions: readonly Question[];
}

export function stepsOf({ questions }: Pick<Sheet, 'questions'>): readonly Step[] {
  return [...Map.groupBy(questions, ({ step }) => step)].map(([title, asked]) => ({ title, questions: asked }));
}

/** A question that waits for the answer to another one is not asked before it. */
export function isAsked(question: Question, draft: Draft): boolean {
  const { when } = question;
  if (when === undefined) return true;
  const answer = draft[when.linkId];
  return answer === when.is || (Array.isArray(answer) && answer.includes(when.is));
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

/** One sentence for each question of the step that cannot stay as it is. */
export function problemsIn({ questions }: Step, draft: Draft, words: Sheet['words']): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const question of questions) {
    if (!isAsked(question, draft)) continue;
    const { linkId, required, charactersMax } = question;
    const answer = draft[linkId];
    if (required && !isGiven(answer)) problems[linkId] = words.required ?? '';
    if (charactersMax !== undefined && typeof answer === 'string' && answer.length > charactersMax)
      problems[linkId] = (words.tooLong ?? '').replace('{max}', String(charactersMax));
  }
  return problems;
}

/** What is sent: the answers to what was asked. */
export function answersOf(questions: readonly Question[], draft: Draft): Draft {
  const asked = questions.filter((question) => isAsked(question, draft) && isGiven(draft[question.linkId]));
  return Object.fromEntries(asked.map(({ linkId }) => [linkId, draft[linkId] as Answer]));
}

export interface Birth {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** `1958-04-03`, from digits of any script that people type (Arabic-Indic, Persian); undefined when they are no date. */
export function dayOf({ day, month, year }: Birth): string | undefined {
  const [d, m, y] = [day, month, year].map((text) => Number(westernDigits(text.trim()) || Number.NaN));
  if (d === undefined || m === undefined || y === undefined || !(y >= 1000 && y <= 9999)) return undefined;
  const at = new Date(Date.UTC(y, m - 1, d));
  const same = at.getUTCFullYear() === y && at.getUTCMonth() === m - 1 && at.getUTCDate() === d;
  return same ? at.toISOString().slice(0, 10) : undefined;
}

function westernDigits(text: string): string {
  return text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
