/** What pages may see of pictures, and until when. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { DayList, Stage } from '../../../../services/station/core/visit.ts';
import { demonstrationClinic, demonstrationStaff } from '../../../../services/station/demonstration.ts';
import { pictureBytes } from '../../../../services/station/kiosk/picture-bytes.ts';
import {
  type PictureMessage,
  pictureShelf,
  type Shown,
  wantsLiveView,
} from '../../../../services/station/pictures/shelf.ts';
import type { LesionId, ParcelId, VisitId } from '../../../../services/wire/ids.ts';
import { openVisitOf } from './open-visit.ts';

const test = suite('picture shelf');
const staff = demonstrationStaff;
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);

const earlier = (['close-up', 'dermoscopic'] as const).map((view) => ({
  view,
  polarised: view === 'dermoscopic',
  takenAt: '2025-11-22T09:31:07.250Z',
  jpeg: jpeg.toString('base64'),
}));
const list: DayList = {
  appointments: demonstrationClinic.map((one) => ({
    ...one,
    lesions: one.lesions.map((lesion) => ({ ...lesion, earlier })),
  })),
  madeAt: undefined,
  sheets: [],
};
const visit = openVisitOf();
const locked: Stage = { kind: 'locked', visit, back: 'choosing' };
const identify: Stage = { kind: 'identify', staff, visit, step: 'frame', again: false, back: 'questionnaire' };
const choosing: Stage = { kind: 'choosing', staff, visit };
const patient: Stage = { kind: 'patient', staff, visit, language: 'en', answered: false };
const small: Extract<PictureMessage, { kind: 'thumbnail' }> = {
  kind: 'thumbnail',
  id: randomUUID() as unknown as ParcelId,
  jpeg,
};

const at = (stage: Stage): Shown => ({ stage, list });
const elsewhere = randomUUID() as unknown as VisitId;

test('earlier pictures come once it is certain who the patient is, and not before', () => {
  const shelf = pictureShelf(at({ kind: 'clinic', staff }));
  const told: PictureMessage[] = [];
  shelf.onPicture((picture) => told.push(picture));
  shelf.follow(at(identify));
  assert.equal(told, []);
  shelf.follow(at(choosing));
  assert.equal(
    told.map((picture) => picture.kind === 'earlier' && `${picture.lesion} ${picture.shot}`),
    ['L1 close-up', 'L1 dermoscopic-polarised'],
  );
  shelf.follow(at({ kind: 'consent', staff, visit }));
  assert.is(told.length, 2, 'once');
});

test('a newer list’s earlier pictures are told in the middle of the visit, and those that it has no more are not', () => {
  const shelf = pictureShelf(at({ kind: 'clinic', staff }));
  shelf.follow(at(choosing));
  const told: PictureMessage[] = [];
  shelf.onPicture((picture) => told.push(picture));
  const appointments = list.appointments.map((one) => ({
    ...one,
    lesions: one.lesions.map((lesion) => ({ ...lesion, earlier: earlier.slice(1) })),
  }));
  const newer = { ...list, appointments };
  shelf.follow({ stage: choosing, list: newer });
  shelf.follow({ stage: { kind: 'consent', staff, visit }, list: newer });
  const names = (pictures: readonly PictureMessage[]) => pictures.map((one) => one.kind === 'earlier' && one.shot);
  assert.equal(names(told), ['dermoscopic-polarised'], 'once');
  assert.equal(names(shelf.all()), ['dermoscopic-polarised']);
});

test('behind a lock nobody is sent a picture; once it is certain again who is here, the strip is whole', () => {
  const shelf = pictureShelf(at(choosing));
  const told: PictureMessage[] = [];
  shelf.put(visit.id, small);
  shelf.put(visit.id, { kind: 'taken', jpeg });
  shelf.onPicture((picture) => told.push(picture));
  shelf.follow(at(locked));
  shelf.put(visit.id, { ...small, id: randomUUID() as unknown as ParcelId }); // it was on its way when the lock came
  assert.equal(shelf.all(), []);
  shelf.follow(at({ ...identify, again: true }));
  assert.equal(shelf.all(), [], 'after a lock it has to be certain again');
  assert.equal(told, []);
  shelf.follow(at(choosing));
  assert.equal(
    told.map(({ kind }) => kind),
    ['earlier', 'earlier', 'thumbnail', 'thumbnail'],
    'the frozen picture does not come back',
  );
});

test('while the patient has the screen nobody is sent a picture', () => {
  const shelf = pictureShelf(at(choosing));
  shelf.put(visit.id, small);
  shelf.follow(at(patient));
  assert.equal(shelf.all(), []);
  const told: PictureMessage[] = [];
  shelf.onPicture((picture) => told.push(picture));
  shelf.put(visit.id, { ...small });
  assert.equal(told, []);
  shelf.follow(at({ kind: 'questionnaire', staff, visit, paper: false }));
  assert.is(shelf.all().filter(({ kind }) => kind === 'thumbnail').length, 2);
});

test('the picture of the letter is shown while it is read, before anybody is confirmed', () => {
  const shelf = pictureShelf(at(identify));
  shelf.put(visit.id, { kind: 'taken', jpeg });
  assert.equal(
    shelf.all().map(({ kind }) => kind),
    ['taken'],
  );
});

test('a picture that comes after its visit ended is shown to nobody, and nothing of that visit is left', () => {
  const shelf = pictureShelf(at(choosing));
  shelf.put(elsewhere, small);
  assert.is(shelf.all().filter(({ kind }) => kind === 'thumbnail').length, 0);
  shelf.put(visit.id, small);
  shelf.follow(at({ kind: 'clinic', staff }));
  shelf.put(visit.id, small);
  assert.equal(shelf.all(), []);
  shelf.follow(at({ ...choosing, visit: { ...visit, id: elsewhere } }));
  assert.is(shelf.all().filter(({ kind }) => kind === 'thumbnail').length, 0);
});

test('the camera shows its live view to staff who aim, and to nobody else', () => {
  const stages: readonly Stage[] = [locked, { kind: 'clinic', staff }, identify, patient, choosing];
  assert.equal(stages.map(wantsLiveView), [false, false, true, false, true]);
  assert.equal(
    [true, false].map((paper) => wantsLiveView({ kind: 'questionnaire', staff, visit, paper })),
    [true, false],
  );
});

test('an earlier picture says of which lesion and shot it is, in bytes that a page can tell apart', () => {
  const bytes = pictureBytes({ kind: 'earlier', lesion: 'L1' as LesionId, shot: 'close-up', jpeg });
  assert.equal([...bytes.subarray(0, 2)], [4, 'L1 close-up'.length]);
  assert.is(bytes.subarray(2, 13).toString(), 'L1 close-up');
  assert.equal([...bytes.subarray(13)], [...jpeg]);
});

test.run();
