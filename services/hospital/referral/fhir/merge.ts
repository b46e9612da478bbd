/**
 * The record system says that two patients are one. In either of two ways:
 *
 *   POST /fhir/Patient/$merge     Parameters as of FHIR R5: source-patient-identifier, target-patient-identifier
 *   a transaction of Patients     one with link { type: replaced-by, other ─► the Patient that holds }
 */
import { z } from 'zod';
import type { Queries } from '../../database/api.ts';
import { type Issue, problem } from './outcome.ts';
import { nhsNumberSystem } from './reading/names.ts';
import { type Identifier, identifier } from './reading/shapes.ts';
import type { Entry, Transaction } from './transaction.ts';

export interface MergeRequest {
  readonly from: readonly Identifier[];
  readonly into: readonly Identifier[];
  /** Where in the document it is said. */
  readonly path: string;
}

const parameters = z.looseObject({
  resourceType: z.literal('Parameters'),
  parameter: z.array(z.looseObject({ name: z.string(), valueIdentifier: identifier.optional() })).default([]),
});

export function readMergeParameters(document: unknown): MergeRequest | readonly Issue[] {
  const parsed = parameters.safeParse(document);
  if (!parsed.success) return [problem('structure', 'Parameters are needed here.', 'Parameters')];
  const all = (wanted: string) =>
    parsed.data.parameter.flatMap(({ name, valueIdentifier }) =>
      name === wanted && valueIdentifier !== undefined ? [valueIdentifier] : [],
    );
  const from = all('source-patient-identifier');
  const into = all('target-patient-identifier');
  if (from.length === 0 || into.length === 0) {
    const sentence = 'Name source-patient-identifier and target-patient-identifier.';
    return [problem('required', sentence, 'Parameters.parameter')];
  }
  return { from, into, path: 'Parameters.parameter' };
}

/** The merges that a transaction without a referral asks for; undefined when it is not one of Patients alone. */
export function readMerges(transaction: Transaction): readonly MergeRequest[] | readonly Issue[] | undefined {
  const patients = transaction.of('Patient');
  if (patients.length !== transaction.entries.length) return undefined;
  const merges: MergeRequest[] = [];
  const issues: Issue[] = [];
  for (const { resource, path } of patients) {
    for (const { type, other } of resource.link.filter((link) => link.type === 'replaced-by')) {
      const target = transaction.find(other) as Entry<'Patient'> | undefined;
      const into = target?.resource.identifier ?? (other.identifier === undefined ? [] : [other.identifier]);
      if (into.length === 0) {
        const sentence = `The Patient of a link ${type} must be in the Bundle, or be named by its identifier.`;
        issues.push(problem('not-found', sentence, `${path}.link`));
      } else {
        merges.push({ from: resource.identifier, into, path });
      }
    }
  }
  if (issues.length > 0) return issues;
  return merges.length > 0 ? merges : undefined;
}

/**
 * The one patient with these identifiers: `undefined` when there is none, `'several'` when they are of more than one.
 * A record that was merged away is found by its own hospital number.
 */
export async function patientBy(
  tx: Queries,
  identifiers: readonly Identifier[],
  hospitalNumberSystem: string,
): Promise<string | undefined | 'several'> {
  const values = (system: string) =>
    identifiers.flatMap((each) => (each.system === system && each.value !== undefined ? [each.value] : []));
  const rows = await tx.query<{ id: string }>(
    `select id from patient where hospital_number = any($1::text[])
     union select id from patient where nhs_number = any($2::text[]) and merged_into is null limit 2`,
    [values(hospitalNumberSystem), values(nhsNumberSystem)],
  );
  return rows.length > 1 ? 'several' : rows[0]?.id;
}
