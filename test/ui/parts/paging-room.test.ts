/** Rows on a page: as many as fit, buttons only where they are needed, and a decision that stays made. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Fit, fitFor, gapMm, type Room, unmeasured } from '../../../ui/parts/paging-room.ts';

const test = suite('room for rows');

const room = (changes: Partial<Room>): Room => ({
  rowsMm: 60,
  buttonsMm: 0,
  buttonsShown: false,
  rowMm: 15,
  columns: 1,
  around: '400 × 300',
  ...changes,
});

test('as many rows as fit with the gaps between them, and one in any case', () => {
  assert.is(fitFor(unmeasured, room({ rowsMm: 3 * 15 + 2 * gapMm })).perPage, 3);
  assert.is(fitFor(unmeasured, room({ rowsMm: 3 * 15 + 2 * gapMm - 0.1 })).perPage, 2);
  assert.is(fitFor(unmeasured, room({ rowsMm: 4, columns: 2 })).perPage, 2);
});

test('what the buttons hold is reckoned in: a list that fits without them is not paged', () => {
  const { perPage, inAll } = fitFor(unmeasured, room({ rowsMm: 34, buttonsMm: 19, buttonsShown: true }));
  assert.equal([perPage, inAll], [2, 3]);
});

test('a reckoning that was wrong once is not believed again while nothing changes, and is when the screen turns', () => {
  const shown = room({ rowsMm: 34, buttonsMm: 19, buttonsShown: true });
  const reckoned = fitFor(unmeasured, shown);
  const proven = fitFor(reckoned, room({ rowsMm: 50 })); // a row gap has taken 3 mm: two rows, not three
  assert.is(proven.inAll, 2);
  assert.is(fitFor(proven, shown).inAll, 2);
  assert.is(fitFor(proven, { ...shown, around: '300 × 400' }).inAll, 3);
});

/** Draws, measures and draws again as the page does: a row gap of `lostMm` stands there without buttons too. */
function drawings(heightMm: number, buttonsMm: number, lostMm: number, rowMm: number, count: number): number {
  let fit: Fit = unmeasured;
  for (let drawn = 1; drawn <= 10; drawn++) {
    const buttonsShown = count > fit.inAll;
    const rowsMm = buttonsShown ? heightMm - buttonsMm : heightMm - lostMm;
    const next = fitFor(fit, room({ rowsMm, buttonsMm: buttonsShown ? buttonsMm : 0, buttonsShown, rowMm }));
    const same = next.perPage === fit.perPage && next.inAll === fit.inAll;
    fit = next;
    if (same) return drawn;
  }
  return Number.POSITIVE_INFINITY;
}

test('drawing comes to rest whatever a style sheet takes from the rows', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 20, max: 150, noNaN: true }),
      fc.double({ min: 0, max: 25, noNaN: true }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.double({ min: 8, max: 60, noNaN: true }),
      fc.integer({ min: 0, max: 30 }),
      (heightMm, buttonsMm, lostMm, rowMm, count) => {
        assert.ok(drawings(heightMm, buttonsMm, lostMm, rowMm, count) <= 6);
      },
    ),
    { numRuns: 2_000 },
  );
});

test.run();
