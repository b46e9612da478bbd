/** The kiosk server over a whole station: who is answered, what may be said, what a page is shown and what is left of it. */
import { once } from 'node:events';
import { request } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ClientOptions, WebSocket } from 'ws';
import type { PatientFrame } from '../../../../services/station/api/patient.ts';
import type { View } from '../../../../services/station/api/view.ts';
import { demonstrationStaff } from '../../../../services/station/demonstration.ts';
import { endVisit, identify, openVisit, signIn, stationRig, take, upToChoosing } from '../../../support/station.ts';

const rig = await stationRig();
const { kioskPort } = rig;

const hosts = { kiosk: `127.0.0.1:${kioskPort}`, patient: `localhost:${kioskPort}` } as const;
const paths = { kiosk: '/kiosk', patient: '/patient/socket' } as const;
type Side = keyof typeof hosts;

/** A page of one side; everything it was sent is in `texts` and `pictures`. */
function page(side: Side = 'kiosk', options: ClientOptions = {}, path: string = paths[side]) {
  const socket = new WebSocket(`ws://127.0.0.1:${kioskPort}${path}`, {
    ...options,
    headers: { host: hosts[side], ...options.headers },
  });
  const texts: string[] = [];
  const pictures: Buffer[] = [];
  socket.on('message', (data: Buffer, isBinary) => (isBinary ? pictures.push(data) : texts.push(String(data))));
  return { socket, texts, pictures };
}

/** A plain request with these headers, and all of its answer. */
async function ask(path: string, headers: Record<string, string> = {}) {
  const asking = request({ host: '127.0.0.1', port: kioskPort, path, headers: { host: hosts.kiosk, ...headers } });
  asking.end();
  const [answer] = await once(asking, 'response');
  let body = '';
  for await (const part of answer) body += part;
  const { statusCode, headers: given } = answer as { statusCode: number; headers: Record<string, string | undefined> };
  return { statusCode, headers: given, body };
}

async function refusal(side: Side, options: ClientOptions, path?: string): Promise<number> {
  const { socket } = page(side, options, path);
  const [, answer] = await once(socket, 'unexpected-response');
  socket.on('error', () => {});
  socket.terminate();
  return answer.statusCode;
}

const test = suite('kiosk server');

test('a page is told the whole view as soon as it comes', async () => {
  const { socket } = page();
  const [message] = await once(socket, 'message');
  const view = JSON.parse(String(message)) as View;
  assert.is(view.stage, 'locked');
  assert.is(view.signIn?.roster.length, 1);
  assert.equal(view.clinic, []);
  socket.terminate();
});

test('pages of other sites, and names that were made to point here, are not answered', async () => {
  assert.is(await refusal('kiosk', { origin: 'https://elsewhere.example' }), 403);
  assert.is(await refusal('kiosk', { headers: { host: `elsewhere.example:${kioskPort}` } }), 421);
  assert.is((await ask('/', { host: 'elsewhere.example' })).statusCode, 421);
});

test('the kiosk is at 127.0.0.1 and the patient’s page at localhost, and neither gets at the other’s socket', async () => {
  assert.is((await ask('/')).statusCode, 200);
  for (const path of ['/', '/kiosk', '/bench/']) {
    const { statusCode } = await ask(path, { host: hosts.patient });
    assert.ok(statusCode === 421 || statusCode === 404, `${path} ${statusCode}`);
  }
  assert.is((await ask('/patient/')).statusCode, 421);
  assert.is(await refusal('patient', {}, paths.kiosk), 421);
  assert.is(await refusal('kiosk', {}, paths.patient), 421);
  assert.is(
    await refusal('kiosk', { origin: `http://${hosts.patient}` }),
    403,
    'the patient’s page asks for the kiosk’s',
  );
  assert.is(await refusal('patient', { origin: `http://${hosts.kiosk}` }), 403);
  const { socket } = page('patient', { origin: `http://${hosts.patient}` });
  const [message] = await once(socket, 'message');
  assert.is((JSON.parse(String(message)) as PatientFrame).view.kind, 'over');
  socket.terminate();
});

test('nothing that is served may be kept, framed, or frame anything', async () => {
  const { headers } = await ask('/');
  assert.is(headers['cache-control'], 'no-store');
  const policy = headers['content-security-policy'] ?? '';
  for (const rule of ["default-src 'self'", "frame-ancestors 'none'", "frame-src 'none'"])
    assert.ok(policy.includes(rule));
  assert.is(headers['x-frame-options'], 'DENY');
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
  '{"kind":"arm","lesion":"L1","shot":"x-ray"}',
  '{"kind":"press","twice":true}',
  '{"kind":"sign-in","staff":"me","pin":"1234"}',
  '{"kind":"identify","name":true,"address":true,"day":31,"month":13}',
  '[]',
]) {
  test(`a page that says ${said} is shown the door`, async () => {
    const { socket } = page();
    await once(socket, 'open');
    socket.send(said);
    const [code] = await once(socket, 'close');
    assert.is(code, 1008);
  });
}

test('a patient’s page that says what only staff may say is shown the door', async () => {
  const { socket } = page('patient');
  await once(socket, 'open');
  socket.send('{"kind":"lock"}');
  const [code] = await once(socket, 'close');
  assert.is(code, 1008);
});

test('a command that changes nothing is answered all the same', async () => {
  const { socket } = page();
  await once(socket, 'message');
  socket.send(JSON.stringify({ kind: 'disarm' }));
  const [message] = await once(socket, 'message');
  assert.is(JSON.parse(String(message)).stage, 'locked');
  socket.terminate();
});

/** Resolves when the page was sent a picture with this tag after the first `from`. */
async function pictureTagged({ socket, pictures }: ReturnType<typeof page>, tag: number, from = 0): Promise<Buffer> {
  for (;;) {
    const found = pictures.slice(from).find((picture) => picture[0] === tag);
    if (found !== undefined) return found;
    await once(socket, 'message');
  }
}

test('live pictures come while there is something to aim at, two at a time, and stop with a lock', async () => {
  await upToChoosing(rig);
  const shown = page();
  await once(shown.socket, 'open');
  const first = await pictureTagged(shown, 1);
  assert.equal([...first.subarray(1, 3)], [0xff, 0xd8]);
  while (shown.pictures.length < 2) await once(shown.socket, 'message');
  shown.socket.send(JSON.stringify({ kind: 'drawn' }));
  await pictureTagged(shown, 1, 2);
  assert.is(shown.pictures.length, 3);
  rig.station.dispatch({ kind: 'lock' });
  await rig.until('locked', ({ stage }) => stage === 'locked');
  shown.socket.send(JSON.stringify({ kind: 'drawn' }));
  shown.socket.send(JSON.stringify({ kind: 'drawn' }));
  const before = shown.pictures.length;
  shown.socket.send(JSON.stringify({ kind: 'disarm' }));
  await once(shown.socket, 'message'); // the answer comes after whatever was on its way
  const frames = shown.pictures.length - before;
  assert.ok(frames <= 1, `${frames} pictures after the lock: one may have been waiting`);
  shown.socket.terminate();
  await signIn(rig);
  await identify(rig);
});

test('thumbnails and the picture just taken are sent to a page that comes later, and to none while the patient has the screen', async () => {
  const { id } = await take(rig);
  const later = page();
  const small = await pictureTagged(later, 3);
  assert.is(small.subarray(1, 37).toString('ascii'), id);
  assert.equal([...small.subarray(37, 39)], [0xff, 0xd8]);
  await pictureTagged(later, 2);
  later.socket.terminate();

  rig.station.dispatch({ kind: 'disarm' });
  rig.station.dispatch({ kind: 'go', to: 'questionnaire' });
  rig.station.dispatch({ kind: 'hand-over', language: 'en' });
  await rig.until('the patient', ({ stage }) => stage === 'patient');
  const kiosk = page();
  await once(kiosk.socket, 'message');
  kiosk.socket.send(JSON.stringify({ kind: 'drawn' }));
  kiosk.socket.send(JSON.stringify({ kind: 'disarm' }));
  await once(kiosk.socket, 'message');
  assert.equal(kiosk.pictures, []);
  for (const text of kiosk.texts) assert.not.match(text, /Margaret|Okonkwo|9990000018|1958|Shin/);
  kiosk.socket.terminate();
});

test('the patient answers in their own page, and only the PIN of staff takes the screen back', async () => {
  const patient = page('patient');
  const [message] = await once(patient.socket, 'message');
  const frame = JSON.parse(String(message)) as PatientFrame;
  assert.is(frame.view.kind, 'sheet');
  assert.not.match(String(message), /Margaret|Okonkwo|9990000018|1958|Shin/);
  patient.socket.send(JSON.stringify({ kind: 'answers', language: 'en', answers: { changed: true, since: 'spring' } }));
  patient.socket.send(JSON.stringify({ kind: 'take-back', pin: '0000' }));
  await rig.until('nothing yet', ({ stage }) => stage === 'patient');
  while (!patient.texts.some((text) => text.includes('"refused":"wrong"'))) await once(patient.socket, 'message');
  assert.is(rig.station.view().stage, 'patient');
  assert.ok(patient.texts.some((text) => text.includes('"kind":"thanks"')));
  assert.ok(
    patient.texts.every((text) => !text.includes('spring')),
    'an answer is not told again to anybody’s page',
  );
  patient.socket.send(JSON.stringify({ kind: 'take-back', pin: demonstrationStaff.pin }));
  const back = await rig.until('staff again', ({ stage }) => stage === 'questionnaire');
  assert.is(back.visit?.questionnaire.how, 'at-station');
  patient.socket.send(JSON.stringify({ kind: 'scan', code: rig.clinic[0]?.code }));
  patient.socket.send(JSON.stringify({ kind: 'answers', language: 'en', answers: { since: 'too late' } }));
  await once(patient.socket, 'message');
  assert.is(rig.station.view().stage, 'questionnaire', 'with the screen taken back its page changes nothing any more');
  patient.socket.terminate();
});

test('after a visit nothing of it is in the memory of the station or on any of its routes', async () => {
  rig.station.dispatch({ kind: 'questionnaire-done', declined: false });
  rig.station.dispatch({ kind: 'go', to: 'choosing' });
  await rig.until('choosing', ({ stage }) => stage === 'choosing');
  const { id } = await take(rig, 'L1', 'locating');
  await endVisit(rig);
  assert.equal(rig.station.pictures(), []);
  rig.station.dispatch({ kind: 'lock' });
  await rig.until('locked', ({ stage }) => stage === 'locked');

  const kiosk = page();
  const patient = page('patient');
  await Promise.all([once(kiosk.socket, 'message'), once(patient.socket, 'message')]);
  for (const { socket } of [kiosk, patient]) {
    socket.send(JSON.stringify({ kind: 'active' }));
    await once(socket, 'message');
  }
  assert.equal([...kiosk.pictures, ...patient.pictures], []);
  const routes = ['/', '/kiosk', '/patient/', '/patient/socket', '/bench/', '/assets/', `/pictures/${id}`, `/${id}`];
  const bodies = await Promise.all(
    routes.flatMap((path) => Object.values(hosts).map(async (host) => (await ask(path, { host })).body)),
  );
  const told = [...kiosk.texts, ...patient.texts, ...bodies].join('\n');
  for (const secret of ['Margaret', 'Okonkwo', '9990000018', 'Mill Lane', 'Shin', 'spring', id]) {
    assert.not.ok(told.includes(secret), secret);
  }
  for (const { socket } of [kiosk, patient]) socket.terminate();
});

test('the next patient begins with nothing of the one before', async () => {
  await signIn(rig);
  await openVisit(rig, rig.clinic[1]?.id);
  const view = await identify(rig);
  assert.equal(view.visit?.pictures, []);
  assert.not.match(JSON.stringify(view), /Margaret|9990000018/);
  assert.equal(rig.station.pictures(), []);
});

test.after(() => rig.close());
test.run();
