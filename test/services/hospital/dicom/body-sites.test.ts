/** Where lesions can be, in the words of the standard. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bodySite, bodySites } from '../../../../services/hospital/dicom/body-sites.ts';
import { unfitValue } from '../../../../services/hospital/dicom/file/dataset.ts';

const test = suite('body sites');

test('all 208 sites of the standard are there, each once, in the order of the alphabet', () => {
  const sites = bodySites();
  assert.is(sites.length, 208);
  assert.is(new Set(sites.map(({ scheme, code }) => `${scheme} ${code}`)).size, 208);
  const meanings = sites.map(({ meaning }) => meaning);
  assert.equal(
    meanings,
    meanings.toSorted((a, b) => a.localeCompare(b, 'en')),
  );
});

test('every site can stand in a DICOM object', () => {
  for (const { scheme, code, meaning } of bodySites())
    assert.is(unfitValue({ CodingSchemeDesignator: scheme, CodeValue: code, CodeMeaning: meaning }), undefined);
});

test('a site is found by its code and scheme, and a code of another scheme is none', () => {
  assert.is(bodySite({ scheme: 'SCT', code: '41550009' })?.meaning, 'Skin of posterior surface of forearm');
  assert.is(bodySite({ scheme: 'DCM', code: '41550009' }), undefined);
});

test.run();
