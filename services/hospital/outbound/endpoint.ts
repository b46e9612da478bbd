/**
 * The record system's FHIR endpoint: PUT of one resource, with a client certificate and an access token where it asks.
 *
 *   2xx                          taken
 *   408, 409, 429, 5xx, 401      later: busy, or our token is not valid now
 *   no answer, broken off        later: PUT of the same id again does no harm (R4, 3.1.0.4)
 *   everything else              refused, with the sentence of its OperationOutcome
 */
import { Agent, request } from 'undici';
import type { EndpointSettings, Sent } from './api.ts';
import type { Resource } from './resources/fhir.ts';
import { type Tokens, tokensOf } from './tokens.ts';

const deadlineMsDefault = 20_000;
/** A resource of ours has a few kilobytes; one that is larger than this is a mistake. */
export const resourceBytesMax = 1024 * 1024;
/** What is read of an answer. */
export const answerBytesMax = 64 * 1024;
/** What is kept of a reason. */
export const reasonCharactersMax = 300;
/** What an endpoint may ask us to wait. */
const waitMsMax = 60 * 60_000;

const laterStatuses = new Set([401, 408, 409, 429]);

export interface Endpoint {
  put(resource: Resource): Promise<Sent>;
  close(): Promise<void>;
}

/** Throws, with a sentence for central IT, for an address that must not be used. */
export function openEndpoint(settings: EndpointSettings, now: () => Date): Endpoint {
  const { url, tls, oauth, deadlineMs = deadlineMsDefault } = settings;
  const agent = new Agent({ connect: { ...tls, timeout: deadlineMs }, connections: 2 });
  if (oauth !== undefined) checkAddress(oauth.tokenUrl);
  const tokens: Tokens | undefined = oauth && tokensOf(oauth, agent, now);
  const base = checkAddress(url).replace(/\/+$/, '');

  return {
    async put(resource) {
      const body = Buffer.from(JSON.stringify(resource));
      if (body.length > resourceBytesMax)
        return { kind: 'refused', why: `It has more than ${resourceBytesMax} bytes.` };
      const signal = AbortSignal.timeout(deadlineMs);
      try {
        const token = await tokens?.current(signal);
        if (token?.kind === 'none') return { kind: 'later', why: token.why };
        const answer = await request(`${base}/${resource.resourceType}/${resource.id}`, {
          method: 'PUT',
          dispatcher: agent,
          signal,
          headers: {
            'content-type': 'application/fhir+json; charset=utf-8',
            accept: 'application/fhir+json',
            ...(token && { authorization: token.text }),
          },
          body,
        });
        if (answer.statusCode === 401) tokens?.drop();
        const text = await textOf(answer.body);
        return sentOf(answer.statusCode, text, answer.headers['retry-after']);
      } catch (error) {
        // all that a network does: refused, reset, certificate not accepted, deadline
        return { kind: 'later', why: shortened(`The endpoint cannot be reached: ${reasonOf(error)}`) };
      }
    },
    close: () => agent.destroy(),
  };
}

function checkAddress(text: string): string {
  if (!URL.canParse(text)) throw new Error('The address of the record system is not an address: write https://…');
  const { protocol, hostname, username, search, hash } = new URL(text);
  const here = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && here))
    throw new Error(
      'The address of the record system has to begin with https://: patients are not told of in the clear.',
    );
  if (username !== '' || search !== '' || hash !== '')
    throw new Error('The address of the record system must hold no name, no question mark and no hash sign.');
  return text;
}

function sentOf(status: number, text: string, retryAfter: string | string[] | undefined): Sent {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  const why = shortened(`${status}: ${outcomeOf(text) ?? 'the endpoint gives no reason'}`);
  if (status < 500 && !laterStatuses.has(status)) return { kind: 'refused', why };
  const seconds = Number(retryAfter);
  const asked = Number.isFinite(seconds) && seconds > 0;
  return { kind: 'later', why, ...(asked && { afterMs: Math.min(seconds * 1000, waitMsMax) }) };
}

/** The first `answerBytesMax` of the body; what comes after is left unread and the connection with it. */
export async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= answerBytesMax) break;
  }
  return Buffer.concat(chunks).subarray(0, answerBytesMax).toString('utf8');
}

interface Issue {
  readonly diagnostics?: unknown;
  readonly details?: { readonly text?: unknown };
  readonly code?: unknown;
  readonly expression?: unknown;
}

/** What an OperationOutcome says (R4), or undefined where the text is none. */
export function outcomeOf(text: string): string | undefined {
  let outcome: { resourceType?: unknown; issue?: unknown };
  try {
    outcome = JSON.parse(text) ?? {};
  } catch {
    return undefined; // an HTML page of some proxy tells nobody anything
  }
  if (outcome.resourceType !== 'OperationOutcome' || !Array.isArray(outcome.issue)) return undefined;
  const said = outcome.issue.map(({ diagnostics, details, code, expression }: Issue) =>
    [details?.text ?? diagnostics ?? code, Array.isArray(expression) ? `(${expression.join(', ')})` : undefined]
      .filter((part) => typeof part === 'string')
      .join(' '),
  );
  return said.filter((part) => part !== '').join('; ') || undefined;
}

export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= reasonCharactersMax ? line : `${line.slice(0, reasonCharactersMax - 1)}…`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  return error.cause instanceof Error ? error.cause.message : error.message || error.name;
}
