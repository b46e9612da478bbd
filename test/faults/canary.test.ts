/**
 * Nothing of a picture or of a patient is in the clear on the station's or the broker's side (promise 4, fault matrix F19):
 * canaries are planted in the picture's EXIF and looked for, with the patient's own details, in every file, in the broker's
 * stored messages and in everything that the programs print at their most talkative.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inventedPhotographer } from '../../scripts/visit/invented-photographer.ts';
import { connectKiosk } from '../../scripts/visit/kiosk-client.ts';
import { arm, begin, press, signIn } from '../../scripts/visit/walk.ts';
import { people } from '../../services/hospital/demonstration/people.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { pidOf, run, startAsUser } from '../support/service.ts';
import { keepCompiled } from './compiled.ts';

keepCompiled();
const folder = temporaryFolder('canary');
const [patient] = people;
if (patient === undefined) throw new Error('the demonstration has no patients');
const planted = 'CANARY-in-the-exif-of-a-picture-7f3a';
const secrets = [planted, patient.familyName, patient.givenName, patient.nhsNumber, patient.dateOfBirth];
const limitMs = 90_000;

/** All the forms in which a text might lie about. */
function formsOf(text: string): readonly Buffer[] {
  const raw = Buffer.from(text);
  // In base64 a text looks different for each of its three places within a group; the ends depend on its neighbours.
  const base64 = [0, 1, 2].map((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift), raw]).toString('base64');
    return Buffer.from(coded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + raw.length) * 8) / 6)));
  });
  return [raw, ...base64, Buffer.from(raw.toString('hex')), Buffer.from(text, 'utf16le')];
}

function findings(bytes: Buffer, where: string): string[] {
  return secrets
    .filter((secret) => formsOf(secret).some((form) => bytes.includes(form)))
    .map((secret) => `${secret} in ${where}`);
}

function search(root: string): { readonly found: string[]; readonly files: number } {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const found = entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [...findings(readFileSync(path), path), ...findings(Buffer.from(path), 'a file name')];
  });
  return { found, files: entries.length };
}

async function pictures(): Promise<string> {
  const path = join(folder.path, 'pictures');
  mkdirSync(path);
  for (const name of ['a', 'b', 'c', 'd']) {
    const image = sharp({
      create: {
        width: 1600,
        height: 1200,
        channels: 3,
        background: '#a86',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    });
    const jpeg = await image
      .withExif({ IFD0: { ImageDescription: planted } })
      .jpeg()
      .toBuffer();
    assert.ok(jpeg.includes(planted));
    writeFileSync(join(path, `${name}.jpg`), jpeg);
  }
  return path;
}

const test = suite('canary');

test('the search finds what there is to find, in every form', () => {
  for (const secret of secrets) {
    for (const padding of ['', 'x', 'xy', 'xyz']) {
      const text = `${padding}${secret}${padding}`;
      for (const coded of [text, Buffer.from(text).toString('base64'), Buffer.from(text).toString('hex')]) {
        assert.ok(findings(Buffer.from(coded), 'here').length > 0, `${secret} as ${coded}`);
      }
    }
  }
});

test('no canary is found on the station or the broker, neither after a visit nor while pictures wait', async () => {
  const home = join(folder.path, 'home');
  const service = await startAsUser({
    home,
    args: ['--camera-pictures', await pictures(), '--purge-grace-minutes', '60'],
    environment: { LENTIGO_LOG: 'trace' },
  });
  const visited = await run('visit.ts', ['--pictures', '2', '--kiosk-port', String(service.kioskPort), '--home', home]);
  assert.is(visited.code, 0, visited.errors);

  // The hospital is there and does not get on: what is sent to it stays with the broker.
  const hospital = pidOf(service, 'hospital/main.ts');
  process.kill(hospital, 'SIGSTOP');
  const kiosk = await connectKiosk(service.kioskPort);
  await signIn(kiosk, inventedPhotographer());
  const list = await kiosk.until("today's list", ({ clinic }) => clinic.length > 0, limitMs);
  const appointment = list.clinic.find(({ nhsNumber }) => nhsNumber === patient.nhsNumber);
  if (appointment === undefined) throw new Error('the list has the patient whose details are looked for');
  const { visit } = await begin(kiosk, inventedPhotographer(), appointment);
  const lesion = visit?.lesions[0];
  if (lesion === undefined) throw new Error('the patient has a lesion');
  await arm(kiosk, lesion.id, 'close-up');
  await press(kiosk);
  await kiosk.until('saved', ({ stage }) => stage === 'reviewing', limitMs);
  const waiting = search(join(home, 'station'));
  assert.equal(waiting.found, []);
  kiosk.close();
  process.kill(hospital, 'SIGCONT');
  assert.is(await service.stop(), 0);

  for (const side of ['station', 'broker']) {
    const { found, files } = search(join(home, side));
    assert.equal(found, []);
    assert.ok(files >= 5, `${files} files of the ${side} were searched`);
  }
  assert.equal(findings(Buffer.from(service.printed()), 'what the programs printed'), []);
  assert.ok(service.printed().length > 500, 'the programs were talkative');
  assert.ok(search(join(home, 'hospital', 'archive')).found.length > 0, 'the same search finds them where they belong');
});

test.after(() => folder.remove());
test.run();
