/** The answer to a transaction: an entry for each entry, in the same order (FHIR R4, 3.1.0.11.3). */
import type { Queries } from '../../database/api.ts';
import type { Taken } from '../api.ts';
import { type Issue, outcomeOf } from './outcome.ts';
import type { ReadReferral } from './reading/referral.ts';
import type { Transaction } from './transaction.ts';

type Kept = Exclude<Taken, { kind: 'refused' }>;

export async function transactionResponse(
  on: Queries,
  transaction: Transaction,
  read: ReadReferral,
  outcome: Kept,
): Promise<object> {
  const status = outcome.kind === 'taken' ? '201 Created' : '200 OK';
  const places = new Map<number, string>();
  places.set(read.request.place, `ServiceRequest/${outcome.id}`);
  places.set(read.subject.place, `Patient/${outcome.patient}`);
  const lesions = await on.query<{ id: string }>('select id from lesion where referral = $1 order by ordinal', [
    outcome.id,
  ]);
  // a known referral may have more lesions than this document: only a new one is named entry by entry
  if (outcome.kind === 'taken') {
    for (const [n, entry] of read.lesions.entries()) {
      const id = lesions[n]?.id;
      if (id !== undefined) places.set(entry.place, `BodyStructure/${id}`);
    }
  }
  const issues = issuesOf(outcome);
  return {
    resourceType: 'Bundle',
    type: 'transaction-response',
    entry: transaction.entries.map(({ place }) => {
      const location = places.get(place);
      const isRequest = place === read.request.place;
      return {
        response: {
          status,
          ...(location === undefined ? {} : { location }),
          ...(isRequest && issues.length > 0 ? { outcome: outcomeOf(issues) } : {}),
        },
      };
    }),
  };
}

function issuesOf(outcome: Kept): readonly Issue[] {
  if (outcome.kind === 'known') {
    const changed = outcome.changed.length === 0 ? 'nothing was changed' : `changed: ${outcome.changed.join(', ')}`;
    return [
      { severity: 'information', code: 'informational', diagnostics: `It had been received before; ${changed}.` },
    ];
  }
  const issues: Issue[] = [];
  if (outcome.samePatient.length > 0) {
    const diagnostics = 'A patient with a name like it was born on the same day: a coordinator will look.';
    issues.push({ severity: 'warning', code: 'duplicate', diagnostics });
  }
  if (outcome.sameReferral.length > 0) {
    const diagnostics = 'The patient has another open referral: a coordinator will look.';
    issues.push({ severity: 'warning', code: 'duplicate', diagnostics });
  }
  return issues;
}
