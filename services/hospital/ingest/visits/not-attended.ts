/** Nobody came, says the station: what follows for the appointment, as when a coordinator says so. */
import type { Queries } from '../../database/api.ts';

/**
 * The referral can be booked again, the patient's link is over, letters that were not sent are not sent any more. False,
 * and nothing changes, where the appointment is not booked: whoever has pictures was there.
 */
export async function markNotAttended(tx: Queries, appointment: string, at: Date): Promise<boolean> {
  // In the clinic's own order: session, then referral.
  await tx.query('select 1 from session s join appointment a on a.session = s.id where a.id = $1 for update of s', [
    appointment,
  ]);
  await tx.query('select 1 from referral r join appointment a on a.referral = r.id where a.id = $1 for update of r', [
    appointment,
  ]);
  const [row] = await tx.query<{ referral: string }>(
    `update appointment set state = 'did-not-attend' where id = $1 and state = 'booked' returning referral`,
    [appointment],
  );
  if (row === undefined) return false;
  await tx.query(`update referral set state = 'accepted' where id = $1 and state = 'booked'`, [row.referral]);
  await tx.query('update questionnaire_link set expires_at = least(expires_at, $2) where appointment = $1', [
    appointment,
    at,
  ]);
  await tx.query(
    `update message set state = 'withdrawn' where appointment = $1 and state in ('waiting', 'to-print', 'failed')`,
    [appointment],
  );
  return true;
}
