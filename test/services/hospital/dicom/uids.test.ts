/** Names of objects: lawful, without meaning, and the same for ever. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  frameOfReferenceUid,
  pictureUid,
  rejectionUids,
  seriesUid,
  studyUid,
  trackingUid,
} from '../../../../services/hospital/dicom/uids.ts';

const test = suite('unique identifiers');

const lawful = /^2\.25\.[1-9]\d{0,38}$/;
const anything = fc.string({ unit: 'binary' });

test('every UID is a UUID of version 8 as one number, whatever it is made from', () => {
  fc.assert(
    fc.property(anything, anything, fc.nat(), (one, other, filing) => {
      const uids = [
        pictureUid(one, filing),
        studyUid(one, other),
        seriesUid(one, other, 'close-up'),
        frameOfReferenceUid(one),
        trackingUid(one),
        ...Object.values(rejectionUids(one)),
      ];
      for (const uid of uids) {
        assert.match(uid, lawful);
        assert.ok(uid.length <= 64);
        const hex = BigInt(uid.slice('2.25.'.length)).toString(16).padStart(32, '0');
        assert.match(hex, /^.{12}8.{3}[89ab].{15}$/);
      }
      assert.is(new Set(uids).size, uids.length);
    }),
  );
});

test('two things share a UID only when they are the same', () => {
  fc.assert(
    fc.property(anything, anything, anything, anything, (a, b, c, d) => {
      assert.is(studyUid(a, b) === studyUid(c, d), a === c && b === d);
      assert.is(pictureUid(a, 1) === pictureUid(a, 2), false);
    }),
  );
});

test('the rule does not change: pictures that are filed have these names already', () => {
  const study = studyUid('7a1d2c3b-4e5f-4a6b-8c7d-9e0f1a2b3c4d', 'c9f8e7d6-b5a4-4392-8170-6f5e4d3c2b1a');
  assert.is(study, '2.25.333494256634708149300649784491243042723');
  assert.is(seriesUid(study, 'referral-17-lesion-2', 'dermoscopic'), '2.25.281405383738204194109814980736867242705');
  assert.is(pictureUid('3f0f4b9e-9a3c-4c1e-8f43-0d6f0a2b7c11', 1), '2.25.13577675084816570440218929620693892894');
  assert.is(trackingUid('referral-17-lesion-2'), '2.25.288049118931308295866325084342330911340');
});

test.run();
