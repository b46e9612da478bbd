/** The questionnaire as a page shows it, in one language: to the patient at home, and for the stations in all of them. */
import type { Question, StationSheet } from '../../wire/questionnaire.ts';
import type { Sheet } from './api.ts';
import {
  conditionOf,
  type Form,
  type FormGroup,
  type FormQuestion,
  goesAlone,
  mainLanguage,
  type Words,
} from './form.ts';

/** Throws for a language in which something is missing; a test asks for all of them. */
export function sheetOf(form: Form, words: Words, appointment: Sheet['appointment'], answered: boolean): Sheet {
  return {
    ...namesOf(words),
    languages: form.languages.map(({ language, name }) => ({ code: language, name })),
    // who has answered sees no questions any more
    questions: answered ? [] : allQuestions(form, words),
    appointment,
    answered,
  };
}

/** For patients who answer at a station: every language, the words of the station's own screen among them. */
export function stationSheets(form: Form): readonly StationSheet[] {
  return form.languages.map((words) => ({
    ...namesOf(words),
    name: words.name,
    introduction: [...words.introduction],
    questions: [...allQuestions(form, words)],
  }));
}

function namesOf({ language, direction, title, introduction, words }: Words) {
  return { language, direction, title, introduction, words };
}

function allQuestions(form: Form, words: Words): readonly Question[] {
  return form.questionnaire.item.flatMap((group) => questionsIn(group, words));
}

function questionsIn(group: FormGroup, words: Words): readonly Question[] {
  const step = textOf(words, group.linkId, group.text);
  return group.item.map((question) => questionOf(question, step, words));
}

function questionOf(question: FormQuestion, step: string, words: Words): Question {
  const { linkId, text, type, required, repeats, maxLength, answerOption = [] } = question;
  const when = conditionOf(question);
  return {
    linkId,
    step,
    text: textOf(words, linkId, text),
    type: type === 'choice' && repeats === true ? 'multiple' : type,
    required,
    options: answerOption.map((one) => ({
      code: one.valueCoding.code,
      text: optionText(words, linkId, one.valueCoding),
      ...(goesAlone(one) && { alone: true }),
    })),
    ...(maxLength !== undefined && { charactersMax: maxLength }),
    ...(when !== undefined && { when }),
  };
}

function textOf(words: Words, linkId: string, main: string): string {
  const text = words.language === mainLanguage ? main : words.questions[linkId];
  if (text === undefined) throw new Error(`${linkId} has no words in ${words.language}`);
  return text;
}

function optionText(words: Words, linkId: string, { code, display }: { code: string; display: string }): string {
  const text = words.language === mainLanguage ? display : words.options[linkId]?.[code];
  if (text === undefined) throw new Error(`the option ${code} of ${linkId} has no words in ${words.language}`);
  return text;
}
