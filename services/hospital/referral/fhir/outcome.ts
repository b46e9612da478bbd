/** FHIR R4 OperationOutcome: what was wrong, in words and where. */

/** The most issues in one answer. */
const issuesMax = 50;
const diagnosticsCharsMax = 500;

export const fhirJson = 'application/fhir+json; charset=utf-8';

export interface Issue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information';
  /** http://hl7.org/fhir/issue-type */
  readonly code:
    | 'invalid'
    | 'structure'
    | 'required'
    | 'value'
    | 'invariant'
    | 'not-supported'
    | 'duplicate'
    | 'not-found'
    | 'too-long'
    | 'too-costly'
    | 'code-invalid'
    | 'business-rule'
    | 'conflict'
    | 'timeout'
    | 'informational';
  /** A sentence for whoever sent it. Holds no value of the patient's. */
  readonly diagnostics: string;
  /** FHIRPath of the element. */
  readonly expression?: string;
}

export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly {
    readonly severity: string;
    readonly code: string;
    readonly diagnostics: string;
    readonly expression?: readonly string[];
  }[];
}

export function outcomeOf(issues: readonly Issue[]): OperationOutcome {
  const shown =
    issues.length === 0
      ? [{ severity: 'information', code: 'informational', diagnostics: 'Nothing is wrong with it.' } as const]
      : issues.slice(0, issuesMax);
  return {
    resourceType: 'OperationOutcome',
    issue: shown.map(({ severity, code, diagnostics, ...rest }) => ({
      severity,
      code,
      diagnostics: diagnostics.slice(0, diagnosticsCharsMax),
      ...('expression' in rest && rest.expression !== '' ? { expression: [rest.expression] } : {}),
    })),
  };
}

export function isError({ severity }: Issue): boolean {
  return severity === 'error' || severity === 'fatal';
}

/** An issue that stops it. */
export function problem(code: Issue['code'], diagnostics: string, expression?: string): Issue {
  return { severity: 'error', code, diagnostics, ...(expression === undefined ? {} : { expression }) };
}
