/**
 * What goes into `authorization` of each request.
 *
 *   token service ◄── client id and secret ──┐
 *        └── token, good for n seconds ──► kept until shortly before its end, or until the archive refuses it
 */
import { ClientSecretBasic, Configuration, type CustomFetch, clientCredentialsGrant, customFetch } from 'openid-client';
import { type Dispatcher, fetch } from 'undici';
import { archiveUnavailable } from '../unavailable.ts';
import type { SignIn } from './settings.ts';

export interface Authorization {
  /** The header's value, or undefined where none is asked for. Throws ArchiveUnavailable. */
  header(): Promise<string | undefined>;
  /** The archive has refused this value. Whether it makes sense to ask for another one and try once more. */
  refused(value: string | undefined): boolean;
}

/** A new token is asked for so long before the old one ends: a large picture may take that time to arrive. */
const beforeEndMs = 30_000;
const tokenDeadlineS = 15;

export interface SignInOptions {
  /** Carries the client certificate and the certificates to trust. */
  readonly dispatcher: Dispatcher;
  /** Milliseconds of a clock that does not jump. */
  readonly clockMs: () => number;
}

export function signIn(asked: SignIn | undefined, options: SignInOptions): Authorization {
  switch (asked?.kind) {
    case undefined:
      return fixed(undefined);
    case 'basic':
      return fixed(`Basic ${Buffer.from(`${asked.name}:${asked.password}`).toString('base64')}`);
    case 'bearer':
      return fixed(`Bearer ${asked.token}`);
    case 'oauth':
      return tokens(asked, options);
  }
}

function fixed(value: string | undefined): Authorization {
  return { header: async () => value, refused: () => false };
}

interface Token {
  readonly value: string;
  readonly endsMs: number;
}

function tokens(
  { tokenUrl, clientId, clientSecret, scope }: Extract<SignIn, { kind: 'oauth' }>,
  { dispatcher, clockMs }: SignInOptions,
): Authorization {
  const service = new URL(tokenUrl);
  const configuration = new Configuration(
    { issuer: service.origin, token_endpoint: service.href },
    clientId,
    clientSecret,
    ClientSecretBasic(clientSecret),
  );
  configuration.timeout = tokenDeadlineS;
  // The two libraries name the same types of the Fetch standard apart.
  const ask = (url: string, init: object) => fetch(url, { ...init, dispatcher });
  configuration[customFetch] = ask as unknown as CustomFetch;

  let token: Token | undefined;
  let underWay: Promise<Token> | undefined;

  async function askForToken(): Promise<Token> {
    try {
      const answer = await clientCredentialsGrant(configuration, scope === undefined ? {} : { scope });
      const goodMs = (answer.expiresIn() ?? Number.POSITIVE_INFINITY) * 1000;
      // A token that is shorter-lived than our margin is used for half its life, not asked for at every request.
      const endsMs = clockMs() + Math.max(goodMs - beforeEndMs, goodMs / 2);
      return { value: `Bearer ${answer.access_token}`, endsMs };
    } catch (error) {
      throw archiveUnavailable(
        `The token service at ${service.origin} gave us no token for the archive (${reasonOf(error)}). Check client id, secret and scope.`,
      );
    }
  }

  return {
    async header() {
      if (token !== undefined && clockMs() < token.endsMs) return token.value;
      underWay ??= askForToken().finally(() => {
        underWay = undefined;
      });
      token = await underWay;
      return token.value;
    },
    refused(value) {
      if (token?.value === value) token = undefined;
      return true;
    },
  };
}

/** An OAuth error (RFC 6749, section 5.2) or a network's, never the text of an answer. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('error' in error && typeof error.error === 'string') return error.error;
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
