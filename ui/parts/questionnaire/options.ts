/** What a question offers to choose from, and what was chosen. Pure. */
import type { Answer, Question } from '../../../services/wire/questionnaire.ts';
import { dayWritten } from './days.ts';
import { chosen, type Draft, type Words } from './draft.ts';

/** One row to tap: an option, or yes or no. */
export interface OptionRow {
  readonly value: string | boolean;
  readonly text: string;
}

export function rowsOf({ type, options }: Question, words: Words): readonly OptionRow[] {
  if (type !== 'boolean') return options.map(({ code, text }) => ({ value: code, text }));
  return [
    { value: true, text: words.yes ?? '' },
    { value: false, text: words.no ?? '' },
  ];
}

export function isChosen(draft: Draft, { linkId }: Question, value: OptionRow['value']): boolean {
  const answer = draft[linkId];
  return typeof value === 'string' && Array.isArray(answer) ? answer.includes(value) : answer === value;
}

/** The draft after a tap on a row: of several that may be chosen, `on` says whether it is now. */
export function withChoice(draft: Draft, question: Question, value: OptionRow['value'], on: boolean): Draft {
  if (question.type === 'multiple') return chosen(draft, question, String(value), on);
  return { ...draft, [question.linkId]: value };
}

/** An answer as the patient reads it again; empty where there is none. */
export function answerWritten(
  question: Question,
  answer: Answer | undefined,
  { words, language }: { readonly words: Words; readonly language: string },
): string {
  if (answer === undefined) return '';
  if (question.type === 'text') return String(answer).trim();
  if (question.type === 'date') return dayWritten(String(answer), language);
  const draft = { [question.linkId]: answer };
  return rowsOf(question, words)
    .filter(({ value }) => isChosen(draft, question, value))
    .map(({ text }) => text)
    .join(language === 'ar' ? '، ' : ', ');
}
