/** However a station ends, its ring light goes off. Real processes, ended for real. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startGuard } from '../../../device/light/guard.ts';
import { dark, type Levels } from '../../../device/light/levels.ts';
import { temporaryFolder } from '../../support/clinic.ts';
import { fakeSysfs } from './fake-sysfs.ts';
import { firmataBoard } from './firmata-board.ts';
import { until } from './until.ts';

const test = suite('ring light when the station ends');

const parentFile = fileURLToPath(new URL('./lit-parent.ts', import.meta.url));
const litPolarised: Levels = { plain: 0, polarised: 1 };
const ending = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;
const serialPins = { plain: 9, polarised: 10 };

const endings: readonly {
  readonly title: string;
  readonly end: (station: ChildProcess) => void;
  readonly silent: boolean;
}[] = [
  { title: 'is killed', end: (station) => station.kill('SIGKILL'), silent: true },
  { title: 'is told to end', end: (station) => station.kill('SIGTERM'), silent: true },
  { title: 'is interrupted at the terminal', end: (station) => station.kill('SIGINT'), silent: true },
  { title: 'exits', end: (station) => station.send('exit'), silent: true },
  { title: 'crashes', end: (station) => station.send('crash'), silent: false },
  { title: 'closes its light', end: (station) => station.send('close'), silent: true },
];

for (const { title, end, silent } of endings) {
  test(`a station that ${title} leaves no light on the board's own lines`, async () => {
    const sysfs = fakeSysfs();
    const { station, said, listeners } = await litStation('pwm', sysfs.root);
    const enabled = () => readFileSync(join(sysfs.root, 'enable'), 'utf8');
    assert.equal(sysfs.levels(), litPolarised);
    assert.is(enabled(), '1');
    const ended = once(station, 'exit');
    end(station);
    await ended;
    await until('dark', () => same(sysfs.levels(), dark));
    await until('without supply', () => enabled() === '0');
    if (silent) assert.is(said(), '', 'johnny-five says nothing on our console');
    assert.ok(
      listeners.every((count) => count === 0),
      'and does not listen for the end of our process',
    );
    sysfs.remove();
  });
}

test('an interrupted station ends by the signal, as the shell expects, not by johnny-five’s own exit', async () => {
  const sysfs = fakeSysfs();
  const { station } = await litStation('pwm', sysfs.root);
  const ended = once(station, 'exit');
  station.kill('SIGINT');
  assert.equal(await ended, [null, 'SIGINT']);
  await until('dark', () => same(sysfs.levels(), dark));
  sysfs.remove();
});

test('a station that is killed leaves no light on a USB board', async () => {
  const ring = firmataBoard(serialPins);
  const { station } = await litStation(`firmata:${ring.path},9,10`);
  assert.equal(ring.levels(), litPolarised);
  const ended = once(station, 'exit');
  station.kill('SIGKILL');
  await ended;
  await until('dark', () => same(ring.levels(), dark));
  ring.remove();
});

test('a guard that is dismissed leaves the light to us, one that is let go puts it out', async () => {
  const folder = temporaryFolder('guard');
  const file = join(folder.path, 'duty');
  for (const isDark of [true, false]) {
    writeFileSync(file, 'lit');
    const guard = startGuard([{ file, bytes: new TextEncoder().encode('0') }], () => assert.unreachable('dismissed'));
    await guard.stop(isDark);
    await guard.stop(isDark);
    assert.is(readFileSync(file, 'utf8'), isDark ? 'lit' : '0');
    assert.not(guard.isAlive());
  }
  folder.remove();
});

test('a guard says every byte, and makes no file where a device was', async () => {
  const folder = temporaryFolder('guard');
  const [gone, file] = [join(folder.path, 'unplugged'), join(folder.path, 'device')];
  writeFileSync(file, '');
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const words = [gone, file].map((name) => ({ file: name, bytes }));
  await startGuard(words, () => assert.unreachable('dismissed')).stop(false);
  assert.equal([...readFileSync(file)], [...bytes]);
  assert.not(existsSync(gone));
  folder.remove();
});

test('what ends a whole group of processes does not end the guard before its time', async () => {
  const folder = temporaryFolder('guard');
  const file = join(folder.path, 'duty');
  writeFileSync(file, 'lit');
  const guard = startGuard([{ file, bytes: new TextEncoder().encode('0') }], () => assert.unreachable('ended'));
  const { pid } = guard;
  assert.ok(pid !== undefined);
  await until('deaf', () => ending.every((signal) => isDeafTo(pid, signal)));
  for (const signal of ending) process.kill(pid, signal);
  await guard.stop(false);
  assert.is(readFileSync(file, 'utf8'), '0');
  folder.remove();
});

test('a guard that is killed is missed', async () => {
  let missed = false;
  const guard = startGuard([], () => {
    missed = true;
  });
  assert.ok(guard.pid !== undefined);
  process.kill(guard.pid, 'SIGKILL');
  await until('missed', () => missed); // by itself a guard does not keep a program running
  assert.not(guard.isAlive());
  await guard.stop(true);
});

/** From the line `SigIgn` of proc_pid_status(5): a bit for each signal, from 1. */
function isDeafTo(pid: number, signal: (typeof ending)[number]): boolean {
  const mask = /^SigIgn:\s*(?<bits>[0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups?.bits;
  return ((BigInt(`0x${mask}`) >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
}

interface Station {
  readonly station: ChildProcess;
  /** Everything it wrote on its console. */
  said(): string;
  /** How many listen for the end of its process, by event. */
  readonly listeners: readonly number[];
}

async function litStation(...args: readonly string[]): Promise<Station> {
  const station = fork(parentFile, args, { silent: true });
  let said = '';
  for (const stream of [station.stdout, station.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const message = await Promise.race([once(station, 'message'), once(station, 'exit')]);
  const listeners: unknown = message[0]?.listeners;
  if (!Array.isArray(listeners)) throw new Error(`the station ended before its light was on: ${said}`);
  return { station, said: () => said, listeners };
}

function same(one: Levels, other: Levels): boolean {
  return one.plain === other.plain && one.polarised === other.polarised;
}

test.run();
