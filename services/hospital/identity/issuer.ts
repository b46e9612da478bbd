/**
 * The hospital's OpenID provider, as its own description says (OpenID Connect Discovery 1.0). Asked for at the first need and
 * again until it answers once: the hospital's programs start also while the provider is down.
 */
import { allowInsecureRequests, ClientError, type Configuration, discovery, type ServerMetadata } from 'openid-client';

/** For one answer of the provider. */
export const issuerMsMax = 10_000;

export interface Issuer {
  /** Rejects with what `isTrouble` knows while the provider cannot be asked. */
  configuration(): Promise<Found>;
  /** Requests in the clear are allowed: the issuer is on this machine. */
  readonly inTheClear: boolean;
}

export interface Found {
  readonly client: Configuration;
  /** Always the same object, so that the keys that were fetched for it are found again. */
  readonly metadata: ServerMetadata;
}

export interface IssuerOptions {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Throws where the address is not `https:` and not on this machine: tokens must not cross a network in the clear. */
export function openIssuer({ url, clientId, clientSecret }: IssuerOptions): Issuer {
  const address = new URL(url);
  const inTheClear = address.protocol === 'http:';
  if (inTheClear ? !isLoopback(address.hostname) : address.protocol !== 'https:') {
    throw new Error(`identity: the OpenID provider ${address.origin} needs https`);
  }
  let found: Promise<Found> | undefined;
  const find = async () => {
    const options = { timeout: issuerMsMax / 1_000, ...(inTheClear ? { execute: [allowInsecureRequests] } : {}) };
    const client = await discovery(address, clientId, clientSecret, undefined, options);
    return { client, metadata: client.serverMetadata() };
  };
  return {
    inTheClear,
    configuration() {
      found ??= find().catch((error: unknown) => {
        found = undefined;
        throw error;
      });
      return found;
    },
  };
}

export function isLoopback(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost';
}

const unreachableCodes = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
];

/** The provider did not answer, or not as one: nothing is known of the person or the token. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  if (error instanceof DOMException) return error.name === 'TimeoutError' || error.name === 'AbortError';
  if (error instanceof TypeError) return code === undefined && error.message === 'fetch failed'; // fetch (WHATWG): a network error
  return (error instanceof ClientError || error.name === 'OperationProcessingError') && isOneOf(code, unreachableCodes);
}

function isOneOf(code: unknown, codes: readonly string[]): boolean {
  return typeof code === 'string' && codes.includes(code);
}
