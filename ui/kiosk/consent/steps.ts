/**
 * Where in asking for consent the screen is. The station knows what was answered; the steps between are the page's own.
 *
 *   exclusions ──► information 1 … n ──► purposes ──► how ──► signing ──► (station) ──► holds
 *       └─► found ──► why ─┘                  └── refused ────────────────────┘ ▲  └─ change: purposes
 *             └─► the visit ends
 */
import type { ConsentView } from '../../../services/station/api/view.ts';

export type ConsentStep =
  | { readonly kind: 'exclusions' }
  | { readonly kind: 'found' }
  | { readonly kind: 'why' }
  | { readonly kind: 'information'; readonly page: number }
  | { readonly kind: 'purposes' }
  | { readonly kind: 'how' }
  | { readonly kind: 'signing' }
  | { readonly kind: 'holds' };

/** Where the screen begins, and where it goes on after a lock or a restart: at what the station does not know yet. */
export function firstStep({ given, exclusions, exclusionsWhy }: ConsentView): ConsentStep {
  if (exclusions !== undefined && exclusions.length > 0 && exclusionsWhy === undefined) return { kind: 'found' };
  if (given !== undefined) return { kind: 'holds' };
  if (exclusions === undefined) return { kind: 'exclusions' };
  return { kind: 'information', page: 0 };
}

/** Whether the station has learnt something that moves the screen on by itself. */
export function hasMoved(before: ConsentView, now: ConsentView): boolean {
  return (
    before.how !== now.how ||
    !sameGiven(before.given, now.given) ||
    before.exclusionsWhy !== now.exclusionsWhy ||
    before.exclusions?.join() !== now.exclusions?.join()
  );
}

function sameGiven(one: ConsentView['given'], other: ConsentView['given']): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.record === other.record && one.teaching === other.teaching && one.publication === other.publication;
}
