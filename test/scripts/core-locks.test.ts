/**
 * The station's core decides and never acts, and nothing but these locks keeps it so. Each impure source is planted in
 * a copy of the real core, with the real settings: a package whose types bring Node along would open the locks unseen.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const repository = join(import.meta.dirname, '../..');
const plantedIn = 'services/station/core/planted';

const pure = `
  import type { PedalEdge } from '../../../../device/ports.ts';
  import type { StationId } from '../../../wire/ids.ts';
  export const later = (station: StationId, edge: PedalEdge): string => station + Math.max(edge.atMs, 1) + JSON.stringify(edge);
`;

/** [what the core would do, its file, its source, the lock that refuses it] */
// biome-ignore format: a table is read by columns
const impure: readonly (readonly [string, string, string, 'compiler' | 'lint'])[] = [
  ['wait',                       'timer',       'export const timer = setTimeout(() => {}, 1);',                    'compiler'],
  ['repeat',                     'interval',    'export const timer = setInterval(() => {}, 1);',                   'compiler'],
  ['write to the console',       'console',     `console.log('pressed');`,                                          'compiler'],
  ['use buffers of Node',        'buffer',      `export const bytes = Buffer.from('x');`,                           'compiler'],
  ['ask the process',            'process',     'export const home = process.env;',                                 'compiler'],
  ['speak over the network',     'fetch',       `export const answer = fetch('http://127.0.0.1/');`,                'compiler'],
  ['read a file',                'file',        `import { readFileSync } from 'node:fs'; export { readFileSync };`, 'compiler'],
  ['make keys',                  'keys',        'export const id = crypto.randomUUID();',                           'compiler'],
  ['ask the page',               'page',        'export const title = document.title;',                             'compiler'],
  ['ask what time it is',        'now',         'export const now = Date.now();',                                   'lint'],
  ['make a date of now',         'date',        'export const today = new Date();',                                 'lint'],
  ['look at the stopwatch',      'performance', 'export const now = performance.now();',                            'lint'],
  ['throw dice',                 'dice',        'export const id = Math.random();',                                 'lint'],
  ['hand on the dice',           'hand-on',     'export const chance = Math.random;',                               'lint'],
  ['take the dice out of the box', 'take-out',  'const { random } = Math; export const chance = random();',          'lint'],
  ['ask for the dice by name',   'by-name',     "export const chance = Math['random']();",                           'lint'],
  ['look at the clock sideways', 'sideways',    'export const now = new globalThis.Date();',                        'lint'],
  ['have a date written',        'written',     'export const now = new Intl.DateTimeFormat().format();',           'lint'],
];

const test = suite('locks of the core');
let root = '';
const said = { compiler: '', lint: '' };

test.before(() => {
  root = mkdtempSync(join(tmpdir(), 'lentigo-core-locks-'));
  for (const folder of ['device', 'services'])
    cpSync(join(repository, folder), join(root, folder), { recursive: true });
  mkdirSync(join(root, 'scripts'));
  for (const file of ['package.json', 'tsconfig.json', 'biome.json', 'scripts/no-chance.grit']) {
    copyFileSync(join(repository, file), join(root, file));
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, plantedIn));
  writeFileSync(join(root, plantedIn, 'pure.ts'), pure);
  for (const [, file, source] of impure) writeFileSync(join(root, plantedIn, `${file}.ts`), source);

  const run = (...args: string[]) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    return { said: stdout + stderr, status };
  };
  const compiled = run('node_modules/typescript/bin/tsc', '-p', 'services/station/core');
  assert.is.not(compiled.status, 0);
  said.compiler = compiled.said;
  const lint = [
    'lint',
    '--vcs-enabled=false',
    '--max-diagnostics=none',
    '--diagnostic-level=warn',
    '--reporter=github',
  ];
  const linted = run('node_modules/@biomejs/biome/bin/biome', ...lint, plantedIn);
  assert.is.not(linted.status, 0);
  said.lint = linted.said;
});

test.after(() => {
  rmSync(root, { recursive: true, force: true });
});

/** What a lock says of one planted file. */
function of(lock: 'compiler' | 'lint', file: string): string {
  const lines = said[lock].split('\n').filter((line) => line.includes(`${plantedIn}/${file}.ts`));
  return lines.join('\n');
}

test('a source that only computes passes all of them', () => {
  assert.is(of('compiler', 'pure'), '');
  assert.is(of('lint', 'pure'), '');
});

for (const [what, file, , lock] of impure) {
  test(`the core cannot ${what}: the ${lock} refuses it`, () => {
    const sentence = { compiler: /error TS(2304|2307|2580|2584|2591):/, lint: /noRestrictedGlobals|title=plugin/ }[
      lock
    ];
    assert.match(of(lock, file), sentence, `of ${file}.ts the ${lock} says:\n${of(lock, file)}`);
  });
}

test.run();
