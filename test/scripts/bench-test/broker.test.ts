/** The way to the hospital, against a real broker, with one thing wrong at a time. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { issue } from '../../../provisioning/authority.ts';
import { accessList } from '../../../provisioning/broker.ts';
import type { Surroundings } from '../../../scripts/bench-test/check.ts';
import { brokerInClinic, type TestBroker } from '../../support/clinic.ts';
import { station } from '../../support/invented.ts';
import { faultsOf, nowhere, remarksOf, stationFolders, walkMachine } from './bench.ts';

const clinic = await brokerInClinic();
const dayMs = 24 * 60 * 60 * 1000;

function atThe(broker: TestBroker, changes: Partial<Surroundings> = {}): Promise<Surroundings> {
  return nowhere({ broker: { host: '127.0.0.1', port: broker.port }, ...stationFolders(clinic.home), ...changes });
}

/** A copy of the station's identity with some files replaced. */
let copies = 0;
function identityWith(files: Readonly<Record<string, string>>): string {
  copies += 1;
  const folder = join(clinic.home, `identity-${copies}`);
  cpSync(join(clinic.home, 'station', 'identity'), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

async function certificate(name: string, fromDaysAgo: number, days: number): Promise<Readonly<Record<string, string>>> {
  const offline = (file: string) => readFileSync(join(clinic.home, 'hospital', 'offline', file), 'utf8');
  const authority = { certificate: offline('authority.pem'), privateKey: offline('authority-key.pem') };
  const from = new Date(Date.now() - fromDaysAgo * dayMs);
  const issued = await issue(authority, name, 'client', { from, days });
  return { 'certificate.pem': issued.certificate, 'private-key.pem': issued.privateKey };
}

const test = suite('bench test: the broker');
test.after(() => clinic.close());

test('an enrolled station is let in, hears, is heard, and has time left', async () => {
  const result = await walkMachine('broker', await atThe(clinic));
  assert.is(result.kind, 'ok', JSON.stringify(result));
  if (result.kind !== 'ok') return;
  assert.equal(result.remarks, []);
  assert.match(String(result.figures.tls), /^TLSv1\.3 /);
  assert.ok(Number(result.figures.certificateDaysLeft) > 300, JSON.stringify(result.figures));
});

test('an expired certificate is told as that, with the day, and only once', async () => {
  const identityFolder = identityWith(await certificate(station, 60, 30));
  const faults = faultsOf(await walkMachine('broker', await atThe(clinic, { identityFolder })));
  assert.is(faults.length, 1, faults.join('\n'));
  const day = new Date(Date.now() - 30 * dayMs).toISOString().slice(0, 10);
  assert.match(faults[0] ?? '', `the station’s certificate: It has expired, on ${day}. → Renew it`);
});

test('a certificate that ends soon is a remark, then a fault', async () => {
  const soon = identityWith(await certificate(station, 1, 15.5));
  assert.match(
    remarksOf(await walkMachine('broker', await atThe(clinic, { identityFolder: soon }))).join(),
    'in 14 days',
  );
  const verySoon = identityWith(await certificate(station, 1, 4.5));
  const faults = faultsOf(await walkMachine('broker', await atThe(clinic, { identityFolder: verySoon })));
  assert.match(faults.join(), /the station’s certificate: It expires on .*, in 3 days/);
});

test('a certificate of another station, and a key that is not its own, are told', async () => {
  const other = identityWith(await certificate('waterbeach-1', 1, 30));
  assert.match(
    faultsOf(await walkMachine('broker', await atThe(clinic, { identityFolder: other }))).join(),
    'It names waterbeach-1',
  );
  const { 'private-key.pem': key = '' } = await certificate(station, 1, 30);
  const mixed = identityWith({ 'private-key.pem': key });
  assert.match(
    faultsOf(await walkMachine('broker', await atThe(clinic, { identityFolder: mixed }))).join(),
    'the station’s private key',
  );
});

test('a certificate that was written halfway is told as a file that cannot be read', async () => {
  const identityFolder = identityWith({ 'certificate.pem': '-----BEGIN CERTIFICATE-----\nMIIB' });
  const faults = faultsOf(await walkMachine('broker', await atThe(clinic, { identityFolder })));
  assert.match(faults.join(), /^the station’s certificate: certificate\.pem cannot be read/);
});

test('a key set that the pinned root did not sign is told before anything is sent', async () => {
  const letter = JSON.parse(readFileSync(join(clinic.home, 'station', 'identity', 'key-set.json'), 'utf8'));
  letter.document.serial += 1;
  const identityFolder = identityWith({ 'key-set.json': JSON.stringify(letter) });
  const faults = faultsOf(await walkMachine('broker', await atThe(clinic, { identityFolder })));
  assert.match(faults.join(), /^the station’s identity: .*not signed by the root/);
});

test('a station that is not enrolled is told to be enrolled', async () => {
  const faults = faultsOf(await walkMachine('broker', await nowhere()));
  assert.match(faults.join(), /^the station’s identity: This station is not enrolled: .* → Enrol the station/);
});

test('a broker of another hospital, or something that opens TLS in between, is told as the way', async () => {
  const stranger = await brokerInClinic();
  const faults = faultsOf(await walkMachine('broker', await atThe(stranger)));
  await stranger.close();
  assert.match(faults.join(), /^the way to the broker: .*not vouched for by this station’s authority/);
});

test('a broker whose access list does not know the station’s topics is told as its access list', async () => {
  const list = join(clinic.home, 'broker', 'access.acl');
  rmSync(list, { force: true });
  writeFileSync(list, accessList().replaceAll(/^pattern .*\n/gm, ''), { mode: 0o600 });
  await clinic.restart();
  const faults = faultsOf(await walkMachine('broker', await atThe(clinic)));
  rmSync(list, { force: true });
  writeFileSync(list, accessList(), { mode: 0o600 });
  await clinic.restart();
  assert.ok(
    faults.length > 0 && faults.every((fault) => fault.startsWith('the broker’s access list')),
    faults.join('\n'),
  );
  assert.ok(
    faults.some((fault) => fault.includes('may not send chunks')),
    faults.join('\n'),
  );
});

test('a broker that is down is told as the broker, and the network as well', async () => {
  await clinic.kill();
  const around = await atThe(clinic);
  const faults = faultsOf(await walkMachine('broker', around));
  const network = await walkMachine('network', around);
  await clinic.start();
  assert.match(faults.join(), `broker: Nothing listens at 127.0.0.1:${clinic.port}.`);
  assert.is(network.kind, 'ok');
});

test.run();
