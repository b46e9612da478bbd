/** The ring on the Raspberry Pi's own lines: what is found, what is taken, what goes wrong. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { LightNote } from '../../../../device/light/board.ts';
import { dark } from '../../../../device/light/levels.ts';
import { pwmBoard } from '../../../../device/light/pwm/board.ts';
import { openPwmChannel, raspberryChips } from '../../../../device/light/pwm/channel.ts';
import { temporaryFolder } from '../../../support/clinic.ts';
import { type FakeSysfsOptions, fakeSysfs } from '../fake-sysfs.ts';
import { until } from '../until.ts';

const test = suite('ring light on kernel PWM');

const lit = { plain: 0.25, polarised: 0.5 };

function desk(options?: FakeSysfsOptions) {
  const sysfs = fakeSysfs(options);
  const notes: LightNote[] = [];
  const board = pwmBoard({ root: sysfs.root, note: (note) => notes.push(note) });
  const close = async () => {
    await board.close();
    sysfs.remove();
  };
  return { sysfs, notes, board, close };
}

test('each segment is a channel of the ring’s own chip, whatever number the kernel gave it', async () => {
  const { sysfs, board, close } = desk();
  assert.is(await board.write(lit), 'written');
  const { plain, polarised } = sysfs.levels();
  assert.ok(Math.abs(plain - 0.25) < 1 / 255 && Math.abs(polarised - 0.5) < 1 / 255);
  assert.is(await board.write({ plain: 1, polarised: 0 }), 'written');
  assert.equal(sysfs.levels(), { plain: 1, polarised: 0 });
  await close();
});

test('a lamp is dimmed at 1 kHz, active high', async () => {
  const { sysfs, board, close } = desk();
  await board.write(lit);
  assert.is(readFileSync(sysfs.file('plain', 'period'), 'utf8').trim(), '1000000');
  assert.is(readFileSync(sysfs.file('plain', 'polarity'), 'utf8').trim(), 'normal');
  await close();
});

test('what a station before us left lit or upside down goes dark at once', async () => {
  const leftOver = { period: '50000', duty_cycle: '50000', enable: '1', polarity: 'inversed' };
  const { sysfs, close } = desk({ leftOver });
  const isOurs = () => readFileSync(sysfs.file('polarised', 'period'), 'utf8').trim() === '1000000';
  await until('our period', isOurs);
  await until('dark', () => sysfs.levels().plain === 0 && sysfs.levels().polarised === 0);
  assert.is(readFileSync(sysfs.file('polarised', 'polarity'), 'utf8').trim(), 'normal');
  await close();
});

test('a machine without the chip says so once, and has no light', async () => {
  const { board, notes, close } = desk({ chip: 'some-other.pwm' });
  assert.is(await board.write(lit), 'absent');
  assert.is(await board.write(lit), 'absent');
  assert.is(notes.length, 1);
  assert.match(JSON.stringify(notes), /fe20c000\.pwm/);
  await close();
});

test('a kernel without PWM says so', async () => {
  const folder = temporaryFolder('no-pwm');
  const place = { chips: raspberryChips, channel: 0 };
  const opened = await openPwmChannel(join(folder.path, 'none'), place, 1_000_000);
  assert.ok('fault' in opened && opened.fault === 'absent');
  folder.remove();
});

test('a period that flickers is a mistake of whoever set it', async () => {
  const place = { chips: raspberryChips, channel: 0 };
  for (const periodNs of [0, -1, 2_000_000, Number.NaN]) {
    let threw = false;
    await openPwmChannel('/nowhere', place, periodNs).catch(() => {
      threw = true;
    });
    assert.ok(threw, `${periodNs}`);
  }
});

test('a kernel that refuses the duty is told of, and so is its return', async () => {
  const { sysfs, board, notes, close } = desk();
  await board.write(dark);
  sysfs.refuse(true);
  assert.is(await board.write(lit), 'refused');
  sysfs.refuse(false);
  assert.is(await board.write({ plain: 0, polarised: 1 }), 'written');
  assert.equal(sysfs.levels(), { plain: 0, polarised: 1 });
  assert.equal(
    notes.map(({ kind }) => kind),
    ['fault', 'back'],
  );
  assert.match(JSON.stringify(notes), /ENOSPC/);
  await close();
});

test('a channel that vanished under us is opened anew', async () => {
  const { sysfs, board, close } = desk();
  await board.write(lit);
  for (const segment of ['plain', 'polarised'] as const)
    rmSync(join(sysfs.file(segment, 'x'), '..'), { recursive: true });
  assert.is(await board.write(lit), 'absent');
  assert.is(await board.write({ plain: 1, polarised: 0 }), 'written');
  assert.equal(sysfs.levels(), { plain: 1, polarised: 0 });
  await close();
});

test('the enable line feeds the ring only while it is lit', async () => {
  const sysfs = fakeSysfs();
  const valueFile = join(sysfs.root, 'enable');
  writeFileSync(valueFile, '0');
  let closed = 0;
  const board = pwmBoard({
    root: sysfs.root,
    openEnable: async () => ({
      valueFile,
      set: (on) => writeFileSync(valueFile, on ? '1' : '0'),
      close: () => {
        closed += 1;
      },
    }),
  });
  await board.write(lit);
  assert.is(readFileSync(valueFile, 'utf8'), '1');
  await board.write(dark);
  assert.is(readFileSync(valueFile, 'utf8'), '0');
  await board.write(lit);
  await board.close();
  await board.close();
  assert.is(readFileSync(valueFile, 'utf8'), '0');
  assert.is(closed, 1);
  sysfs.remove();
});

test('no light without a guard: when it was killed, another stands before the lamps are lit', async () => {
  const { board, notes, close } = desk();
  await board.write(lit);
  const [first] = guards();
  assert.ok(first !== undefined);
  process.kill(first, 'SIGKILL');
  await until('missed', () => notes.some(({ kind }) => kind === 'unguarded'));
  assert.is(await board.write(lit), 'written');
  const [second] = guards();
  assert.ok(second !== undefined && second !== first);
  await close();
  assert.equal(guards(), []);
});

/** Process ids of the guards that this process has started and that live. */
function guards(): number[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').map(Number);
  return children.filter(
    (pid) => existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('light-guard'),
  );
}

test.run();
