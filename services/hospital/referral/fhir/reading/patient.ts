/** A FHIR R4 Patient as the referral's patient. */
import { email, type IncomingReferral, language } from '../../api.ts';
import { type Issue, problem } from '../outcome.ts';
import type { Entry } from '../transaction.ts';
import { nameInForce, nhsNumberSystem, valueIn } from './names.ts';
import type { FhirPatient } from './shapes.ts';

const addressLinesMax = 8;

/** What is read of it; or what is missing. The form of each value is checked when the referral is taken. */
export function readPatient(
  { resource, path }: Pick<Entry<'Patient'>, 'resource' | 'path'>,
  hospitalNumberSystem: string,
): IncomingReferral['patient'] | Issue[] {
  const nhsNumber = valueIn(resource.identifier, nhsNumberSystem)?.replaceAll(' ', '');
  const name = nameInForce(resource.name);
  const givenName = name?.given.join(' ');
  const issues: Issue[] = [];
  if (nhsNumber === undefined) {
    const sentence = `The patient needs an NHS number (${nhsNumberSystem}): pictures are filed by it.`;
    issues.push(problem('required', sentence, `${path}.identifier`));
  }
  if (!name?.family || !givenName) {
    issues.push(problem('required', 'The patient needs a family name and a given name.', `${path}.name`));
  }
  const { birthDate } = resource;
  if (birthDate === undefined || birthDate.length !== 10) {
    issues.push(problem('required', 'The patient needs a whole date of birth.', `${path}.birthDate`));
  }
  if (nhsNumber === undefined || !name?.family || !givenName || birthDate === undefined || issues.length > 0) {
    return issues;
  }
  const { line, city, district, postalCode } = addressOf(resource) ?? { line: [] };
  const address = [...line, district, city].filter((part) => part !== undefined).slice(0, addressLinesMax);
  return {
    nhsNumber,
    hospitalNumber: valueIn(resource.identifier, hospitalNumberSystem),
    familyName: name.family,
    givenName,
    dateOfBirth: birthDate,
    sex: resource.gender,
    address,
    postcode: postalCode,
    ...contactOf(resource),
  };
}

function addressOf({ address }: FhirPatient): FhirPatient['address'][number] | undefined {
  return address.find(({ use }) => use === 'home') ?? address.find(({ use }) => use !== 'old');
}

/** What cannot be used to reach somebody is left out: it does not make the referral wrong. */
function contactOf({ telecom, communication }: FhirPatient) {
  const byUse = (system: string) => {
    const found = telecom.filter((each) => each.system === system && each.use !== 'old' && each.value !== undefined);
    return (found.find(({ use }) => use === 'mobile') ?? found.find(({ use }) => use === 'home') ?? found[0])?.value;
  };
  const preferred = communication.find((each) => each.preferred === true) ?? communication[0];
  const spoken = preferred?.language?.coding[0]?.code;
  const address = byUse('email');
  return {
    telephone: byUse('phone'),
    email: email.safeParse(address).success ? address : undefined,
    language: language.safeParse(spoken).success ? spoken : undefined,
  };
}
