/** The strip after a restart: small copies of the open visit's pictures, sealed to the station, gone with the visit. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pino from 'pino';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureBytes } from '../../../../services/station/kiosk/picture-bytes.ts';
import { type Copies, openKeptCopies } from '../../../../services/station/pictures/kept-copies.ts';
import type { ParcelId } from '../../../../services/wire/ids.ts';
import { openBytes, sealBytes } from '../../../../services/wire/sealing.ts';
import { temporaryFolder } from '../../../support/clinic.ts';
import {
  endVisit,
  identify,
  type StationRig,
  signIn,
  stationRig,
  take,
  upToChoosing,
} from '../../../support/station.ts';
import { openVisitOf } from './open-visit.ts';

const tests = suite('the strip after a restart');

/** Nobody waits for the disk with these copies, so the test looks whether it has them. */
const lookEveryMs = 20;
const looksMax = 1_000;

const folderOf = ({ home }: StationRig) => join(home, 'station', 'copies');
const filesOf = (rig: StationRig) => (existsSync(folderOf(rig)) ? readdirSync(folderOf(rig)).sort() : []);

/** Resolves once the copies on the disk are those of these pictures, and nothing else. */
async function onDisk(rig: StationRig, ids: readonly string[]): Promise<void> {
  const wanted = ids.map((id) => `${id}.age`).sort();
  for (let left = looksMax; !isDeepStrictEqual(filesOf(rig), wanted); left -= 1) {
    if (left === 0) assert.equal(filesOf(rig), wanted);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

/** What the pages are sent for the strip, by the names of the pictures, as hexadecimal. */
function strip({ station }: StationRig): ReadonlyMap<string, string> {
  return new Map(
    station.pictures().flatMap((picture) => {
      return picture.kind === 'thumbnail' ? [[picture.id, pictureBytes(picture).toString('hex')] as const] : [];
    }),
  );
}

/** Behind the lock, and until it is certain again who is here, there is nothing; then there is the strip. */
async function backAtTheStrip(rig: StationRig) {
  assert.equal(rig.station.pictures(), []);
  assert.is((await signIn(rig)).stage, 'identify');
  assert.equal(rig.station.pictures(), []);
  await identify(rig);
  return strip(rig);
}

/** One station, one morning: each test goes on where the one before it ended. */
let rig: StationRig;
let ids: readonly string[] = [];
let before: ReadonlyMap<string, string> = new Map();

tests.before(async () => {
  rig = await stationRig();
});
tests.after(() => rig.close());

tests(
  'small copies are beside the journal soon after their pictures are saved, and only the station opens them',
  async () => {
    await upToChoosing(rig);
    ids = [(await take(rig, 'L1', 'locating')).id, (await take(rig, 'L1', 'close-up')).id];
    before = strip(rig);
    assert.equal([...before.keys()], ids);
    await onDisk(rig, ids);
    for (const name of filesOf(rig)) {
      const sealed = readFileSync(join(folderOf(rig), name));
      assert.not(sealed.includes('JFIF\0'));
      for (const word of ['Margaret', 'Okonkwo', '9990000018']) assert.not(sealed.includes(word));
      assert.is(await openBytes(sealed, [await generateIdentity()]), 'foreign-recipient');
    }
  },
);

tests('after a restart the strip is whole again, once it is certain who is here', async () => {
  await rig.restart();
  const told: string[] = [];
  rig.station.onPicture((picture) => told.push(pictureBytes(picture).toString('hex')));
  assert.equal(await backAtTheStrip(rig), before, 'byte for byte');
  assert.equal(told, [...before.values()], 'and a page that is there is sent it, in its order');
});

tests('a copy that a power cut has spoiled is absent, and its picture is not', async () => {
  const [first = '', second = ''] = ids;
  await rig.restartWith(() => {
    const sealed = readFileSync(join(folderOf(rig), `${first}.age`));
    writeFileSync(join(folderOf(rig), `${second}.age`), sealed.subarray(0, sealed.length - 40));
    writeFileSync(join(folderOf(rig), `${second}.age.${randomUUID()}`), sealed.subarray(0, 100)); // half a draft
  });
  assert.equal(filesOf(rig), [`${first}.age`]);
  assert.equal([...(await backAtTheStrip(rig))], [...before].slice(0, 1));
  assert.equal(
    rig.station.view().visit?.pictures.map(({ id }) => id),
    ids,
  );
});

tests('pictures that are taken back leave no copy', async () => {
  const { visit } = rig.station.view();
  if (visit === undefined) throw new Error('the visit goes on');
  rig.station.dispatch({ kind: 'wrong-patient', visit: visit.id, note: 'It was her sister.' });
  await rig.until('the clinic', ({ stage }) => stage === 'clinic');
  assert.equal(rig.station.pictures(), []);
  await onDisk(rig, []);
});

tests('the visit’s end takes its copies away, from the pages and from the disk', async () => {
  await upToChoosing(rig, rig.clinic[1]?.id);
  const { id } = await take(rig, rig.station.view().visit?.lesions[0]?.id);
  await onDisk(rig, [id]);
  await endVisit(rig);
  assert.equal(rig.station.pictures(), []);
  await onDisk(rig, []);
});

const files = suite('small copies on the disk');
const own = await generateIdentity();
const recipient = await identityToRecipient(own);
const id = () => randomUUID() as unknown as ParcelId;
const jpegOf = (word: string) => Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), Buffer.from(word)]);

function shelfOn(folder: string, ids: readonly ParcelId[], lines: string[] = []) {
  const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
  return openKeptCopies({ folder, recipient, identities: [own], visit: openVisitOf(ids), log });
}

files(
  'what belongs to no open visit goes when the station starts, and nothing is made while nothing is taken',
  async () => {
    const { path, remove } = temporaryFolder('copies');
    const folder = join(path, 'copies');
    const ids = [id(), id()];
    const first = await shelfOn(folder, []);
    first.follow(new Map());
    await first.settled();
    assert.not(existsSync(folder));
    first.follow(new Map(ids.map((each) => [each, jpegOf(each)])));
    await first.settled();
    assert.is(readdirSync(folder).length, 2);
    const other = await openKeptCopies({
      folder,
      recipient,
      identities: [own],
      visit: undefined,
      log: pino({ level: 'silent' }),
    });
    assert.is(other.found().size, 0);
    assert.equal(readdirSync(folder), []);
    remove();
  },
);

files(
  'a copy that is another’s, no picture, too long, or sealed to somebody else is absent, and counted without a name',
  async () => {
    const { path, remove } = temporaryFolder('copies');
    const folder = join(path, 'copies');
    const [good, renamed, noPicture, long, foreign, gone] = [id(), id(), id(), id(), id(), id()];
    const all = [good, renamed, noPicture, long, foreign, gone];
    const first = await shelfOn(folder, []);
    const wanted: Copies = new Map([
      [good, jpegOf('good')],
      [noPicture, Buffer.from('no picture')],
      [long, Buffer.concat([jpegOf('long'), Buffer.alloc(300 * 1024)])],
    ]);
    first.follow(wanted);
    await first.settled();
    writeFileSync(join(folder, `${renamed}.age`), readFileSync(join(folder, `${good}.age`)));
    const stranger = await identityToRecipient(await generateIdentity());
    const sealed = await sealBytes([Buffer.from(foreign), jpegOf('foreign')], [stranger]);
    if (typeof sealed === 'string') throw new Error(sealed);
    writeFileSync(join(folder, `${foreign}.age`), sealed);
    const lines: string[] = [];
    const again = await shelfOn(folder, all, lines);
    assert.equal(
      [...again.found()].map(([each, jpeg]) => [each, Buffer.from(jpeg).toString('hex')]),
      [[good, jpegOf('good').toString('hex')]],
    );
    assert.equal(readdirSync(folder), [`${good}.age`]);
    assert.is(lines.length, 1);
    const { damaged, missing } = JSON.parse(lines[0] ?? '{}');
    assert.equal({ damaged, missing }, { damaged: 4, missing: 1 });
    remove();
  },
);

files('the latest word holds: what is not wanted any more goes, also while another is being written', async () => {
  const { path, remove } = temporaryFolder('copies');
  const folder = join(path, 'copies');
  const [one, two, three] = [id(), id(), id()];
  const copies = await shelfOn(folder, []);
  copies.follow(new Map([one, two].map((each) => [each, jpegOf(each)])));
  copies.follow(new Map([two, three].map((each) => [each, jpegOf(each)])));
  await copies.settled();
  assert.equal(readdirSync(folder).sort(), [`${two}.age`, `${three}.age`].sort());
  copies.follow(new Map([[one, jpegOf('again')]]));
  copies.follow(new Map());
  await copies.settled();
  assert.equal(readdirSync(folder), []);
  remove();
});

files('a disk that takes nothing costs the copy, once, and nobody else anything', async () => {
  const { path, remove } = temporaryFolder('copies');
  const folder = join(path, 'copies');
  writeFileSync(folder, 'a file where the folder should be');
  const lines: string[] = [];
  const ids = [id()];
  const aside = join(path, 'aside');
  renameSync(folder, aside);
  const copies = await shelfOn(folder, [], lines);
  renameSync(aside, folder);
  const wanted = new Map(ids.map((each) => [each, jpegOf(each)]));
  for (const _ of [1, 2]) {
    copies.follow(wanted);
    await copies.settled();
  }
  assert.is(lines.length, 1);
  renameSync(folder, aside);
  mkdirSync(folder);
  copies.follow(new Map());
  await copies.settled();
  assert.equal(readdirSync(folder), []);
  remove();
});

tests.run();
files.run();
