/** What is decided about an address or a word alone: where to go on to, which provider may be used, what a role is. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openIssuer } from '../../../../services/hospital/identity/issuer.ts';
import { html, page } from '../../../../services/hospital/identity/page.ts';
import { ownWords, rolesOf } from '../../../../services/hospital/identity/roles.ts';
import { safePath } from '../../../../services/hospital/identity/sign-in.ts';

const test = suite('addresses and words of signing in');
const origin = 'https://lentigo.hospital.example';

test('after signing in the browser goes on to a page of ours, whatever it was asked', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '//',
    '@',
    ':',
    '.',
    '..',
    'evil.example',
    'https:',
    '%2f',
    '\t',
    '\n',
    '?',
    '#',
    'api',
  );
  const address = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(address, (to) => {
      const path = safePath(to, origin);
      assert.is(new URL(path, origin).origin, origin);
      assert.match(path, /^\/(?![/\\])/);
      assert.not.match(new URL(path, origin).pathname, /^\/(api|fhir|sign-in|sign-out)(\/|$)/);
    }),
    { numRuns: 2_000 },
  );
  for (const path of ['/', '/referrals/7?tab=letters#end', '/patients/1/access'])
    assert.is(safePath(path, origin), path);
  for (const path of [undefined, ['/a', '/b'], '', `/${'x'.repeat(2_000)}`, '/sign-in?to=/sign-in']) {
    assert.is(safePath(path, origin), '/');
  }
});

test('a provider that is not on this machine needs https', () => {
  const open = (url: string) => () => openIssuer({ url, clientId: 'web', clientSecret: 'secret' });
  for (const url of ['http://login.hospital.example', 'http://127.0.0.1.evil.example', 'ftp://127.0.0.1']) {
    assert.throws(open(url), /needs https/);
  }
  for (const url of ['https://login.hospital.example', 'http://127.0.0.1:8081', 'http://[::1]:8081']) open(url)();
});

test('a word of the claim gives the role that the hospital said, and an unknown one nothing', () => {
  const rules = { claim: 'realm_access.roles', roles: { 'DERM-COORD': 'coordinator', 'IT-2': 'it' } } as const;
  assert.equal(rolesOf({ realm_access: { roles: ['IT-2', 'x', 'DERM-COORD', 'IT-2'] } }, rules), ['coordinator', 'it']);
  assert.equal(rolesOf({ roles: 'auditor' }, ownWords), ['auditor']);
  assert.equal(rolesOf({ 'https://x.example/roles': ['it'] }, { ...ownWords, claim: 'https://x.example/roles' }), [
    'it',
  ]);
  for (const roles of [undefined, null, 7, {}, [['it']], 'IT', 'constructor', '__proto__', ['toString']]) {
    assert.equal(rolesOf({ roles }, ownWords), [], JSON.stringify(roles));
  }
});

test('what comes from outside cannot become markup', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const text = page({ title: name, body: html`<p title="${name}">${name}</p>` });
      const foreign = [...text.matchAll(/<p title="([\s\S]*?)">([\s\S]*?)<\/p>/g)].flatMap(([, title, inner]) => [
        title,
        inner,
      ]);
      assert.is(foreign.length, 2);
      for (const part of foreign) assert.not.match(part ?? '', /[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
    }),
  );
});

test.run();
