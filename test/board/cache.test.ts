/** The cache of the board's files never hands out what is not what was put in. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { kept, keyOf } from '../../scripts/board/cache.ts';

const test = suite<{ cache: string; made: number; said: string[] }>('cache of the board');

test.before.each((context) => {
  context.cache = mkdtempSync(join(tmpdir(), 'lentigo-cache-'));
  context.made = 0;
  context.said = [];
});
test.after.each(({ cache }) => rmSync(cache, { recursive: true }));

test('what was made once is not made again', async (context) => {
  const first = await keep(context, 'a');
  assert.is(await keep(context, 'a'), first);
  assert.is(context.made, 1);
  assert.is(readFileSync(join(first, 'kernel'), 'utf8'), 'kernel of a');
});

test('a file that was changed, or is gone, is made again and the reason is told', async (context) => {
  const kernel = join(await keep(context, 'a'), 'kernel');
  writeFileSync(kernel, 'kernel of b');
  await keep(context, 'a');
  assert.is(readFileSync(kernel, 'utf8'), 'kernel of a');
  rmSync(kernel);
  await keep(context, 'a');
  assert.is(readFileSync(kernel, 'utf8'), 'kernel of a');
  assert.is(context.made, 3);
  assert.match(context.said[0] ?? '', 'kernel is not what was kept');
  assert.match(context.said[1] ?? '', 'kernel is missing');
});

test('a build that fails leaves nothing behind', async (context) => {
  const failing = kept({ ...recipe(context, 'a'), make: () => Promise.reject(new Error('no compiler')) });
  assert.is(await failing.catch((error: Error) => error.message), 'no compiler');
  assert.equal(readdirSync(context.cache), []);
});

test('two programs that make the same at the same time both get it whole', async (context) => {
  const [one, other] = await Promise.all([keep(context, 'a'), keep(context, 'a')]);
  assert.is(one, other);
  assert.equal(readdirSync(context.cache), [basename(one)]);
  await keep(context, 'a');
  assert.equal(context.said, []);
});

test('of each kind the two that were used last are kept', async (context) => {
  const [oldest, older] = [await keep(context, 'a'), await keep(context, 'b')];
  age(oldest, 3);
  age(older, 2);
  await keep(context, 'a'); // used again: no longer the oldest
  await keep(context, 'c');
  assert.equal([existsSync(oldest), existsSync(older)], [true, false]);
});

test('a key tells apart what is in the same letters', () => {
  assert.is.not(keyOf(['ab', 'c']), keyOf(['a', 'bc']));
  assert.is(keyOf(['ab', 'c']), keyOf(['ab', Buffer.from('c')]));
});

test.run();

function recipe(context: { cache: string; made: number; said: string[] }, name: string) {
  const make = async (folder: string) => {
    context.made += 1;
    writeFileSync(join(folder, 'kernel'), `kernel of ${name}`);
  };
  const say = (line: string) => void context.said.push(line);
  return { cache: context.cache, kind: 'machine', key: keyOf([name]), make, say };
}

function keep(context: { cache: string; made: number; said: string[] }, name: string): Promise<string> {
  return kept(recipe(context, name));
}

function age(folder: string, days: number): void {
  const then = new Date(Date.now() - days * 86_400_000);
  utimesSync(folder, then, then);
}
