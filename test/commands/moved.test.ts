/** `npm start` in a hospital's own surroundings: its PostgreSQL and its DICOMweb archive in place of the embedded ones. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openPostgres } from '../../services/hospital/database/postgres.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { startOrthanc } from '../support/orthanc.ts';
import { inOwnNetwork } from '../support/own-network.ts';
import { postgresServer } from '../support/postgres.ts';
import { filedBefore, run, startAsUser } from '../support/service.ts';

inOwnNetwork();

const test = suite('a hospital of its own');

test('a visit is recorded in PostgreSQL and filed in Orthanc, byte for byte, and a restart goes on with both', async () => {
  const folder = temporaryFolder('moved');
  const home = join(folder.path, 'home');
  const [server, orthanc] = await Promise.all([postgresServer(), startOrthanc()]);
  const environment = {
    LENTIGO_DATABASE_URL: server.url('postgres'),
    LENTIGO_DICOMWEB_URL: orthanc.dicomWebUrl,
  };
  try {
    for (const pictures of [3, 4]) {
      const service = await startAsUser({ home, args: ['--camera-size', '900x600'], environment });
      const place = ['--kiosk-port', String(service.kioskPort), '--home', home];
      const visit = await run('visit.ts', ['--json', '--pictures', '1', ...place], environment);
      assert.is(visit.code, 0, visit.errors + visit.output);
      if (pictures === 3) {
        const more = await run('visit.ts', ['--json', '--pictures', '2', ...place], environment);
        assert.is(more.code, 0, more.errors + more.output);
      }
      assert.is(await service.stop(), 0);
      const database = openPostgres(server.url('postgres'));
      const rows = await database.query<{ filed: string }>(
        "select filed_as as filed from picture where state = 'filed'",
      );
      await database.close();
      assert.is(rows.length, pictures + filedBefore.size);
      const answer = await fetch(`${orthanc.url}/statistics`);
      assert.is(((await answer.json()) as { CountInstances: number }).CountInstances, rows.length);
    }
    assert.not(existsSync(join(home, 'hospital', 'database')), 'nothing is kept in an embedded database');
    assert.not(existsSync(join(home, 'hospital', 'archive', 'dicom')), 'and nothing in a folder of DICOM files');
  } finally {
    await orthanc.stop();
    await server.stop();
    folder.remove();
  }
});

test.run();
