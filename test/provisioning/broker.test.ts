/** The real broker with our certificates and access list: who is let in, and to what. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Credentials, createAuthority, issue } from '../../provisioning/authority.ts';
import { accessList, hospitalName } from '../../provisioning/broker.ts';
import { connectionOptions, type TlsTexts } from '../../services/wire/connection.ts';
import type { StationId } from '../../services/wire/ids.ts';
import { topicName } from '../../services/wire/topics.ts';
import { brokerInClinic, tlsOf } from '../support/clinic.ts';
import { station } from '../support/invented.ts';

const clinic = await brokerInClinic();
const offline = join(clinic.home, 'hospital', 'offline');
const authority: Credentials = {
  certificate: readFileSync(join(offline, 'authority.pem'), 'utf8'),
  privateKey: readFileSync(join(offline, 'authority-key.pem'), 'utf8'),
};
const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
const valid = { from: yesterday, days: 30 };
const other = 'waterbeach-1' as StationId;
const open: MqttClient[] = [];

async function texts(credentials: Promise<Credentials>): Promise<TlsTexts> {
  const { certificate, privateKey } = await credentials;
  return { ca: authority.certificate, cert: certificate, key: privateKey };
}

async function come(tls: Partial<TlsTexts>, clientId = `guest-${open.length}`): Promise<MqttClient> {
  const base = connectionOptions({ host: '127.0.0.1', port: clinic.port }, tls as TlsTexts, clientId, 0);
  const options: IClientOptions = { ...base, reconnectPeriod: 0 };
  const client = await connectAsync(options);
  open.push(client);
  return client;
}

/** Resolves when the broker has refused; rejects when it has not. */
async function refused(coming: Promise<unknown>, why: RegExp): Promise<void> {
  try {
    await coming;
  } catch (error) {
    const { message, code } = error as { message: string; code?: unknown };
    assert.match(`${message} ${code}`, why);
    return;
  }
  assert.unreachable('the broker let it pass');
}

const notAuthorised = /not authorized|135/i;
const test = suite('broker');

test('the enrolled station and the hospital are let in', async () => {
  await come(tlsOf(join(clinic.home, 'station', 'identity')));
  await come(tlsOf(join(clinic.home, 'hospital', 'keys')));
});

test('nobody comes in without a certificate', async () => {
  await refused(come({ ca: authority.certificate }), /certificate required|ECONNRESET|closed|alert/i);
});

test('nobody comes in with an expired certificate', async () => {
  const lastYear = new Date(Date.now() - 400 * 24 * 60 * 60 * 1000);
  const tls = await texts(issue(authority, station, 'client', { from: lastYear, days: 30 }));
  await refused(come(tls), /expired|ECONNRESET|closed|alert/i);
});

test('nobody comes in with a certificate of another authority', async () => {
  const stranger = await createAuthority('Another authority', valid);
  const tls = await texts(issue(stranger, station, 'client', valid));
  await refused(come(tls), /unknown ca|ECONNRESET|closed|alert/i);
});

test('a station does not take an unexpected broker for the hospital’s', async () => {
  const stranger = await createAuthority('Another authority', valid);
  await refused(
    come({ ...tlsOf(join(clinic.home, 'station', 'identity')), ca: stranger.certificate }),
    /signed|verify|issuer/i,
  );
});

test('a station may offer under its own name and under no other', async () => {
  const client = await come(tlsOf(join(clinic.home, 'station', 'identity')));
  await client.publishAsync(topicName('offer', { station }), '{}', { qos: 1 });
  await refused(client.publishAsync(topicName('offer', { station: other }), '{}', { qos: 1 }), notAuthorised);
  await refused(client.publishAsync(topicName('receipt', { station }), '{}', { qos: 1 }), notAuthorised);
  await refused(client.publishAsync(`lentigo/1/${station}/anything`, '{}', { qos: 1 }), notAuthorised);
});

test('a station hears what is for it and nothing that is for another, whatever it asks for', async () => {
  const neighbour = await come(await texts(issue(authority, other, 'client', valid)));
  const hospital = await come(tlsOf(join(clinic.home, 'hospital', 'keys')));
  const heard: string[] = [];
  neighbour.on('message', (topic) => heard.push(topic));
  await neighbour
    .subscribeAsync(['#', `lentigo/1/${station}/receipt`, `lentigo/1/${other}/receipt`].map(String), { qos: 1 })
    .catch(() => []);
  await neighbour.subscribeAsync(topicName('receipt', { station: other }), { qos: 1 });
  const own = new Promise<void>((resolve) => neighbour.on('message', (topic) => topic.includes(other) && resolve()));
  await hospital.publishAsync(topicName('receipt', { station }), 'for the other', { qos: 1 });
  await hospital.publishAsync(topicName('receipt', { station: other }), 'for this one', { qos: 1 });
  await own; // messages of one sender come in order: the first one would be here by now
  assert.ok(
    heard.length > 0 && heard.every((topic) => topic === topicName('receipt', { station: other })),
    heard.join(', '),
  );
});

test('not even the hospital may make an offer', async () => {
  const hospital = await come(tlsOf(join(clinic.home, 'hospital', 'keys')));
  await refused(hospital.publishAsync(topicName('offer', { station }), '{}', { qos: 1 }), notAuthorised);
});

test('the access list names every topic once for the station and once for the hospital', () => {
  const lines = accessList().split('\n');
  assert.is(
    lines.filter((line) => line.startsWith('pattern ')).length,
    lines.filter((line) => line.startsWith('topic ')).length,
  );
  assert.ok(lines.includes(`user ${hospitalName}`));
  assert.ok(lines.includes('pattern write lentigo/1/%u/offer'));
});

test('a message larger than the limit ends the connection', async () => {
  const client = await come(tlsOf(join(clinic.home, 'station', 'identity')), 'large');
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  client.publish(topicName('offer', { station }), Buffer.alloc(1024 * 1024), { qos: 1 });
  await closed;
});

test.after(async () => {
  await Promise.all(open.map((client) => client.endAsync(true)));
  await clinic.close();
});
test.run();
