/** What is set aside stays, sealed, until a person has decided; and afterwards. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openAside } from '../../../../services/hospital/archive/aside.ts';
import type { ParcelId } from '../../../../services/wire/ids.ts';
import { station } from '../../../support/invented.ts';
import { temporaryFolder } from '../../../support/places.ts';

const test = suite('parcels set aside');
const folder = temporaryFolder('aside');
test.after(() => folder.remove());
const parcelId = () => randomUUID() as unknown as ParcelId;

test('a parcel is kept as it came, under its station and its own name', async () => {
  const aside = await openAside(folder.path);
  const [parcel, sealed] = [parcelId(), randomBytes(5_000)];
  const { as } = await aside.keep(parcel, station, sealed);
  assert.is(as, `quarantine/${station}/${parcel}/parcel.age`);
  assert.ok(Buffer.compare(await aside.read(as), sealed) === 0);
});

test('the same parcel again, from whichever worker, has the same place', async () => {
  const [parcel, sealed] = [parcelId(), randomBytes(5_000)];
  const workers = await Promise.all([1, 2, 3].map(() => openAside(folder.path)));
  const places = await Promise.all(workers.map((worker) => worker.keep(parcel, station, sealed)));
  assert.is(new Set(places.map(({ as }) => as)).size, 1);
});

test('other bytes under the same name are kept beside the first ones', async () => {
  const aside = await openAside(folder.path);
  const parcel = parcelId();
  const [first, second] = [randomBytes(100), randomBytes(100)];
  const one = await aside.keep(parcel, station, first);
  const two = await aside.keep(parcel, station, second);
  assert.is.not(one.as, two.as);
  assert.equal(await aside.keep(parcel, station, second), two);
  assert.ok(Buffer.compare(await aside.read(one.as), first) === 0);
  assert.ok(Buffer.compare(await aside.read(two.as), second) === 0);
});

test('a name that leads elsewhere is refused', async () => {
  const aside = await openAside(folder.path);
  writeFileSync(join(folder.path, 'secret'), 'secret');
  const parcel = randomUUID();
  for (const as of [
    'secret',
    '../secret',
    `quarantine/${station}/../../secret`,
    `quarantine/${station}/${parcel}/../../../secret`,
    `/etc/passwd`,
    `quarantine/../${station}/${parcel}/parcel.age`,
    `quarantine/${station}/${parcel}/parcel.age\0`,
    '',
  ]) {
    const answer = await aside.read(as).catch((error: unknown) => error);
    assert.match(String(answer), /not the name of a parcel/, as);
  }
  const outside = await aside.keep('../../x' as unknown as ParcelId, station, randomBytes(1)).catch(String);
  assert.match(String(outside), /UUID/);
  assert.not.ok(existsSync(join(folder.path, 'x')));
});

test('a place that was never used is an error, not an empty parcel', async () => {
  const aside = await openAside(folder.path);
  const answer = await aside.read(`quarantine/${station}/${randomUUID()}/parcel.age`).catch((error: unknown) => error);
  assert.ok(answer instanceof Error);
});

test.run();
