/**
 * A photographer's morning at the real service in real Chromium, by taps and by the pedal of the bench: five patients with
 * fifteen lesions. Two have the same surname, one answers on paper, one visit is interrupted, one picture is another
 * patient's, and once the camera's cable falls out. At the end every picture is filed with its own patient, lesion and view.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { connectKiosk, type KioskClient } from '../../scripts/visit/kiosk-client.ts';
import { shots } from '../../scripts/visit/walk.ts';
import { objectsIn } from '../../services/hospital/archive/dicom-folder.ts';
import { type Person, people } from '../../services/hospital/demonstration/people.ts';
import { photographers } from '../../services/hospital/demonstration/photographers.ts';
import { readObject } from '../../services/hospital/dicom/read.ts';
import { hashOf } from '../../services/wire/signing.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { type KioskHands, kioskHands } from '../support/kiosk-hands.ts';
import { chromiumArguments, displays } from '../support/screen.ts';
import { type RunningService, startAsUser } from '../support/service.ts';

const folder = temporaryFolder('photographer');
const stepMsMax = 15_000;
const drainMsMax = 60_000;
const [rosa, callum] = photographers;

let service: RunningService;
let browser: Browser;
let kiosk: Page;
let bench: Page;
let hands: KioskHands;
let station: KioskClient;
const asked: string[] = [];
const complaints: string[] = [];

/** What each picture shows, as the photographer knows it, by the SHA-256 of the camera's bytes. */
const truth = new Map<string, string>();
/** Pictures that were said to be another patient's. */
const takenBack = new Set<string>();

function person(name: string): Person {
  const found = people.find(({ familyName, givenName }) => `${familyName}, ${givenName}` === name);
  if (found === undefined) throw new Error(`${name} is not of today`);
  return found;
}

const rowOf = ({ familyName, givenName }: Person) => new RegExp(`^\\d.*${familyName}, ${givenName}`, 'i');

async function open(path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: displays[0] });
  page.setDefaultTimeout(stepMsMax);
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`));
  await page.goto(`http://127.0.0.1:${service.kioskPort}${path}`);
  return page;
}

/** The four shots of one lesion; the first is kept with the pedal, the others on the screen. */
async function photograph(patient: Person, lesion: number): Promise<void> {
  const [site = ''] = patient.lesions[lesion] ?? [];
  await hands.button(new RegExp(`^${lesion + 1}: ${site}`)).click();
  for (const [place, shot] of shots.entries()) {
    await hands.take();
    const { visit, review } = station.view();
    const picture = visit?.pictures.find(({ id }) => id === review?.picture);
    if (picture === undefined) throw new Error('the picture under review is one of the visit');
    const sha256: string = picture.sha256;
    assert.not.ok(truth.has(sha256), 'no picture is taken twice');
    truth.set(sha256, `${patient.nhsNumber} · Lesion ${lesion + 1}: ${site} · ${shot}`);
    await hands.keep(place === 0 && lesion === 0 ? 'pedal' : 'screen');
  }
}

async function photographAll(patient: Person): Promise<void> {
  for (const lesion of patient.lesions.keys()) await photograph(patient, lesion);
}

/** From the row of the day to the lesions; the questionnaire was answered at home, unless `answer` does something about it. */
async function begin(patient: Person, answer = () => hands.button('Go on to consent').click()): Promise<void> {
  await hands.open(rowOf(patient));
  await hands.answers(patient.dateOfBirth);
  await hands.photographLetter();
  await answer();
  await hands.consentAloud();
}

const test = suite('photographer');

test.before(async () => {
  service = await startAsUser({
    home: join(folder.path, 'home'),
    args: ['--camera-size', '1200x800'],
    environment: { LENTIGO_LOG: 'silent' },
  });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...chromiumArguments] });
  kiosk = await open('/');
  bench = await open('/bench/');
  hands = kioskHands(kiosk, bench);
  station = await connectKiosk(service.kioskPort);
});

test('the day begins with a name and a PIN, and shows whom to see without a birthday', async () => {
  await hands.signIn(rosa.name, rosa.pin);
  await station.until("today's list", ({ clinic }) => clinic.length === people.length, stepMsMax);
  assert.not.match(JSON.stringify(station.view()), people[0]?.dateOfBirth.slice(5) ?? 'nobody');
});

test('first patient: three lesions, all shots, and nothing of it left on the screen', async () => {
  const patient = person('Fenwick, Tobias');
  await begin(patient);
  await photographAll(patient);
  await hands.finish();
  assert.is(await kiosk.getByText('29 Nov 1971').count(), 0);
  assert.is(await kiosk.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])'), '[{},{},""]');
});

test('second patient: the questionnaire is on paper, and its page is photographed', async () => {
  const patient = person('Pryce-Jones, Gwilym');
  await begin(patient, async () => {
    await hands.button('Photograph the paper copy').click();
    await hands.button('Photograph page 1').waitFor();
    await hands.foot();
    await kiosk.getByText('1 page saved').waitFor();
    await hands.button('All pages are taken').click();
    await hands.button('Go on to consent').click();
  });
  await photographAll(patient);
  await hands.finish();
});

test('third patient: somebody else of today has the same surname; and the visit is interrupted, and goes on in other hands', async () => {
  const patient = person('Haddad, Samir');
  await hands.open(rowOf(patient));
  await kiosk.getByRole('button', { name: /^HADDAD, Yusuf/i }).waitFor();
  await kiosk.getByRole('button', { name: /^HADDAD, Samir/i }).click();
  await hands.answers(patient.dateOfBirth);
  await hands.photographLetter();
  await hands.button('The patient does not want to answer').click();
  await hands.consentAloud();
  await photograph(patient, 0);
  await hands.button('Lock').click();
  await hands.button(callum.name).waitFor();
  assert.is(await kiosk.getByText(/Haddad/i).count(), 0, 'behind the lock nobody is named');
  await hands.signIn(callum.name, callum.pin);
  await hands.answers(patient.dateOfBirth);
  await photograph(patient, 1);
  await photograph(patient, 2);
  await hands.finish();
});

test('fourth patient: the camera’s cable falls out; nothing is taken, and the press after it takes the picture', async () => {
  const patient = person('Silva, João');
  await begin(patient, () => hands.button('The patient does not want to answer').click());
  await photograph(patient, 0);
  const station = await connectKiosk(service.kioskPort);
  const before = station.view().visit?.pictures.length;
  const cable = bench.getByRole('switch', { name: /Cable out/ });
  const more = bench.getByRole('button', { name: 'More' });
  while (!(await cable.isVisible())) await more.click();
  await cable.click();
  await station.until('the camera gone', ({ camera }) => camera.status === 'unplugged', stepMsMax);
  await hands.foot();
  await kiosk.getByRole('alert').first().waitFor();
  await cable.click();
  await station.until('the camera back', ({ camera }) => camera.status === 'ready', stepMsMax);
  assert.is(station.view().visit?.pictures.length, before);
  station.close();
  await bench.reload();
  await photograph(patient, 1);
  await photograph(patient, 2);
  await hands.finish();
});

test('fifth patient: it was somebody else in the chair; those pictures are taken back, and the right one is photographed', async () => {
  const patient = person('Haddad, Yusuf');
  const start = async () => {
    await hands.open(rowOf(patient));
    await kiosk.getByRole('button', { name: /^HADDAD, Yusuf/i }).click();
    await hands.answers(patient.dateOfBirth);
    await hands.photographLetter();
    await hands.button('Go on to consent').click();
    await hands.consentAloud();
  };
  const before = new Set(truth.keys());
  await start();
  await photograph(patient, 0);
  for (const sha256 of truth.keys()) if (!before.has(sha256)) takenBack.add(sha256);
  await hands.button(/^Wrong\s*patient/).click();
  await hands.button(/^Take back/).click();
  await station.until('the clinic', ({ stage }) => stage === 'clinic', stepMsMax);
  await start();
  await photographAll(patient);
  await hands.finish();
});

test('every picture is filed with the right patient, lesion and view; what was taken back is marked as not to be used', async () => {
  await station.until('an empty outbox', ({ outbox }) => outbox.waiting === 0, drainMsMax);
  const archive = join(service.home, 'hospital', 'archive');
  const objects = (await objectsIn(archive)).map((as) => readObject(readFileSync(join(archive, as))));
  const filed = new Map(
    objects.flatMap((one): [string, string][] => (one?.jpeg ? [[hashOf(one.jpeg), shows(one.dataset)]] : [])),
  );
  assert.is(truth.size, 15 * shots.length + shots.length);
  for (const [sha256, what] of truth) assert.is(filed.get(sha256), what);
  assert.is(filed.size, truth.size, 'letters and papers are not in the archive, and nothing else is');
  const notes = objects.filter((one) => one?.modality === 'KO');
  const rejected = notes.flatMap((note) => referencedIn(note?.dataset));
  const backUids = objects.flatMap((one) => (one?.jpeg && takenBack.has(hashOf(one.jpeg)) ? [one.sopUid] : []));
  assert.equal([...rejected].sort(), [...backUids].sort());
});

test('the pages asked nobody but the station, and complained of nothing', () => {
  const own = `http://127.0.0.1:${service.kioskPort}/`;
  assert.equal(
    asked.filter((url) => !url.startsWith(own)),
    [],
  );
  assert.equal(complaints, []);
});

/** Patient, lesion and shot, as the archive's object says them. */
function shows(dataset: Readonly<Record<string, unknown>>): string {
  const first = (keyword: string, inside: string) => {
    const [item] = Object.values(dataset[keyword] ?? {});
    return typeof item === 'object' && item !== null && inside in item ? Reflect.get(item, inside) : undefined;
  };
  const polarised = dataset.LightSourcePolarization === 'POLARIZED' ? '-polarised' : '';
  const view = String(dataset.SeriesDescription).replace(/^Lesion \d+, /, '');
  return `${first('OtherPatientIDsSequence', 'PatientID')} · ${dataset.ImageComments} · ${view}${polarised}`;
}

/** The objects that a note names. */
function referencedIn(dataset: unknown): readonly string[] {
  const text = JSON.stringify(dataset) ?? '';
  const evidence = text.slice(text.indexOf('CurrentRequestedProcedureEvidenceSequence'));
  return [...new Set([...evidence.matchAll(/"ReferencedSOPInstanceUID":"([\d.]+)"/g)].map(([, uid]) => uid ?? ''))];
}

test.after(async () => {
  station?.close();
  await browser?.close();
  await service?.stop();
  folder.remove();
});
test.run();
