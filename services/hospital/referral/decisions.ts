/**
 * What a coordinator decides about a referral.
 *
 *   received ─► accepted ─► (the clinic books it)
 *      │  └──────┬─────┘
 *      └────────►├─► rejected    with a reason; the clock stops
 *                └─► duplicate   of another referral of the same patient; the clock stops
 */
import type { Queries } from '../database/api.ts';
import { hospitalDay } from '../database/clock.ts';
import { noteEvent, recordDeed } from '../database/trail.ts';
import type { ReferralDecision } from '../web/api/referrals.ts';
import type { ReferralState } from '../web/api/shared.ts';
import type { By, CheckedReferral } from './api.ts';
import { addLesions } from './record/contents.ts';
import { siteOf } from './record/sites.ts';

/** `missing`: no such thing. `conflict`: its state does not allow it. The sentence says what to do. */
export type Done<Value = undefined> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'missing'; readonly error: string }
  | { readonly kind: 'conflict'; readonly error: string };

const done = { kind: 'done', value: undefined } as const;
const noReferral = { kind: 'missing', error: 'There is no such referral.' } as const;
const noLesion = { kind: 'missing', error: 'This referral has no such lesion.' } as const;

interface Row {
  readonly patient: string;
  readonly state: ReferralState;
  readonly lesions: number;
}

async function lockedReferral(tx: Queries, id: string): Promise<Row | undefined> {
  const [row] = await tx.query<{ patient: string; state: ReferralState }>(
    'select patient, state from referral where id = $1 for update',
    [id],
  );
  if (row === undefined) return undefined;
  const [count] = await tx.query<{ lesions: number }>(
    'select count(*)::int as lesions from lesion where referral = $1',
    [id],
  );
  return { ...row, lesions: count?.lesions ?? 0 };
}

export async function decide(
  tx: Queries,
  referral: string,
  decision: ReferralDecision,
  by: By,
  at: Date,
): Promise<Done> {
  const row = await lockedReferral(tx, referral);
  if (row === undefined) return noReferral;
  const refusal = stateRefusal(row, decision);
  if (refusal !== undefined) return { kind: 'conflict', error: refusal };
  const { patient } = row;
  switch (decision.kind) {
    case 'accept':
      await tx.query("update referral set state = 'accepted', state_reason = null where id = $1", [referral]);
      await noteEvent(tx, { at, patient, referral, kind: 'referral-accepted' });
      await recordDeed(tx, { at, ...by, action: 'accept-referral', patient, detail: { referral } });
      return done;
    case 'reject': {
      const { reason } = decision;
      await close(tx, referral, { state: 'rejected', reason, at });
      await noteEvent(tx, { at, patient, referral, kind: 'referral-rejected', detail: { reason } });
      await recordDeed(tx, { at, ...by, action: 'reject-referral', patient, detail: { referral, reason } });
      return done;
    }
    case 'duplicate': {
      const { of } = decision;
      const error = await duplicateRefusal(tx, referral, patient, of);
      if (error !== undefined) return { kind: 'conflict', error };
      await close(tx, referral, { state: 'duplicate', reason: 'The same request came twice.', of, at });
      await noteEvent(tx, { at, patient, referral, kind: 'referral-duplicate', detail: { of } });
      await recordDeed(tx, { at, ...by, action: 'mark-duplicate', patient, detail: { referral, of } });
      return done;
    }
  }
}

function stateRefusal({ state, lesions }: Row, decision: ReferralDecision): string | undefined {
  if (state === 'booked') return 'Cancel its appointment first.';
  if (decision.kind === 'accept') {
    if (state !== 'received') return `It is ${state} already: only a received referral can be accepted.`;
    if (lesions === 0) return 'No lesion is named yet: read the letter and enter them first.';
    return undefined;
  }
  if (state !== 'received' && state !== 'accepted') return `It is ${state} already.`;
  return undefined;
}

async function duplicateRefusal(
  tx: Queries,
  referral: string,
  patient: string,
  of: string,
): Promise<string | undefined> {
  if (of === referral) return 'A referral cannot be the duplicate of itself.';
  const [other] = await tx.query<{ patient: string; state: ReferralState }>(
    'select patient, state from referral where id = $1',
    [of],
  );
  if (other === undefined) return 'The referral that it repeats is not here.';
  if (other.patient !== patient) return 'The two are of different patients: merge the patients first, if they are one.';
  if (other.state === 'duplicate') return 'The referral that it repeats is itself a duplicate: name the first one.';
  return undefined;
}

async function close(
  tx: Queries,
  referral: string,
  { state, reason, of, at }: { state: 'rejected' | 'duplicate'; reason: string; of?: string; at: Date },
): Promise<void> {
  await tx.query(
    'update referral set state = $2, state_reason = $3, duplicate_of = $4, clock_stopped_on = $5 where id = $1',
    [referral, state, reason, of, hospitalDay(at)],
  );
}

/** A lesion that only the letter names. */
export async function enterLesion(
  tx: Queries,
  referral: string,
  lesion: CheckedReferral['lesions'][number],
  by: By,
  at: Date,
): Promise<Done<{ readonly id: string }>> {
  const row = await lockedReferral(tx, referral);
  if (row === undefined) return noReferral;
  if (row.state !== 'received' && row.state !== 'accepted') {
    return { kind: 'conflict', error: `It is ${row.state}: lesions are entered before a referral is booked.` };
  }
  const [id] = await addLesions(tx, referral, [lesion]);
  if (id === undefined) {
    return { kind: 'conflict', error: 'This lesion is there already, or the referral names as many as it can.' };
  }
  const detail = { referral, lesion: id };
  await recordDeed(tx, { at, ...by, action: 'enter-lesion', patient: row.patient, detail });
  return { kind: 'done', value: { id } };
}

/** Codes where a lesion is. Undefined code: not one of CID 4029. */
export async function codeLesion(
  tx: Queries,
  { referral, lesion, code }: { referral: string; lesion: string; code: string },
  by: By,
  at: Date,
): Promise<Done | { readonly kind: 'unknown-code' }> {
  const row = await lockedReferral(tx, referral);
  if (row === undefined) return noReferral;
  const site = siteOf(code);
  if (site === undefined) return { kind: 'unknown-code' };
  const changed = await tx.query(
    'update lesion set site_scheme = $3, site_code = $4, site_meaning = $5 where id = $1 and referral = $2 returning id',
    [lesion, referral, site.scheme, site.code, site.meaning],
  );
  if (changed.length === 0) return noLesion;
  const detail = { referral, lesion, code: site.code };
  await recordDeed(tx, { at, ...by, action: 'code-lesion', patient: row.patient, detail });
  return done;
}
