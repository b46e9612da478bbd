/** Names of systems and codes that referrals use. */
import type { HumanName, Identifier } from './shapes.ts';

export const ubrnSystem = 'https://fhir.nhs.uk/Id/UBRN';
export const nhsNumberSystem = 'https://fhir.nhs.uk/Id/nhs-number';

/** A DICOM UID as an identifier of FHIR (R4, ImagingStudy; RFC 3061). */
export const oidSystem = 'urn:ietf:rfc:3986';
export const dicomUidSystem = 'urn:dicom:uid';

/** SNOMED CT, of a BodyStructure's locationQualifier. */
export const sides: Readonly<Record<string, 'left' | 'right' | 'midline'>> = {
  '7771000': 'left',
  '24028007': 'right',
  '399488007': 'midline',
};

export function valueIn(identifiers: readonly Identifier[], system: string): string | undefined {
  return identifiers.find((each) => each.system === system && each.value !== undefined)?.value;
}

/** The name in force: official, else usual, else the first that is not of the past. */
export function nameInForce(names: readonly HumanName[]): HumanName | undefined {
  const use = (wanted: string) => names.find((name) => name.use === wanted);
  return use('official') ?? use('usual') ?? names.find((name) => name.use !== 'old' && name.use !== 'maiden');
}

/** As somebody is addressed in a letter's heading. */
export function nameText(names: readonly HumanName[]): string | undefined {
  const name = nameInForce(names);
  if (name === undefined) return undefined;
  return name.text ?? ([...name.given, name.family ?? ''].join(' ').trim() || undefined);
}
