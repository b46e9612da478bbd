/** What a camera could do that has taken over its worker: tried by a program that is confined in the same way. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bindKernel } from '../../../../device/camera/confinement/kernel.ts';
import { type Cell, listening, newCell } from './cell.ts';
import type { Attempt } from './prisoner.ts';

const test = suite('a worker that a camera has taken over');

/** Kernels that cannot hold it back are told of, not hidden: the words are tested below. */
const landlock = bindKernel().landlockVersion();
const sinceLandlock = (version: number, what: string) => landlock >= version || skipped(what);
function skipped(what: string): false {
  console.log(`  not tried on this kernel, whose Landlock has version ${landlock}: ${what}`);
  return false;
}

const camera = createServer((socket) => socket.end());
const other = createServer((socket) => socket.end());
let ports = { camera: 0, other: 0 };

test.before(async () => {
  ports = { camera: await listening(camera), other: await listening(other) };
});
test.after(() => {
  camera.close();
  other.close();
});

const inCell = (
  title: string,
  body: (cell: Cell) => Promise<void>,
  address = () => `ptpip:127.0.0.1:${ports.camera}`,
) =>
  test(title, async () => {
    const cell = await newCell(`${address()}`);
    try {
      await body(cell);
    } finally {
      await cell.close();
    }
  });

inCell('keeps its settings, and writes nowhere else, on no thread and not in native code', async (cell) => {
  assert.is(await cell.attempt({ kind: 'make-folder', path: join(cell.home, '.gphoto') }), 'done');
  assert.is(await cell.attempt({ kind: 'write', path: join(cell.home, '.gphoto/settings') }), 'done');
  if (!sinceLandlock(1, 'writing outside')) return;
  for (const kind of ['write', 'write-on-thread', 'write-natively'] as const) {
    assert.is(await cell.attempt({ kind, path: join(cell.outside, 'picture.jpg') }), 'EACCES', kind);
    assert.is(await cell.attempt({ kind, path: join(tmpdir(), 'lentigo-picture.jpg') }), 'EACCES', kind);
  }
  assert.is(await cell.attempt({ kind: 'make-folder', path: join(cell.outside, 'folder') }), 'EACCES');
});

inCell('cannot read the station’s keys, empty its files or change who may read them', async (cell) => {
  const path = join(cell.outside, 'key');
  if (sinceLandlock(1, 'reading outside')) assert.is(await cell.attempt({ kind: 'read', path }), 'EACCES');
  if (sinceLandlock(1, 'reading the station’s environment')) {
    assert.is(await cell.attempt({ kind: 'read', path: `/proc/${process.pid}/environ` }), 'EACCES');
  }
  if (sinceLandlock(3, 'emptying files')) assert.is(await cell.attempt({ kind: 'truncate', path }), 'EACCES');
  assert.is(await cell.attempt({ kind: 'chmod', path }), 'EPERM');
  assert.is(readFileSync(path, 'utf8'), 'the station’s key');
});

inCell('cannot fill the disk with what it may write', async (cell) => {
  const attempted = await cell.attempt({ kind: 'grow', path: join(cell.home, 'large'), bytes: 1024 * 1024 });
  assert.match(attempted, /EFBIG|SIGXFSZ/);
  assert.ok(readFileSync(join(cell.home, 'large')).length <= 64 * 1024);
});

inCell('talks to the camera’s port and to no other', async (cell) => {
  assert.is(await cell.attempt({ kind: 'connect', port: ports.camera }), 'done');
  assert.is(await cell.attempt({ kind: 'udp' }), 'EACCES');
  assert.is(await cell.attempt({ kind: 'connect-unix', path: '/run/dbus/system_bus_socket' }), 'EACCES');
  if (!sinceLandlock(4, 'other TCP ports')) return;
  assert.is(await cell.attempt({ kind: 'connect', port: ports.other }), 'EACCES');
  assert.is(await cell.attempt({ kind: 'listen' }), 'EACCES');
});

inCell(
  'has no network at all when the camera is on USB',
  async (cell) => {
    assert.is(await cell.attempt({ kind: 'connect', port: ports.camera }), 'EACCES');
    assert.is(await cell.attempt({ kind: 'connect', port: ports.other }), 'EACCES');
  },
  () => 'usb:',
);

inCell('starts no program, becomes none, and makes itself no world of its own', async (cell) => {
  assert.is(await cell.attempt({ kind: 'start-program', path: '/usr/bin/true' }), 'EPERM');
  assert.is(await cell.attempt({ kind: 'start-program', path: process.execPath }), 'EPERM');
  assert.is(await cell.attempt({ kind: 'new-user-namespace' }), 'EPERM');
  if (sinceLandlock(1, 'execve')) assert.is(await cell.attempt({ kind: 'become-another-program' }), 'EACCES');
});

inCell('cannot signal the station or anybody else', async (cell) => {
  assert.is(await cell.attempt({ kind: 'signal', pid: process.pid }), 'EPERM');
  assert.is(await cell.attempt({ kind: 'signal', pid: cell.pid }), 'done');
});

inCell('runs out of memory and of files before the machine does', async (cell) => {
  assert.is(await cell.attempt({ kind: 'open-files-without-end' }), 'EMFILE');
  const ended = await cell.attempt({ kind: 'allocate', bytes: 3 * 1024 * 1024 * 1024 });
  assert.match(ended, /ERR_MEMORY_ALLOCATION_FAILED|ended|allocation/i);
});

inCell('has no rights of root, gets none, and leaves no memory behind when it dies', async (cell) => {
  assert.is(await cell.attempt({ kind: 'signal', pid: cell.pid }), 'done'); // it is there
  const status = readFileSync(`/proc/${cell.pid}/status`, 'utf8');
  for (const line of [/^CapEff:\s+0+$/m, /^CapPrm:\s+0+$/m, /^NoNewPrivs:\s+1$/m, /^Seccomp:\s+2$/m]) {
    assert.match(status, line);
  }
  assert.match(readFileSync(`/proc/${cell.pid}/limits`, 'utf8'), /^Max core file size\s+[01]\s+[01]\s/m);
});

inCell('says in its log what this kernel cannot hold back, and nothing where it can', async (cell) => {
  const harmless: Attempt = { kind: 'write', path: join(cell.home, 'x') };
  assert.is(await cell.attempt(harmless), 'done');
  if (landlock >= 4) assert.is(cell.words(), '');
  else assert.match(cell.words(), /^Confined with gaps: .*Landlock/);
});

test('a program that is not confined can do all of it, or the refusals above would prove nothing', async () => {
  const cell = await newCell('usb:', 'unconfined');
  const path = join(cell.outside, 'key');
  const deeds: readonly Attempt[] = [
    { kind: 'write', path },
    { kind: 'write-on-thread', path },
    { kind: 'write-natively', path: join(cell.outside, 'picture.jpg') },
    { kind: 'make-folder', path: join(cell.outside, 'folder') },
    { kind: 'read', path },
    { kind: 'truncate', path },
    { kind: 'chmod', path },
    { kind: 'grow', path: join(cell.home, 'large'), bytes: 1024 * 1024 },
    { kind: 'connect', port: ports.other },
    { kind: 'listen' },
    { kind: 'udp' },
    { kind: 'start-program', path: '/usr/bin/true' },
    { kind: 'signal', pid: process.pid },
  ];
  try {
    for (const deed of deeds) assert.is(await cell.attempt(deed), 'done', deed.kind);
    assert.match(await cell.attempt({ kind: 'become-another-program' }), /^ended/);
  } finally {
    await cell.close();
  }
});

test.run();
