/** The numbers beside the pages' names, of all services at once. */
import type { Queries } from '../../database/api.ts';
import { clockDays, dayAfter } from '../../database/clock.ts';
import type { Overview } from '../../web/api/shared.ts';

export async function overview(on: Queries, today: string): Promise<Overview> {
  const [counts] = await on.query<Overview>(
    `select
       (select count(*)::int from referral where state = 'received') as inbox,
       (select count(*)::int from referral where clock_stopped_on is null
          and state in ('received', 'accepted', 'booked', 'seen') and clock_starts_on < $1::date) as overdue,
       (select count(*)::int from reconciliation where state = 'open') as reconciliation,
       (select count(*)::int from message where state = 'to-print') as "toPrint",
       (select count(*)::int from message where state = 'failed') as "failedMessages",
       (select count(*)::int from outbound where state = 'dead') as "deadLetters"`,
    [dayAfter(today, -clockDays)],
  );
  if (counts === undefined) throw new Error('A select without a table gives one row');
  return counts;
}
