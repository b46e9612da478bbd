/** The page's requests. The secret is in the page's own address and nowhere else. */
import type { Answers, Sheet } from '../../services/hospital/questionnaire/api.ts';

const answerMsMax = 20_000;

export type Read = { readonly kind: 'sheet'; readonly sheet: Sheet } | Trouble;

/** `gone`, `locked`: final. `said`: the service's sentence, to try again. `offline`: nothing came back. */
export type Trouble =
  | { readonly kind: 'gone' | 'locked' | 'said'; readonly error: string }
  | { readonly kind: 'offline' };

export type SentAnswers =
  | { readonly kind: 'taken' | 'answered-before' }
  | { readonly kind: 'problems'; readonly fields: Readonly<Record<string, string>> }
  | Trouble;

export async function readSheet(language: string | undefined): Promise<Read> {
  const query = language === undefined ? '' : `?language=${encodeURIComponent(language)}`;
  const answer = await ask(`${here()}/questions${query}`);
  if (answer === undefined) return { kind: 'offline' };
  // the service speaks its own types; what it says is not checked again here
  if (answer.status === 200) return { kind: 'sheet', sheet: answer.body as Sheet };
  return troubleOf(answer);
}

export async function sendAnswers(answers: Answers): Promise<SentAnswers> {
  const answer = await ask(`${here()}/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answers),
  });
  if (answer === undefined) return { kind: 'offline' };
  if (answer.status === 201) return { kind: 'taken' };
  if (answer.status === 409) return { kind: 'answered-before' };
  const { fields } = answer.body as { fields?: Readonly<Record<string, string>> };
  if (answer.status === 422 && fields !== undefined) return { kind: 'problems', fields };
  return troubleOf(answer);
}

interface Heard {
  readonly status: number;
  readonly body: unknown;
}

function troubleOf({ status, body }: Heard): Trouble {
  const { error = '' } = body as { error?: string };
  if (status === 404) return { kind: 'gone', error };
  if (status === 423) return { kind: 'locked', error };
  return status === 429 ? { kind: 'said', error } : { kind: 'offline' };
}

/** `/q/<secret>`, without a slash at the end. */
function here(): string {
  return location.pathname.replace(/\/+$/, '');
}

async function ask(address: string, init: RequestInit = {}): Promise<Heard | undefined> {
  try {
    const response = await fetch(address, {
      ...init,
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(answerMsMax),
    });
    return { status: response.status, body: await response.json() };
  } catch {
    return undefined; // no network, no answer in time, or an answer of something in between: the page says to try again
  }
}
