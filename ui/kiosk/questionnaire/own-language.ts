/** In which order languages are offered. */
import type { QuestionnaireView } from '../../../services/station/api/view.ts';

/** The languages with the patient's own first: `pl` also for `pl-PL`. */
export function ownFirst(languages: QuestionnaireView['languages'], own: string): QuestionnaireView['languages'] {
  const isOwn = (code: string) => code === own || code.split('-')[0] === own.split('-')[0];
  return [...languages.filter(({ code }) => isOwn(code)), ...languages.filter(({ code }) => !isOwn(code))];
}
