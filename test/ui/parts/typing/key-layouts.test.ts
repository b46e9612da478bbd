/** Which keys stand where: enough of them, and none smaller than a glove needs. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Layout, narrowLayouts, startsUpper, wideLayouts } from '../../../../ui/parts/typing/key-layouts.ts';

const test = suite('keys of the keyboard');

const pages: readonly (keyof Layout)[] = ['lower', 'upper', 'signs', 'marks'];
const keysOf = (rows: readonly string[]) => rows.flatMap((row) => row.split(' '));

test('no row has more keys of 10 mm than its screen has room for', () => {
  for (const page of pages) {
    for (const row of wideLayouts[page]) assert.ok(row.split(' ').length <= 10, row);
    for (const row of narrowLayouts[page]) assert.ok(row.split(' ').length <= 6, row);
  }
});

test('both widths have the same letters, each once', () => {
  for (const page of ['lower', 'upper', 'marks'] as const) {
    const letters = (rows: readonly string[]) => keysOf(rows).filter((key) => /^\p{L}$/u.test(key));
    assert.equal(letters(wideLayouts[page]).toSorted(), letters(narrowLayouts[page]).toSorted(), page);
    assert.is(new Set(letters(wideLayouts[page])).size, letters(wideLayouts[page]).length, page);
  }
});

test('every page has a way to the letters, and a way to take a character back', () => {
  for (const layout of [wideLayouts, narrowLayouts]) {
    for (const page of pages) {
      const keys = keysOf(layout[page]);
      assert.ok(keys.includes('{bksp}'), page);
      assert.ok(keys.includes('{letters}') || keys.includes('{shift}'), page);
    }
  }
});

test('names of the clinic can be written: hyphen, apostrophe, and the marks they have', () => {
  for (const layout of [wideLayouts, narrowLayouts]) {
    const keys = new Set([...keysOf(layout.lower), ...keysOf(layout.upper), ...keysOf(layout.marks), ' ']);
    for (const name of ["O'Brien", 'Okonkwo-Bright', 'Zieliński', 'Núñez', 'Yıldız', 'Müller', 'Šimić']) {
      for (const letter of name) assert.ok(keys.has(letter) || keys.has(letter.toLowerCase()), `${letter} of ${name}`);
    }
  }
});

test('a name begins with a capital, each part of it; a sentence only at its beginning', () => {
  for (const text of ['', 'Jean-', 'Anna Maria ', 'O’']) assert.ok(startsUpper(text, 'names'), text);
  assert.not(startsUpper('Jea', 'names'));
  for (const text of ['', 'It bled. ', 'Since when? ']) assert.ok(startsUpper(text, 'sentences'), text);
  for (const text of ['It bled ', 'approx.', 'left-']) assert.not(startsUpper(text, 'sentences'), text);
});

test.run();
