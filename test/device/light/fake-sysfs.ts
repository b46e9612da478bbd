/**
 * A folder that looks like `/sys/class/pwm` of a Raspberry Pi: real files, two chips, the ring's one not the first.
 *
 *   class/pwmchip0/device ─► devices/fd000000.audio-pwm
 *   class/pwmchip2/device ─► devices/fe20c000.pwm       npwm 2, export, pwm0/, pwm1/
 *
 * It does what a folder cannot do by itself: `export` makes the channel's folder. It does not refuse what the kernel would;
 * that takes a kernel.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Levels, type Segment, segments } from '../../../device/light/levels.ts';
import { temporaryFolder } from '../../support/clinic.ts';

export interface FakeSysfs {
  readonly root: string;
  /** What the ring shows: 0 as long as the channel is not there or not enabled. */
  levels(): Levels;
  /** A file of a segment's channel. */
  file(segment: Segment, name: string): string;
  /** From now on the kernel does not take a duty, or takes it again. */
  refuse(refuses: boolean): void;
  /** The chip as it is after a reboot: no channel exported. */
  remove(): void;
}

export interface FakeSysfsOptions {
  /** The channels are there already, as another process left them. */
  readonly leftOver?: { readonly [name: string]: string };
  /** The device's name of the ring's chip. */
  readonly chip?: string;
}

const channels: { readonly [segment in Segment]: number } = { plain: 0, polarised: 1 };

export function fakeSysfs({ leftOver, chip = 'fe20c000.pwm' }: FakeSysfsOptions = {}): FakeSysfs {
  const home = temporaryFolder('pwm');
  const root = join(home.path, 'class');
  const audio = addChip(home.path, 'pwmchip0', 'fd000000.audio-pwm');
  const ring = addChip(home.path, 'pwmchip2', chip);
  if (leftOver !== undefined) for (const segment of segments) addChannel(ring, channels[segment], leftOver);

  const exporting = watch(join(ring, 'export'), { persistent: false }, () => {
    const asked = readFileSync(join(ring, 'export'), 'utf8').trim();
    if (/^[01]$/.test(asked) && !existsSync(join(ring, `pwm${asked}`))) addChannel(ring, Number(asked), {});
  });
  const file = (segment: Segment, name: string) => join(ring, `pwm${channels[segment]}`, name);
  const read = (segment: Segment, name: string) => readFileSync(file(segment, name), 'utf8').trim();
  let refuses = false;

  return {
    root,
    file,
    levels: () => {
      if (existsSync(join(audio, 'pwm0'))) throw new Error('somebody took the loudspeaker for the ring light');
      const level = (segment: Segment) => {
        if (refuses || !existsSync(file(segment, 'duty_cycle')) || read(segment, 'enable') !== '1') return 0;
        const duty = Number(read(segment, 'duty_cycle'));
        const period = Number(read(segment, 'period'));
        if (duty > period) throw new Error(`the kernel refuses a duty of ${duty} of ${period} ns`);
        return period === 0 ? 0 : duty / period;
      };
      return { plain: level('plain'), polarised: level('polarised') };
    },
    refuse(next) {
      if (refuses === next) return;
      refuses = next;
      for (const segment of segments) {
        rmSync(file(segment, 'duty_cycle'));
        if (next)
          symlinkSync('/dev/full', file(segment, 'duty_cycle')); // takes no byte
        else writeFileSync(file(segment, 'duty_cycle'), '0');
      }
    },
    remove() {
      exporting.close();
      home.remove();
    },
  };
}

function addChip(home: string, name: string, device: string): string {
  mkdirSync(join(home, 'devices', device), { recursive: true });
  const folder = join(home, 'class', name);
  mkdirSync(folder, { recursive: true });
  symlinkSync(join('..', '..', 'devices', device), join(folder, 'device'));
  writeFileSync(join(folder, 'npwm'), '2\n');
  writeFileSync(join(folder, 'export'), '');
  return folder;
}

function addChannel(chip: string, channel: number, values: { readonly [name: string]: string }): void {
  const folder = join(chip, `pwm${channel}`);
  mkdirSync(folder);
  const fresh = { period: '0', duty_cycle: '0', enable: '0', polarity: 'normal' };
  for (const [name, value] of Object.entries({ ...fresh, ...values })) writeFileSync(join(folder, name), `${value}\n`);
}
