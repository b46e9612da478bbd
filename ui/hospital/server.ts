/**
 * Asking the hospital's server. Whoever asks hears only an answer or a refusal: while the server does not answer, the
 * request waits, the frame shows why, and "try again" sends the same request anew. So nothing that was typed is lost.
 *
 *   read/write ──2xx──► answered
 *              ──4xx──► refused (a sentence, and which fields)
 *              ──401──► read: to the sign-in page.  write: trouble "signed out", so that the form stays
 *              ──5xx, no answer──► trouble ──again()──► (the same request)
 *                                          ──giveUp(), or the page was left──► given up
 */
import type { Me, Refusal } from '../../services/hospital/web/api/shared.ts';

/** A coordinator's network may be slow; longer than this is no answer. */
const answerMsMax = 30_000;

export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly error: string;
      readonly fields: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'given-up' };

/** A request that waits for a person. */
export interface Trouble {
  readonly why: 'no-answer' | 'failed' | 'signed-out';
  readonly writing: boolean;
  again(): void;
  giveUp(): void;
}

export interface Server {
  /** `quiet`: nobody waits for it, so trouble is not shown and the request is given up. */
  read<T>(path: string, options?: { signal?: AbortSignal; quiet?: boolean }): Promise<Answer<T>>;
  write<T>(path: string, body: unknown): Promise<Answer<T>>;
  /** A whole file as it is. */
  upload<T>(path: string, mediaType: string, file: Blob): Promise<Answer<T>>;
}

export interface ServerDeps {
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** Sends the whole page away to sign in. */
  readonly signIn: () => void;
  readonly troubles: (waiting: readonly Trouble[]) => void;
}

type Outcome<T> = Exclude<Answer<T>, { kind: 'given-up' }> | { readonly kind: 'trouble'; readonly why: Trouble['why'] };

export function openServer({ fetch, signIn, troubles }: ServerDeps): Server & { readonly me: () => Promise<Me> } {
  let csrf = '';
  let waiting: readonly Trouble[] = [];
  const setWaiting = (list: readonly Trouble[]) => {
    waiting = list;
    troubles(list);
  };

  async function once<T>(path: string, init: RequestInit): Promise<Outcome<T>> {
    const response = await fetch(path, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      signal: AbortSignal.timeout(answerMsMax),
    }).catch(() => undefined); // the browser says only that there was no answer, and so do we
    if (!response) return { kind: 'trouble', why: 'no-answer' };
    if (response.status === 401) return { kind: 'trouble', why: 'signed-out' };
    if (response.status >= 500) return { kind: 'trouble', why: 'failed' };
    const text = await response.text().catch(() => undefined);
    if (text === undefined) return { kind: 'trouble', why: 'no-answer' };
    if (response.ok) return { kind: 'answered', value: (text === '' ? undefined : JSON.parse(text)) as T };
    const { error, fields } = refusalIn(text);
    return { kind: 'refused', status: response.status, error, fields: fields ?? {} };
  }

  /** Until it is answered, or somebody gives it up. */
  async function insist<T>(attempt: () => Promise<Outcome<T>>, writing: boolean, signal?: AbortSignal) {
    for (;;) {
      if (signal?.aborted) return { kind: 'given-up' } as const;
      const outcome = await attempt();
      if (outcome.kind !== 'trouble') return outcome;
      if (outcome.why === 'signed-out' && !writing) {
        signIn();
        return { kind: 'given-up' } as const;
      }
      const chosen = await new Promise<'again' | 'give-up'>((choose) => {
        const end = (choice: 'again' | 'give-up') => {
          setWaiting(waiting.filter((other) => other !== trouble));
          choose(choice);
        };
        const trouble: Trouble = {
          why: outcome.why,
          writing,
          again: () => end('again'),
          giveUp: () => end('give-up'),
        };
        signal?.addEventListener('abort', () => end('give-up'), { once: true });
        setWaiting([...waiting, trouble]);
      });
      if (chosen === 'give-up') return { kind: 'given-up' } as const;
    }
  }

  /** The token belongs to the session: after signing in again in another tab there is a new one. */
  async function renewToken(): Promise<boolean> {
    const before = csrf;
    const me = await once<Me>('/api/me', {});
    if (me.kind === 'answered') csrf = me.value.csrf;
    return csrf !== before;
  }

  async function send<T>(path: string, mediaType: string, body: string | Blob): Promise<Answer<T>> {
    const attempt = async (): Promise<Outcome<T>> => {
      const request = () =>
        once<T>(path, { method: 'POST', body, headers: { 'content-type': mediaType, 'x-csrf-token': csrf } });
      const outcome = await request();
      const stale =
        (outcome.kind === 'refused' && outcome.status === 403) ||
        (outcome.kind === 'trouble' && outcome.why === 'signed-out');
      return stale && (await renewToken()) ? request() : outcome;
    };
    return insist(attempt, true);
  }

  return {
    async read<T>(path: string, { signal, quiet }: { signal?: AbortSignal; quiet?: boolean } = {}) {
      if (!quiet) return insist(() => once<T>(path, {}), false, signal);
      const outcome = await once<T>(path, {});
      return outcome.kind === 'trouble' ? ({ kind: 'given-up' } as const) : outcome;
    },
    write: (path, body) => send(path, 'application/json', JSON.stringify(body)),
    upload: send,
    async me() {
      for (;;) {
        const answer = await insist(() => once<Me>('/api/me', {}), false);
        if (answer.kind === 'answered') {
          csrf = answer.value.csrf;
          return answer.value;
        }
        await new Promise(() => {}); // on the way to the sign-in page, or refused for good: nothing can be shown
      }
    },
  };
}

function refusalIn(text: string): Refusal {
  const unknown: Refusal = { error: 'The server refused this and did not say why. Please tell support.' };
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && 'error' in found ? (found as Refusal) : unknown;
  } catch {
    return unknown; // a page of some machine in between
  }
}
