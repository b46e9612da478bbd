/** How far the guided set of four shots is, and what comes next. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { LesionId } from '../../../../services/wire/ids.ts';
import { qualityAdvice } from '../../../../services/wire/quality.ts';
import { cannotReason } from '../../../../services/wire/visit-record.ts';
import { adviceWords } from '../../../../ui/kiosk/capture/advice-words.ts';
import { cannotReasons } from '../../../../ui/kiosk/capture/cannot-words.ts';
import { firstShotOf, nextAim, progressOf, shotOrder, takenOf } from '../../../../ui/kiosk/capture/progress.ts';
import { placeWords } from '../../../../ui/kiosk/capture/shot-words.ts';
import { chestShown, pictureShown, shinShown, visitShown } from '../../../support/shown.ts';

const test = suite('guided set');
const { id: shin } = shinShown;
const { id: chest } = chestShown;

test('a lesion begins with its locating picture, because that comes before the close ones', () => {
  assert.equal(nextAim(visitShown()), { lesion: shin, shot: 'locating' });
  assert.equal(firstShotOf(visitShown(), chest), { lesion: chest, shot: 'locating' });
});

test('a lesion that was begun is completed before the next one, whichever was begun', () => {
  const visit = visitShown({ pictures: [pictureShown(chest, 'locating')] });
  assert.equal(nextAim(visit), { lesion: chest, shot: 'close-up' });
  assert.is(takenOf(visit, chest), 1);
  assert.is(takenOf(visit, shin), 0);
});

test('a picture that was taken again does not count, the better one after it does', () => {
  const retaken = pictureShown(shin, 'locating', { verdict: 'retaken' });
  const visit = visitShown({ pictures: [retaken] });
  assert.is(progressOf(visit, shin, 'locating'), 'missing');
  assert.is(progressOf(visitShown({ pictures: [retaken, pictureShown(shin, 'locating')] }), shin, 'locating'), 'done');
});

test('a picture that the hospital set aside is shown as that, and is not asked for again', () => {
  const visit = visitShown({ pictures: [pictureShown(shin, 'locating', { state: 'quarantined' })] });
  assert.is(progressOf(visit, shin, 'locating'), 'set-aside');
  assert.equal(nextAim(visit), { lesion: shin, shot: 'close-up' });
});

test('with everything taken nothing is next, and a lesion that is tapped begins at its first picture', () => {
  const visit = visitShown({
    pictures: [shin, chest].flatMap((id) => shotOrder.map((shot) => pictureShown(id, shot))),
  });
  assert.is(nextAim(visit), undefined);
  assert.equal(firstShotOf(visit, shin), { lesion: shin, shot: 'locating' });
});

test('a lesion that cannot be photographed is neither next nor taken', () => {
  const visit = visitShown({ lesions: [{ ...shinShown, cannot: 'dressing' }, chestShown] });
  assert.equal(nextAim(visit), { lesion: chest, shot: 'locating' });
  assert.is(takenOf(visit, shin), 0);
});

test('the side stands behind the site, where the letter names one', () => {
  assert.is(placeWords(shinShown), 'Shin · Left');
  assert.is(placeWords({ id: 'L3' as LesionId, site: 'Scalp', earlier: [] }), 'Scalp');
});

test('every reason of the record is offered once, and every advice says what to change', () => {
  assert.equal([...cannotReasons].sort(), [...cannotReason.options].sort());
  for (const advice of qualityAdvice.options) assert.ok(adviceWords[advice].change.length > 0, advice);
});

test.run();
