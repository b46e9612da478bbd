/** Ingest with the archive that a small site has: real DICOM files, previews and sealed parcels in folders. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openAside } from '../../../../services/hospital/archive/aside.ts';
import { objectsIn, openDicomFolder } from '../../../../services/hospital/archive/dicom-folder.ts';
import { openPreviews } from '../../../../services/hospital/archive/previews.ts';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { readObject } from '../../../../services/hospital/dicom/read.ts';
import { fileParcel, type IngestDeps } from '../../../../services/hospital/ingest/filing.ts';
import { decide } from '../../../../services/hospital/ingest/reconciliation/decision.ts';
import { hashOf } from '../../../../services/wire/signing.ts';
import { databases } from '../../../support/databases.ts';
import { arrivedCorrection, arrivedPicture, benchOn } from '../../../support/filing.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { seedClinics, seedVisit } from '../../../support/seeded.ts';

const coordinator = { subject: 'c1', name: 'Coordinator', roles: ['coordinator'] as const };

/** A photograph; the camera was held so (EXIF). */
async function photograph(orientation: number, background: string): Promise<Buffer> {
  return sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .withMetadata({ orientation })
    .jpeg({ chromaSubsampling: '4:2:0' })
    .toBuffer();
}

for (const engine of databases) {
  const test = suite(`ingest into DICOM files, on ${engine.name}`);
  const folder = temporaryFolder('archived');
  let database: Database;
  let deps: IngestDeps;

  test.before(async () => {
    database = await engine.open();
    await seedClinics(database);
    await seedVisit(database);
    deps = {
      ...benchOn(database),
      archive: await openDicomFolder(join(folder.path, 'archive')),
      aside: await openAside(join(folder.path, 'archive')),
      previews: openPreviews(join(folder.path, 'previews')),
    };
  });

  test('a picture is filed, taken back and filed anew: two objects with the same JPEG, and one note', async () => {
    const jpegs = [await photograph(1, '#a86'), await photograph(1, '#b97f01')];
    for (const jpeg of jpegs) {
      const before = (await objectsIn(join(folder.path, 'archive'))).length;
      const arrived = await arrivedPicture(jpeg);
      const { parcel } = arrived.capture;
      assert.is((await fileParcel(deps, arrived.manifest, arrived.sealed)).outcome, 'filed');
      const correction = await arrivedCorrection([parcel]);
      await fileParcel(deps, correction.manifest, correction.sealed);
      const decision = {
        kind: 'file',
        appointment: 'A-0001',
        lesion: 'L1',
        view: 'dermoscopic',
        why: 'It was hers',
      } as const;
      assert.equal(await decide(deps, parcel, decision, coordinator), { kind: 'settled' });
      const rows = await database.query<{ state: string; as: string; sopUid: string }>(
        'select state, filed_as as "as", sop_uid as "sopUid" from picture where parcel = $1 order by filing',
        [parcel],
      );
      assert.equal(
        rows.map(({ state }) => state),
        ['rejected', 'filed'],
      );
      for (const { as, sopUid } of rows) {
        const object = readObject(readFileSync(join(folder.path, 'archive', as)));
        assert.is(object?.jpeg && hashOf(object.jpeg), hashOf(jpeg));
        assert.ok(await deps.previews.read(sopUid, 'thumbnail'));
      }
      assert.is((await objectsIn(join(folder.path, 'archive'))).length, before + 3);
    }
  });

  test('a picture that the archive turned upright is on record with the sides that it has now', async () => {
    const arrived = await arrivedPicture(await photograph(6, '#a86'));
    assert.is((await fileParcel(deps, arrived.manifest, arrived.sealed)).outcome, 'filed');
    const rows = await database.query('select width_px, height_px from picture where parcel = $1', [
      arrived.capture.parcel,
    ]);
    assert.equal(rows, [{ width_px: 480, height_px: 640 }]);
  });

  test('a picture of another kind waits, sealed, and can be kept out', async () => {
    const progressive = await sharp(await photograph(1, '#a86'))
      .jpeg({ progressive: true })
      .toBuffer();
    const arrived = await arrivedPicture(progressive);
    const outcome = await fileParcel(deps, arrived.manifest, arrived.sealed);
    assert.equal([outcome.outcome, outcome.reason], ['quarantined', 'picture-unfit']);
    const { parcel } = arrived.capture;
    assert.is(
      (await decide(deps, parcel, { kind: 'keep-out', why: 'Wrong camera setting' }, coordinator)).kind,
      'settled',
    );
    const sealed = readFileSync(join(folder.path, 'archive', outcome.filedAs));
    assert.is(hashOf(sealed), arrived.manifest.sha256);
  });

  test.after(async () => {
    await database.close();
    await engine.stop();
    folder.remove();
  });
  test.run();
}
