/** The import check also refuses tests that would pass by not running. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planted, refused } from './planted.ts';

const test = suite('tests that never run');

/** [what is planted, its file, its source, what is said] */
// biome-ignore format: a table is read by columns
const silent: readonly (readonly [string, string, string, string])[] = [
  ['a suite that nobody runs', 'test/x.test.ts', `import { suite } from 'uvu'; const t = suite('x'); t('y', () => {});`, 'call t.run()'],
  ['the second of two suites not run', 'test/x.test.ts', `import { suite } from 'uvu'; const a = suite('a'); const b = suite('b'); a.run();`, 'call b.run()'],
  ['the ready-made suite not run', 'test/x.test.ts', `import { test } from 'uvu'; test('y', () => {});`, 'call test.run()'],
  ['a suite under another name not run', 'test/x.test.ts', `import { suite as group } from 'uvu'; const t = group('x');`, 'call t.run()'],
  ['a suite run only sometimes', 'test/x.test.ts', `import { suite } from 'uvu'; const t = suite('x'); if (process.env.CI) t.run();`, 'call t.run()'],
  ['a suite run where nobody calls', 'test/x.test.ts', `import { suite } from 'uvu'; const t = suite('x'); export function later() { t.run(); }`, 'call t.run()'],
  ['a suite without a name', 'test/x.test.ts', `import { suite } from 'uvu'; suite('x');`, 'Give this suite a name'],
  ['one test that leaves the others out', 'test/x.test.ts', `import { suite } from 'uvu'; const t = suite('x'); t.only('y', () => {}); t.run();`, 't.only leaves every other test'],
  ['uvu imported whole', 'test/x.test.ts', `import * as uvu from 'uvu'; import { pedalContract } from './contract/pedal.ts'; pedalContract('x');`, 'Import suite by its name'],
  ['a test file without a suite', 'test/x.test.ts', `import * as assert from 'uvu/assert'; assert.ok(true);`, 'tests nothing'],
  ['a contract that is imported and not called', 'test/x.test.ts', `import { pedalContract } from './contract/pedal.ts';`, 'tests nothing'],
  ['a contract that never runs', 'test/contract/light.ts', `import { suite } from 'uvu'; export function lightContract() { const t = suite('light'); t('y', () => {}); }`, 'call t.run()'],
  ['a suite in a file that is not started', 'test/x.ts', `import { suite } from 'uvu'; const t = suite('x'); t.run();`, 'end its name in .test.ts'],
];
for (const [what, file, source, sentence] of silent) {
  test(`refused: ${what}`, () => refused({ [file]: source }, `${file}:1`, sentence));
}

test('suites of one name in blocks of their own each need their run', () => {
  const block = (run: string) => `{ const t = suite('x'); t('y', () => {}); ${run} }`;
  const source = (second: string) => `import { suite } from 'uvu'; ${block('t.run();')} ${block(second)}`;
  assert.equal(planted({ 'test/x.test.ts': source('t.run();') }), []);
  refused({ 'test/x.test.ts': source('') }, 'test/x.test.ts:1', 'call t.run()');
});

test.run();
