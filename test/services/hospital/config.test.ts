/** What the hospital's programs are told, and what they answer when it is wrong. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readAbout } from '../../../services/hospital/about.ts';
import { readHospitalConfig } from '../../../services/hospital/config.ts';
import { openDatabase } from '../../../services/hospital/database/open.ts';
import { mailServer } from '../../../services/hospital/mail-server.ts';
import { temporaryFolder } from '../../support/places.ts';

const test = suite('settings of the hospital');
const args = ['--home', '/h', '--broker-port', '7883'];
const folder = temporaryFolder('config');
const pem = join(folder.path, 'key.pem');
writeFileSync(pem, 'PEM');

test('without any variable everything is embedded', () => {
  const read = readHospitalConfig(args, { LENTIGO_DATABASE_URL: '' });
  assert.is(read.LENTIGO_HOSPITAL_PORT, 7080);
  for (const outside of [read.LENTIGO_DATABASE_URL, read.dicomWeb, read.recordSystem, read.ers]) {
    assert.is(outside, undefined);
  }
});

test('an archive is told with its certificate and its token service', () => {
  const { dicomWeb } = readHospitalConfig(args, {
    LENTIGO_DICOMWEB_URL: 'https://archive.example/dicom-web/',
    LENTIGO_DICOMWEB_CERTIFICATE: pem,
    LENTIGO_DICOMWEB_KEY: pem,
    LENTIGO_DICOMWEB_TOKEN_URL: 'https://archive.example/token',
    LENTIGO_DICOMWEB_CLIENT_ID: 'lentigo',
    LENTIGO_DICOMWEB_CLIENT_SECRET: 'secret',
  });
  assert.equal(dicomWeb, {
    url: 'https://archive.example/dicom-web',
    tls: { cert: 'PEM', key: 'PEM' },
    oauth: { tokenUrl: 'https://archive.example/token', clientId: 'lentigo', clientSecret: 'secret' },
  });
});

test('what is wrong is named by its variable, all of it at once', () => {
  for (const [environment, ...named] of [
    [
      { LENTIGO_HOSPITAL_PORT: 'x', LENTIGO_DATABASE_URL: 'mysql://x' },
      'LENTIGO_HOSPITAL_PORT',
      'LENTIGO_DATABASE_URL',
    ],
    [{ LENTIGO_EHR_URL: 'ftp://x' }, 'LENTIGO_EHR_URL'],
    [{ LENTIGO_DICOMWEB_URL: 'https://a', LENTIGO_DICOMWEB_CERTIFICATE: pem }, 'LENTIGO_DICOMWEB_', 'go together'],
    [
      { LENTIGO_DICOMWEB_URL: 'https://a', LENTIGO_DICOMWEB_AUTHORITY: '/nowhere' },
      'AUTHORITY',
      '/nowhere cannot be read',
    ],
    [{ LENTIGO_ERS_URL: 'https://a' }, 'LENTIGO_ERS_DEMOGRAPHICS_URL'],
    [{ LENTIGO_SMTP_URL: 'mail.example' }, 'LENTIGO_SMTP_URL'],
  ] as const) {
    for (const text of named) {
      assert.throws(
        () => readHospitalConfig(args, environment),
        (error: Error) => error.message.includes(String(text)),
      );
    }
  }
  assert.throws(() => readHospitalConfig(['--home', '/h'], {}), /--broker-port/);
});

test('mail leaves the machine encrypted, whatever the address says', () => {
  const from = 'a@example.org';
  assert.equal(mailServer('smtp://127.0.0.1:25', from), { host: '127.0.0.1', port: 25, tls: 'none', from });
  assert.equal(mailServer('smtp://mail.example', from), { host: 'mail.example', port: 25, tls: 'starttls', from });
  assert.is(mailServer('smtps://mail.example', from).port, 465);
  const user = { name: 'lentigo', password: 'a b' };
  assert.equal(mailServer('smtp://lentigo:a%20b@[::1]', from), { host: '::1', port: 587, tls: 'none', from, user });
});

test('a hospital that describes itself wrongly is told which part', () => {
  assert.match(readAbout(folder.path).letterHead.hospital, /invented/);
  writeFileSync(join(folder.path, 'about.json'), JSON.stringify({ letterHead: { hospital: 'X' } }));
  assert.throws(() => readAbout(folder.path), /about\.json: .*letterHead\.address/);
});

test('an embedded database has one program at a time, and a start that was broken off is begun anew', async () => {
  const place = join(folder.path, 'database');
  mkdirSync(`${place}.new`);
  writeFileSync(join(`${place}.new`, 'PG_VERSION'), 'half');
  const first = await openDatabase(place);
  const second = await openDatabase(place).catch((error: unknown) => String(error));
  assert.match(String(second), /in use by another program/);
  await first.query("insert into site (id, name, address) values ('histon', 'Histon', '{}')");
  await first.close();
  const again = await openDatabase(place);
  assert.is((await again.query('select id from site')).length, 1);
  await again.close();
});

test.after(() => folder.remove());
test.run();
