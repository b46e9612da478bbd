/**
 * The coordinator's list with ten thousand referrals, over HTTP: what the slowest of twenty requests takes, against the
 * limit and against the same page asked of the database alone. On the embedded database; on a server as well when
 * LENTIGO_BENCH_DATABASE names an empty database there (`postgresql://…`).
 */
import { once } from 'node:events';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Database } from '../../services/hospital/database/api.ts';
import { openEmbedded } from '../../services/hospital/database/embedded.ts';
import { migrate } from '../../services/hospital/database/migrate.ts';
import { openDatabase } from '../../services/hospital/database/open.ts';
import type { Gate } from '../../services/hospital/identity/api.ts';
import { openIntake } from '../../services/hospital/referral/intake.ts';
import { referralRoutes } from '../../services/hospital/referral/routes.ts';
import { print } from './line.ts';

const referrals = 10_000;
const requests = 200;
const limitMs = 100;

/** What a coordinator asks for on a morning: the inbox, the urgent ones, a page far down, searches. */
const queries = [
  '',
  '?state=received',
  '?state=received,accepted&urgency=suspected-cancer',
  '?q=invented77',
  '?q=LTBENCH7777',
  '?q=000000004711',
];

/** Everybody may: the bench is about the list. */
const openGate: Gate = {
  allow: () => async () => {},
  system: () => async () => {},
  who: () => ({ subject: 'bench', name: 'Bench', roles: ['coordinator'] }),
};

export async function benchReferrals(): Promise<void> {
  const embedded = await openEmbedded();
  await migrate(embedded);
  await benchOn('the embedded database', embedded);
  const server = process.env.LENTIGO_BENCH_DATABASE;
  if (server !== undefined) await benchOn('PostgreSQL', await openDatabase(server));
}

async function benchOn(name: string, database: Database): Promise<void> {
  await fill(database);
  const app = Fastify();
  const now = () => new Date('2026-11-22T10:00:00Z');
  const changed = () => {};
  const intake = openIntake({ database, now, changed });
  referralRoutes({ database, gate: openGate, intake, now, changed })(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
  try {
    const urls = await addresses(app);
    const overHttp = await p95(async (n) => {
      const response = await fetch(urls[n % urls.length] ?? '');
      if (response.status !== 200) throw new Error(`status ${response.status}`);
      await response.arrayBuffer();
    });
    const bare = await p95(async () => {
      await database.query(
        `select referral.*, patient.* from referral join patient on patient.id = referral.patient
         where state = 'received' order by clock_starts_on, referral.id limit 50`,
      );
    });
    const bench = `GET /api/referrals of ${referrals} on ${name}, p95`;
    print({ bench, value: overHttp, unit: 'ms', against: 'the limit', againstValue: limitMs });
    print({ bench, value: overHttp, unit: 'ms', against: 'one page by SQL alone, p95', againstValue: bare });
  } finally {
    await app.close();
    await database.close();
  }
}

/** The queries, and the pages that follow the first one a good way down. */
async function addresses(app: FastifyInstance): Promise<readonly string[]> {
  if (app.server.listening === false) await once(app.server, 'listening');
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const base = `http://127.0.0.1:${address.port}/api/referrals`;
  const found = queries.map((query) => base + query);
  let after = '';
  for (let page = 0; page < 20; page++) {
    const body = (await (await fetch(`${base}${after}`)).json()) as { next?: string };
    after = `?after=${body.next}`;
  }
  return [...found, `${base}${after}`];
}

async function p95(work: (n: number) => Promise<void>): Promise<number> {
  for (let n = 0; n < queries.length * 2; n++) await work(n); // warm
  const tookMs: number[] = [];
  for (let n = 0; n < requests; n++) {
    const startedMs = performance.now();
    await work(n);
    tookMs.push(performance.now() - startedMs);
  }
  return tookMs.sort((a, b) => a - b)[Math.floor(requests * 0.95)] ?? Number.NaN;
}

/** Referrals of as many patients, two lesions and every third one with an appointment. */
async function fill(database: Database): Promise<void> {
  const series = `generate_series(1, ${referrals}) n`;
  const id = (kind: number) => `('${kind}0000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid`;
  const statements = [
    `insert into patient (id, hospital_number, nhs_number, family_name, given_name, date_of_birth, created_at)
     select ${id(1)}, 'LTBENCH' || n, '999' || lpad(n::text, 7, '0'), 'Invented' || n, 'Pat',
       date '1930-01-01' + n % 25000, now() from ${series}`,
    `insert into referral (id, patient, ubrn, source, urgency, state, practice, clinical_text, clock_starts_on, received_at)
     select ${id(2)}, ${id(1)}, lpad(n::text, 12, '0'), 'fhir',
       (array['routine', 'urgent', 'suspected-cancer'])[1 + n % 3],
       (array['received', 'accepted', 'booked', 'seen', 'closed'])[1 + n % 5], 'Practice ' || n % 50, repeat('words ', 50),
       date '2026-09-01' + n % 80, now() from ${series}`,
    `insert into lesion (id, referral, ordinal, site, tracking_uid)
     select 'L' || n || '-' || o, ${id(2)}, o, 'Back', '2.25.' || n || '.' || o from ${series}, generate_series(1, 2) o`,
    `insert into site (id, name, address) values ('s', 'Histon', '{}')`,
    `insert into station (id, site) values ('bench-1', 's')`,
    `insert into session (id, site, station, starts_at, ends_at, slot_minutes, state)
     values ('30000000-0000-4000-8000-000000000000', 's', 'bench-1', '2026-11-21T09:00Z', '2026-11-21T17:00Z', 15, 'open')`,
    `insert into appointment (id, referral, session, slot_at, state, code, booked_at)
     select 'A' || n, ${id(2)}, '30000000-0000-4000-8000-000000000000', timestamptz '2026-11-21T09:00Z' + n * interval '1 second',
       'booked', 'code-' || n, now() from ${series} where n % 3 = 0`,
    'analyze',
  ];
  for (const statement of statements) await database.query(statement);
}

if (import.meta.main) await benchReferrals();
