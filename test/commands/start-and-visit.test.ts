/** `npm start` and `npm run visit` as their user runs them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { objectsIn } from '../../services/hospital/archive/dicom-folder.ts';
import { readObject } from '../../services/hospital/dicom/read.ts';
import { withComment } from '../device/camera/pictures.ts';
import { freePort, temporaryFolder } from '../support/clinic.ts';
import { filedBefore, type RunningService, root, run, type ServiceOptions, startAsUser } from '../support/service.ts';

const folder = temporaryFolder('commands');
const small = ['--camera-size', '900x600'];
const test = suite('commands');

const started: RunningService[] = [];
/** Where the first one was, and the one that went on there. */
let again: Pick<RunningService, 'home' | 'kioskPort' | 'brokerPort'>;
let second: RunningService;

/** Stopped at the end at the latest, also when a test fails before it does so itself. */
async function start(options: ServiceOptions): Promise<RunningService> {
  const service = await startAsUser(options);
  started.push(service);
  return service;
}

function hashOf(path: string): string {
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

test('the service starts, files a visit byte for byte, and stops without leaving anything running', async () => {
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
  const { kioskPort } = first;
  const elsewhere = await run('visit.ts', [
    '--kiosk-port',
    String(kioskPort),
    '--home',
    folder.path,
    '--pictures',
    '1',
  ]);
  assert.is(elsewhere.code, 1);
  assert.match(elsewhere.errors, /another home, name it: --home DIR/);
  assert.is(await first.stop(), 0);

  again = { home, kioskPort: first.kioskPort, brokerPort: first.brokerPort };
});

const photographs = join(root, '..', 'shared', 'data', 'pictures');
const ownPictures = ['a', 'b', 'c'];
const pictures = join(folder.path, 'pictures');

/** Pictures as a camera makes them, and behind them real photographs where they are. */
async function fillFolder(): Promise<void> {
  mkdirSync(pictures);
  const jpeg = await sharp({ create: { width: 900, height: 700, channels: 3, background: '#a86' } })
    .jpeg()
    .toBuffer();
  for (const name of ownPictures) writeFileSync(join(pictures, `${name}.jpg`), withComment(jpeg, name));
  if (existsSync(photographs))
    for (const name of readdirSync(photographs)) symlinkSync(join(photographs, name), join(pictures, `real-${name}`));
}

test('started again, on the same ports, it goes on where it was; and the pictures of a folder arrive as they are', async () => {
  await fillFolder();
  const { home, ...ports } = again;
  second = await start({ home, ...ports, environment: { LENTIGO_CAMERA_PICTURES: pictures } });
  const { code, told } = await visit(second);
  assert.is(code, 0, JSON.stringify(told));
  assert.equal(
    told.pictures.map(({ sha256 }) => sha256),
    ownPictures.map((name) => hashOf(join(pictures, `${name}.jpg`))),
  );
  assert.is((await objectsIn(join(home, 'hospital', 'archive'))).length, 3 + 1 + 3 + filedBefore.size);
  const nobody = await visit(second, '--appointment', 'nobody');
  assert.is(nobody.code, 1, 'an appointment that is not on the list');
  assert.match(nobody.told.reason ?? '', /nobody/);
});

test('real dermoscopy photographs arrive as they are, and behind the last one the folder begins anew', async () => {
  if (!existsSync(photographs)) {
    console.log('  (skipped: the photographs are not beside this checkout)');
    return;
  }
  const { told } = await visit(second);
  const inTurn = [...readdirSync(photographs).sort(), ...ownPictures.map((name) => join(pictures, `${name}.jpg`))];
  assert.is(told.filed, 3);
  assert.equal(
    told.pictures.map(({ filed }) => jpegIn(filed)),
    inTurn.slice(0, 3).map((path) => hashOf(resolve(photographs, path))),
  );
});

test('the second time it stops as well as the first', async () => {
  assert.is(await second.stop(), 0);
});

test('without a service a visit says so and ends with 1', async () => {
  const { code, told } = await visit({ kioskPort: await freePort(), home: folder.path });
  assert.is(code, 1);
  assert.match(told.reason ?? '', /npm start/);
});

const portOptions = [
  ['--kiosk-port', 'LENTIGO_KIOSK_PORT'],
  ['--broker-port', 'LENTIGO_BROKER_PORT'],
  ['--hospital-port', 'LENTIGO_HOSPITAL_PORT'],
  ['--identity-port', 'LENTIGO_IDENTITY_PORT'],
] as const;

for (const [option, variable] of portOptions) {
  test(`a port that is taken is named with ${option} and ${variable}`, async () => {
    const server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const others: string[] = []; // the usual ones may be taken by a service that somebody uses
    for (const [other] of portOptions) if (other !== option) others.push(other, String(await freePort()));
    const home = ['--home', join(folder.path, 'taken')];
    const { code, errors } = await run('start.ts', [...home, ...others, option, String(port)]);
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
