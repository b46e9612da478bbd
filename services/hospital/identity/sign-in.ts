/**
 * Signing in with OpenID Connect: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1; RFC 9700).
 *
 *   begin(to) ──► address of the provider, and what to keep in the session
 *   finish(address it came back to, what was kept) ──► who it is and their roles, or why not
 */
import {
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientError,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Staff } from './api.ts';
import { type Issuer, isUnreachable } from './issuer.ts';
import { type RoleRules, rolesOf, saysRoles } from './roles.ts';

/** A sign-in under way; secret, it stays in the session. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Path of ours to go on to. */
  readonly to: string;
}

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly staff: Staff; readonly idToken: string }
  /** The provider knows the person, and no role of ours is among theirs. */
  | { readonly kind: 'without-role'; readonly staff: Staff; readonly idToken: string }
  /** `why`: a code of OAuth or of the checks; says nothing of a person. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unreachable' };

export interface SignIn {
  /** `undefined` while the provider does not answer. */
  begin(to: string): Promise<{ readonly url: URL; readonly pending: PendingSignIn } | undefined>;
  finish(cameTo: URL, pending: PendingSignIn): Promise<SignInOutcome>;
  /** Where the browser has to go to be signed out of the provider too; where it has no such place, or is down, our own page. */
  endUrl(idToken: string | undefined): Promise<string>;
}

export interface SignInOptions {
  readonly issuer: Issuer;
  /** Where the hospital's pages are. */
  readonly origin: string;
  readonly rules: RoleRules;
  /** `openid profile`, and more where a hospital's provider gives the roles only with another scope. */
  readonly scope: string;
}

export function openSignIn({ issuer, origin, rules, scope }: SignInOptions): SignIn {
  const signedOut = `${origin}/signed-out`;
  return {
    async begin(to) {
      const found = await reached(issuer.configuration());
      if (found === undefined) return undefined;
      const pending = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), to };
      const url = buildAuthorizationUrl(found.client, {
        redirect_uri: `${origin}/signed-in`,
        scope,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return { url, pending };
    },

    async finish(cameTo, { state, nonce, verifier }) {
      try {
        const { client } = await issuer.configuration();
        const tokens = await authorizationCodeGrant(client, cameTo, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const idClaims = tokens.claims();
        const idToken = tokens.id_token;
        if (idClaims === undefined || idToken === undefined) return { kind: 'refused', why: 'no-id-token' };
        const complete = typeof idClaims.name === 'string' && saysRoles(idClaims, rules);
        const asked = !complete && client.serverMetadata().userinfo_endpoint !== undefined;
        const more = asked ? await fetchUserInfo(client, tokens.access_token, idClaims.sub) : {};
        const claims: Readonly<Record<string, unknown>> = { ...more, ...idClaims };
        const name = typeof claims.name === 'string' && claims.name !== '' ? claims.name : idClaims.sub;
        const staff = { subject: idClaims.sub, name, roles: rolesOf(claims, rules) };
        return { kind: staff.roles.length > 0 ? 'signed-in' : 'without-role', staff, idToken };
      } catch (error) {
        if (isUnreachable(error)) return { kind: 'unreachable' };
        const why = refusalOf(error);
        if (why === undefined) throw error;
        return { kind: 'refused', why };
      }
    },

    async endUrl(idToken) {
      const found = await reached(issuer.configuration());
      if (found?.metadata.end_session_endpoint === undefined) return signedOut;
      const hint = idToken === undefined ? {} : { id_token_hint: idToken };
      return buildEndSessionUrl(found.client, { post_logout_redirect_uri: signedOut, ...hint }).href;
    },
  };
}

async function reached<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isUnreachable(error)) return undefined;
    throw error;
  }
}

/** The code of what can go wrong with a sign-in; `undefined` for a bug of ours. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) return error.error;
  if (error instanceof ClientError) return error.code ?? 'unknown';
  return undefined;
}

/** A longer address to go on to is not kept. */
const pathCharactersMax = 1_000;

/**
 * The path of ours that `to` names, to go on to after signing in; `/` for everything else: another site, however it is
 * written (`//x`, `/\x`, `javascript:`), and what is not a page.
 */
export function safePath(to: unknown, origin: string): string {
  if (typeof to !== 'string' || to.length > pathCharactersMax || !to.startsWith('/')) return '/';
  if (!URL.canParse(to, origin)) return '/';
  const url = new URL(to, origin);
  const isPage = !/^\/(api|fhir|sign-in|signed-in|sign-out|signed-out)(\/|$)/.test(url.pathname);
  if (url.origin !== origin || !isPage || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
