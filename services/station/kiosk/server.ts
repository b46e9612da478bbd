/**
 * Serves the station's pages and talks with them: see `api/view.ts`. Listens on the machine itself only.
 *
 *   http://127.0.0.1:PORT   /  /kiosk (socket)   /bench/  /bench/socket  /bench/parts/   staff, and simulated parts
 *   http://localhost:PORT   /patient/  /patient/socket                        the patient, while staff has handed over
 *   both                    /assets/…                                         scripts and styles, the same for everybody
 */
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import type { Station } from '../station.ts';
import { attendBench, attendKiosk, attendPatient } from './attendance.ts';
import type { Bench } from './bench.ts';
import { guard, only, originOf } from './hosts.ts';

/** The longest message of a page: a signature as a pen drew it. */
export const messageBytesMax = 256 * 1024;

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
  app.addHook('onRequest', guard(port));
  app.setNotFoundHandler((_, reply) => reply.code(404).send('Nothing is here.')); // says nothing back of what was asked
  const staff = { onRequest: only('kiosk', port) };
  const patient = { onRequest: only('patient', port) };

  app.get('/assets/*', (request, reply) => reply.sendFile(new URL(request.url, 'http://station').pathname.slice(1)));
  app.get('/', staff, (_, reply) => reply.sendFile('kiosk/index.html'));
  app.get('/kiosk', { ...staff, websocket: true }, (socket) => attendKiosk(socket, station));
  app.get('/patient', (_, reply) => reply.redirect(`${originOf('patient', port)}/patient/`));
  app.get('/patient/', patient, (_, reply) => reply.sendFile('station-patient/index.html'));
  app.get('/patient/socket', { ...patient, websocket: true }, (socket) => attendPatient(socket, station));
  if (bench !== undefined) {
    app.get('/bench', staff, (_, reply) => reply.redirect('/bench/'));
    app.get('/bench/', staff, (_, reply) => reply.sendFile('bench/index.html'));
    app.get('/bench/parts', staff, (_, reply) => reply.redirect('/bench/parts/'));
    app.get('/bench/parts/', staff, (_, reply) => reply.sendFile('gallery/index.html'));
    app.get('/bench/socket', { ...staff, websocket: true }, (socket) => attendBench(socket, bench));
  }
  await app.listen({ host: '127.0.0.1', port });
  return app;
}
