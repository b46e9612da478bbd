/** The referral letter of an invented patient, as intake takes it. */
import type { IncomingReferral } from '../referral/api.ts';
import { type Person, practices } from './people.ts';

export interface Letter {
  /** The sender's name of it: the same one again is the same referral. */
  readonly sourceId: string;
  readonly receivedOn: string;
  readonly lesions: Person['lesions'];
  readonly story: string;
  readonly answers?: IncomingReferral['answers'];
}

/** `place`: of this person among all of them; it gives address and practice. */
export function letterOf(person: Person, place: number, letter: Letter): IncomingReferral {
  const { sourceId, receivedOn, lesions, story, answers } = letter;
  return {
    source: 'fhir',
    sourceId: `urn:lentigo:demonstration|${sourceId}`,
    urgency: person.urgency,
    practice: practices[place % practices.length] ?? '',
    practitioner: 'Dr. Imogen Farrow',
    clinicalText: `${story} Fitzpatrick skin type ${person.skin}.`,
    receivedOn,
    patient: {
      nhsNumber: person.nhsNumber,
      familyName: person.familyName,
      givenName: person.givenName,
      dateOfBirth: person.dateOfBirth,
      sex: person.sex,
      address: [`${place + 1} Invented Lane`, 'Histon'],
      postcode: 'CB24 0ZZ',
      ...(person.hasEmail ? { email: `patient-${place + 1}@example.invalid` } : {}),
      language: person.language ?? 'en',
    },
    lesions: lesions.map(([site, side, code]) => ({
      site,
      ...(side === undefined ? {} : { side }),
      ...(code === undefined ? {} : { code }),
    })),
    ...(answers === undefined ? {} : { answers }),
  };
}
