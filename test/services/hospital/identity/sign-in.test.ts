/** Signing in and out at the embedded provider, over HTTP with cookies, as a browser does it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Database } from '../../../../services/hospital/database/api.ts';
import { databases } from '../../../support/databases.ts';
import { type SignInHospital, type SignInOptions, signInHospital } from '../../../support/signed-in.ts';

for (const engine of databases) {
  const test = suite(`signing in, sessions on ${engine.name}`);

  async function within(
    work: (hospital: SignInHospital, database: Database) => Promise<void>,
    options: Partial<SignInOptions> = {},
  ): Promise<void> {
    const database = await engine.open();
    const hospital = await signInHospital({ database, ...options });
    try {
      await work(hospital, database);
    } finally {
      await hospital.close();
      await database.close();
    }
  }
  const deedsOf = (database: Database) =>
    database.query<{ who: string; action: string; detail: object }>(
      'select who, action, detail from audit order by seq',
    );

  test('a coordinator signs in, comes back to the page she wanted, and the server knows her name and roles', () =>
    within(async (hospital, database) => {
      const browser = hospital.browser();
      const ended = await browser.signInAs('ngozi-adeyemi', '/referrals/7?tab=letters');
      assert.is(ended.url, `${hospital.origin}/referrals/7?tab=letters`);
      const { csrf, ...me } = await browser.me();
      assert.equal(me, { name: 'Ngozi Adeyemi', roles: ['coordinator'] });
      assert.ok(csrf.length > 20);
      assert.equal(await deedsOf(database), [
        { who: 'ngozi-adeyemi', action: 'sign-in', detail: { roles: ['coordinator'] } },
      ]);
    }));

  test('the cookie is for this server only, and the table holds neither its id nor anything to make it from', () =>
    within(async (hospital, database) => {
      const browser = hospital.browser();
      await browser.signInAs('ngozi-adeyemi');
      const [cookie = ''] = (await browser.get('/api/me')).headers.getSetCookie();
      assert.match(cookie, /^session=/);
      assert.match(cookie, /; HttpOnly/);
      assert.match(cookie, /; SameSite=Lax/);
      assert.match(cookie, /; Path=\//);
      const [id = ''] = decodeURIComponent(browser.cookies.get('session') ?? '').split('.');
      const rows = await database.query<{ id: string; content: object }>('select id, content from web_session');
      assert.is(rows.length, 1, 'the session from before the sign-in is gone');
      assert.ok(id.length >= 32 && !JSON.stringify(rows).includes(id));
    }));

  test('somebody whom nobody gave a role is not let in, is told whom to ask, and it is written down', () =>
    within(async (hospital, database) => {
      const browser = hospital.browser();
      const ended = await browser.signInAs('sam-whitlock');
      assert.is(ended.status, 403);
      assert.match(await ended.text(), /Please ask whoever manages access/);
      assert.is((await browser.get('/api/me')).status, 401);
      assert.equal(await deedsOf(database), [
        { who: 'sam-whitlock', action: 'sign-in-refused', detail: { why: 'without-role' } },
      ]);
    }));

  test('the words of a hospital become our roles, and its other words nothing', () =>
    within(
      async (hospital) => {
        const cook = await hospital.signedIn('sam-whitlock');
        assert.equal((await cook.me()).roles, ['it']);
        assert.is((await hospital.browser().signInAs('ngozi-adeyemi')).status, 403);
      },
      { identity: { rules: { claim: 'roles', roles: { catering: 'it' } } } },
    ));

  test('signing out ends the session at once, and the way to the provider ends it there too', () =>
    within(async (hospital, database) => {
      const browser = await hospital.signedIn('ngozi-adeyemi');
      const stolen = new Map(browser.cookies);
      const answer = await browser.write('/sign-out', {});
      assert.is(answer.status, 200);
      const { to } = (await answer.json()) as { to: string };
      assert.ok(to.startsWith(`${hospital.issuer}/session/end?`));
      assert.is(browser.cookies.get('session'), undefined);
      assert.equal(await database.query('select id from web_session'), []);
      for (const [name, value] of stolen) browser.cookies.set(name, value);
      assert.is((await browser.get('/api/me')).status, 401);

      const asked = await (await browser.follow(to)).text();
      const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(asked) ?? [];
      const body = new URLSearchParams({ xsrf, logout: 'yes' });
      const ended = await browser.request(`${hospital.issuer}/session/end/confirm`, { method: 'POST', body });
      assert.is(ended.headers.get('location'), `${hospital.origin}/signed-out`);
      assert.match(await (await browser.follow('/signed-out')).text(), /You are signed out/);
      assert.match((await browser.follow('/sign-in?to=/')).url, /\/interaction\//);
      assert.equal(
        (await deedsOf(database)).map(({ action }) => action),
        ['sign-in', 'sign-out'],
      );
    }));

  test('another site cannot sign anybody out', () =>
    within(async (hospital) => {
      const browser = await hospital.signedIn('ngozi-adeyemi');
      assert.is((await browser.request('/sign-out', { method: 'POST' })).status, 403);
      assert.is((await browser.get('/api/me')).status, 200);
    }));

  test('a session that was planted in the browser before is not the one that is signed in', () =>
    within(async (hospital) => {
      const attacker = hospital.browser();
      await attacker.get('/sign-in?to=/');
      const planted = attacker.cookies.get('session') ?? '';
      assert.ok(planted.length > 0);
      const victim = hospital.browser();
      victim.cookies.set('session', planted);
      await victim.signInAs('ngozi-adeyemi');
      assert.is((await victim.get('/api/me')).status, 200);
      assert.is.not(victim.cookies.get('session'), planted);
      assert.is((await attacker.get('/api/me')).status, 401);
    }));

  test('a session ends after half an hour without work, and after twelve hours of work', async () => {
    let time = Date.parse('2026-11-23T07:00:00Z');
    const minutes = (count: number) => {
      time += count * 60_000;
    };
    await within(
      async (hospital) => {
        const browser = await hospital.signedIn('ngozi-adeyemi');
        for (let worked = 25; worked <= 700; worked += 25) {
          minutes(25);
          assert.is((await browser.get('/api/me')).status, 200, `after ${worked} minutes of work`);
        }
        minutes(25);
        assert.is((await browser.get('/api/me')).status, 401, 'after twelve hours');
        await browser.signInAs('ngozi-adeyemi');
        minutes(29);
        assert.is((await browser.get('/api/me')).status, 200);
        minutes(31);
        assert.is((await browser.get('/api/me')).status, 401, 'after half an hour');
      },
      { now: () => new Date(time) },
    );
  });

  test('a request that was slow does not bring a session back that was ended meanwhile', async () => {
    let answer = () => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let arrived = () => {};
    const asked = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await within(
      async (hospital, database) => {
        const browser = await hospital.signedIn('ngozi-adeyemi');
        const slow = browser.get('/api/slow');
        await asked;
        assert.is((await browser.write('/sign-out', {})).status, 200);
        answer();
        assert.is((await slow).status, 200);
        assert.equal(await database.query('select id from web_session'), []);
      },
      {
        routes: (gate) => [
          (app) =>
            app.get('/api/slow', { preHandler: gate.allow('coordinator') }, async (request) => {
              Object.assign(request.session, { signedInAt: 1 }); // a change that wants to be kept
              arrived();
              await waiting;
              return {};
            }),
        ],
      },
    );
  });

  test('two tabs may sign in at the same time', () =>
    within(async (hospital) => {
      const browser = hospital.browser();
      const first = await browser.request('/sign-in?to=/one');
      const second = await browser.request('/sign-in?to=/two');
      const shown = await browser.follow(second.headers.get('location') ?? '');
      const chosen = await browser.request(shown.url, {
        method: 'POST',
        body: new URLSearchParams({ person: 'ngozi-adeyemi' }),
      });
      assert.is((await browser.follow(chosen.headers.get('location') ?? '')).url, `${hospital.origin}/two`);
      assert.is((await browser.follow(first.headers.get('location') ?? '')).url, `${hospital.origin}/`);
      assert.is((await browser.get('/api/me')).status, 200);
    }));

  test('an answer of the provider with another state, another code or another nonce signs nobody in', () =>
    within(async (hospital, database) => {
      const browser = hospital.browser();
      /** As far as the address that the provider sends the browser back to. */
      async function cameBack(): Promise<URL> {
        const shown = await browser.follow('/sign-in?to=/');
        const body = new URLSearchParams({ person: 'ngozi-adeyemi' });
        const chosen = await browser.request(shown.url, { method: 'POST', body });
        const resumed = await browser.request(chosen.headers.get('location') ?? '');
        browser.cookies.delete('_session'); // the provider asks again the next time
        return new URL(resumed.headers.get('location') ?? '');
      }
      const refused = async (address: URL) => {
        const answer = await browser.get(address.href);
        assert.is(answer.status, 400);
        assert.match(await answer.text(), /You are not signed in/);
        assert.is((await browser.get('/api/me')).status, 401);
      };

      const otherState = await cameBack();
      otherState.searchParams.set('state', 'x'.repeat(43));
      await refused(otherState);

      const one = await cameBack();
      const two = await cameBack();
      two.searchParams.set('code', one.searchParams.get('code') ?? '');
      await refused(two);

      const otherNonce = await cameBack();
      await database.query(
        `update web_session set content = jsonb_set(content, '{pending}', (
           select jsonb_agg(jsonb_set(p, '{nonce}', '"another"')) from jsonb_array_elements(content->'pending') p))`,
      );
      await refused(otherNonce);

      const otherBrowser = await cameBack();
      browser.cookies.delete('session');
      await refused(otherBrowser);
      assert.equal(
        (await deedsOf(database)).map(({ action }) => action),
        ['sign-in-refused', 'sign-in-refused'],
        'what never had a sign-in of ours is not even asked about',
      );
    }));

  test('while the provider is down nobody signs in, and whoever is signed in goes on working', () =>
    within(async (hospital) => {
      const browser = await hospital.signedIn('ngozi-adeyemi');
      const callback = await hospital.browser().request('/sign-in?to=/');
      assert.is(callback.status, 302);
      await hospital.stopProvider();
      assert.is((await browser.get('/api/me')).status, 200);
      assert.is((await browser.write('/sign-out', {})).status, 200);
    }));

  test('a provider that does not answer costs nobody more than a sentence', () =>
    within(
      async (hospital) => {
        const answer = await hospital.browser().get('/sign-in?to=/');
        assert.is(answer.status, 503);
        assert.match(await answer.text(), /does not work at the moment/);
      },
      { identity: { provider: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x' } } },
    ));

  test('nobody is sent on to another site', () =>
    within(async (hospital) => {
      for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example/', '/%09/evil.example', '/api/me']) {
        const ended = await hospital.browser().signInAs('ngozi-adeyemi', to);
        assert.is(new URL(ended.url).origin, hospital.origin, to);
      }
    }));

  test.after(engine.stop);
  test.run();
}
