/** The access token for the record system, fetched when it is needed and kept until shortly before it ends (RFC 6749, 4.4). */
import { type Agent, request } from 'undici';
import type { ClientCredentials } from './api.ts';

/** A token is not used in its last moments: the request has to arrive with it. */
const marginMs = 30_000;
/** Assumed of a token that does not say how long it lives. */
const lifeMsDefault = 5 * 60_000;
const answerBytesMax = 64 * 1024;

export type Token = { readonly kind: 'token'; readonly text: string } | { readonly kind: 'none'; readonly why: string };

export interface Tokens {
  /** Rejects when the network or the signal breaks it off. */
  current(signal: AbortSignal): Promise<Token>;
  /** The endpoint did not accept it. */
  drop(): void;
}

export function tokensOf(credentials: ClientCredentials, agent: Agent, now: () => Date): Tokens {
  const { tokenUrl, clientId, clientSecret, scope } = credentials;
  // RFC 6749, 2.3.1: both are form-encoded before they are joined
  const pair = [clientId, clientSecret].map((part) => encodeURIComponent(part)).join(':');
  let held: { readonly text: string; readonly untilMs: number } | undefined;

  return {
    async current(signal) {
      if (held !== undefined && now().getTime() < held.untilMs) return { kind: 'token', text: `Bearer ${held.text}` };
      held = undefined;
      const { statusCode, body } = await request(tokenUrl, {
        method: 'POST',
        dispatcher: agent,
        signal,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
          authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) }).toString(),
      });
      const answer = await shortTextOf(body);
      if (statusCode !== 200) return { kind: 'none', why: `The token server answers ${statusCode}.` };
      const { access_token: text, expires_in: seconds } = parsed(answer);
      if (typeof text !== 'string') return { kind: 'none', why: 'The token server gives no access token.' };
      const lifeMs = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : lifeMsDefault;
      held = { text, untilMs: now().getTime() + lifeMs - marginMs };
      return { kind: 'token', text: `Bearer ${text}` };
    },
    drop() {
      held = undefined;
    },
  };
}

async function shortTextOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > answerBytesMax) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): { readonly access_token?: unknown; readonly expires_in?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {}; // what is not JSON holds no token
  }
}
