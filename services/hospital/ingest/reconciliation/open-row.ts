/** What waits, kept for one decision. */
import type { Queries } from '../../database/api.ts';
import { lockParcel } from '../record/claims.ts';
import { findWaiting, type Waiting } from './queue.ts';

export const decidedBefore = {
  kind: 'conflict',
  sentence: 'Somebody else has decided about this picture. Load the list again.',
} as const;

/** In the order of all who change a parcel: its lock first, then its row. */
export async function openRow(
  tx: Queries,
  parcel: string,
): Promise<Waiting | { readonly kind: 'unknown' } | typeof decidedBefore> {
  await lockParcel(tx, parcel);
  const row = await findWaiting(tx, parcel, true);
  if (row === undefined) return { kind: 'unknown' };
  return row.state === 'open' ? row : decidedBefore;
}
