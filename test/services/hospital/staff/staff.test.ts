/** Who may sign in at stations: what the hospital keeps, tells once, and takes away. */
import Fastify from 'fastify';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { staffRoutes } from '../../../../services/hospital/staff/routes.ts';
import { isEasy, newBadgeCode, newPin } from '../../../../services/hospital/staff/secrets.ts';
import { badgeCode, isSecret, pin, secretHash } from '../../../../services/wire/staff.ts';
import { databases } from '../../../support/databases.ts';
import { gate, now } from '../referral/made.ts';

interface Hashes {
  readonly name: string;
  readonly pin: unknown;
  readonly badge: unknown;
}

for (const engine of databases) {
  const test = suite(`who may sign in at stations, on ${engine.name}`);

  async function withDesk(work: (desk: Awaited<ReturnType<typeof openDesk>>) => Promise<void>): Promise<void> {
    const opened = await openDesk();
    await work(opened);
    await opened.app.close();
    await opened.database.close();
  }

  async function openDesk() {
    const database = await engine.open();
    let changes = 0;
    const app = Fastify();
    staffRoutes({
      database,
      gate,
      now,
      changed: () => {
        changes += 1;
      },
    })(app);
    const answer = ({ statusCode, body }: { statusCode: number; body: string }) => ({
      status: statusCode,
      body: JSON.parse(body),
    });
    const post = async (url: string, payload: object, role = 'coordinator') =>
      answer(await app.inject({ method: 'POST', url, payload, headers: { 'x-role': role } }));
    return {
      database,
      app,
      post,
      changes: () => changes,
      get: async (role = 'coordinator') =>
        answer(await app.inject({ url: '/api/station-staff', headers: { 'x-role': role } })),
      add: async (name: string): Promise<string> => (await post('/api/station-staff', { name })).body.id,
      hashes: () => database.query<Hashes>('select name, pin, badge from station_staff order by name'),
    };
  }

  test('coordinators and central IT keep the list, nobody else sees it', () =>
    withDesk(async ({ get, post }) => {
      assert.is((await get()).status, 200);
      assert.is((await get('it')).status, 200);
      for (const role of ['consultant', 'engineer', 'auditor']) assert.is((await get(role)).status, 403);
      assert.is((await post('/api/station-staff', { name: 'Rosa Sato' }, 'consultant')).status, 403);
    }));

  test('a PIN is typed twice, only its hash is kept, and the stations hear of it', () =>
    withDesk(async ({ add, post, get, hashes, database, changes }) => {
      const id = await add('  Rosa   Sato ');
      const before = changes();
      assert.is((await post(`/api/station-staff/${id}/pin`, { pin: '4826', again: '4826' })).status, 200);
      assert.ok(changes() > before);
      const [row] = await hashes();
      assert.is(row?.name, 'Rosa Sato');
      assert.ok(await isSecret('4826', secretHash.parse(row?.pin)));
      assert.not(await isSecret('4827', secretHash.parse(row?.pin)));
      const { body } = await get();
      assert.equal(
        body.map(({ name, active, hasPin, hasBadge }: Record<string, unknown>) => ({ name, active, hasPin, hasBadge })),
        [{ name: 'Rosa Sato', active: true, hasPin: true, hasBadge: false }],
      );
      assert.not(JSON.stringify(body).includes('hash'), 'no hash leaves by this way');
      const audit = await database.query<{ action: string; detail: object }>(
        'select action, detail from audit order by seq',
      );
      assert.equal(
        audit.map(({ action }) => action),
        ['add-station-staff', 'set-station-pin'],
      );
      assert.not(JSON.stringify(audit).includes('4826'));
    }));

  const badPins: readonly (readonly [string, object, string])[] = [
    ['too short', { pin: '482', again: '482' }, 'pin'],
    ['no digits', { pin: '48a6', again: '48a6' }, 'pin'],
    ['two that differ', { pin: '4826', again: '4862' }, 'again'],
    ['guessed first', { pin: '1234', again: '1234' }, 'pin'],
    ['once only', { pin: '4826' }, 'again'],
  ];
  for (const [how, body, field] of badPins) {
    test(`a PIN is refused: ${how}`, () =>
      withDesk(async ({ add, post, hashes }) => {
        const answer = await post(`/api/station-staff/${await add('Rosa Sato')}/pin`, body);
        assert.is(answer.status, 422);
        assert.equal(Object.keys(answer.body.fields), [field]);
        assert.is((await hashes())[0]?.pin, null);
      }));
  }

  test('a PIN that the hospital makes is told once', () =>
    withDesk(async ({ add, post, hashes }) => {
      const { body } = await post(`/api/station-staff/${await add('Rosa Sato')}/pin`, { generate: true });
      assert.ok(pin.safeParse(body.pin).success);
      assert.ok(await isSecret(body.pin, secretHash.parse((await hashes())[0]?.pin)));
    }));

  test('badges share a salt; a new one makes the old one void, and one that is lost opens nothing', () =>
    withDesk(async ({ add, post, hashes }) => {
      const [rosa, callum] = [await add('Rosa Sato'), await add('Callum Ferreira')];
      const first = await post(`/api/station-staff/${rosa}/badge`, {});
      const other = await post(`/api/station-staff/${callum}/badge`, {});
      const second = await post(`/api/station-staff/${rosa}/badge`, {});
      assert.ok(badgeCode.safeParse(first.body.code).success);
      assert.match(first.body.picture, /^data:image\/svg\+xml;base64,/);
      const svg = Buffer.from(first.body.picture.split(',')[1], 'base64').toString();
      assert.match(svg, /<svg /);
      const rows = await hashes();
      const [hisBadge, hers] = rows.map(({ badge }) => secretHash.parse(badge));
      if (hisBadge === undefined || hers === undefined) throw new Error('both have badges');
      assert.is(hisBadge.salt, hers.salt, 'one computation finds whose it is');
      assert.ok(await isSecret(other.body.code, hisBadge));
      assert.ok(await isSecret(second.body.code, hers));
      assert.not(await isSecret(first.body.code, hers));
      await post(`/api/station-staff/${rosa}/badge-back`, {});
      assert.is((await hashes())[1]?.badge, null);
    }));

  test('who leaves loses PIN and badge, cannot be given any, and comes back without', () =>
    withDesk(async ({ add, post, get, hashes }) => {
      const id = await add('Rosa Sato');
      await post(`/api/station-staff/${id}/pin`, { generate: true });
      await post(`/api/station-staff/${id}/badge`, {});
      assert.is((await post(`/api/station-staff/${id}/state`, { active: false })).status, 200);
      assert.equal(await hashes(), [{ name: 'Rosa Sato', pin: null, badge: null }]);
      assert.is((await post(`/api/station-staff/${id}/pin`, { generate: true })).status, 404);
      const namesake = await add('Rosa Sato');
      assert.is(
        (await post(`/api/station-staff/${id}/state`, { active: true })).status,
        409,
        'her namesake works here',
      );
      await post(`/api/station-staff/${namesake}/state`, { active: false });
      assert.is((await post(`/api/station-staff/${id}/state`, { active: true })).status, 200);
      const { body } = await get();
      assert.equal(
        body.map(({ active, hasPin }: Record<string, unknown>) => [active, hasPin]),
        [
          [true, false],
          [false, false],
        ],
      );
    }));

  test('two who are active are never called the same', () =>
    withDesk(async ({ add, post }) => {
      await add('Rosa Sato');
      const answer = await post('/api/station-staff', { name: 'rosa sato' });
      assert.is(answer.status, 409);
      assert.match(answer.body.error, /told apart/);
      assert.is((await post('/api/station-staff', { name: '   ' })).status, 422);
    }));

  test('nobody is there: 404, whatever is asked for', () =>
    withDesk(async ({ post }) => {
      for (const id of ['9b0c7b1e-3a52-4d0e-9c61-7f1d8a2e4c99', 'x'])
        for (const [path, body] of [
          ['pin', { generate: true }],
          ['badge', {}],
          ['badge-back', {}],
          ['state', { active: true }],
        ] as const)
          assert.is((await post(`/api/station-staff/${id}/${path}`, body)).status, 404, `${path} of ${id}`);
    }));

  test.after(engine.stop);
  test.run();
}

const secrets = suite('PINs and badge codes');

secrets('a badge’s code has the form that the stations read, and no two are alike', () => {
  const codes = Array.from({ length: 200 }, newBadgeCode);
  for (const code of codes) assert.ok(badgeCode.safeParse(code).success, code);
  assert.is(new Set(codes).size, codes.length);
});

secrets('a PIN that was made is no easy one', () => {
  for (let made = 0; made < 500; made++) {
    const one = newPin();
    assert.match(one, /^\d{6}$/);
    assert.not(isEasy(one), one);
  }
});

secrets('what is tried first is known', () => {
  for (const easy of ['0000', '1234', '9876', '1212', '55555555', '121212']) assert.ok(isEasy(easy), easy);
  for (const fair of ['4826', '1235', '9870', '120345']) assert.not(isEasy(fair), fair);
});

secrets.run();
