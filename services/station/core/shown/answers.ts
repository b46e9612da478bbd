/** What a patient answered on the station's screen, as the photographer reads it: in English, whatever language it was given in. */
import type { Answer, AnswersGiven, Question, StationSheet } from '../../../wire/questionnaire.ts';

/** What the photographers read. */
const staffLanguage = 'en';

export function answersAsRead(
  sheets: readonly StationSheet[],
  given: AnswersGiven | undefined,
): readonly { readonly question: string; readonly answer: string }[] {
  const sheet = sheets.find(({ language }) => language.split('-')[0] === staffLanguage) ?? sheets[0];
  if (sheet === undefined || given === undefined) return [];
  return sheet.questions.flatMap((question) => {
    const answer = given[question.linkId];
    return answer === undefined ? [] : [{ question: question.text, answer: inWords(question, answer) }];
  });
}

function inWords({ options }: Question, answer: Answer): string {
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No';
  const words = (code: string) => options.find((option) => option.code === code)?.text ?? code;
  return typeof answer === 'string' ? words(answer) : answer.map(words).join(', ');
}
