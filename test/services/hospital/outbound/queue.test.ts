/** The way out to the hospital's record system: nothing is lost, nothing is told twice in two ways, nothing hides. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { queueOutbound } from '../../../../services/hospital/database/trail.ts';
import type { EndpointSettings } from '../../../../services/hospital/outbound/api.ts';
import { openEndpoint } from '../../../../services/hospital/outbound/endpoint.ts';
import { backOffMs, type QueueDeps, sendAgain, sendNext } from '../../../../services/hospital/outbound/queue.ts';
import { startOutbound } from '../../../../services/hospital/outbound/worker.ts';
import { databases } from '../../../support/databases.ts';
import { freePort } from '../../../support/places.ts';
import { bookedAt, type Filled, fill, picture, queueTask } from './filled.ts';
import { type RecordSystem, recordSystem } from './record-system.ts';

const naming = {
  hospitalNumberSystem: 'https://hospital.invalid/patient',
  ownSystem: 'https://hospital.invalid/lentigo',
};

interface Row {
  readonly seq: number;
  readonly state: string;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly lastError: string | null;
  readonly resource: { readonly status?: string } | null;
}

interface Bench {
  readonly database: Database;
  readonly filled: Filled;
  readonly system: RecordSystem;
  readonly deps: QueueDeps;
  readonly logged: readonly string[];
  /** Lets time pass for the queue. */
  pass(ms: number): void;
  rows(): Promise<readonly Row[]>;
  setState(state: string): Promise<void>;
  close(): Promise<void>;
}

for (const engine of databases) {
  const test = suite(`the way out on ${engine.name}`);

  async function bench(changes: Partial<EndpointSettings> = {}, attemptsMax = 100): Promise<Bench> {
    const database = await engine.open();
    const filled = await fill(database);
    const system = await recordSystem();
    let nowMs = bookedAt.getTime();
    const now = () => new Date(nowMs);
    const endpoint = openEndpoint({ url: `${system.url}/fhir`, deadlineMs: 5_000, ...changes }, now);
    const logged: string[] = [];
    const log = { warn: (fields: object, text: string) => void logged.push(`${JSON.stringify(fields)} ${text}`) };
    return {
      ...{ database, filled, system, logged },
      deps: { database, endpoint, naming, now, chance: () => 1, log, attemptsMax },
      pass: (ms) => {
        nowMs += ms;
      },
      rows: () =>
        database.query<Row>(
          'select seq, state, attempts, due_at as "dueAt", last_error as "lastError", resource from outbound order by seq',
        ),
      setState: async (state) => {
        await database.query('update appointment set state = $1 where id = $2', [state, filled.appointment]);
        await database.transaction((tx) => queueTask(tx, filled, state, now()));
      },
      async close() {
        assert.equal(system.troubles, []);
        for (const line of logged) assert.not.match(line, /Okonkwo|Margaret|999000/);
        await endpoint.close();
        await system.close();
        await database.close();
      },
    };
  }

  test('a change is told once, and the patient’s timeline says so', async () => {
    const { deps, system, rows, filled, database, close } = await bench();
    assert.is(await sendNext(deps), 'sent');
    assert.is(await sendNext(deps), 'idle');
    assert.equal(
      system.taken.map(({ path }) => path),
      [`/fhir/Task/${filled.appointment}`],
    );
    assert.is((await rows())[0]?.state, 'sent');
    const events = await database.query("select patient, referral, detail from event where kind = 'record-sent'");
    assert.equal(events, [{ patient: filled.patient, referral: filled.referral, detail: { resource: 'Task' } }]);
    await close();
  });

  test('a record system that is busy is asked again, later each time', async () => {
    const { deps, system, rows, pass, close } = await bench();
    system.next({ status: 503 }, { status: 429, headers: { 'retry-after': '120' } }, { status: 409 });
    for (const waitMs of [5_000, 120_000, 20_000]) {
      assert.is(await sendNext(deps), 'later');
      const [row] = await rows();
      assert.is((row?.dueAt.getTime() ?? 0) - deps.now().getTime(), waitMs);
      pass(waitMs - 1);
      assert.is(await sendNext(deps), 'idle');
      pass(1);
    }
    assert.is(await sendNext(deps), 'sent');
    assert.is(system.taken.length, 1);
    assert.is((await rows())[0]?.lastError, null);
    await close();
  });

  test('waits double up to an hour, and chance keeps them apart', () => {
    assert.is(backOffMs(1, 1), 5_000);
    assert.is(backOffMs(1, 0), 2_500);
    assert.is(backOffMs(50, 1), 3_600_000);
  });

  test('what is refused waits for a person, with the reason, and goes out when it is tried anew', async () => {
    const { deps, system, rows, database, logged, close } = await bench();
    const issue = [
      { severity: 'error', code: 'invalid', diagnostics: `Task.owner is not known here${' .'.repeat(500)}` },
    ];
    system.next({ status: 400, body: { resourceType: 'OperationOutcome', issue } });
    assert.is(await sendNext(deps), 'dead');
    assert.is(await sendNext(deps), 'idle');
    const [dead] = await rows();
    assert.is(dead?.state, 'dead');
    assert.match(String(dead?.lastError), /^400: Task.owner is not known here/);
    assert.ok(String(dead?.lastError).length <= 300);
    assert.is(dead?.resource?.status, 'ready');
    assert.is(logged.length, 1);
    assert.ok(await database.transaction((tx) => sendAgain(tx, dead?.seq ?? 0, deps.now())));
    assert.is(await sendNext(deps), 'sent');
    assert.not.ok(await database.transaction((tx) => sendAgain(tx, dead?.seq ?? 0, deps.now())));
    await close();
  });

  test('who never answers is given up in the end, and that is seen', async () => {
    const { deps, rows, pass, close } = await bench({ url: `http://127.0.0.1:${await freePort()}` }, 3);
    for (const step of ['later', 'later', 'dead']) {
      assert.is(await sendNext(deps), step);
      pass(3_600_000);
    }
    assert.match(String((await rows())[0]?.lastError), /Given up after 3 attempts.*cannot be reached/);
    await close();
  });

  test('an answer that does not come in time counts as none', async () => {
    const { deps, system, rows, close } = await bench({ deadlineMs: 100 });
    system.next('hang');
    assert.is(await sendNext(deps), 'later');
    assert.match(String((await rows())[0]?.lastError), /no answer in time/);
    await close();
  });

  test('killed between sending and marking: the same resource goes out again under the same id', async () => {
    const { deps, system, rows, pass, close } = await bench();
    system.next('drop'); // taken there, and nobody here knows
    assert.is(await sendNext(deps), 'later');
    const dying = { ...deps, database: { ...deps.database, transaction: () => Promise.reject(new Error('killed')) } };
    pass(10_000);
    assert.is(await sendNext(dying).catch((error: Error) => error.message), 'killed');
    assert.is(await sendNext(deps), 'idle'); // its claim still holds
    pass(5 * 60_000);
    assert.is(await sendNext(deps), 'sent');
    assert.is(new Set(system.taken.map(({ path }) => path)).size, 1);
    assert.is(system.taken.length, 2);
    assert.equal(system.taken[0]?.resource, system.taken[1]?.resource);
    assert.is((await rows())[0]?.attempts, 3);
    await close();
  });

  test('a worker that was away too long does not undo what another one did', async () => {
    const { deps, system, rows, pass, close } = await bench();
    let other: string | undefined;
    system.during(async () => {
      system.during(undefined);
      pass(6 * 60_000); // longer than a claim holds
      other = await sendNext(deps);
    });
    assert.is(await sendNext(deps), 'lost');
    assert.is(other, 'sent');
    assert.is((await rows())[0]?.state, 'sent');
    await close();
  });

  test('changes of one appointment go out in order, and a later one is told with the first', async () => {
    const { deps, system, rows, pass, setState, close } = await bench();
    await setState('seen');
    system.during(async () => {
      system.during(undefined);
      await setState('cancelled'); // while the first is under way: not told with it
      assert.is(await sendNext(deps), 'idle'); // and not sent beside it
    });
    assert.is(await sendNext(deps), 'sent');
    assert.equal(
      (await rows()).map(({ state }) => state),
      ['sent', 'sent', 'waiting'],
    );
    assert.is(await sendNext(deps), 'sent');
    assert.equal(
      system.taken.map(({ resource }) => resource.status),
      ['completed', 'cancelled'],
    );
    system.next({ status: 503 });
    await setState('did-not-attend');
    assert.is(await sendNext(deps), 'later');
    await setState('moved'); // due now, but an older change of the same appointment is not
    assert.is(await sendNext(deps), 'idle');
    pass(60_000);
    assert.is(await sendNext(deps), 'sent');
    assert.is(await sendNext(deps), 'idle');
    assert.is(system.taken.at(-1)?.resource.status, 'cancelled');
    await close();
  });

  test('a dead letter is settled by a later change of the same appointment', async () => {
    const { deps, system, rows, setState, close } = await bench();
    system.next({ status: 422 });
    assert.is(await sendNext(deps), 'dead');
    await setState('seen');
    assert.is(await sendNext(deps), 'sent');
    assert.equal(
      (await rows()).map(({ state, lastError }) => ({ state, lastError })),
      [
        { state: 'sent', lastError: null },
        { state: 'sent', lastError: null },
      ],
    );
    await close();
  });

  test('what the record does not hold is a dead letter and never a lie', async () => {
    const { deps, database, rows, close } = await bench();
    const subject = { kind: 'imaging-study', visit: randomUUID() } as const;
    await database.query('delete from outbound');
    await database.transaction((tx) => queueOutbound(tx, { key: 'x', subject, at: bookedAt }));
    assert.is(await sendNext(deps), 'dead');
    assert.match(String((await rows())[0]?.lastError), /holds nothing/);
    await close();
  });

  test('workers beside each other tell everything once, and never the same at the same time', async () => {
    const { deps, system, database, filled, close } = await bench();
    const visits = Array.from({ length: 12 }, () => randomUUID());
    for (const [place, visit] of visits.entries()) {
      await picture(database, filled, { visit, lesion: 'L1', view: 'locating', studyUid: `2.25.${place + 1}` });
      const subject = { kind: 'imaging-study', visit } as const;
      for (const change of ['first', 'second'])
        await database.transaction((tx) => queueOutbound(tx, { key: `${visit}/${change}`, subject, at: bookedAt }));
    }
    const endpoint = { ...deps.endpoint, close: async () => {} };
    let failed: unknown;
    const workers = [1, 2, 3, 4].map(() => startOutbound({ ...deps, endpoint }, (error) => (failed = error), 5));
    const waiting = async () => (await database.query("select 1 from outbound where state <> 'sent'")).length;
    for (const end = performance.now() + 60_000; (await waiting()) > 0; await pause(5))
      if (failed !== undefined || performance.now() > end) throw failed ?? new Error('not everything went out');
    for (const worker of workers) await worker.stop();
    assert.is(failed, undefined);
    assert.is(system.overlaps, 0);
    assert.is(system.taken.length, 13);
    await close();
  });

  test('a token is fetched once, and anew when it is not accepted any more', async () => {
    const token = await recordSystem();
    const oauth = { tokenUrl: `${token.url}/token`, clientId: 'lentigo', clientSecret: 'a b:c' };
    const { deps, system, pass, setState, close } = await bench({ oauth });
    assert.is(await sendNext(deps), 'sent');
    await setState('seen');
    system.next({ status: 401 });
    assert.is(await sendNext(deps), 'later');
    pass(10_000);
    assert.is(await sendNext(deps), 'sent');
    assert.equal(
      system.asked.map(({ authorization }) => authorization),
      ['Bearer token-1', 'Bearer token-1', 'Bearer token-2'],
    );
    assert.is(token.tokens, 2);
    await token.close();
    await close();
  });

  test.after(engine.stop);
  test.run();
}
