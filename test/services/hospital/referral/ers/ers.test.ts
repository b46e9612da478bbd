/**
 * Referrals of the NHS e-Referral Service. The service here is invented: it answers in the documented form of A005, A006,
 * A007 and A008 and of the Personal Demographics Service; nothing was tried against the real one.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../../services/hospital/database/api.ts';
import { openErsClient } from '../../../../../services/hospital/referral/ers/client.ts';
import { openErsPoller, startPolling } from '../../../../../services/hospital/referral/ers/poller.ts';
import { openIntake } from '../../../../../services/hospital/referral/intake.ts';
import { databases } from '../../../../support/databases.ts';
import { letter, now } from '../made.ts';

const definitions = 'https://fhir.nhs.uk/STU3/StructureDefinition';

interface Invented {
  readonly ubrn: string;
  version: number;
  priority: string;
  readonly attachments: readonly { readonly type: string; readonly title: string; readonly body: Uint8Array }[];
}

/** A service that answers from a list, and counts what it was asked. */
function inventedService(referrals: Invented[]) {
  const asked: string[] = [];
  let down = false;
  const json = (body: object) =>
    new Response(JSON.stringify(body), { headers: { 'content-type': 'application/fhir+json' } });
  const answer = (url: string, init: RequestInit | undefined): Response => {
    const headers = new Headers(init?.headers);
    if (headers.get('authorization') !== 'Bearer session') return new Response('', { status: 401 });
    const [, path = ''] = /^https:\/\/nhs\.example\/(.*)$/.exec(url) ?? [];
    asked.push(`${init?.method ?? 'GET'} ${path}`);
    if (down) return new Response('', { status: 503 });
    if (path === 'ers/ReferralRequest/$ers.fetchworklist') return json(worklistOf(referrals));
    const ubrn = /^ers\/ReferralRequest\/(\d+)/.exec(path)?.[1];
    const referral = referrals.find((each) => each.ubrn === ubrn);
    if (referral !== undefined && path.endsWith('$ers.generateCRI')) {
      return new Response(Buffer.concat([letter, Buffer.from(`${asked.length}`)]));
    }
    if (referral !== undefined) return json(referralRequestOf(referral));
    const [, id, place] = /^ers\/Binary\/(\d+)-(\d+)$/.exec(path) ?? [];
    const file = referrals.find((each) => each.ubrn === id)?.attachments[Number(place)];
    if (file !== undefined) return new Response(Buffer.from(file.body));
    if (path === 'pds/Patient/9990000018') return json(demographics);
    return new Response('', { status: 404 });
  };
  return {
    asked,
    fail: (value: boolean) => {
      down = value;
    },
    client: openErsClient({
      ersUrl: 'https://nhs.example/ers',
      demographicsUrl: 'https://nhs.example/pds',
      headers: async () => ({ authorization: 'Bearer session' }),
      fetch: async (url, init) => answer(String(url), init),
    }),
  };
}

const demographics = {
  resourceType: 'Patient',
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' }],
  name: [
    { use: 'old', family: 'Bright', given: ['Margaret'] },
    { use: 'usual', family: 'Okonkwo-Bright', given: ['Margaret', 'Ada'] },
  ],
  birthDate: '1958-04-03',
  gender: 'female',
  address: [{ use: 'home', line: ['1 Mill Lane', 'Histon'], postalCode: 'CB24 9XX' }],
};

function worklistOf(referrals: readonly Invented[]): object {
  return {
    resourceType: 'List',
    status: 'current',
    mode: 'snapshot',
    entry: referrals.map(({ ubrn, version }) => ({
      extension: [
        {
          url: `${definitions}/Extension-eRS-ReferralsforReview-WorkListItem-1`,
          extension: [{ url: 'referralRequestVersion', valueInteger: version }],
        },
      ],
      item: { reference: `ReferralRequest/${ubrn}` },
    })),
  };
}

function referralRequestOf({ ubrn, priority, attachments }: Invented): object {
  return {
    resourceType: 'ReferralRequest',
    id: ubrn,
    status: 'active',
    intent: 'plan',
    extension: [
      { url: `${definitions}/Extension-eRS-eReferralPathwayStart-1`, valueDateTime: '2026-11-19T09:54:23.167Z' },
      {
        url: `${definitions}/Extension-eRS-ReferralPriority-1`,
        valueCodeableConcept: {
          coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/eRS-Priority-1', code: priority }],
        },
      },
    ],
    contained: [
      { resourceType: 'Parameters', id: 'serviceSearchCriteria' },
      ...attachments.map(({ type, title }, place) => ({
        resourceType: 'DocumentReference',
        id: `DocumentReference-${place}`,
        status: 'current',
        description: title,
        content: [{ attachment: { contentType: type, url: `Binary/${ubrn}-${place}`, title } }],
      })),
    ],
    subject: { identifier: { system: 'http://fhir.nhs.net/Id/nhs-number', value: '9990000018' } },
  };
}

const pdf = (text: string) => Buffer.concat([letter, Buffer.from(text)]);

for (const engine of databases) {
  const test = suite(`e-RS on ${engine.name}`);
  let database: Database;
  test.before.each(async () => {
    database = await engine.open();
  });
  test.after.each(() => database.close());

  const openPoller = (service: ReturnType<typeof inventedService>) =>
    openErsPoller({ client: service.client, intake: openIntake({ database, now, changed: () => {} }), database, now });

  test('a referral for review is taken once, with who it is, its letter and its start of the clock', async () => {
    const attachments = [
      { type: 'application/pdf', title: 'Letter.pdf', body: pdf('1') },
      { type: 'application/msword', title: 'Old.doc', body: Buffer.from('x') },
    ];
    const service = inventedService([{ ubrn: '000000070001', version: 3, priority: 'TWO_WEEK_WAIT', attachments }]);
    const poller = openPoller(service);
    assert.equal(await poller.poll(), { listed: 1, taken: 1, known: 0, troubles: [] });
    const [row] = await database.query(
      `select ubrn, source, urgency, clock_starts_on as day, clinical_text as text, family_name as family, address, postcode
       from referral join patient on patient.id = referral.patient`,
    );
    assert.equal(row, {
      ubrn: '000000070001',
      source: 'ers',
      urgency: 'suspected-cancer',
      day: '2026-11-19',
      text: 'Open in e-RS, for they are no PDF: Old.doc.',
      family: 'Okonkwo-Bright',
      address: ['1 Mill Lane', 'Histon'],
      postcode: 'CB24 9XX',
    });
    assert.equal(await database.query('select title from document'), [{ title: 'Letter.pdf' }]);
    const before = service.asked.length;
    assert.equal(await poller.poll(), { listed: 1, taken: 0, known: 0, troubles: [] });
    assert.is(service.asked.length, before + 1, 'only the worklist is asked for again');
  });

  test('a new version is fetched and brings the referral up to date; a restart takes nothing twice', async () => {
    const referral: Invented = { ubrn: '000000070001', version: 1, priority: 'ROUTINE', attachments: [] };
    const service = inventedService([referral]);
    const poller = openPoller(service);
    await poller.poll();
    assert.equal(await database.query('select title from document'), [{ title: 'Clinical information of e-RS' }]);
    referral.version = 2;
    referral.priority = 'URGENT';
    assert.is((await poller.poll()).known, 1);
    assert.equal(await database.query('select urgency from referral'), [{ urgency: 'urgent' }]);
    assert.is((await openPoller(service).poll()).known, 1);
    assert.is((await database.query('select id from document')).length, 1, 'the summary made anew is not kept again');
  });

  test('a service that fails is told and tried again; one broken referral keeps no other from coming', async () => {
    const good: Invented = { ubrn: '000000070002', version: 1, priority: 'ROUTINE', attachments: [] };
    const elsewhere = { ubrn: '../../x', version: 1, priority: 'ROUTINE', attachments: [] };
    const fake = { type: 'application/pdf', title: 'Letter.pdf', body: Buffer.alloc(21 * 1024 * 1024) };
    const large: Invented = { ubrn: '000000070001', version: 1, priority: 'ROUTINE', attachments: [fake] };
    const service = inventedService([large, elsewhere, good]);
    const poller = openPoller(service);
    service.fail(true);
    assert.match((await poller.poll()).troubles[0]?.why ?? '', /A008.*503/);
    service.fail(false);
    const { taken, troubles } = await poller.poll();
    assert.is(taken, 1);
    assert.match(troubles[0]?.why ?? '', /more than/);
    assert.is(troubles[0]?.ubrn, '000000070001');
    assert.equal(await database.query('select ubrn from referral'), [{ ubrn: '000000070002' }]);
  });

  test('polling goes on until it is stopped', async () => {
    const service = inventedService([{ ubrn: '000000070001', version: 1, priority: 'ROUTINE', attachments: [] }]);
    const { promise, resolve } = Promise.withResolvers<void>();
    let rounds = 0;
    const stop = startPolling(openPoller(service), 1, () => {
      rounds++;
      if (rounds === 3) resolve();
    });
    await promise;
    await stop();
    const asked = service.asked.length;
    assert.is((await database.query('select id from referral')).length, 1);
    assert.is(service.asked.length, asked);
  });

  test.after(engine.stop);
  test.run();
}
