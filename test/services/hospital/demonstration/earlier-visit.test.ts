/**
 * An earlier picture the whole way: filed in the archive months ago, reduced for the worklist, sealed, over the broker, opened
 * at the station, and on the kiosk's socket beside the live view of the same lesion. And where it does not come.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openAside } from '../../../../services/hospital/archive/aside.ts';
import { openDicomFolder } from '../../../../services/hospital/archive/dicom-folder.ts';
import { openPreviews } from '../../../../services/hospital/archive/previews.ts';
import { smallCopy } from '../../../../services/hospital/clinic/worklist/earlier.ts';
import { worklistPublisher } from '../../../../services/hospital/clinic/worklist/publish.ts';
import { worklists } from '../../../../services/hospital/clinic/worklist/worklists.ts';
import { seenBefore } from '../../../../services/hospital/demonstration/earlier-visit.ts';
import { demonstrationStation, type Person, people } from '../../../../services/hospital/demonstration/people.ts';
import { photographers } from '../../../../services/hospital/demonstration/photographers.ts';
import { demonstrator } from '../../../../services/hospital/demonstration/steps.ts';
import { keepDemonstration } from '../../../../services/hospital/demonstration.ts';
import { saidInHospital } from '../../../../services/hospital/ingest/corrections.ts';
import type { IngestDeps } from '../../../../services/hospital/ingest/filing.ts';
import { readHospitalKeys } from '../../../../services/hospital/ingest/keys.ts';
import { worklistRecipients } from '../../../../services/hospital/ingest/stations.ts';
import { readForm } from '../../../../services/hospital/questionnaire/form.ts';
import type { View } from '../../../../services/station/api/view.ts';
import { readIdentity } from '../../../../services/station/identity.ts';
import { openClinicBook } from '../../../../services/station/worklist.ts';
import { hashOf } from '../../../../services/wire/signing.ts';
import { brokerInClinic } from '../../../support/clinic.ts';
import { emptyDatabase } from '../../../support/databases.ts';
import { benchOn } from '../../../support/filing.ts';
import { silent } from '../../../support/hospital.ts';
import { consentVerbally, endVisit, stationRig } from '../../../support/station.ts';
import { type KioskSocket, kioskSocket } from './kiosk-socket.ts';

const test = suite('an earlier picture, from the archive to the kiosk');
const dayMs = 24 * 60 * 60 * 1000;
const shots = ['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised'] as const;
const [rosa] = photographers;
const dorothy = people.find(({ nhsNumber }) => nhsNumber === seenBefore);
if (dorothy === undefined) throw new Error('one of the day was here before');

const broker = await brokerInClinic();
const hospitalHome = join(broker.home, 'hospital');
const keys = readHospitalKeys(join(hospitalHome, 'keys'));
const database = await emptyDatabase();
const previews = await openPreviews(join(hospitalHome, 'previews'));
const archive = await openDicomFolder(join(hospitalHome, 'archive'));
const aside = await openAside(join(hospitalHome, 'archive'));
const filing: IngestDeps = { ...benchOn(database), archive, previews, aside, identities: keys.identities };
const publisher = worklistPublisher({
  broker: { host: '127.0.0.1', port: broker.port },
  tls: keys.tls,
  log: silent,
});
const lists = worklists({
  database,
  publish: publisher.publish,
  signer: keys.signer,
  recipientOf: worklistRecipients(join(hospitalHome, 'stations')),
  questionnaire: [],
  earlier: (sopUid) => previews.read(sopUid, 'thumbnail'),
  now: () => new Date(),
  log: silent,
});
const identity = readIdentity(join(broker.home, 'station', 'identity'));
const rig = await stationRig({
  home: broker.home,
  brokerPort: broker.port,
  book: () => openClinicBook(join(broker.home, 'station', 'worklist.json'), identity),
});

const kiosk: KioskSocket = kioskSocket(rig.kioskPort);

/** What somebody who comes now is sent. */
async function sentNow(): Promise<string[]> {
  const other = kioskSocket(rig.kioskPort);
  await other.settled();
  other.close();
  return other.earlier.map(({ name }) => name);
}

interface Filed {
  readonly sopUid: string;
  readonly seriesUid: string;
  readonly studyUid: string;
  readonly as: string;
  readonly shot: string;
  readonly takenAt: Date;
}

const onRecord = () =>
  database.query<Filed>(
    `select sop_uid as "sopUid", series_uid as "seriesUid", study_uid as "studyUid", filed_as as "as",
            taken_at as "takenAt", view || case when polarised then '-polarised' else '' end as shot
       from picture where state = 'filed' order by taken_at`,
  );

async function signIn(): Promise<View> {
  kiosk.say({ kind: 'sign-in', staff: rosa.id, pin: rosa.pin });
  return kiosk.until('behind the lock', ({ stage }) => stage === 'clinic' || stage === 'identify');
}

/** The patient answers, and has no letter: up to where it is certain who is here. */
async function answers({ dateOfBirth }: Person): Promise<View> {
  const [, month, day] = dateOfBirth.split('-').map(Number);
  kiosk.say({ kind: 'identify', name: true, address: true, day: day ?? 0, month: month ?? 0 });
  const { stage } = await kiosk.until(
    'answers',
    (view) => view.stage !== 'identify' || view.identify?.step === 'frame',
  );
  if (stage === 'identify') kiosk.say({ kind: 'no-frame', why: 'no-letter' });
  return kiosk.until('certain', (view) => view.stage !== 'identify');
}

async function open({ familyName, givenName }: Person): Promise<void> {
  const { clinic } = await kiosk.until('the day', (view) => view.clinic.length === people.length);
  const row = clinic.find((one) => one.familyName === familyName && one.givenName === givenName);
  if (row === undefined) throw new Error('everybody is in the list');
  kiosk.say({ kind: 'open-visit', appointment: row.id });
  await kiosk.until('a visit', ({ stage }) => stage === 'identify');
}

test.before(async () => {
  publisher.onConnect(lists.changed);
  await keepDemonstration({
    database,
    station: demonstrationStation,
    form: readForm(),
    letters: { write: async () => {} },
    filing,
    changed: () => {},
    now: () => new Date(),
    log: silent,
  })();
  await lists.refreshAll();
});

test('the archive holds the pictures of that visit as the camera made them, and the record says when', async () => {
  const drawn = join(import.meta.dirname, '../../../../services/hospital/demonstration/earlier');
  const filed = await onRecord();
  assert.equal(
    filed.map(({ shot }) => shot),
    [...shots],
  );
  for (const each of filed) {
    const jpeg = await archive.jpeg(each);
    assert.is(jpeg && hashOf(jpeg), hashOf(readFileSync(join(drawn, `${each.shot}.jpg`))));
    assert.ok(Date.now() - each.takenAt.getTime() > 100 * dayMs);
  }
});

test('behind the lock, in the clinic, and until it is certain who is here, nobody is sent one', async () => {
  await kiosk.until('who may sign in', ({ signIn }) => signIn?.roster.some(({ id }) => id === rosa.id) === true);
  assert.equal(await sentNow(), []);
  await signIn();
  assert.equal(await sentNow(), []);
  await open(dorothy);
  assert.equal(await sentNow(), []);
  assert.equal(kiosk.earlier, []);
});

test('then they come, of the lesion that was photographed and not of the other one, byte for byte as the archive has them', async () => {
  const { visit } = await answers(dorothy);
  const [leg, chest] = visit?.lesions ?? [];
  const filed = await onRecord();
  const anew = await openPreviews(join(hospitalHome, 'made-anew'));
  const wanted = new Map<string, string>();
  for (const each of filed) {
    const jpeg = await archive.jpeg(each);
    await anew.make(each.sopUid, jpeg ?? Buffer.of());
    const thumbnail = await anew.read(each.sopUid, 'thumbnail');
    const copy = thumbnail && (await smallCopy(thumbnail));
    wanted.set(`${leg?.id} ${each.shot}`, Buffer.from(copy ?? '', 'base64').toString('hex'));
  }
  assert.is(wanted.size, shots.length);
  await kiosk.settled();
  const sent = new Map(kiosk.earlier.map(({ name, jpeg }) => [name, jpeg.toString('hex')]));
  assert.equal([...sent].sort(), [...wanted].sort());
  assert.equal(leg?.earlier.map(({ shot }) => shot).sort(), [...shots].sort());
  for (const { shot, takenAt } of leg?.earlier ?? [])
    assert.is(takenAt, filed.find((each) => each.shot === shot)?.takenAt.toISOString());
  assert.equal(chest?.earlier, []);
  assert.equal((await sentNow()).sort(), [...wanted.keys()].sort(), 'a page that reconnects gets the same');
});

test('a lock takes them from the pages, until it is certain again', async () => {
  kiosk.say({ kind: 'lock' });
  await kiosk.until('the lock', ({ stage }) => stage === 'locked');
  assert.equal(await sentNow(), []);
  await signIn();
  assert.equal(await sentNow(), []);
  await answers(dorothy);
  assert.is((await sentNow()).length, shots.length);
});

test('a picture that is taken back in the middle of the visit is not shown any more, and not sent', async () => {
  const [locating] = await onRecord();
  if (locating === undefined) throw new Error('it was filed');
  assert.is(await saidInHospital(filing, locating, 'It shows her sister.', demonstrator), 'rejected');
  await lists.refreshAll();
  const left = shots.filter((shot) => shot !== 'locating').sort();
  const gone = ({ visit }: View) => visit?.lesions[0]?.earlier.length === left.length;
  const { visit } = await kiosk.until('the newer list', gone);
  assert.equal(visit?.lesions[0]?.earlier.map(({ shot }) => shot).sort(), left);
  assert.equal((await sentNow()).sort(), left.map((shot) => `${visit?.lesions[0]?.id} ${shot}`).sort());
});

test('the end of the visit takes all of them away, and the next patient has none', async () => {
  await consentVerbally(rig);
  await endVisit(rig);
  assert.equal(rig.station.pictures(), []);
  assert.equal(await sentNow(), []);
  const before = kiosk.earlier.length;
  const [, , parveen] = people;
  if (parveen === undefined) throw new Error('the day has three patients');
  await open(parveen);
  const { visit } = await answers(parveen);
  await kiosk.settled();
  assert.equal(
    visit?.lesions.flatMap(({ earlier }) => earlier),
    [],
  );
  assert.is(kiosk.earlier.length, before);
  assert.equal(await sentNow(), []);
});

test.after(async () => {
  kiosk.close();
  await lists.close();
  await publisher.close();
  await rig.close();
  await database.close();
  await broker.close();
});
test.run();
