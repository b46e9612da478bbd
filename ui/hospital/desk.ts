/** What every page is given by the frame around it. */
import type { Me, Role } from '../../services/hospital/web/api/shared.ts';
import type { Server } from './server.ts';

export interface Desk {
  readonly me: Me;
  readonly server: Server;
  /** Told once, in the bar below the navigation and to readers of the screen. */
  say(message: string): void;
  /** To another page of this desk. */
  go(path: string): void;
  /** Something was done: the counts in the navigation are read anew. */
  changed(): void;
  /** What was typed into a form and not sent yet: kept while this tab is open, never in the browser's storage. */
  readonly drafts: Map<string, unknown>;
}

/** Working on referrals, clinics, patients and pictures is the coordinators'. */
export function isCoordinator(me: Me): boolean {
  return me.roles.includes('coordinator');
}

export function hasRole(me: Me, roles: readonly Role[]): boolean {
  return me.roles.some((role) => roles.includes(role));
}
