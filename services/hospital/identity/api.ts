/** Who is signed in, and what they may do. Types only. */
import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';

export type Role = 'coordinator' | 'consultant' | 'engineer' | 'it' | 'auditor';

export interface Staff {
  /** `sub` of the OpenID provider; never changes for a person. */
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** What a route asks before it answers. Wired as `preHandler`; answers 401 or 403 itself, as `{ error }`. */
export interface Gate {
  /**
   * Signed in, with one of these roles. A request that changes something (not GET or HEAD) must also carry the session's
   * CSRF token in `x-csrf-token`.
   */
  allow(...roles: readonly Role[]): preHandlerAsyncHookHandler;
  /** A system with an access token (OAuth 2 bearer, RFC 6750) that holds this scope. */
  system(scope: 'fhir'): preHandlerAsyncHookHandler;
  /** Who asked. For a system: its client id as subject and name, no roles. Throws where neither of the above has run. */
  who(request: FastifyRequest): Staff;
}
