/** Are these answers to this questionnaire? What the page checks is checked here again. */
import type { Answer } from '../../wire/questionnaire.ts';
import { conditionOf, type Form, type FormQuestion, goesAlone, questionsOf, type Words } from './form.ts';

/** Control characters have no place in an answer; new lines and tabs are how people write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const textMax = 2_000;

export type Checked =
  | { readonly kind: 'answers'; readonly answers: ReadonlyMap<string, Answer> }
  /** One sentence for each question, in the patient's language. */
  | { readonly kind: 'problems'; readonly fields: Readonly<Record<string, string>> };

/**
 * Every answer fits its question; what is required is there; what was not to be asked is dropped. Empty texts count as
 * no answer. Names of questions that do not exist are a problem of whoever wrote the page, and are refused too.
 */
export function checkAnswers(form: Form, given: Readonly<Record<string, Answer>>, { words }: Words): Checked {
  const required = words.required ?? '';
  const answers = new Map<string, Answer>();
  const fields: Record<string, string> = {};
  const questions = questionsOf(form);
  for (const name of Object.keys(given)) if (!questions.some(({ linkId }) => linkId === name)) fields[name] = required;

  for (const question of questions) {
    const { linkId } = question;
    const when = conditionOf(question);
    if (when !== undefined && !isAnswered(answers.get(when.linkId), when.is)) continue;
    const answer = Object.hasOwn(given, linkId) ? tidy(given[linkId]) : undefined;
    if (answer === undefined) {
      if (question.required) fields[linkId] = required;
    } else if (!fits(question, answer)) {
      fields[linkId] = required;
    } else if (typeof answer === 'string' && answer.length > (question.maxLength ?? textMax)) {
      fields[linkId] = (words.tooLong ?? '').replace('{max}', String(question.maxLength ?? textMax));
    } else {
      answers.set(linkId, answer);
    }
  }
  return Object.keys(fields).length > 0 ? { kind: 'problems', fields } : { kind: 'answers', answers };
}

function isAnswered(answer: Answer | undefined, is: string | boolean): boolean {
  return answer === is || (Array.isArray(answer) && answer.includes(is));
}

function tidy(answer: Answer | undefined): Answer | undefined {
  if (typeof answer === 'string') return answer.trim() === '' ? undefined : answer.trim();
  return Array.isArray(answer) && answer.length === 0 ? undefined : answer;
}

function fits(question: FormQuestion, answer: Answer): boolean {
  const options = question.answerOption ?? [];
  const optionOf = (code: string) => options.find(({ valueCoding }) => valueCoding.code === code);
  switch (question.type) {
    case 'boolean':
      return typeof answer === 'boolean';
    case 'text':
      return typeof answer === 'string' && !controls.test(answer);
    case 'date':
      return typeof answer === 'string' && isDay(answer);
    case 'choice': {
      if (question.repeats !== true) return typeof answer === 'string' && optionOf(answer) !== undefined;
      if (typeof answer === 'string' || typeof answer === 'boolean') return false;
      const chosen = answer.map(optionOf);
      const alone = chosen.some((one) => one !== undefined && goesAlone(one));
      return !chosen.includes(undefined) && new Set(answer).size === answer.length && !(alone && answer.length > 1);
    }
    default:
      return question.type satisfies never;
  }
}

/** A day of the calendar, `1958-04-03`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
