/** Where a lesion goes on the body map: by its code, by the letter's words, on the right side, and within reach of a glove. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { people } from '../../../../services/hospital/demonstration/people.ts';
import { bodySites } from '../../../../services/hospital/dicom/body-sites.ts';
import { figureHeight, figureWidth, placeOf, sitesNear, spread } from '../../../../ui/parts/body-map/places.ts';
import { regionOfCode, regionOfWords, regions } from '../../../../ui/parts/body-map/regions.ts';

const test = suite('body map');
const middle = figureWidth / 2;

test('the front figure looks at us: the patient’s left shin is on our right', () => {
  const place = placeOf({ site: 'Shin', side: 'left', code: '25763004' });
  assert.is(place?.face, 'front');
  assert.ok((place?.x ?? 0) > middle);
});

test('the back figure stands as we do: the left shoulder blade is on our left', () => {
  const place = placeOf({ site: 'Shoulder blade', side: 'left', code: '244111001' });
  assert.is(place?.face, 'back');
  assert.ok((place?.x ?? figureWidth) < middle);
});

test('left and right of a site mirror each other, the middle lies between', () => {
  const at = (side: 'left' | 'right' | 'midline') =>
    placeOf({ site: 'Chest', side, code: '244106003' })?.x ?? Number.NaN;
  assert.is(at('left') + at('right'), figureWidth);
  assert.is(at('midline'), middle);
});

test('a site of which there are two has no place until somebody has said which', () => {
  assert.is(placeOf({ site: 'Calf', code: '47224004' }), undefined);
  assert.is(placeOf({ site: 'Calf', side: 'midline' }), undefined);
  assert.ok(placeOf({ site: 'Left calf' }), 'the letter’s own words may say it');
  assert.is(placeOf({ site: 'Calf, left or right' }), undefined);
});

const byWords: readonly (readonly [site: string, face: 'front' | 'back', as: string])[] = [
  ['Upper back', 'back', 'upper back'],
  ['Lower leg, back', 'back', 'calf'],
  ['Lower back', 'back', 'lumbar'],
  ['Back of hand', 'back', 'back hand'],
  ['Scalp, above the ear', 'front', 'above ear'],
  ['Scalp, crown', 'front', 'crown'],
  ['Behind the ear', 'back', 'behind ear'],
  ['Ear, outer rim', 'front', 'ear'],
  ['Sole of foot', 'back', 'sole foot'],
  ['Palm of hand', 'front', 'palm'],
  ['Thumbnail', 'back', 'thumbnail'],
  ['Thigh, front', 'front', 'thigh'],
  ['Upper chest', 'front', 'upper chest'],
];
for (const [site, face, as] of byWords) {
  test(`“${site}” is found by its words`, () => {
    const region = regionOfWords(site);
    assert.is(region?.face, face);
    assert.ok(region?.said.includes(as), `${site} is ${region?.said.join(', ')}`);
  });
}

test('words that name no place have none', () => {
  assert.is(placeOf({ site: 'Somewhere odd', side: 'left' }), undefined);
  assert.is(placeOf({ site: '' }), undefined);
});

test('a code that is not known falls back to the words', () => {
  assert.equal(placeOf({ site: 'Shin', side: 'left', code: '0' }), placeOf({ site: 'Shin', side: 'left' }));
});

test('all lesions of the demonstration’s patients have a place', () => {
  for (const { lesions } of people) {
    for (const [site, side, code] of lesions) assert.ok(placeOf({ site, side, code }), `${site} has none`);
  }
});

test('every code belongs to the standard list, to one place only', () => {
  const standard = new Set(bodySites().map(({ code }) => code));
  const codes = regions
    .flatMap(({ codes, pick }) => [...codes.split(' '), pick?.code ?? ''])
    .filter((code) => code !== '');
  for (const code of codes) assert.ok(standard.has(code), `${code} is not in CID 4029`);
  assert.is(new Set(codes).size, codes.length, 'no code twice');
  for (const { pick } of regions) if (pick) assert.ok(regionOfCode(pick.code));
});

test('every place lies on the figure', () => {
  for (const { x, y } of regions) {
    assert.ok(x >= 0 && x <= middle);
    assert.ok(y >= 0 && y <= figureHeight);
  }
});

test('a tap on the figure offers the sites that are nearest, with the patient’s side', () => {
  const [first] = sitesNear('front', { x: middle + 9, y: 170 });
  assert.equal(first, { code: '25763004', site: 'Shin', side: 'left' });
  const [back] = sitesNear('back', { x: middle + 9, y: 168 });
  assert.equal(back, { code: '47224004', site: 'Calf', side: 'right' });
  const [nose] = sitesNear('front', { x: middle, y: 18 });
  assert.equal(nose, { code: '113179006', site: 'Nose', side: 'midline' });
});

test('every site that can be picked is found again where it was picked', () => {
  for (const { pick, across } of regions) {
    if (!pick) continue;
    for (const side of across === 'paired' ? (['left', 'right'] as const) : (['midline'] as const)) {
      const place = placeOf({ site: pick.words, code: pick.code, side });
      assert.ok(place, pick.words);
      if (!place) continue;
      assert.ok(
        sitesNear(place.face, place).some((near) => near.code === pick.code && near.side === side),
        pick.words,
      );
    }
  }
});

const room = { width: 300, height: 250, marker: 56, gap: 17 };
const point = fc.record({
  x: fc.double({ min: 0, max: 300, noNaN: true }),
  y: fc.double({ min: 0, max: 250, noNaN: true }),
});

test('markers of lesions that lie near each other are moved apart, and stay inside', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 12 }), (points) => {
      const centres = spread(points, room).filter((one) => one !== undefined);
      for (const [index, one] of centres.entries()) {
        assert.ok(one.x >= 28 && one.x <= 272 && one.y >= 28 && one.y <= 222, 'inside');
        for (const other of centres.slice(index + 1)) {
          assert.ok(Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y)) >= 73, 'apart');
        }
      }
    }),
  );
});

test('three lesions find room wherever they are, also all on the nose', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 3 }), (points) => {
      assert.ok(spread(points, room).every((one) => one !== undefined));
    }),
  );
  const nose = { x: 75, y: 20 };
  assert.ok(spread([nose, nose, nose, nose, nose, nose], room).every((one) => one !== undefined));
});

test('a marker that nothing is near stands on its place', () => {
  assert.equal(spread([{ x: 100, y: 100 }], room), [{ x: 100, y: 100 }]);
});

test.run();
