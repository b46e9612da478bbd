/** How the record system is reached: never in the clear, and with our certificate where it asks for one. */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { provisionDemonstration } from '../../../../provisioning/demonstration.ts';
import type { EndpointSettings, Sent } from '../../../../services/hospital/outbound/api.ts';
import { openEndpoint, outcomeOf, shortened } from '../../../../services/hospital/outbound/endpoint.ts';
import { tlsOf } from '../../../support/clinic.ts';
import { station } from '../../../support/invented.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { recordSystem } from './record-system.ts';

const task = { resourceType: 'Task', id: 'a', status: 'ready', intent: 'order' } as const;
const now = () => new Date();
const test = suite('the record system’s endpoint');

async function put(
  settings: EndpointSettings,
  resource: Parameters<ReturnType<typeof openEndpoint>['put']>[0] = task,
): Promise<Sent> {
  const endpoint = openEndpoint(settings, now);
  const sent = await endpoint.put(resource);
  await endpoint.close();
  return sent;
}

test('an address in the clear, with a name in it, or none at all is refused before anything is sent', () => {
  for (const url of [
    'http://ehr.invalid/fhir',
    'https://a:b@ehr.invalid',
    'https://ehr.invalid/?x',
    'ehr',
    'ftp://127.0.0.1',
  ])
    assert.throws(() => openEndpoint({ url }, now), /address of the record system/);
  const oauth = { tokenUrl: 'http://id.invalid/token', clientId: 'a', clientSecret: 'b' };
  assert.throws(() => openEndpoint({ url: 'https://ehr.invalid', oauth }, now), /https/);
});

test('a certificate is shown to who asks for one, and who shows none, or is somebody else, gets nothing', async () => {
  const folder = temporaryFolder('endpoint');
  await provisionDemonstration(folder.path, station, now());
  const theirs = tlsOf(join(folder.path, 'broker'));
  const ours = tlsOf(join(folder.path, 'station', 'identity'));
  const seen: string[] = [];
  const server = createServer({ ...theirs, requestCert: true, rejectUnauthorized: true }, (request, response) => {
    seen.push(String((request.socket as TLSSocket).getPeerCertificate().subject.CN));
    request.resume();
    response.writeHead(201).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://localhost:${(server.address() as AddressInfo).port}/fhir`;
  assert.equal(await put({ url, tls: ours }), { kind: 'taken' });
  assert.is((await put({ url, tls: { ca: ours.ca } })).kind, 'later');
  assert.is((await put({ url })).kind, 'later'); // an authority that we do not know: nothing is sent
  assert.equal(seen, [station]);
  server.closeAllConnections();
  server.close();
  folder.remove();
});

test('a resource that is far too large is not sent', async () => {
  const system = await recordSystem();
  const sent = await put({ url: system.url }, { ...task, description: 'x'.repeat(1024 * 1024) });
  assert.is(sent.kind, 'refused');
  assert.is(system.asked.length, 0);
  await system.close();
});

test('what an OperationOutcome says is kept short, and what is none says nothing', () => {
  const issue = [
    { severity: 'error', code: 'invalid', details: { text: 'No such\n patient' }, expression: ['Task.for'] },
    { severity: 'error', code: 'invariant' },
  ];
  const said = outcomeOf(JSON.stringify({ resourceType: 'OperationOutcome', issue }));
  assert.is(shortened(String(said)), 'No such patient (Task.for); invariant');
  for (const text of ['<html>', 'null', '{}', '[]', '{"resourceType":"OperationOutcome"}'])
    assert.is(outcomeOf(text), undefined);
  assert.is(shortened('x'.repeat(900)).length, 300);
});

test.run();
