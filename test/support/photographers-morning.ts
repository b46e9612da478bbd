/**
 * A photographer's morning at the real service in real Chromium, by taps and by the pedal of the bench; and at its end, what
 * the archive holds compared with what the photographer knows that each picture shows.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { connectKiosk, type KioskClient } from '../../scripts/visit/kiosk-client.ts';
import { shots } from '../../scripts/visit/walk.ts';
import { objectsIn } from '../../services/hospital/archive/dicom-folder.ts';
import { type Person, people } from '../../services/hospital/demonstration/people.ts';
import { photographers } from '../../services/hospital/demonstration/photographers.ts';
import { readObject } from '../../services/hospital/dicom/read.ts';
import { hashOf } from '../../services/wire/signing.ts';
import { temporaryFolder } from './clinic.ts';
import { type KioskHands, kioskHands } from './kiosk-hands.ts';
import { chromiumArguments, chromiumProgram, displays } from './screen.ts';
import { filedBefore, startAsUser } from './service.ts';

export interface Morning {
  readonly kiosk: Page;
  readonly bench: Page;
  readonly hands: KioskHands;
  readonly station: KioskClient;
  /** Pictures that were said to be another patient's, by the SHA-256 of the camera's bytes. */
  readonly takenBack: Set<string>;
  /** Of every picture so far. */
  taken(): readonly string[];
  /** From the row of the day to the lesions; `lookAlike`: somebody else of today is called the same. */
  begin(patient: Person, how?: BeginOptions): Promise<void>;
  /** The four shots of one lesion, from choosing it. */
  photograph(patient: Person, lesion: number, keptBy?: 'screen' | 'pedal'): Promise<void>;
  /** The same, once its first shot is armed. */
  photographArmed(patient: Person, lesion: number, keptBy?: 'screen' | 'pedal'): Promise<void>;
  photographAll(patient: Person, keptBy?: 'screen' | 'pedal'): Promise<void>;
}

export interface BeginOptions {
  readonly lookAlike?: RegExp;
  /** The questionnaire was answered at home, unless this does something about it. */
  readonly answer?: () => Promise<void>;
}

/** The service draws and publishes a whole day before anybody can sign in. */
const dayMsMax = 120_000;
export const stepMsMax = 30_000;
const drainMsMax = 120_000;
const [rosa] = photographers;

export function person(name: string): Person {
  const found = people.find(({ familyName, givenName }) => `${familyName}, ${givenName}` === name);
  if (found === undefined) throw new Error(`${name} is not of today`);
  return found;
}

/** Its row begins with the time; other buttons with this name do not. */
const rowOf = ({ familyName, givenName }: Person) => new RegExp(`^\\d.*${familyName}, ${givenName}`, 'i');

/** Patient, lesion and shot, as both sides write them here. */
const truthOf = ({ nhsNumber, lesions }: Person, lesion: number, shot: string) =>
  `${nhsNumber} · Lesion ${lesion + 1}: ${lesions[lesion]?.[0]} · ${shot}`;

type Suite = ReturnType<typeof suite>;

/**
 * A morning in this suite: it begins with signing in, then come the suite's own tests. `compareAll` adds the last ones, which
 * compare everything; `pictures`: how many are to be in the archive.
 */
export function morningIn(test: Suite): { at(): Morning; compareAll(pictures: number): void } {
  const folder = temporaryFolder('photographer');
  const asked: string[] = [];
  const complaints: string[] = [];
  /** What each picture shows, as the photographer knows it, by the SHA-256 of the camera's bytes. */
  const truth = new Map<string, string>();
  const closing: (() => unknown)[] = [];
  let open: (Morning & { readonly home: string; readonly kioskPort: number }) | undefined;
  const at = () => {
    if (open === undefined) throw new Error('the service did not start');
    return open;
  };

  test.before(async () => {
    const service = await startAsUser({
      home: join(folder.path, 'home'),
      args: ['--camera-size', '900x600'],
      environment: { LENTIGO_LOG: 'silent' },
    });
    closing.push(() => service.stop());
    const browser = await chromium.launch({ executablePath: chromiumProgram, args: [...chromiumArguments] });
    closing.push(() => browser.close());
    const page = async (path: string) => {
      const opened = await browser.newPage({ viewport: displays[0] });
      opened.setDefaultTimeout(stepMsMax);
      opened.on('request', (request) => asked.push(request.url()));
      opened.on('pageerror', (error) => complaints.push(String(error)));
      opened.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      opened.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`));
      await opened.goto(`http://127.0.0.1:${service.kioskPort}${path}`);
      return opened;
    };
    const station = await connectKiosk(service.kioskPort, { live: false });
    closing.push(() => station.close());
    const [kiosk, bench] = [await page('/'), await page('/bench/')];
    const hands = kioskHands(kiosk, bench, station);
    const { home, kioskPort } = service;
    open = { home, kioskPort, kiosk, bench, hands, station, ...atWork(hands, truth), takenBack: new Set() };
    await station.until('the names of staff', ({ signIn }) => signIn?.roster.length === photographers.length, dayMsMax);
  });

  test('the day begins with a name and a PIN, and shows whom to see without a birthday', async () => {
    const { hands, station } = at();
    await hands.signIn(rosa.name, rosa.pin);
    const { clinic } = await station.until("today's list", (view) => view.clinic.length === people.length, dayMsMax);
    const shown = JSON.stringify(clinic);
    for (const { dateOfBirth } of people) assert.not.ok(shown.includes(dateOfBirth.slice('1971'.length)));
  });

  function compareAll(pictures: number): void {
    test('every picture is filed with the right patient, lesion and view; what was taken back is marked as not to be used', async () => {
      const { home, station, takenBack } = at();
      await station.until('an empty outbox', ({ outbox }) => outbox.waiting === 0, drainMsMax);
      const archive = join(home, 'hospital', 'archive');
      const all = (await objectsIn(archive)).map((as) => readObject(readFileSync(join(archive, as))));
      const objects = all.filter((one) => one?.jpeg === undefined || !filedBefore.has(hashOf(one.jpeg)));
      const filed = new Map(
        objects.flatMap((one): [string, string][] => (one?.jpeg ? [[hashOf(one.jpeg), shows(one.dataset)]] : [])),
      );
      assert.is(truth.size, pictures);
      for (const [sha256, what] of truth) assert.is(filed.get(sha256), what);
      assert.is(filed.size, truth.size, 'letters and papers are not in the archive, and nothing else is');
      const notes = objects.filter((one) => one?.modality === 'KO');
      const rejected = notes.flatMap((note) => referencedIn(note?.dataset));
      const backUids = objects.flatMap((one) => (one?.jpeg && takenBack.has(hashOf(one.jpeg)) ? [one.sopUid] : []));
      assert.equal([...rejected].sort(), [...backUids].sort());
    });

    test('the pages asked nobody but the station, and complained of nothing', () => {
      const own = `http://127.0.0.1:${at().kioskPort}/`;
      assert.equal(
        asked.filter((url) => !url.startsWith(own)),
        [],
      );
      assert.equal(complaints, []);
    });
  }

  test.after(async () => {
    for (const close of closing.reverse()) await close();
    folder.remove();
  });
  return { at, compareAll };
}

/** What is done again and again, and what is known of it. */
function atWork(
  hands: KioskHands,
  truth: Map<string, string>,
): Pick<Morning, 'taken' | 'begin' | 'photograph' | 'photographArmed' | 'photographAll'> {
  async function photographArmed(patient: Person, lesion: number, keptBy: 'screen' | 'pedal' = 'screen') {
    for (const shot of shots) {
      const { sha256 } = await hands.take();
      assert.not.ok(truth.has(sha256), 'no picture is taken twice');
      truth.set(sha256, truthOf(patient, lesion, shot));
      await hands.keep(keptBy);
    }
  }

  async function photograph(patient: Person, lesion: number, keptBy?: 'screen' | 'pedal') {
    await hands.button(new RegExp(`^${lesion + 1}: ${patient.lesions[lesion]?.[0]}`)).click();
    await photographArmed(patient, lesion, keptBy);
  }

  return {
    taken: () => [...truth.keys()],
    photograph,
    photographArmed,
    async photographAll(patient, keptBy) {
      for (const lesion of patient.lesions.keys()) await photograph(patient, lesion, lesion === 0 ? keptBy : 'screen');
    },
    async begin(patient, { lookAlike, answer = () => hands.button('Go on to consent').click() } = {}) {
      const { familyName, givenName } = patient;
      await hands.open(rowOf(patient));
      if (lookAlike !== undefined) {
        await hands.button(lookAlike).waitFor();
        await hands.button(new RegExp(`^${familyName}, ${givenName}`, 'i')).click();
      }
      await hands.answers(patient.dateOfBirth);
      await hands.photographLetter();
      await answer();
      await hands.consentAloud();
    },
  };
}

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
