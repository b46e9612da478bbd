/** `npm start` and `npm run visit` as their user runs them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { objectsIn } from '../../services/hospital/archive/dicom-folder.ts';
import { readObject } from '../../services/hospital/dicom/read.ts';
import { withComment } from '../device/camera/pictures.ts';
import { freePort, temporaryFolder } from '../support/clinic.ts';
import { type RunningService, root, run, type ServiceOptions, startAsUser } from '../support/service.ts';

const folder = temporaryFolder('commands');
const small = ['--camera-size', '1200x800'];
const test = suite('commands');

const started: RunningService[] = [];

/** Stopped at the end at the latest, also when a test fails before it does so itself. */
async function start(options: ServiceOptions): Promise<RunningService> {
  const service = await startAsUser(options);
  started.push(service);
  return service;
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** SHA-256 of the JPEG in a DICOM file. */
function jpegIn(path: string): string | undefined {
  const jpeg = readObject(readFileSync(path))?.jpeg;
  return jpeg && createHash('sha256').update(jpeg).digest('hex');
}

interface Visit {
  readonly filed: number;
  readonly reason?: string;
  readonly pictures: readonly {
    readonly shot: string;
    readonly sha256: string;
    readonly filed: string;
    readonly pressToSavedMs: number;
  }[];
}

async function visit(service: { kioskPort: number; home: string }, ...args: string[]) {
  const ran = await run('visit.ts', [
    '--json',
    '--kiosk-port',
    String(service.kioskPort),
    '--home',
    service.home,
    ...args,
  ]);
  return { code: ran.code, told: JSON.parse(ran.output) as Visit };
}

test('the service starts, files a visit byte for byte, stops without leaving anything running, and goes on where it was', async () => {
  const home = join(folder.path, 'drawn');
  const first = await start({ home, args: small });
  assert.match(first.printed(), new RegExp(`http://127.0.0.1:${first.kioskPort}/`));
  const { code, told } = await visit(first, '--pictures', '3');
  assert.is(code, 0, JSON.stringify(told));
  assert.equal(
    told.pictures.map(({ shot }) => shot),
    ['locating', 'close-up', 'dermoscopic'],
  );
  for (const picture of told.pictures) assert.is(jpegIn(picture.filed), picture.sha256);
  assert.is(new Set(told.pictures.map((picture) => picture.sha256)).size, 3, 'no picture is the same twice');
  assert.is(await first.stop(), 0);

  const { kioskPort, brokerPort } = first;
  const second = await start({ home, args: small, kioskPort, brokerPort }); // the ports are free again
  const again = await visit(second, '--pictures', '1');
  assert.is(again.code, 0, JSON.stringify(again.told));
  const nobody = await visit(second, '--appointment', 'nobody');
  assert.is(nobody.code, 1, 'an appointment that is not on the list');
  assert.match(nobody.told.reason ?? '', /nobody/);
  assert.is((await objectsIn(join(home, 'hospital', 'archive'))).length, 4);
  assert.is(await second.stop(), 0);
});

test('pictures of a folder arrive as they are', async () => {
  const [home, pictures] = [join(folder.path, 'folder'), join(folder.path, 'pictures')];
  mkdirSync(pictures);
  const jpeg = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#a86' } })
    .jpeg()
    .toBuffer();
  for (const name of ['a', 'b', 'c']) writeFileSync(join(pictures, `${name}.jpg`), withComment(jpeg, name));
  const service = await start({ home, environment: { LENTIGO_CAMERA_PICTURES: pictures } });
  const { told } = await visit(service);
  assert.equal(
    told.pictures.map(({ sha256 }) => sha256),
    ['a', 'b', 'c'].map((name) => sha256(join(pictures, `${name}.jpg`))),
  );
  await service.stop();
});

const photographs = join(root, '..', 'shared', 'data', 'pictures');
test('real dermoscopy photographs arrive as they are', async () => {
  if (!existsSync(photographs)) {
    console.log('  (skipped: the photographs are not beside this checkout)');
    return;
  }
  const service = await start({ home: join(folder.path, 'real'), args: ['--camera-pictures', photographs] });
  const { told } = await visit(service);
  const real = new Set(readdirSync(photographs).map((name) => sha256(join(photographs, name))));
  assert.is(told.filed, 3);
  for (const picture of told.pictures) assert.ok(real.has(jpegIn(picture.filed) ?? ''));
  await service.stop();
});

test('without a service a visit says so and ends with 1', async () => {
  const { code, told } = await visit({ kioskPort: await freePort(), home: folder.path });
  assert.is(code, 1);
  assert.match(told.reason ?? '', /npm start/);
});

for (const [option, variable] of [
  ['--kiosk-port', 'LENTIGO_KIOSK_PORT'],
  ['--broker-port', 'LENTIGO_BROKER_PORT'],
  ['--hospital-port', 'LENTIGO_HOSPITAL_PORT'],
  ['--identity-port', 'LENTIGO_IDENTITY_PORT'],
] as const) {
  test(`a port that is taken is named with ${option} and ${variable}`, async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const { code, errors } = await run('start.ts', [
      '--home',
      join(folder.path, 'taken'),
      '--kiosk-port',
      String(await freePort()),
      '--broker-port',
      String(await freePort()),
      option,
      String(port),
    ]);
    server.close();
    assert.is(code, 1);
    assert.match(errors, new RegExp(`Port ${port} .*${option} or ${variable}`));
  });
}

test('an unknown option is refused with the known ones', async () => {
  const { code, errors } = await run('start.ts', ['--kiosk', '7070']);
  assert.is(code, 1);
  assert.match(errors, /--kiosk-port +LENTIGO_KIOSK_PORT/);
});

test.after(async () => {
  for (const service of started) await service.stop();
  folder.remove();
});
test.run();
