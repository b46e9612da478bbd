/** The e-mail that carries a letter. Who sees only its subject, or the list of an inbox, learns nothing of the illness. */
import type { LetterHead } from '../api.ts';
import { hospitalTime } from '../slots.ts';
import { dayOf, type LetterFacts, type LetterKind } from './letter.ts';

/** Subjects by the kind of the letter. */
export const subjects: Record<LetterKind, string> = {
  invitation: 'Your appointment',
  moved: 'Your appointment has a new time',
  cancelled: 'Your appointment is cancelled',
};

export function emailText(facts: LetterFacts, head: LetterHead): string {
  const { kind, patient, slotAt, site, questionnaire } = facts;
  const when = `${dayOf(slotAt)}, ${hospitalTime(slotAt)}`;
  const paragraphs =
    kind === 'cancelled'
      ? [
          `Your appointment on ${when} at ${site.name} will not take place. Please do not come at that time.`,
          'The attached letter says how it goes on.',
        ]
      : [
          kind === 'moved' ? 'Your appointment has been moved. The new one:' : 'We have an appointment for you:',
          [`When: ${when}`, `Where: ${[site.name, ...site.address].join(', ')}`].join('\n'),
          'Please read the attached letter, and bring it with you, on paper or on your telephone: it holds the code that we scan.',
          ...(questionnaire === undefined
            ? []
            : [
                `Before you come, please answer our questions at this address. It is meant for you alone:\n${questionnaire}`,
              ]),
        ];
  const foot = [
    `To change or cancel, or if you cannot open the letter, call ${head.telephone}.`,
    `${head.department}\n${head.hospital}`,
  ];
  return [`Dear ${patient.name},`, ...paragraphs, ...foot].join('\n\n').concat('\n');
}
