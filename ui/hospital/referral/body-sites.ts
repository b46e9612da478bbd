/** The standard list of places on the body, read once while the desk is open: it changes with a release, not during a day. */
import type { BodySite } from '../../../services/hospital/web/api/referrals.ts';
import type { Answer, Server } from '../server.ts';

let kept: readonly BodySite[] | undefined;

export async function bodySites(server: Server): Promise<Answer<readonly BodySite[]>> {
  if (kept) return { kind: 'answered', value: kept };
  const answer = await server.read<readonly BodySite[]>('/api/body-sites');
  if (answer.kind === 'answered') kept = answer.value;
  return answer;
}
