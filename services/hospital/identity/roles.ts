/** What the provider says of a person, and what that means here: a hospital's groups become our roles. */
import type { Role } from './api.ts';

export const everyRole: readonly Role[] = ['coordinator', 'consultant', 'engineer', 'it', 'auditor'];

export interface RoleRules {
  /** Name of the claim; with dots for one within another (`realm_access.roles`). Its value: one word, or a list. */
  readonly claim: string;
  /** The hospital's word to ours. A word that is not here gives nothing. */
  readonly roles: Readonly<Record<string, Role>>;
}

/** The provider says our own words in the claim `roles`. */
export const ownWords: RoleRules = {
  claim: 'roles',
  roles: Object.fromEntries(everyRole.map((role) => [role, role])),
};

/** The roles of these claims, each once, in our own order. */
export function rolesOf(claims: Readonly<Record<string, unknown>>, { claim, roles }: RoleRules): readonly Role[] {
  const value = claimOf(claims, claim);
  const words = Array.isArray(value) ? value : [value];
  const given = new Set(
    words.map((word) => (typeof word === 'string' && Object.hasOwn(roles, word) ? roles[word] : '')),
  );
  return everyRole.filter((role) => given.has(role));
}

/** Whether the claims say anything about roles, be it that there are none. */
export function saysRoles(claims: Readonly<Record<string, unknown>>, { claim }: RoleRules): boolean {
  return claimOf(claims, claim) !== undefined;
}

function claimOf(claims: Readonly<Record<string, unknown>>, claim: string): unknown {
  if (Object.hasOwn(claims, claim)) return claims[claim];
  return claim.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[name];
  }, claims);
}
