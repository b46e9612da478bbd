/**
 * Serves the kiosk's pages and talks with them: see `api.ts`. Listens on the machine itself only.
 *
 * A page of any other site that happens to be open on this machine is refused by its origin, and a name that was made
 * to point here by its host. Nothing that is served may be kept by the browser.
 */
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import type { Stop } from '../../../device/ports.ts';
import type { BenchCommand, BenchView, PictureTags } from '../api.ts';
import type { Station } from '../station.ts';
import { benchCommand, command } from './commands.ts';
import { paced } from './pacing.ts';

export const pictureTags: PictureTags = { live: 1, taken: 2 };

const messageBytesMax = 16 * 1024;
/** A page that does not take what it is sent is cut off; it comes back by itself. */
const unsentBytesMax = 16 * 1024 * 1024;
/** WebSocket close code for a message that breaks the rules (RFC 6455, section 7.4.1). */
const policyViolation = 1008;

/** The switches of simulated parts, for the bench page. */
export interface Bench {
  view(): BenchView;
  onView(listener: (view: BenchView) => void): Stop;
  dispatch(command: BenchCommand): void;
}

export interface KioskOptions {
  readonly station: Station;
  /** Absent where the parts are real. */
  readonly bench?: Bench;
  /** The built pages. */
  readonly pagesFolder: string;
  readonly port: number;
}

/** Resolves once the pages are served. Rejects with EADDRINUSE when the port is taken. */
export async function serveKiosk({ station, bench, pagesFolder, port }: KioskOptions): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit: messageBytesMax });
  await app.register(fastifyWebsocket, { options: { maxPayload: messageBytesMax } });
  await app.register(fastifyStatic, { root: pagesFolder, serve: false, cacheControl: false });

  app.addHook('onRequest', async (request, reply) => {
    const { host, origin } = request.headers;
    const own = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
    if (host === undefined || !own.has(host))
      return reply.code(421).send('This station answers to its own address only.');
    if (origin !== undefined && !own.has(origin.replace(/^http:\/\//, '')))
      return reply.code(403).send('Pages of other sites are not answered.');
    reply.headers({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  app.get('/', (_, reply) => reply.sendFile('kiosk/index.html'));
  app.get('/assets/*', (request, reply) => reply.sendFile(new URL(request.url, 'http://station').pathname.slice(1)));
  app.get('/kiosk', { websocket: true }, (socket) => attendKiosk(socket, station));
  if (bench !== undefined) {
    app.get('/bench', (_, reply) => reply.redirect('/bench/'));
    app.get('/bench/', (_, reply) => reply.sendFile('bench/index.html'));
    app.get('/bench/socket', { websocket: true }, (socket) => attendBench(socket, bench));
  }
  await app.listen({ host: '127.0.0.1', port });
  return app;
}

function attendKiosk(socket: WebSocket, station: Station): void {
  const live = paced((jpeg) => send(socket, tagged(pictureTags.live, jpeg)));
  const showTaken = (jpeg: Uint8Array) => send(socket, tagged(pictureTags.taken, jpeg));
  attend(socket, {
    form: command,
    say(said) {
      if (said.kind === 'drawn') return live.drawn();
      station.dispatch(said);
      send(socket, JSON.stringify(station.view())); // every command has an answer, also one that changed nothing
    },
    view: station.view,
    stops: [
      station.onView((view) => send(socket, JSON.stringify(view))),
      station.onTaken(showTaken),
      station.onFrame(live.offer),
    ],
  });
  const taken = station.taken();
  if (taken !== undefined) showTaken(taken);
}

function attendBench(socket: WebSocket, bench: Bench): void {
  attend(socket, {
    form: benchCommand,
    say(said) {
      bench.dispatch(said);
      send(socket, JSON.stringify(bench.view()));
    },
    view: bench.view,
    stops: [bench.onView((view) => send(socket, JSON.stringify(view)))],
  });
}

interface Attendance<Said> {
  readonly form: z.ZodType<Said>;
  readonly say: (said: Said) => void;
  readonly view: () => unknown;
  readonly stops: readonly Stop[];
}

/** A page is there: it gets the view at once, may say what has the right form, and leaves nothing behind. */
function attend<Said>(socket: WebSocket, { form, say, view, stops }: Attendance<Said>): void {
  send(socket, JSON.stringify(view()));
  socket.on('message', (data) => {
    const said = form.safeParse(parse(String(data)));
    if (said.success) say(said.data);
    else socket.close(policyViolation, 'not a command of this station');
  });
  socket.on('close', () => {
    for (const stop of stops) stop();
  });
}

function send(socket: WebSocket, message: string | Buffer): void {
  if (socket.bufferedAmount > unsentBytesMax) socket.terminate();
  else socket.send(message);
}

function tagged(tag: number, jpeg: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(tag), jpeg]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no form accepts it
  }
}
