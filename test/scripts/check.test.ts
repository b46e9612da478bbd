/** The check command, on a small checkout of its own with the real settings: it passes, and each check can fail. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const repository = join(import.meta.dirname, '../..');

/** The command and the settings it works with. */
const copied = [
  '.gitignore',
  'package.json',
  'tsconfig.json',
  'biome.json',
  'services/station/core/tsconfig.json',
  'ui/tsconfig.json',
  'scripts/check.ts',
  'scripts/check-imports.ts',
  'scripts/checks',
  'scripts/runner',
  'scripts/no-chance.grit',
];

const clean: Record<string, string> = {
  'device/ports.ts': 'export type Stop = () => void;\n',
  'services/station/core/step.ts':
    "import type { Stop } from '../../../device/ports.ts';\n\nexport type Step = Stop;\n",
  'ui/kiosk/kiosk.ts': 'export const title = document.title;\n',
};

/** [the check that has to fail, a file, its source, what is said] */
// biome-ignore format: a table is read by columns
const planted: readonly (readonly [string, string, string, RegExp])[] = [
  ['types of the services',      'device/type.ts',                'export const count: number = process.argv[2];\n',      /^device\/type.ts\(1,14\): error/m],
  ['types of the core',          'services/station/core/wait.ts', 'export const timer = setTimeout(() => {}, 1);\n',      /^services\/station\/core\/wait.ts\(1,22\): error/m],
  ['types of the pages',         'ui/kiosk/node.ts',              'export const home = process.env;\n',                   /^ui\/kiosk\/node.ts\(1,21\): error/m],
  ['form and frequent mistakes', 'device/warning.ts',             'export type Anything = any;\n',                        /device\/warning.ts:1:24 lint\/suspicious\/noExplicitAny/],
  ['who imports whom',           'device/reach.ts',               "export { checks } from '../scripts/check.ts';\n",        /^device\/reach.ts:1: device\/ may not import scripts\/check.ts/m],
];

const made: string[] = [];

/** A checkout that git does not know yet, but for its being one. */
function checkout(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'lentigo-check-'));
  made.push(root);
  for (const path of copied) cpSync(join(repository, path), join(root, path), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  appendFileSync(join(root, '.gitignore'), '\nnode_modules\n');
  spawnSync('git', ['init', '--quiet'], { cwd: root });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function run(root: string, program: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { cwd: root, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

/** The name of each check and how it went, sorted. */
function went(output: string): string[] {
  return [...output.matchAll(/^(ok|FAILED) .* s {2}check: (.*)$/gm)].map(([, how, name]) => `${name}: ${how}`).sort();
}

const test = suite('check command');

test.after(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

test('a clean checkout passes every check', () => {
  const { status, output } = run(checkout(clean), 'scripts/check.ts');
  assert.equal(went(output), planted.map(([check]) => `${check}: ok`).sort(), output);
  assert.is(status, 0);
});

for (const [check, file, source, sentence] of planted) {
  test(`${check}: a planted mistake is told and fails that check alone`, () => {
    const { status, output } = run(checkout({ ...clean, [file]: source }), 'scripts/check.ts');
    assert.equal(went(output), planted.map(([name]) => `${name}: ${name === check ? 'FAILED' : 'ok'}`).sort(), output);
    assert.match(output, sentence);
    assert.is(status, 1);
  });
}

test('the import check fails when it finds nothing to check', () => {
  const root = checkout({});
  writeFileSync(join(root, '.gitignore'), '*\n');
  const { status, output } = run(root, 'scripts/check-imports.ts');
  assert.is(status, 1);
  assert.is(output, '0 files checked, 0 violations\n');
});

test('the import check fails outside a checkout', () => {
  const root = checkout(clean);
  rmSync(join(root, '.git'), { recursive: true });
  const { status, output } = run(root, 'scripts/check-imports.ts');
  assert.is.not(status, 0);
  assert.match(output, /git could not list the files/);
});

test.run();
