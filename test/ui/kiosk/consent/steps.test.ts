/** Where asking for consent begins, and where it goes on after a lock: at what the station does not know yet. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { allAnswered, foundBy } from '../../../../ui/kiosk/consent/exclusions.ts';
import { wholeAnswer } from '../../../../ui/kiosk/consent/given.ts';
import { firstStep, hasMoved } from '../../../../ui/kiosk/consent/steps.ts';

const test = suite('consent steps');
const agreed = { record: true, teaching: false, publication: false };

test('it begins with the exclusions, goes on with what the patient has to know, and ends with what holds', () => {
  assert.is(firstStep({ known: [] }).kind, 'exclusions');
  assert.is(firstStep({ known: [], exclusions: [] }).kind, 'information');
  assert.is(firstStep({ known: [], exclusions: [], given: agreed }).kind, 'holds');
});

test('an exclusion without a reason to go on stops it, even after an earlier consent', () => {
  assert.is(firstStep({ known: [], exclusions: ['under-16'] }).kind, 'found');
  assert.is(firstStep({ known: [], exclusions: ['under-16'], given: agreed }).kind, 'found');
  assert.is(
    firstStep({ known: [], exclusions: ['under-16'], exclusionsWhy: 'agreed with the consultant' }).kind,
    'information',
  );
});

test('news of something else does not move the screen', () => {
  const before = { known: [], exclusions: [], given: agreed, how: 'verbal' } as const;
  assert.not(hasMoved(before, { ...before, given: { ...agreed } }));
  assert.ok(hasMoved(before, { ...before, given: { ...agreed, teaching: true } }));
  assert.ok(hasMoved({ known: [] }, { known: [], exclusions: [] }));
});

test('without pictures for the record there is nothing else to give, whatever was tapped before', () => {
  assert.equal(wholeAnswer({ record: false, teaching: true }), { record: false, teaching: false, publication: false });
  assert.is(wholeAnswer({ record: true, teaching: true }), undefined);
  assert.is(wholeAnswer({}), undefined);
});

test('what the station found and what was answered are found together', () => {
  assert.equal(foundBy(['under-16'], { 'excluded-site': true, 'lacks-capacity': false }), [
    'under-16',
    'excluded-site',
  ]);
  assert.not(allAnswered([], { 'excluded-site': false }));
  assert.ok(allAnswered(['excluded-site'], { 'lacks-capacity': false }));
});

test.run();
