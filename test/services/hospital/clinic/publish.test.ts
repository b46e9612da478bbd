/** Worklists on a real broker: retained, and each for its own station only. */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { connect } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type createAuthority, issue } from '../../../../provisioning/authority.ts';
import { worklistPublisher } from '../../../../services/hospital/clinic/worklist/publish.ts';
import { worklists } from '../../../../services/hospital/clinic/worklist/worklists.ts';
import { connectionOptions, leave, type TlsTexts } from '../../../../services/wire/connection.ts';
import type { StationId } from '../../../../services/wire/ids.ts';
import { keyIdOf } from '../../../../services/wire/signing.ts';
import { decodeBody, topicName } from '../../../../services/wire/topics.ts';
import { openWorklist, type SealedWorklist, sealWorklist } from '../../../../services/wire/worklist.ts';
import { brokerInClinic, tlsOf } from '../../../support/clinic.ts';
import { databases } from '../../../support/databases.ts';
import { silent } from '../../../support/hospital.ts';
import { station as histon } from '../../../support/invented.ts';
import { smallHospital } from './hospital.ts';
import { noPictures, questionnaire } from './pretend-broker.ts';

const test = suite('worklists on the broker');
const waitMsMax = 20_000;
const keys = generateKeyPairSync('ed25519');
const signer = { id: keyIdOf(keys.publicKey), privateKey: keys.privateKey };
const ely = 'ely-1' as StationId;

function within<Result>(what: string, promise: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited too long for ${what}`)), waitMsMax);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Connects anew with this certificate and subscribes; resolves with the worklist that is retained there. */
async function retained(port: number, tls: TlsTexts, of: StationId): Promise<SealedWorklist | 'refused'> {
  const client = connect(connectionOptions({ host: '127.0.0.1', port }, tls, `test-${crypto.randomUUID()}`, 0));
  try {
    return await within(
      'a retained worklist',
      new Promise<SealedWorklist | 'refused'>((resolve, reject) => {
        client.on('message', (_, payload) => {
          const letter = decodeBody('worklist', payload);
          if (letter) resolve(letter);
          else reject(new Error('not a worklist'));
        });
        client.on('error', reject);
        client.on('connect', () => {
          client.subscribe(topicName('worklist', { station: of }), { qos: 1 }, (error, granted) => {
            if (error || granted?.some(({ qos }) => qos >= 128)) resolve('refused');
          });
        });
      }),
    );
  } finally {
    await leave(client);
  }
}

test('the broker keeps each list, a station reads its own and no other, and after an outage the newest one is there', async () => {
  const broker = await brokerInClinic();
  const [engine] = databases.slice(-1);
  if (engine === undefined) throw new Error('no database');
  const database = await engine.open();
  const hospital = await smallHospital(database);
  const address = { host: '127.0.0.1', port: broker.port };
  const publisher = worklistPublisher({
    broker: address,
    tls: tlsOf(join(broker.home, 'hospital', 'keys')),
    log: silent,
  });
  const identity = readFileSync(join(broker.home, 'station', 'identity', 'worklist-identity.txt'), 'utf8').trim();
  const recipient = await identityToRecipient(identity);
  const recipientOf = (station: StationId) => (station === histon ? recipient : undefined);
  const lists = worklists({
    database,
    publish: publisher.publish,
    signer,
    recipientOf,
    questionnaire,
    earlier: noPictures,
    now: hospital.now,
    log: silent,
  });
  publisher.onConnect(lists.changed);
  const published = async (appointments: number) => {
    for (const until = performance.now() + waitMsMax; performance.now() < until; ) {
      await lists.refreshAll();
      const [row] = await database.query<{ hash: string }>('select content_hash as hash from worklist');
      if (row?.hash) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const letter = await retained(broker.port, tlsOf(join(broker.home, 'station', 'identity')), histon);
    if (letter === 'refused') throw new Error('the station may not read its own list');
    const list = await openWorklist(letter, histon, [identity], new Map([[signer.id, keys.publicKey]]));
    if (typeof list === 'string') throw new Error(list);
    assert.is(list.clinics[0]?.appointments.length, appointments);
    return list.serial;
  };

  const clinic = await hospital.clinicOn('2026-11-23');
  await hospital.bookSlot((await hospital.refer()).referral, clinic, 0);
  const first = await published(1);

  const other = await issue(await authorityOf(broker.home), ely, 'client', {
    from: new Date(Date.now() - 60_000),
    days: 2,
  });
  const elysTls = { ca: tlsOf(join(broker.home, 'broker')).ca, cert: other.certificate, key: other.privateKey };
  const elysList = await sealWorklist(
    {
      kind: 'worklist',
      version: 1,
      station: ely,
      serial: 1,
      madeAt: new Date().toISOString(),
      clinics: [],
      staff: [],
      questionnaire: [],
    },
    await identityToRecipient(await generateIdentity()),
    signer,
  );
  await publisher.publish(ely, elysList);
  assert.equal(await retained(broker.port, elysTls, ely), elysList);
  // Mosquitto grants the subscription and sends nothing: ely's own list, asked for afterwards, is the first to come.
  const client = connect(connectionOptions(address, elysTls, `test-${crypto.randomUUID()}`, 0));
  const topics: string[] = [];
  const own = new Promise<void>((resolve) => {
    client.on('message', (topic) => {
      topics.push(topic);
      if (topic === topicName('worklist', { station: ely })) resolve();
    });
  });
  client.on('connect', () => {
    client.subscribe(topicName('worklist', { station: histon }), { qos: 1 });
    client.subscribe('lentigo/#', { qos: 1 });
    client.subscribe(topicName('worklist', { station: ely }), { qos: 1 });
  });
  await within("ely's own list", own);
  const forged = await client
    .publishAsync(topicName('worklist', { station: ely }), Buffer.from('{}'), { qos: 1, retain: true })
    .then(
      () => 'taken',
      () => 'refused',
    );
  assert.is(forged, 'refused', 'a station cannot write a worklist');
  await leave(client);
  assert.ok(
    topics.every((topic) => topic === topicName('worklist', { station: ely })),
    topics.join(),
  );

  await broker.kill();
  await hospital.bookSlot((await hospital.refer()).referral, clinic, 1);
  await lists.refreshAll();
  await broker.start();
  assert.ok((await published(2)) > first);

  await lists.close();
  await publisher.close();
  await broker.close();
  await database.close();
  await engine.stop();
});

async function authorityOf(home: string): ReturnType<typeof createAuthority> {
  const file = (name: string) => readFileSync(join(home, 'hospital', 'offline', name), 'utf8');
  return { certificate: file('authority.pem'), privateKey: file('authority-key.pem') } as Awaited<
    ReturnType<typeof createAuthority>
  >;
}

test.run();
