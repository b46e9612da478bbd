/** A hospital's record system for tests: takes resources by PUT, and does what it is told to do wrong. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fhirTroubles } from './validators.ts';

export interface Put {
  readonly path: string;
  readonly resource: { readonly resourceType: string; readonly id: string; readonly [element: string]: unknown };
  readonly authorization: string | undefined;
}

/** What one request gets instead of being taken; `hang` never answers, `drop` takes it and breaks off. */
export type Answer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | 'hang'
  | 'drop';

export interface RecordSystem {
  readonly url: string;
  /** Everything that was taken, in order; what the validators found wrong is in `troubles`. */
  readonly taken: readonly Put[];
  readonly asked: readonly Put[];
  readonly troubles: readonly string[];
  readonly tokens: number;
  /** Requests for the same resource that were there at the same time. */
  readonly overlaps: number;
  next(...answers: readonly Answer[]): void;
  /** Called while a request is held, before it is answered. */
  during(work: (() => Promise<void>) | undefined): void;
  close(): Promise<void>;
}

export async function recordSystem(): Promise<RecordSystem> {
  const taken: Put[] = [];
  const asked: Put[] = [];
  const troubles: string[] = [];
  const answers: Answer[] = [];
  const present = new Map<string, number>();
  let tokens = 0;
  let overlaps = 0;
  let during: (() => Promise<void>) | undefined;

  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    if (request.url === '/token') {
      tokens += 1;
      return answer(response, 200, { access_token: `token-${tokens}`, token_type: 'Bearer', expires_in: 300 });
    }
    const put: Put = {
      path: String(request.url),
      resource: JSON.parse(text),
      authorization: request.headers.authorization,
    };
    asked.push(put);
    const there = (present.get(put.path) ?? 0) + 1;
    present.set(put.path, there);
    if (there > 1) overlaps += 1;
    await during?.();
    present.set(put.path, (present.get(put.path) ?? 1) - 1);
    const told = answers.shift();
    if (told === 'hang') return;
    if (typeof told === 'object') return answer(response, told.status, told.body ?? {}, told.headers);
    troubles.push(...fhirTroubles(put.resource));
    if (put.path !== `/fhir/${put.resource.resourceType}/${put.resource.id}`) troubles.push(`PUT to ${put.path}`);
    taken.push(put);
    if (told === 'drop') return response.destroy();
    answer(response, taken.filter(({ path }) => path === put.path).length === 1 ? 201 : 200, put.resource);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    asked,
    troubles,
    get tokens() {
      return tokens;
    },
    get overlaps() {
      return overlaps;
    },
    next: (...more) => void answers.push(...more),
    during: (work) => {
      during = work;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers }).end(JSON.stringify(body));
}
