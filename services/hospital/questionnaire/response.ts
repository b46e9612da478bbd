/**
 * The answers as a FHIR R4 QuestionnaireResponse. Questions and options are written in English, whatever language they
 * were asked in: it is the staff who reads them. What the patient wrote stays as it was written.
 */
import type { Answer } from '../../wire/questionnaire.ts';
import type { Form, FormQuestion } from './form.ts';

const nhsNumberSystem = 'https://fhir.nhs.uk/Id/nhs-number';
const ubrnSystem = 'https://fhir.nhs.uk/Id/UBRN';

export interface ResponseFacts {
  readonly id: string;
  readonly at: Date;
  readonly nhsNumber: string | undefined;
  readonly ubrn: string | undefined;
  /** In which the questions were read, and texts are written. */
  readonly language: string;
  /** `amended`: the patient had answered before, and answers again (FHIR R4, QuestionnaireResponse.status). */
  readonly status?: 'completed' | 'amended';
}

export function responseOf(form: Form, answers: ReadonlyMap<string, Answer>, facts: ResponseFacts): object {
  const { id, at, nhsNumber, ubrn, language, status = 'completed' } = facts;
  const { url, version, item } = form.questionnaire;
  const groups = item
    .map((group) => ({
      linkId: group.linkId,
      text: group.text,
      item: group.item.flatMap((question) => {
        const answer = answers.get(question.linkId);
        return answer === undefined ? [] : [itemOf(question, answer)];
      }),
    }))
    .filter((group) => group.item.length > 0);
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    language,
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` },
    ...(ubrn !== undefined && {
      basedOn: [{ type: 'ServiceRequest', identifier: { system: ubrnSystem, value: ubrn } }],
    }),
    questionnaire: `${url}|${version}`,
    status,
    ...(nhsNumber !== undefined && {
      subject: { type: 'Patient', identifier: { system: nhsNumberSystem, value: nhsNumber } },
    }),
    authored: at.toISOString(),
    item: groups,
  };
}

function itemOf({ linkId, text, answerOption = [], type }: FormQuestion, answer: Answer): object {
  if (typeof answer === 'boolean') return { linkId, text, answer: [{ valueBoolean: answer }] };
  if (type === 'date') return { linkId, text, answer: [{ valueDate: answer }] };
  if (type === 'text') return { linkId, text, answer: [{ valueString: answer }] };
  const codes = typeof answer === 'string' ? [answer] : answer;
  const chosen = answerOption.filter(({ valueCoding }) => codes.includes(valueCoding.code));
  return { linkId, text, answer: chosen.map(({ valueCoding }) => ({ valueCoding })) };
}
