/** What pages may see of pictures, and until when. */
import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { OpenVisit, Stage } from '../../../../services/station/core/visit.ts';
import { demonstrationClinic, demonstrationStaff } from '../../../../services/station/demonstration.ts';
import { pictureBytes } from '../../../../services/station/kiosk/picture-bytes.ts';
import { type PictureMessage, pictureShelf, wantsLiveView } from '../../../../services/station/pictures/shelf.ts';
import type { LesionId, ParcelId, VisitId } from '../../../../services/wire/ids.ts';

const test = suite('picture shelf');
const staff = demonstrationStaff;
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);

function visitWithEarlier(): OpenVisit {
  const [appointment] = demonstrationClinic;
  if (appointment === undefined) throw new Error('the demonstration has patients');
  const earlier = (['close-up', 'dermoscopic'] as const).map((view) => ({
    view,
    polarised: view === 'dermoscopic',
    takenAt: '2025-11-22T09:31:07.250Z',
    jpeg: jpeg.toString('base64'),
  }));
  return {
    id: randomUUID() as unknown as VisitId,
    appointment: { ...appointment, lesions: appointment.lesions.map((lesion) => ({ ...lesion, earlier })) },
    opened: 'list',
    openedAt: '2026-11-22T09:31:07.250Z',
    staff: [staff],
    confirmed: [],
    lookAlikes: [],
    lookAlikeSettled: true,
    wrongBirthdays: 0,
    frame: 'not-taken',
    frameProblem: undefined,
    questionnaire: { how: 'not-asked' },
    exclusions: undefined,
    exclusionsWhy: undefined,
    consent: [],
    pictures: [],
    cannot: [],
    wishes: [],
    note: '',
  };
}

const visit = visitWithEarlier();
const locked: Stage = { kind: 'locked', visit, back: 'choosing' };
const identify: Stage = { kind: 'identify', staff, visit, step: 'frame', again: false, back: 'questionnaire' };
const choosing: Stage = { kind: 'choosing', staff, visit };
const patient: Stage = { kind: 'patient', staff, visit, language: 'en', answered: false };
const small: PictureMessage = { kind: 'thumbnail', id: randomUUID() as unknown as ParcelId, jpeg };

test('earlier pictures come once it is certain who the patient is, and not before', () => {
  const shelf = pictureShelf({ kind: 'clinic', staff });
  const told: PictureMessage[] = [];
  shelf.onPicture((picture) => told.push(picture));
  shelf.follow(identify);
  assert.equal(told, []);
  shelf.follow(choosing);
  assert.equal(
    told.map((picture) => picture.kind === 'earlier' && `${picture.lesion} ${picture.shot}`),
    ['L1 close-up', 'L1 dermoscopic-polarised'],
  );
  shelf.follow({ kind: 'consent', staff, visit });
  assert.is(told.length, 2, 'once');
  shelf.follow(locked);
  shelf.follow({ ...identify, again: true });
  assert.equal(shelf.all(), [], 'after a lock it has to be certain again');
  shelf.follow(choosing);
  assert.is(shelf.all().length, 2);
});

test('a lock lets go of every picture, and while the patient has the screen nobody is sent one', () => {
  const shelf = pictureShelf(choosing);
  const told: PictureMessage[] = [];
  shelf.onPicture((picture) => told.push(picture));
  shelf.put(visit.id, small);
  shelf.put(visit.id, { kind: 'taken', jpeg });
  assert.is(shelf.all().length, 2);
  shelf.follow(patient);
  assert.equal(shelf.all(), []);
  shelf.put(visit.id, { ...small });
  assert.is(told.length, 2);
  shelf.follow({ kind: 'questionnaire', staff, visit, paper: false });
  assert.is(shelf.all().length, 3, 'they are the photographer’s again');
  shelf.follow(locked);
  assert.equal(shelf.all(), []);
  shelf.follow(choosing);
  assert.not.ok(
    shelf.all().some(({ kind }) => kind !== 'earlier'),
    'and do not come back',
  );
});

test('a picture that comes after its visit ended is shown to nobody', () => {
  const shelf = pictureShelf(choosing);
  shelf.put(randomUUID() as unknown as VisitId, small);
  assert.equal(shelf.all(), []);
  shelf.follow({ kind: 'clinic', staff });
  shelf.put(visit.id, small);
  assert.equal(shelf.all(), []);
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
