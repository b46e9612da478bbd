/** The NHS e-Referral Service asked for new referrals again and again, where it is configured. */
import type { Logger } from 'pino';
import { Agent, fetch as fetchVia } from 'undici';
import type { Ers } from './config.ts';
import type { Database } from './database/api.ts';
import { tokensOf } from './outbound/tokens.ts';
import type { Intake } from './referral/api.ts';
import { openErsClient } from './referral/ers/client.ts';
import { openErsPoller, startPolling } from './referral/ers/poller.ts';

const everyMs = 5 * 60_000;
const tokenMsMax = 30_000;

export interface ErsOptions {
  readonly ers: Ers;
  readonly intake: Intake;
  readonly database: Database;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Returns the way to stop, after the round that is under way. */
export function pollErs({ ers, intake, database, now, log }: ErsOptions): () => Promise<void> {
  const agent = new Agent({ connect: { ...ers.tls } });
  const tokens = ers.oauth && tokensOf(ers.oauth, agent, now);

  async function headers(): Promise<Readonly<Record<string, string>>> {
    const session = {
      'nhsd-end-user-organisation-ods': ers.organisation,
      'nhsd-ers-business-function': ers.businessFunction,
    };
    const token = await tokens?.current(AbortSignal.timeout(tokenMsMax));
    if (token?.kind === 'none') log.warn({ why: token.why }, 'no access to the e-Referral Service');
    return token?.kind === 'token' ? { ...session, authorization: token.text } : session;
  }

  const client = openErsClient({
    ersUrl: ers.url,
    demographicsUrl: ers.demographicsUrl,
    headers,
    fetch: ((url: string, init: RequestInit) =>
      fetchVia(url, { ...(init as object), dispatcher: agent })) as unknown as typeof fetch,
  });
  const stop = startPolling(openErsPoller({ client, intake, database, now }), everyMs, ({ troubles, taken }) => {
    if (taken > 0) log.info({ taken }, 'referrals came from the e-Referral Service');
    for (const { ubrn, why } of troubles) log.warn({ ubrn, why }, 'a referral of the e-Referral Service was not taken');
  });
  return async () => {
    await stop();
    await agent.close();
  };
}
