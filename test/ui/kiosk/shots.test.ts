/** Which picture comes next, and which are missing. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { firstShotOf, missingShots, nextShot, progressOf, viewOrder } from '../../../ui/kiosk/shots.ts';
import { shin } from '../../support/invented.ts';
import { chest, pictureShown, visitShown } from '../../support/shown.ts';

const test = suite('next picture');

test('a visit begins with the locating picture of the first lesion', () => {
  assert.equal(nextShot(visitShown()), { lesion: shin.id, view: 'locating' });
});

test('after the locating picture the close-up is offered, then the dermoscopic one', () => {
  const first = pictureShown(shin.id, 'locating');
  const second = pictureShown(shin.id, 'close-up');
  assert.equal(nextShot(visitShown(first), first), { lesion: shin.id, view: 'close-up' });
  assert.equal(nextShot(visitShown(first, second), second), { lesion: shin.id, view: 'dermoscopic' });
});

test('when a lesion is complete, the next lesion begins with its locating picture', () => {
  const pictures = viewOrder.map((view) => pictureShown(shin.id, view));
  assert.equal(nextShot(visitShown(...pictures), { lesion: shin.id, view: 'dermoscopic' }), {
    lesion: chest.id,
    view: 'locating',
  });
});

test('a lesion that was left incomplete is offered again after the last one', () => {
  const pictures = [pictureShown(shin.id, 'locating'), ...viewOrder.map((view) => pictureShown(chest.id, view))];
  assert.equal(nextShot(visitShown(...pictures), { lesion: chest.id, view: 'dermoscopic' }), {
    lesion: shin.id,
    view: 'close-up',
  });
});

test('the picture just taken is never offered as the next', () => {
  // the list of pictures may come a moment after the word that it is saved
  assert.equal(nextShot(visitShown(), { lesion: shin.id, view: 'locating' }), { lesion: shin.id, view: 'close-up' });
});

test('a complete set offers nothing more and misses nothing', () => {
  const pictures = [shin, chest].flatMap(({ id }) => viewOrder.map((view) => pictureShown(id, view, 'at-hospital')));
  assert.is(nextShot(visitShown(...pictures)), undefined);
  assert.equal(missingShots(visitShown(...pictures)), []);
});

test('a second picture of one view does not stand in for another view', () => {
  const visit = visitShown(pictureShown(shin.id, 'close-up'), pictureShown(shin.id, 'close-up'));
  assert.is(missingShots(visit).length, 5);
  assert.equal(firstShotOf(visit, shin.id), { lesion: shin.id, view: 'locating' });
});

test('a lesion that has everything is opened at its locating picture, to take it again', () => {
  const visit = visitShown(...viewOrder.map((view) => pictureShown(shin.id, view)));
  assert.equal(firstShotOf(visit, shin.id), { lesion: shin.id, view: 'locating' });
});

test('a view is at the hospital only when all its pictures are', () => {
  const shot = { lesion: shin.id, view: 'close-up' } as const;
  const saved = pictureShown(shin.id, 'close-up');
  const filed = pictureShown(shin.id, 'close-up', 'at-hospital');
  assert.equal(progressOf(visitShown(), shot), { kind: 'not-yet' });
  assert.equal(progressOf(visitShown(saved, filed), shot), { kind: 'saved', count: 2, atHospital: 1 });
  assert.equal(progressOf(visitShown(filed, filed), shot), { kind: 'at-hospital', count: 2 });
});

test('a picture that the hospital set aside is told first, and does not count as missing', () => {
  const visit = visitShown(
    pictureShown(shin.id, 'close-up', 'quarantined'),
    pictureShown(shin.id, 'close-up', 'at-hospital'),
  );
  assert.equal(progressOf(visit, { lesion: shin.id, view: 'close-up' }), { kind: 'set-aside', count: 1 });
  assert.not.ok(missingShots(visit).some((shot) => shot.lesion === shin.id && shot.view === 'close-up'));
});

test.run();
