import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Me, Role } from '../../../services/hospital/web/api/shared.ts';
import { firstPathFor, mayOpen, navigationFor, routeOf } from '../../../ui/hospital/routes.ts';

const test = suite('addresses of the desk');
const route = (path: string) => routeOf(new URL(path, 'http://hospital'));
const staff = (...roles: Role[]): Me => ({ name: 'Somebody', roles, csrf: '' });

test('every address leads to its page, with the id in it', () => {
  assert.is(route('/').kind, 'inbox');
  assert.equal(route('/referrals/r1'), { kind: 'referral', id: 'r1' });
  assert.is(route('/referrals/new').kind, 'new-referral');
  assert.equal(route('/clinics/c1'), { kind: 'clinic', id: 'c1' });
  assert.equal(route('/reconciliation/p1'), { kind: 'set-aside', parcel: 'p1' });
  assert.equal(route('/patients/p1/access'), { kind: 'access', id: 'p1' });
  for (const kind of ['messages', 'outbound', 'audit'] as const) assert.is(route(`/${kind}`).kind, kind);
});

test('a mistyped address is told as such instead of showing another page', () => {
  for (const path of ['/nothing', '/patients', '/audit/5', '/referrals/r1/x', '/a/b/c/d'])
    assert.is(route(path).kind, 'unknown', path);
});

test('everybody begins where their work is, and sees no page of others', () => {
  assert.is(firstPathFor(staff('coordinator')), '/');
  assert.is(firstPathFor(staff('auditor')), '/audit');
  assert.is(firstPathFor(staff('it')), '/messages');
  assert.is(firstPathFor(staff('engineer')), undefined);
  assert.equal(
    navigationFor(staff('consultant')).map(({ name }) => name),
    ['Referrals'],
  );
  assert.not(mayOpen(staff('it'), 'patient'));
  assert.ok(mayOpen(staff('it', 'consultant'), 'patient'));
});

test.run();
