/** What was half filled in when the screen was taken away: who gets it back, once, and when it is gone for good. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { View } from '../../../../services/station/api/view.ts';
import {
  type HalfFilled,
  type HalfFilledMemory,
  halfFilledMemory,
  takesAway,
} from '../../../../ui/kiosk/lock/half-filled.ts';
import { emptyDraft } from '../../../../ui/kiosk/overlays/register/draft.ts';
import {
  amira,
  identifyShown,
  lockedShown,
  tomasz,
  unconfirmed,
  viewShown,
  visitShown,
} from '../../../support/shown.ts';

const test = suite('half filled in');

const monday = '2026-11-23';
const tuesday = '2026-11-24';
const visit = visitShown();
const choosing = viewShown({ stage: 'choosing', visit });
const asking = viewShown({ stage: 'identify', visit: unconfirmed(visit), identify: identifyShown({ again: true }) });
const locked = lockedShown({ visitWaits: true });
const wish: HalfFilled = { kind: 'text', what: 'wish', text: 'Ear' };
const registering = (familyName: string): HalfFilled => ({
  kind: 'register',
  draft: { ...emptyDraft, familyName },
  step: 'given-name',
  picking: undefined,
});

function given(memory: HalfFilledMemory, views: readonly View[], day = monday): readonly HalfFilled[] {
  return views.flatMap((view) => memory.giveBack(view, day));
}

test('what belongs to a visit is given to whoever has confirmed its patient again, and once', () => {
  const memory = halfFilledMemory();
  memory.keep(choosing, [wish], monday);
  assert.equal(given(memory, [locked, asking]), [], 'not behind the lock, and not before the patient is confirmed');
  const atLetter = { ...asking, visit, identify: identifyShown({ step: 'frame' }) };
  assert.equal(given(memory, [atLetter]), [], 'while the letter is photographed nothing lies over it');
  assert.equal(given(memory, [{ ...choosing, staff: tomasz }]), [wish]);
  assert.equal(given(memory, [choosing]), []);
});

test('it is gone when the visit has ended, when another one is open, and when none waits behind the lock', () => {
  for (const over of [viewShown(), { ...asking, visit: unconfirmed(visitShown()) }, lockedShown()]) {
    const memory = halfFilledMemory();
    memory.keep(choosing, [wish], monday);
    assert.equal(given(memory, [locked, over, choosing]), []);
  }
});

test('a screen with nothing on it takes nothing from what is kept', () => {
  const memory = halfFilledMemory();
  memory.keep(choosing, [wish], monday);
  memory.keep(locked, [], monday);
  memory.keep(asking, [], monday);
  assert.equal(given(memory, [choosing]), [wish]);
});

test('a registration is given to the same member of staff, each has their own', () => {
  const memory = halfFilledMemory();
  const [hers, his] = [registering('Nowak'), registering('Haddad')];
  memory.keep(viewShown(), [hers], monday);
  assert.equal(given(memory, [lockedShown(), viewShown({ staff: tomasz })]), []);
  memory.keep(viewShown({ staff: tomasz }), [his], monday);
  assert.equal(given(memory, [lockedShown(), viewShown({ staff: amira })]), [hers]);
  assert.equal(given(memory, [viewShown({ staff: amira })]), [], 'once');
  assert.equal(given(memory, [viewShown({ staff: tomasz })]), [his]);
});

test('a registration outlasts a visit that came between, and waits until it is over', () => {
  const memory = halfFilledMemory();
  memory.keep(viewShown(), [registering('Nowak')], monday);
  assert.equal(given(memory, [asking, choosing]), []);
  assert.equal(given(memory, [viewShown()]), [registering('Nowak')]);
});

test('on another day a registration is gone, whether or not anybody has signed in', () => {
  const memory = halfFilledMemory();
  memory.keep(viewShown(), [registering('Nowak')], monday);
  assert.equal(given(memory, [viewShown()], tuesday), []);
  memory.keep(viewShown(), [registering('Nowak')], monday);
  memory.forgetOtherDays(tuesday);
  assert.equal(given(memory, [viewShown()], monday), []);
});

test('a lock, another hand, another visit and questions asked again take the screen away; work on one visit does not', () => {
  assert.ok(takesAway(choosing, locked));
  assert.ok(takesAway(choosing, asking));
  assert.ok(takesAway(viewShown(), viewShown({ staff: tomasz })));
  assert.ok(takesAway(viewShown(), asking));
  assert.ok(takesAway(choosing, viewShown()));
  assert.not.ok(takesAway(choosing, { ...choosing, stage: 'ending' }));
  assert.not.ok(takesAway(choosing, { ...choosing, locksInMs: 50_000 }));
  assert.not.ok(takesAway(asking, { ...asking, identify: identifyShown({ wrongBirthdays: 1 }) }));
});

test.run();
