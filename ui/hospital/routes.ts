/** The addresses of the desk's pages, who may open them, and what the navigation shows of them. */
import type { Me, Overview, Role } from '../../services/hospital/web/api/shared.ts';
import { hasRole } from './desk.ts';

export type Route =
  | { readonly kind: 'inbox'; readonly query: URLSearchParams }
  | { readonly kind: 'new-referral' }
  | { readonly kind: 'csv' }
  | { readonly kind: 'referral'; readonly id: string }
  | { readonly kind: 'clinics'; readonly query: URLSearchParams }
  | { readonly kind: 'new-clinic' }
  | { readonly kind: 'sites' }
  | { readonly kind: 'clinic'; readonly id: string }
  | { readonly kind: 'reconciliation' }
  | { readonly kind: 'set-aside'; readonly parcel: string }
  | { readonly kind: 'patient'; readonly id: string }
  | { readonly kind: 'access'; readonly id: string }
  | { readonly kind: 'messages' }
  | { readonly kind: 'outbound' }
  | { readonly kind: 'photographers' }
  | { readonly kind: 'audit' }
  | { readonly kind: 'unknown' };

// biome-ignore format: a table is read by columns
const openTo: Record<Route['kind'], readonly Role[]> = {
  inbox:          ['coordinator', 'consultant'],
  'new-referral': ['coordinator'],
  csv:            ['coordinator'],
  referral:       ['coordinator', 'consultant'],
  clinics:        ['coordinator'],
  'new-clinic':   ['coordinator'],
  sites:          ['coordinator'],
  clinic:         ['coordinator'],
  reconciliation: ['coordinator'],
  'set-aside':    ['coordinator'],
  patient:        ['coordinator', 'consultant'],
  access:         ['coordinator', 'auditor'],
  messages:       ['coordinator', 'it'],
  outbound:       ['coordinator', 'it'],
  photographers:  ['coordinator', 'it'],
  audit:          ['auditor'],
  unknown:        ['coordinator', 'consultant', 'engineer', 'it', 'auditor'],
};

export function mayOpen(me: Me, kind: Route['kind']): boolean {
  return hasRole(me, openTo[kind]);
}

/** Which page an address of this desk means. */
export function routeOf(url: URL): Route {
  const [first, second, third, ...more] = url.pathname.split('/').filter((part) => part !== '');
  if (more.length > 0) return { kind: 'unknown' };
  if (third !== undefined) {
    return first === 'patients' && second && third === 'access' ? { kind: 'access', id: second } : { kind: 'unknown' };
  }
  switch (first) {
    case undefined:
      return { kind: 'inbox', query: url.searchParams };
    case 'referrals':
      if (second === undefined) return { kind: 'inbox', query: url.searchParams };
      if (second === 'new') return { kind: 'new-referral' };
      return second === 'csv' ? { kind: 'csv' } : { kind: 'referral', id: second };
    case 'clinics':
      if (second === undefined) return { kind: 'clinics', query: url.searchParams };
      if (second === 'new') return { kind: 'new-clinic' };
      return second === 'sites' ? { kind: 'sites' } : { kind: 'clinic', id: second };
    case 'reconciliation':
      return second === undefined ? { kind: 'reconciliation' } : { kind: 'set-aside', parcel: second };
    case 'patients':
      return second === undefined ? { kind: 'unknown' } : { kind: 'patient', id: second };
    case 'messages':
    case 'outbound':
    case 'photographers':
    case 'audit':
      return second === undefined ? { kind: first } : { kind: 'unknown' };
    default:
      return { kind: 'unknown' };
  }
}

interface Entry {
  readonly path: string;
  readonly name: string;
  /** The pages below this one in the navigation. */
  readonly kinds: readonly Route['kind'][];
  /** What waits there, and what the number counts. */
  readonly waiting?: (overview: Overview) => number;
  readonly counts?: string;
}

const navigation: readonly Entry[] = [
  {
    path: '/',
    name: 'Referrals',
    kinds: ['inbox', 'new-referral', 'csv', 'referral'],
    waiting: ({ inbox }) => inbox,
    counts: 'to decide',
  },
  { path: '/clinics', name: 'Clinics', kinds: ['clinics', 'new-clinic', 'sites', 'clinic'] },
  {
    path: '/reconciliation',
    name: 'Pictures to settle',
    kinds: ['reconciliation', 'set-aside'],
    waiting: ({ reconciliation }) => reconciliation,
    counts: 'waiting',
  },
  {
    path: '/messages',
    name: 'Messages',
    kinds: ['messages'],
    waiting: ({ toPrint, failedMessages }) => toPrint + failedMessages,
    counts: 'to print or failed',
  },
  {
    path: '/outbound',
    name: 'Record system',
    kinds: ['outbound'],
    waiting: ({ deadLetters }) => deadLetters,
    counts: 'could not be sent',
  },
  { path: '/photographers', name: 'Photographers', kinds: ['photographers'] },
  { path: '/audit', name: 'Audit', kinds: ['audit'] },
];

/** What this person may go to. */
export function navigationFor(me: Me): readonly Entry[] {
  return navigation.filter(({ kinds }) => kinds[0] !== undefined && mayOpen(me, kinds[0]));
}

/** Where this person's day begins; undefined where none of these pages is theirs. */
export function firstPathFor(me: Me): string | undefined {
  return navigationFor(me)[0]?.path;
}
