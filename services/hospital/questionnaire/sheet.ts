/** The questionnaire as the patient's page shows it: in one language. */
import type { Question, Sheet } from './api.ts';
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
    language: words.language,
    direction: words.direction,
    languages: form.languages.map(({ language, name }) => ({ code: language, name })),
    title: words.title,
    introduction: words.introduction,
    // who has answered sees no questions any more
    questions: answered ? [] : form.questionnaire.item.flatMap((group) => questionsIn(group, words)),
    appointment,
    answered,
    words: words.words,
  };
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
