/** The test command, on a checkout made for the purpose: what passes, what fails, and what must not pass unseen. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const repository = join(import.meta.dirname, '../..');

/** A file that hangs is ended after this; the others take far less. */
const limitS = 5;
const waitMsMax = 20_000;
const pollMs = 20;

const uvu = `import { suite } from 'uvu'; import * as assert from 'uvu/assert'; const test = suite('x');`;
const sleeper = `import { spawn, spawnSync } from 'node:child_process'; import { writeFileSync } from 'node:fs';
  const own = (options) => { const child = spawn('sleep', ['1000'], { stdio: 'ignore', ...options }); child.unref(); return child.pid; };`;

const sources: Record<string, string> = {
  'passing.test.ts': `${uvu} test('a', () => {}); test('b', () => {}); test.skip('c', () => {}); test.run();`,
  'failing.test.ts': `${uvu} test('a', () => {}); test('the lesion is lost', () => assert.is(1, 2)); test.run();`,
  'empty.test.ts': `console.log('I say much and test nothing');`,
  'counts-none.test.ts': `${uvu} test.run();`,
  'leaves-early.test.ts': `${uvu} test('a', () => process.exit(0)); test('b', () => assert.unreachable()); test.run();`,
  'crashes-later.test.ts': `${uvu} test('a', () => { setTimeout(() => { throw new Error('later'); }, 50); }); test.run();`,
  'runs-twice.test.ts': `${uvu} test('a', () => assert.is(1, 2)); test.run(); await new Promise((r) => setTimeout(r, 100)); const b = suite('b'); b('b', () => {}); b.run();`,
  'hanging.test.ts': `${uvu} ${sleeper} writeFileSync('hanging.pids', [process.pid, own({})].join(' ')); test('a', () => new Promise(() => setInterval(() => {}, 1000))); test.run();`,
  'leaves-children.test.ts': `${uvu} ${sleeper} test('a', () => { writeFileSync('left.pids', [own({}), own({ detached: true }), own({ env: {} })].join(' ')); }); test.run();`,
};

const made: string[] = [];

/** A new checkout with these of the test files above. */
function checkout(names: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'lentigo-test-command-'));
  made.push(root);
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(root, 'test/deep'), { recursive: true });
  for (const name of names) writeFileSync(join(root, 'test/deep', name), sources[name] ?? '');
  return root;
}

function start(root: string, ...more: string[]) {
  const args = [join(repository, 'scripts/test.ts'), '--root', root, '--limit-s', String(limitS), ...more];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<{ code: number | null; output: string; last: string | undefined }>((resolve) => {
    child.on('close', (code) => resolve({ code, output, last: output.trimEnd().split('\n').at(-1) }));
  });
  return { child, ended };
}

/** Resolves with the processes a test file wrote down that will not end. */
async function outliving(root: string, file: string): Promise<string[]> {
  let living = readFileSync(join(root, file), 'utf8').split(' ');
  for (const untilMs = performance.now() + waitMsMax; performance.now() < untilMs && living.length > 0; ) {
    living = living.filter(
      (pid) => spawnSync('grep', ['-q', '^State:[[:space:]]*[^ZX[:space:]]', `/proc/${pid}/status`]).status === 0,
    );
    if (living.length > 0) await wait(pollMs);
  }
  return living;
}

const test = suite('test command');

test.after(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

test('what passes is counted, and the program ends with 0', async () => {
  const { code, output, last } = await start(checkout(['passing.test.ts'])).ended;
  assert.is(code, 0, output);
  assert.is(last, '2 passed, 0 failed, 1 skipped');
});

test('each way to fail is counted and told, and the program ends with 1', async () => {
  const root = checkout(Object.keys(sources));
  const { code, output, last } = await start(root, '--concurrency', '4').ended;
  const told = (name: string) =>
    output.match(new RegExp(`^(?:ok|FAILED) .*test/deep/${name}.test.ts  (.*)$`, 'm'))?.[1];
  assert.is(code, 1, output);
  assert.is(told('passing'), '2 passed, 1 skipped');
  assert.is(told('failing'), '1 passed, 1 failed');
  assert.is(told('empty'), '0 passed, 1 failed; ran nothing: there is no summary');
  assert.is(told('counts-none'), '0 passed, 1 failed; ran nothing: the summary counts no test');
  assert.is(told('leaves-early'), '0 passed, 1 failed; ended with code 1 before its summary');
  assert.is(told('crashes-later'), '1 passed, 1 failed; ended with code 1 after its tests had passed');
  assert.is(
    told('runs-twice'),
    '1 passed, 2 failed; printed several summaries: call every run() without an await between',
  );
  assert.is(told('hanging'), `0 passed, 1 failed; was ended after its limit of ${limitS} s`);
  assert.match(told('leaves-children') ?? '', /^1 passed, 1 failed; left running: sleep 1000; sleep 1000; sleep 1000$/);
  assert.is(last, '6 passed, 9 failed, 1 skipped');
  assert.match(output, /the lesion is lost/, 'what a failing file printed is shown');
  assert.match(output, /I say much and test nothing/);
  assert.equal(await outliving(root, 'hanging.pids'), [], 'the hanging file and its child have been ended');
  assert.equal(await outliving(root, 'left.pids'), [], 'the children left behind have been ended');
});

test('a part of a path chooses the files', async () => {
  const root = checkout(['passing.test.ts', 'failing.test.ts']);
  const { code, output, last } = await start(root, 'deep/pass').ended;
  assert.is(code, 0, output);
  assert.is(last, '2 passed, 0 failed, 1 skipped');
  assert.not.match(output, /failing/);
});

test('a run that finds no test file fails', async () => {
  const { code, output, last } = await start(checkout(['passing.test.ts']), 'biopsy').ended;
  assert.is(code, 1, output);
  assert.is(last, '0 passed, 0 failed');
  assert.match(output, /No test file has biopsy in its path/);
});

test('a limit that is no number is refused', async () => {
  const { code, output } = await start(checkout(['passing.test.ts']), '--concurrency', 'many').ended;
  assert.is(code, 1);
  assert.match(output, /--concurrency wants a number above 0, not 'many'/);
});

test('asked to end, the command ends the test files and their children first', async () => {
  const root = checkout(['hanging.test.ts', 'passing.test.ts']);
  const { child, ended } = start(root, '--concurrency', '1', '--limit-s', '60', 'hanging', 'passing');
  const untilMs = performance.now() + waitMsMax;
  const written = () =>
    existsSync(join(root, 'hanging.pids')) && readFileSync(join(root, 'hanging.pids'), 'utf8') !== '';
  while (!written() && performance.now() < untilMs) await wait(pollMs);
  assert.ok(written(), 'the hanging file started');
  child.kill('SIGTERM');
  const { code, output } = await ended;
  assert.is(code, 143, output);
  assert.match(output, /Stopped: 1 of 2 files ran/);
  assert.equal(await outliving(root, 'hanging.pids'), []);
});

test.run();
