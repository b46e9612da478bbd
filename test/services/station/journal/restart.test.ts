/** What a station still knows after its power was cut, and who else can know it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity } from 'age-encryption';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openBytes } from '../../../../services/wire/sealing.ts';
import { ofKind, openedParcels } from '../../../support/parcels.ts';
import {
  arm,
  consentVerbally,
  endVisit,
  identify,
  openVisit,
  press,
  type StationRig,
  signIn,
  stationRig,
  take,
  upToChoosing,
} from '../../../support/station.ts';

const tests = suite('journal');
function test(title: string, body: (rig: StationRig) => Promise<void>): void {
  tests(title, async () => {
    const rig = await stationRig();
    try {
      await body(rig);
    } finally {
      await rig.close();
    }
  });
}

const fileOf = ({ home }: StationRig) => join(home, 'station', 'journal.age');
const identityOf = ({ home }: StationRig) =>
  readFileSync(join(home, 'station', 'identity', 'worklist-identity.txt'), 'utf8').trim();

test('an open visit waits behind the lock after a restart, and goes on where it was once the patient is confirmed', async (rig) => {
  await upToChoosing(rig);
  const picture = await take(rig, 'L1', 'close-up');
  const before = rig.station.view();
  await rig.restart();
  const locked = rig.station.view();
  assert.is(locked.stage, 'locked');
  assert.is(locked.signIn?.visitWaits, true);
  assert.not.match(JSON.stringify(locked), /Margaret|Okonkwo|9990000018|Shin/);
  assert.equal(rig.station.pictures(), []);
  const asked = await signIn(rig);
  assert.is(asked.stage, 'identify');
  assert.is(asked.identify?.again, true);
  const view = await identify(rig);
  assert.is(view.stage, 'choosing', 'consent was given before');
  assert.is(view.visit?.id, before.visit?.id);
  assert.equal(
    view.visit?.pictures.map(({ id, verdict }) => ({ id, verdict })),
    [{ id: picture.id, verdict: 'kept' }],
  );
  await rig.until('the camera', ({ camera }) => camera.status === 'ready');
  await take(rig, 'L1', 'locating');
  await endVisit(rig);
  await rig.until('all kept', ({ outbox }) => outbox.waiting >= 4);
  const [record] = ofKind(await openedParcels(rig.home), 'visit-record');
  assert.is(record?.visit, before.visit?.id);
  assert.is(record?.pictures.length, 2);
  assert.is(record?.identity.confirmed.length, 2, 'once before and once after');
});

test('nobody reads the journal without the station’s key, and it has no name in the clear', async (rig) => {
  await upToChoosing(rig);
  await take(rig);
  const sealed = readFileSync(fileOf(rig));
  const words = ['Margaret', 'Okonkwo-Bright', '9990000018', '1958-04-03', '14 Mill Lane', 'Rosa Sato', 'Shin'];
  for (const word of words) assert.not.ok(sealed.includes(word), word);
  assert.is(await openBytes(sealed, [await generateIdentity()]), 'foreign-recipient');
  const plain = await openBytes(sealed, [identityOf(rig)]);
  assert.instance(plain, Uint8Array);
  const text = Buffer.from(plain as Uint8Array).toString('utf8');
  for (const word of words) assert.ok(text.includes(word), `the same search finds ${word} inside`);
});

for (const [what, spoil] of [
  ['was cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 40)],
  ['has a flipped bit', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)])],
  ['is something else altogether', () => Buffer.from('{"kept":{}}')],
] as const) {
  test(`a journal that ${what} is set aside, and the station starts locked without it`, async (rig) => {
    await upToChoosing(rig);
    const first = rig.station;
    await rig.restart();
    assert.is(rig.station.view().signIn?.visitWaits, true);
    assert.is.not(rig.station, first);
    await rig.restartWith(() => writeFileSync(fileOf(rig), spoil(readFileSync(fileOf(rig)))));
    assert.is(rig.station.view().stage, 'locked');
    assert.is(rig.station.view().signIn?.visitWaits, false);
    const aside = readdirSync(join(rig.home, 'station')).filter((name) => name.startsWith('journal-aside-'));
    assert.is(aside.length, 1);
    assert.is((await signIn(rig)).stage, 'clinic');
  });
}

test('a power cut between “in the outbox” and “on the screen” leaves the picture in its own visit, unreviewed', async (rig) => {
  await upToChoosing(rig);
  await arm(rig);
  let atSealing: Buffer | undefined;
  await press(rig);
  // What the disk would have had at that moment: the journal of before the picture was known to be saved.
  await rig.until('sealing', ({ stage }) => stage === 'sealing');
  const saved = rig.until('saved', ({ stage }) => stage === 'reviewing');
  const stop = rig.station.onView(({ stage }) => {
    if (stage === 'reviewing') atSealing ??= readFileSync(fileOf(rig)); // not yet written anew: that begins after this
  });
  const { visit } = await saved;
  stop();
  if (atSealing === undefined) throw new Error('the review was seen');
  const before = atSealing;
  await rig.restartWith(() => writeFileSync(fileOf(rig), before));
  await signIn(rig);
  const view = await identify(rig);
  assert.equal(
    view.visit?.pictures.map(({ id, verdict }) => ({ id, verdict })),
    [{ id: visit?.pictures[0]?.id, verdict: 'unreviewed' }],
  );
});

test('deeds and the visit’s record are in the outbox once, whenever the station was ended', async (rig) => {
  await upToChoosing(rig);
  await take(rig);
  await endVisit(rig);
  await rig.until('picture, record, deeds', ({ outbox }) => outbox.waiting === 3);
  await rig.restart();
  await rig.restart();
  const after = await openedParcels(rig.home);
  assert.is(ofKind(after, 'visit-record').length, 1);
  assert.is(ofKind(after, 'deeds').length, 1);
  const [sent] = ofKind(after, 'deeds');
  const done = sent?.deeds.map(({ what }) => what) ?? [];
  for (const what of ['sign-in', 'open-visit', 'confirm-identity', 'consent', 'picture', 'end-visit'] as const)
    assert.ok(done.includes(what), what);
});

test('a lock sends the deeds so far, and the day goes on with new ones', async (rig) => {
  await signIn(rig);
  rig.station.dispatch({ kind: 'lock' });
  await rig.until('deeds', ({ outbox }) => outbox.waiting === 1);
  await signIn(rig);
  rig.station.dispatch({ kind: 'lock' });
  await rig.until('more deeds', ({ outbox }) => outbox.waiting === 2);
  const all = ofKind(await openedParcels(rig.home), 'deeds').flatMap(({ deeds }) => deeds);
  assert.equal(all.map(({ what }) => what).sort(), ['lock', 'lock', 'sign-in', 'sign-in']);
  assert.ok(all.every(({ by }) => by !== undefined));
});

test('a wrong patient is taken back: the correction names the pictures, and the hospital can open it', async (rig) => {
  await upToChoosing(rig);
  const picture = await take(rig);
  const view = await endVisit(rig);
  const visit = view.clinic[0]?.visit?.id;
  if (visit === undefined) throw new Error('the visit that ended is in its row');
  rig.station.dispatch({ kind: 'wrong-patient', visit, note: 'It was her sister.' });
  const after = await rig.until('taken back', ({ clinic }) => clinic[0]?.visit?.takenBack === true);
  assert.is(after.clinic[0]?.visit?.pictures, 1);
  await rig.until('the correction kept', ({ outbox }) => outbox.waiting === 4);
  const [correction] = ofKind(await openedParcels(rig.home), 'correction');
  assert.equal(correction?.pictures, [picture.id]);
  assert.is(correction?.note, 'It was her sister.');
  await openVisit(rig, rig.clinic[1]?.id);
  await identify(rig);
  await consentVerbally(rig);
});

tests.run();
