import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { filtersIn, pathFor } from '../../../ui/hospital/inbox/filters.ts';
import { clockWords, siteWords } from '../../../ui/hospital/parts/tags.ts';
import { stepOf } from '../../../ui/hospital/patient/steps.ts';
import { matchingSites } from '../../../ui/hospital/referral/matching.ts';
import { openServer, type Trouble } from '../../../ui/hospital/server.ts';
import { dayOf, daysAfter, dayWritten, momentWritten, mondayOf } from '../../../ui/hospital/when.ts';
import { setAsideReason } from '../../../ui/hospital/words.ts';

const test = suite('how the desk writes and asks');

test('a moment is the hospital’s own time, in summer and in winter', () => {
  assert.is(momentWritten('2026-11-22T14:30:00.000Z'), 'Sun 22 Nov 2026, 14:30');
  assert.is(momentWritten('2026-07-01T14:30:00.000Z'), 'Wed 1 Jul 2026, 15:30');
  assert.is(momentWritten('2026-09-01T23:30:00.000Z'), 'Wed 2 Sep 2026, 00:30');
  assert.is(dayOf('2026-07-01T23:30:00.000Z'), '2026-07-02');
  assert.is(dayWritten('2026-12-04'), 'Fri 4 Dec 2026');
  assert.is(daysAfter('2026-12-30', 3), '2027-01-02');
  assert.is(mondayOf('2026-11-22'), '2026-11-16');
});

test('the 28 days are told in words', () => {
  const clock = { startsOn: '2026-11-01', dueOn: '2026-11-29' };
  assert.is(clockWords({ ...clock, daysLeft: 12 }), '12 days left');
  assert.is(clockWords({ ...clock, daysLeft: 0 }), 'Due today');
  assert.is(clockWords({ ...clock, daysLeft: -1 }), '1 day over');
  assert.is(clockWords({ ...clock, daysLeft: 5, stoppedOn: '2026-11-20' }), 'Stopped on Fri 20 Nov 2026');
});

test('a step of the journey and a reason have words, also those that nobody has thought of', () => {
  assert.is(
    stepOf({ kind: 'appointment-booked', detail: { slotAt: '2026-11-23T09:00:00Z', site: 'Histon' } }).more,
    'Mon 23 Nov 2026, 09:00, Histon',
  );
  assert.is(stepOf({ kind: 'something-new', detail: {} }).what, 'something new');
  assert.is(setAsideReason('another-reason').what, 'Set aside: another reason');
});

test('a body site is found by the words of a letter', () => {
  const sites = ['Skin of shin', 'Skin of upper back', 'Skin of back', 'Skin of leg'].map((meaning, index) => ({
    scheme: 'SCT',
    code: String(index),
    meaning,
  }));
  const found = (typed: string) => matchingSites(sites, typed).map(({ meaning }) => meaning);
  assert.equal(found('upper back'), ['Skin of upper back']);
  assert.equal(found('back'), ['Skin of back', 'Skin of upper back']);
  assert.equal(found('the left shin'), ['Skin of shin', 'Skin of leg']);
  assert.equal(found('of the'), []);
  assert.equal(found('zzz'), []);
});

test('filters stand in the address, and nonsense in it counts as not said', () => {
  const read = filtersIn(new URLSearchParams('state=booked&urgency=urgent&q=smith'));
  assert.is(read.asked.toString(), 'state=booked&urgency=urgent&q=smith');
  assert.is(pathFor(read), '/?state=booked&urgency=urgent&q=smith');
  assert.is(filtersIn(new URLSearchParams('state=nonsense')).asked.toString(), 'state=received%2Caccepted%2Cbooked');
  assert.is(pathFor({ state: 'open', urgency: 'all', words: '' }), '/');
});

test('a request waits while the server is out of order, and “try again” sends the same one anew', async () => {
  const bodies: unknown[] = [];
  let broken = true;
  let waiting: readonly Trouble[] = [];
  const server = openServer({
    fetch: async (_, init) => {
      bodies.push(init.body);
      return broken ? new Response('', { status: 503 }) : Response.json({ id: 'r1' });
    },
    signIn: () => assert.unreachable(),
    troubles: (list) => {
      waiting = list;
      if (list.length > 0) setTimeout(() => list[0]?.again());
      broken = bodies.length < 2;
    },
  });
  assert.equal(await server.write('/api/referrals', { typed: 'much' }), { kind: 'answered', value: { id: 'r1' } });
  assert.ok(bodies.length >= 2 && bodies.every((body) => body === '{"typed":"much"}'));
  assert.is(waiting.length, 0);
});

test('of a place that was typed at the station the side is said too, whatever sides its words name', () => {
  const site = 'Behind the left ear';
  assert.is(siteWords({ site, side: 'left' }), site);
  assert.is(siteWords({ site, side: 'left', typed: true }), `${site}, left (typed at the station)`);
  assert.is(
    siteWords({ site: 'Right of the left breast', side: 'left', typed: true }),
    'Right of the left breast, left (typed at the station)',
  );
  assert.is(siteWords({ site, typed: true }), `${site} (typed at the station)`);
});

test('who is signed out is sent to sign in when reading, and keeps the form when writing', async () => {
  let signIns = 0;
  const server = openServer({
    fetch: async () => Response.json({ error: 'Sign in.' }, { status: 401 }),
    signIn: () => {
      signIns++;
    },
    troubles: (list) => {
      if (list[0]) setTimeout(list[0].giveUp);
    },
  });
  assert.equal(await server.read('/api/referrals'), { kind: 'given-up' });
  assert.is(signIns, 1);
  assert.equal(await server.write('/api/referrals', {}), { kind: 'given-up' });
  assert.is(signIns, 1);
});

test.run();
