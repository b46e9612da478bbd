/**
 * The questionnaire as it is kept: a FHIR R4 Questionnaire in English, and its words in every language beside it.
 *
 *   form/questionnaire.json    groups of questions, with what is asked only after another answer
 *   form/en.json               the page's own words
 *   form/<language>.json       the same, and every question and option of the questionnaire
 *
 * `reviewedByNativeReader` in a language's file says whether somebody who grew up with it has read it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const folder = join(import.meta.dirname, 'form');

/** R4: the extension that says that an option goes with no other one. */
const exclusive = 'http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive';
const translation = 'http://hl7.org/fhir/StructureDefinition/translation';

const coding = z.object({ system: z.string(), code: z.string(), display: z.string() });
const option = z.object({
  valueCoding: coding,
  extension: z.array(z.object({ url: z.string(), valueBoolean: z.boolean() })).optional(),
});
const enableWhen = z.object({
  question: z.string(),
  operator: z.literal('='),
  answerBoolean: z.boolean().optional(),
  answerCoding: coding.omit({ display: true }).optional(),
});
const question = z.strictObject({
  linkId: z.string(),
  text: z.string(),
  type: z.enum(['boolean', 'choice', 'text', 'date']),
  required: z.boolean(),
  repeats: z.boolean().optional(),
  maxLength: z.int().positive().optional(),
  answerOption: z.array(option).min(2).optional(),
  enableWhen: z.tuple([enableWhen]).optional(),
});
const group = z.object({
  linkId: z.string(),
  text: z.string(),
  type: z.literal('group'),
  item: z.array(question).min(1),
});
const questionnaire = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  url: z.string(),
  version: z.string(),
  title: z.string(),
  item: z.array(group).min(1),
});

const wordsFile = z.strictObject({
  language: z.string().min(2),
  name: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  reviewedByNativeReader: z.boolean().optional(),
  title: z.string(),
  introduction: z.array(z.string()).min(1),
  words: z.record(z.string(), z.string()),
  questions: z.record(z.string(), z.string()).default({}),
  options: z.record(z.string(), z.record(z.string(), z.string())).default({}),
});

export type FormQuestion = z.infer<typeof question>;
export type FormGroup = z.infer<typeof group>;
export type Words = z.infer<typeof wordsFile>;

export interface Form {
  readonly questionnaire: z.infer<typeof questionnaire>;
  /** English first, the others by their codes. */
  readonly languages: readonly Words[];
}

export const mainLanguage = 'en';

/** Reads the files. Throws where one of them is not what this service needs: a form is part of the program. */
export function readForm(from: string = folder): Form {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(from, name), 'utf8'));
  const languages = readdirSync(from)
    .filter((name) => name.endsWith('.json') && name !== 'questionnaire.json')
    .map((name) => wordsFile.parse(read(name)))
    .sort((a, b) => order(a.language).localeCompare(order(b.language)));
  return { questionnaire: questionnaire.parse(read('questionnaire.json')), languages };
}

export function questionsOf(form: Form): readonly FormQuestion[] {
  return form.questionnaire.item.flatMap(({ item }) => item);
}

/** The words of a language, by its code or the beginning of one (`pl-PL`), or English. */
export function wordsFor(form: Form, language: string | undefined): Words {
  const wanted = language?.toLowerCase().split('-')[0];
  const found = form.languages.find((words) => words.language === wanted) ?? form.languages[0];
  if (found === undefined) throw new Error('the questionnaire is kept in no language');
  return found;
}

export function goesAlone(one: z.infer<typeof option>): boolean {
  return one.extension?.some(({ url, valueBoolean }) => url === exclusive && valueBoolean) ?? false;
}

/** What the question waits for: another question, and the answer to it. */
export function conditionOf({ enableWhen }: FormQuestion): { linkId: string; is: string | boolean } | undefined {
  if (enableWhen === undefined) return undefined;
  const [{ question, answerBoolean, answerCoding }] = enableWhen;
  const is = answerBoolean ?? answerCoding?.code;
  if (is === undefined) throw new Error(`the question that waits for ${question} does not say for which answer`);
  return { linkId: question, is };
}

/** A question's, or an option's, words for the staff; for lists that are made from the answers. */
export function staffWords(form: Form): (linkId: string, option?: string) => string | undefined {
  const byId = new Map(questionsOf(form).map((question) => [question.linkId, question]));
  return (linkId, code) => {
    const question = byId.get(linkId);
    if (code === undefined) return question?.text;
    return question?.answerOption?.find(({ valueCoding }) => valueCoding.code === code)?.valueCoding.display;
  };
}

/** The FHIR resource with all languages in it, for systems that want one (R4, extension `translation`). */
export function questionnaireResource(form: Form): object {
  const others = form.languages.filter(({ language }) => language !== mainLanguage);
  const inOthers = (textIn: (words: Words) => string | undefined) => ({
    extension: others.map((words) => ({
      url: translation,
      extension: [
        { url: 'lang', valueCode: words.language },
        { url: 'content', valueString: textIn(words) },
      ],
    })),
  });
  return {
    ...form.questionnaire,
    _title: inOthers((words) => words.title),
    item: form.questionnaire.item.map((group) => ({
      ...group,
      _text: inOthers((words) => words.questions[group.linkId]),
      item: group.item.map((question) => ({
        ...question,
        _text: inOthers((words) => words.questions[question.linkId]),
        ...(question.answerOption && {
          answerOption: question.answerOption.map((one) => ({
            ...one,
            valueCoding: {
              ...one.valueCoding,
              _display: inOthers((words) => words.options[question.linkId]?.[one.valueCoding.code]),
            },
          })),
        }),
      })),
    })),
  };
}

function order(language: string): string {
  return language === mainLanguage ? '' : language;
}
