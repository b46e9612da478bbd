/**
 * A station that only plays what a test wants to see: it serves the built pages and tells the kiosk one `View` after the
 * other. Nothing is decided here; what the page asks is remembered, and answered by `answer` if a test gives one.
 *
 *   const station = await fakeStation({ view: viewShown({ stage: 'locked' }) });
 *   await page.goto(station.kiosk);
 *   station.show(viewShown({ stage: 'clinic', clinic }));
 *   await page.getByRole('button', { name: /okonkwo/i }).click();
 *   const asked = await station.asked('open-visit');
 *   station.thumbnail(picture.id, jpeg);
 *
 * `/`  the kiosk     `/bench/parts/`  the gallery     `/patient/`  a page that only says that it is the patient's
 */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import fastifyWebsocket from '@fastify/websocket';
import fastify from 'fastify';
import type { WebSocket } from 'ws';
import type { Command } from '../../services/station/api/command.ts';
import type { PictureTags, Shot } from '../../services/station/api/picture.ts';
import type { View } from '../../services/station/api/view.ts';

const tags: PictureTags = { live: 1, taken: 2, thumbnail: 3, earlier: 4 };
const askedWithinMsMax = 10_000;
const messageBytesMax = 256 * 1024;

/** What the station's own server says, so that the pages are tested under the same policy. */
const policy =
  "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export interface FakeStation {
  /** Address of the kiosk, `http://127.0.0.1:PORT/`, and of the gallery. */
  readonly kiosk: string;
  readonly gallery: string;
  readonly port: number;
  /** Everything that was asked, the first one first; `drawn` and `active` only counted. */
  readonly commands: readonly Command[];
  count(kind: 'drawn' | 'active'): number;
  /** The view as it is now. */
  view(): View;
  /** Tells every page this view. */
  show(view: View): void;
  /** The present view with these changes. */
  change(changes: Partial<View>): void;
  /** The next command of this kind that no call has returned before. Rejects after ten seconds. */
  asked<Kind extends Command['kind']>(kind: Kind): Promise<Extract<Command, { kind: Kind }>>;
  live(jpeg: Uint8Array): void;
  taken(jpeg: Uint8Array): void;
  thumbnail(id: string, jpeg: Uint8Array): void;
  earlier(lesion: string, shot: Shot, jpeg: Uint8Array): void;
  /** Cuts every page off; `back`: whether it may come back. */
  cutOff(back: boolean): void;
  /** Pages that are connected. */
  pages(): number;
  close(): Promise<void>;
}

export interface FakeOptions {
  readonly view: View;
  /** The built pages; `ui/dist` when not given. */
  readonly pagesFolder?: string;
  /** The next view after a command; without it, or where it returns nothing, the view stays. */
  readonly answer?: (command: Command, view: View) => View | undefined;
}

export async function fakeStation({ view, pagesFolder, answer }: FakeOptions): Promise<FakeStation> {
  const commands: Command[] = [];
  const taken = new Set<Command>();
  const counts = { drawn: 0, active: 0 };
  const sockets = new Set<WebSocket>();
  const waiting = new Set<() => void>();
  let present = view;
  let open = true;

  const app = fastify();
  await app.register(fastifyWebsocket, { options: { maxPayload: messageBytesMax } });
  const root = pagesFolder ?? join(import.meta.dirname, '..', '..', 'ui', 'dist');
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false });
  app.addHook('onRequest', async (_, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'content-security-policy': policy });
  });
  app.get('/', (_, reply) => reply.sendFile('kiosk/index.html'));
  app.get('/bench/parts/', (_, reply) => reply.sendFile('gallery/index.html'));
  app.get('/patient/', (_, reply) =>
    reply
      .type('text/html')
      .send(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Patient</title><h1>The patient’s page</h1></html>',
      ),
  );
  app.get('/assets/*', (request, reply) => reply.sendFile(new URL(request.url, 'http://station').pathname.slice(1)));
  app.get('/kiosk', { websocket: true }, (socket: WebSocket) => {
    if (!open) return socket.terminate();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => hear(JSON.parse(String(data))));
    socket.send(JSON.stringify(present));
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;

  function hear(command: Command): void {
    if (command.kind === 'drawn' || command.kind === 'active') counts[command.kind] += 1;
    else commands.push(command);
    if (command.kind === 'drawn') return;
    show(answer?.(command, present) ?? present);
    for (const look of waiting) look();
  }

  function show(next: View): void {
    present = next;
    for (const socket of sockets) socket.send(JSON.stringify(next));
  }

  function send(tag: number, name: Uint8Array, jpeg: Uint8Array): void {
    for (const socket of sockets) socket.send(Buffer.concat([Buffer.of(tag), name, jpeg]));
  }

  return {
    kiosk: `http://127.0.0.1:${port}/`,
    gallery: `http://127.0.0.1:${port}/bench/parts/`,
    port,
    commands,
    count: (kind) => counts[kind],
    view: () => present,
    show,
    change: (changes) => show({ ...present, ...changes }),
    asked<Kind extends Command['kind']>(kind: Kind) {
      const isIt = (command: Command): command is Extract<Command, { kind: Kind }> => command.kind === kind;
      return new Promise<Extract<Command, { kind: Kind }>>((resolve, reject) => {
        const look = () => {
          const found = commands.filter(isIt).find((command) => !taken.has(command));
          if (!found) return;
          taken.add(found);
          clearTimeout(patience);
          waiting.delete(look);
          resolve(found);
        };
        const patience = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`“${kind}” was not asked; asked was: ${commands.map((one) => one.kind).join(', ')}`));
        }, askedWithinMsMax);
        waiting.add(look);
        look();
      });
    },
    live: (jpeg) => send(tags.live, Buffer.of(), jpeg),
    taken: (jpeg) => send(tags.taken, Buffer.of(), jpeg),
    thumbnail: (id, jpeg) => send(tags.thumbnail, Buffer.from(id, 'ascii'), jpeg),
    earlier(lesion, shot, jpeg) {
      const name = Buffer.from(`${lesion} ${shot}`, 'utf8');
      send(tags.earlier, Buffer.concat([Buffer.of(name.length), name]), jpeg);
    },
    cutOff(back) {
      open = back;
      for (const socket of sockets) socket.terminate();
    },
    pages: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.terminate();
      await app.close();
    },
  };
}
