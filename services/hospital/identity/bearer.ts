/**
 * Access tokens of systems: JWTs of the hospital's provider (RFC 9068), sent as bearer (RFC 6750) and checked against the
 * keys that the provider publishes: signature, issuer, audience, time, type `at+jwt`.
 */
import {
  allowInsecureRequests,
  type JWTAccessTokenClaims,
  OperationProcessingError,
  UnsupportedOperationError,
  validateJwtAccessToken,
} from 'oauth4webapi';
import { type Issuer, issuerMsMax, isUnreachable } from './issuer.ts';

export type Token =
  | { readonly kind: 'valid'; readonly client: string; readonly scopes: readonly string[] }
  | { readonly kind: 'invalid' }
  /** The keys could not be fetched, so nothing is known of the token. */
  | { readonly kind: 'unreachable' };

/** Checks the value of an `authorization` header. */
export type CheckToken = (authorization: string) => Promise<Token>;

/** `audience`: what the tokens for our FHIR interface name, `https://hospital.example/fhir`. */
export function tokenCheck({ issuer, audience }: { readonly issuer: Issuer; readonly audience: string }): CheckToken {
  return async (authorization) => {
    // a token that is bound to a key (DPoP) needs a proof that nobody sends here
    if (!/^bearer [\w~+/.-]+=*$/i.test(authorization)) return { kind: 'invalid' };
    try {
      const { metadata } = await issuer.configuration();
      const request = new Request(audience, { headers: { authorization } });
      const claims = await validateJwtAccessToken(metadata, request, audience, {
        [allowInsecureRequests]: issuer.inTheClear,
        signal: () => AbortSignal.timeout(issuerMsMax),
      });
      return { kind: 'valid', client: claims.client_id, scopes: scopesOf(claims) };
    } catch (error) {
      if (isUnreachable(error)) return { kind: 'unreachable' };
      if (isAboutTheToken(error)) return { kind: 'invalid' };
      throw error;
    }
  };
}

function scopesOf({ scope }: JWTAccessTokenClaims): readonly string[] {
  return typeof scope === 'string' ? scope.split(' ') : [];
}

/** The checks' own errors. Text that is no base64url, or no JSON, comes as a TypeError with a code. */
function isAboutTheToken(error: unknown): boolean {
  if (error instanceof OperationProcessingError || error instanceof UnsupportedOperationError) return true;
  return error instanceof TypeError && 'code' in error;
}
