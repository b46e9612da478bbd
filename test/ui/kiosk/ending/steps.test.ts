/** How a visit ends: what is missing is told before the last word, and nobody goes on where nothing may be taken. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { earlyWords } from '../../../../ui/kiosk/ending/early.ts';
import { lackingOf } from '../../../../ui/kiosk/ending/lacking.ts';
import { afterStrip, canGoOn, firstStep } from '../../../../ui/kiosk/ending/steps.ts';
import { wayWords, whose } from '../../../../ui/kiosk/ending/whose.ts';
import { consentShown, pictureShown, shinShown, visitShown } from '../../../support/shown.ts';

const test = suite('ending steps');
const picture = pictureShown(shinShown.id, 'locating');

test('a visit with pictures begins with the strip, one without with the reason', () => {
  assert.is(firstStep(visitShown({ pictures: [picture] })), 'strip');
  assert.is(firstStep(visitShown()), 'early');
});

test('what is missing, and what cannot be photographed, comes after the strip', () => {
  assert.is(afterStrip(visitShown({ pictures: [picture] })), 'missing');
  const cannot = visitShown({ lesions: [{ ...shinShown, cannot: 'gone' }], pictures: [picture] });
  assert.is(afterStrip(cannot), 'missing');
  assert.equal(
    lackingOf(cannot).map(({ number, shots }) => [number, shots.length]),
    [[1, 0]],
  );
  assert.is(afterStrip(visitShown({ lesions: [], pictures: [picture] })), 'leaving');
});

test('nobody goes on with pictures after a refusal, nor against an exclusion without a reason', () => {
  assert.ok(canGoOn(visitShown()));
  assert.not(
    canGoOn(
      visitShown({ consent: { ...consentShown, given: { record: false, teaching: false, publication: false } } }),
    ),
  );
  assert.not(canGoOn(visitShown({ consent: { ...consentShown, exclusions: ['under-16'] } })));
  assert.ok(canGoOn(visitShown({ consent: { ...consentShown, exclusions: ['under-16'], exclusionsWhy: 'agreed' } })));
});

test('the check says whose pictures they are, with the birthday', () => {
  assert.is(whose(visitShown()), 'Margaret OKONKWO-BRIGHT, born 3 Apr 1958');
});

test('how many pictures are still on the way is told in one sentence', () => {
  const there = { ...picture, state: 'at-hospital' as const };
  assert.is(wayWords([picture]), '1 picture is safe here and still on the way.');
  assert.is(wayWords([picture, there, there]), '1 picture is safe here and still on the way, 2 at the hospital.');
  assert.is(wayWords([there]), 'The picture is at the hospital.');
  assert.is(wayWords([there, there]), 'All 2 pictures are at the hospital.');
});

test('other words are kept as they were written, without room around them', () => {
  assert.is(earlyWords('other', '  the power failed '), 'the power failed');
  assert.match(earlyWords('left', 'ignored'), /left/);
});

test.run();
