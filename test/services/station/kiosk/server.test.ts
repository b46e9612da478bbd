/** The kiosk server over a whole station: who is answered, what may be said, what a page is shown. */
import { once } from 'node:events';
import { request } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ClientOptions, WebSocket } from 'ws';
import type { View } from '../../../../services/station/api.ts';
import { stationRig } from '../../../support/station.ts';

const rig = await stationRig();
const { kioskPort, station } = rig;

function page(options: ClientOptions = {}): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${kioskPort}/kiosk`, options);
}

/** The status of a plain request with these headers. */
async function ask(path: string, headers: Record<string, string> = {}) {
  const asking = request({ host: '127.0.0.1', port: kioskPort, path, headers });
  asking.end();
  const [answer] = await once(asking, 'response');
  answer.resume();
  return answer as { statusCode: number; headers: Record<string, string | undefined> };
}

async function refusal(options: ClientOptions): Promise<number> {
  const socket = page(options);
  const [, answer] = await once(socket, 'unexpected-response');
  socket.on('error', () => {});
  socket.terminate();
  return answer.statusCode;
}

const test = suite('kiosk server');

test('a page is told the whole view as soon as it comes', async () => {
  const socket = page();
  const [message] = await once(socket, 'message');
  const view = JSON.parse(String(message)) as View;
  assert.equal(view, JSON.parse(JSON.stringify(station.view())));
  assert.is(view.stage, 'idle');
  assert.ok(view.clinic.length >= 3);
  socket.terminate();
});

test('pages of other sites, and names that were made to point here, are not answered', async () => {
  assert.is(await refusal({ origin: 'https://elsewhere.example' }), 403);
  assert.is(await refusal({ headers: { host: `elsewhere.example:${kioskPort}` } }), 421);
  assert.is((await ask('/', { host: 'elsewhere.example' })).statusCode, 421);
});

test('the page itself is served, and nothing that is served may be kept or framed', async () => {
  const { statusCode, headers } = await ask('/');
  assert.is(statusCode, 200);
  assert.is(headers['cache-control'], 'no-store');
  assert.match(headers['content-security-policy'] ?? '', /default-src 'self'.*frame-ancestors 'none'/);
});

test('no path leads out of the pages', async () => {
  for (const path of [
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/../../package.json',
    '/kiosk/../package.json',
  ]) {
    const { statusCode } = await ask(path);
    assert.ok(statusCode >= 400, `${path} ${statusCode}`);
  }
});

for (const said of [
  '{',
  '{"kind":"format-disk"}',
  '{"kind":"arm","lesion":"L1","view":"x-ray"}',
  '{"kind":"press","twice":true}',
  '[]',
]) {
  test(`a page that says ${said} is shown the door`, async () => {
    const socket = page();
    await once(socket, 'open');
    socket.send(said);
    const [code] = await once(socket, 'close');
    assert.is(code, 1008);
  });
}

test('a command that changes nothing is answered all the same', async () => {
  const socket = page();
  await once(socket, 'message');
  socket.send(JSON.stringify({ kind: 'disarm' }));
  const [message] = await once(socket, 'message');
  assert.is(JSON.parse(String(message)).stage, 'idle');
  socket.terminate();
});

test('live pictures come while a visit is open, two at a time, and stop with it', async () => {
  await rig.until('camera', (view) => view.camera.status === 'ready');
  const socket = page();
  const pictures: Buffer[] = [];
  let onPicture = () => {};
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) return;
    pictures.push(data);
    onPicture();
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ kind: 'open-visit', appointment: 'demonstration-1' }));
  await new Promise<void>((resolve) => {
    onPicture = () => pictures.length === 2 && resolve();
  });
  assert.is(pictures[0]?.[0], 1, 'the first byte says that it is a live picture');
  assert.equal([...(pictures[0]?.subarray(1, 3) ?? [])], [0xff, 0xd8]);

  const third = new Promise<void>((resolve) => {
    onPicture = resolve;
  });
  socket.send(JSON.stringify({ kind: 'drawn' }));
  await third;
  assert.is(pictures.length, 3);
  socket.send(JSON.stringify({ kind: 'close-visit' }));
  await rig.until('end of the visit', (view) => view.stage === 'idle');
  socket.terminate();
});

test.after(() => rig.close());
test.run();
