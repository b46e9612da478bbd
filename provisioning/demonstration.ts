/**
 * A whole service on one machine, for demonstration, training and tests: one authority, one hospital, one station, one
 * broker, each with its keys in its own folder. What is there already is kept, so that a second start goes on with it.
 *
 *   <home>/hospital/offline   the authority's and the root's private keys and the escrow identity; in a real service
 *                             they are in a safe and on no machine that is connected to anything
 *          hospital/keys      what the ingest works with         hospital/stations   who is registered
 *          station/identity   what enrolment leaves there        broker              certificates and access list
 */
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { KeySet } from '../services/wire/key-set.ts';
import { keyIdOf, publicKeyText, signDocument } from '../services/wire/signing.ts';
import { createAuthority, issue } from './authority.ts';
import { accessList, hospitalName } from './broker.ts';

/** Present once everything else is: a provisioning that was interrupted is done anew. */
const completeMark = 'provisioned';
const authorityDays = 3650;
const certificateDays = 397;

export async function provisionDemonstration(home: string, station: string, now: Date): Promise<void> {
  const folders = {
    offline: join(home, 'hospital', 'offline'),
    keys: join(home, 'hospital', 'keys'),
    stations: join(home, 'hospital', 'stations'),
    identity: join(home, 'station', 'identity'),
    broker: join(home, 'broker'),
  };
  writeOver(join(home, 'broker', 'access.acl'), accessList(), folders.broker);
  if (existsSync(join(folders.offline, completeMark))) return enrolForWorklists(folders, station);
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  mkdirSync(join(folders.broker, 'data'), { recursive: true, mode: 0o700 });

  const from = new Date(now.getTime() - 24 * 60 * 60 * 1000); // a station's clock may be behind
  const authority = await createAuthority('Lentigo demonstration authority', { from, days: authorityDays });
  write(folders.offline, 'authority.pem', authority.certificate);
  write(folders.offline, 'authority-key.pem', authority.privateKey);
  for (const [folder, name, role] of [
    [folders.broker, 'broker', 'broker'],
    [folders.keys, hospitalName, 'client'],
    [folders.identity, station, 'client'],
  ] as const) {
    const { certificate, privateKey } = await issue(authority, name, role, { from, days: certificateDays });
    write(folder, 'authority.pem', authority.certificate);
    write(folder, 'certificate.pem', certificate);
    write(folder, 'private-key.pem', privateKey);
  }

  const [root, receipts, manifests] = [
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('ed25519'),
  ];
  const [operational, escrow] = [await generateIdentity(), await generateIdentity()];
  const keySet: KeySet = {
    kind: 'key-set',
    version: 1,
    serial: 1,
    issuedAt: now.toISOString(),
    operational: await identityToRecipient(operational),
    escrow: await identityToRecipient(escrow),
    receiptKeys: [{ id: keyIdOf(receipts.publicKey), publicKey: publicKeyText(receipts.publicKey) }],
  };
  write(folders.offline, 'root-key.pem', privatePem(root.privateKey));
  write(folders.offline, 'escrow.txt', `${escrow}\n`);
  write(folders.keys, 'operational.txt', `${operational}\n`);
  write(folders.keys, 'receipt-key.pem', privatePem(receipts.privateKey));
  write(
    folders.stations,
    `${station}.json`,
    JSON.stringify({ station, signingKeys: [publicKeyText(manifests.publicKey)] }),
  );
  write(folders.identity, 'station.json', JSON.stringify({ station }));
  write(folders.identity, 'signing-key.pem', privatePem(manifests.privateKey));
  write(folders.identity, 'root.pem', String(createPublicKey(root.privateKey).export({ type: 'spki', format: 'pem' })));
  write(
    folders.identity,
    'key-set.json',
    JSON.stringify(signDocument(keySet, { id: keyIdOf(root.publicKey), privateKey: root.privateKey })),
  );
  await enrolForWorklists(folders, station);
  write(folders.offline, completeMark, `${now.toISOString()}\n`);
}

/** The key to which the hospital seals the station's worklists; also for a home of a Lentigo that had none. */
async function enrolForWorklists(folders: { stations: string; identity: string }, station: string): Promise<void> {
  if (existsSync(join(folders.identity, 'worklist-identity.txt'))) return;
  const identity = await generateIdentity();
  const registration = join(folders.stations, `${station}.json`);
  const known = JSON.parse(readFileSync(registration, 'utf8'));
  const worklistRecipient = await identityToRecipient(identity);
  writeOver(registration, JSON.stringify({ ...known, worklistRecipient }), folders.stations);
  write(folders.identity, 'worklist-identity.txt', `${identity}\n`);
}

function privatePem(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}

function write(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text, { mode: 0o600, flush: true });
}

/** Written anew at every start: a newer Lentigo may know more topics. */
function writeOver(path: string, text: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode: 0o600 });
}
