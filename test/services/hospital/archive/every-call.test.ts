/**
 * A worker that is killed, or whose disk fails, at every call with which it files a picture into a folder: what it said
 * was filed is there, what is there is whole, and filing again files one object.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { objectsIn, openDicomFolder } from '../../../../services/hospital/archive/dicom-folder.ts';
import { readObject } from '../../../../services/hospital/dicom/read.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { asIs, photo, recordOf } from './records.ts';

const test = suite('a folder archive at every durable call');
const root = temporaryFolder('file-one');
test.after(() => root.remove());
const [record, picture] = [recordOf(), await photo({ odd: true })];
const [recordFile, pictureFile] = [join(root.path, 'record.json'), join(root.path, 'picture.jpg')];
writeFileSync(recordFile, JSON.stringify(record));
writeFileSync(pictureFile, picture);

/** The program makes fewer of any one call. */
const callsMax = 40;

/** Files the picture with something injected (strace(1)) into one kind of call. */
function fileOne(folder: string, call: string, injection: string) {
  const log = join(root.path, 'calls');
  const program = [join(import.meta.dirname, 'file-one.ts'), folder, recordFile, pictureFile];
  const what = ['-e', `trace=${call}`, '-e', `inject=${call}:${injection}`];
  const ran = spawnSync('strace', ['-f', '--seccomp-bpf', '-qq', '-o', log, ...what, process.execPath, ...program], {
    encoding: 'utf8',
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' }, // strace counts the calls of each thread
  });
  return { said: ran.stdout.trim(), killed: /killed by SIGKILL/.test(readFileSync(log, 'utf8')) };
}

for (const call of ['fsync', 'link', 'unlink']) {
  test(`killed at each ${call}: nothing is half there, and filing again files it once`, async () => {
    let nth = 1;
    for (; nth <= callsMax; nth++) {
      const folder = join(root.path, `${call}-${nth}`);
      const { said, killed } = fileOne(folder, call, `signal=KILL:when=${nth}`);
      if (!killed) {
        assert.match(said, /^filed /);
        break;
      }
      assert.is(said, '', 'it was killed before it was sure');
      const there = await objectsIn(folder);
      for (const as of there) assert.ok(readObject(readFileSync(join(folder, as)))?.jpeg, 'half an object');
      const filed = await (await openDicomFolder(folder)).file(record, picture, asIs);
      assert.ok(filed.kind === 'filed');
      assert.equal(await objectsIn(folder), [filed.as]);
    }
    assert.ok(nth > 1 && nth < callsMax, `${nth} calls`);
  });
}

/** Opening the archive forces two folders to the disk; a program that cannot do that does not start. */
const failures: readonly [call: string, code: string, from: number, sentence: RegExp][] = [
  ['fsync', 'ENOSPC', 3, /no room left/],
  ['fsync', 'EIO', 4, /disk .* does not work/],
  ['link', 'EDQUOT', 2, /no room left/],
  ['link', 'EROFS', 1, /may not be written to/],
];
for (const [call, code, from, sentence] of failures) {
  test(`when ${call} fails with ${code}, nothing counts as filed and central IT reads why`, async () => {
    const folder = join(root.path, `${call}-${code}`);
    const { said } = fileOne(folder, call, `error=${code}:when=${from}+`);
    assert.match(said, /^unavailable: /);
    assert.match(said, sentence);
    const filed = await (await openDicomFolder(folder)).file(record, picture, asIs);
    assert.is(filed.kind, 'filed');
    assert.is((await objectsIn(folder)).length, 1);
  });
}

test.run();
