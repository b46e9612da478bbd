/**
 * One channel of the kernel's pulse-width modulation, through sysfs.
 *
 *   <root>/pwmchip0/device ─► …/fe20c000.pwm     the chip's number is luck; its device name is not
 *                  /export ◄─ "1"
 *                  /pwm1/{enable,period,duty_cycle,polarity}
 *
 * Source: Linux, Documentation/ABI/testing/sysfs-class-pwm. Times are nanoseconds there, and duty_cycle may never be above
 * period, nor polarity be changed while enabled.
 */
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BoardFault } from '../board.ts';

export const pwmRoot = '/sys/class/pwm';

/** The PWM unit behind GPIO 12 and 13, as the device trees of the Raspberry Pi 3, 4 and 5 name it. */
export const raspberryChips: readonly string[] = ['3f20c000.pwm', 'fe20c000.pwm', '1f00098000.pwm'];

/**
 * 1 kHz. Common constant-current LED drivers dim from 100 Hz to 1 kHz and no faster; a full flash is not modulated at all,
 * so no exposure catches a part of a period.
 */
export const usualPeriodNs = 1_000_000;
/** Slower, and a live view shows bands. */
export const periodNsMax = 1_000_000;

/** After `export`, udev gives the new files to our group. */
const exportMsMax = 2000;
const exportPollMs = 10;

export interface ChannelPlace {
  /** Name of the chip's device; the first that is there counts. */
  readonly chips: readonly string[];
  /** Counted from 0. */
  readonly channel: number;
}

export interface PwmChannel {
  readonly dutyFile: string;
  /** `share` of the period, 0 to 1. Throws what the kernel answers. */
  write(share: number): void;
}

export interface Trouble {
  readonly fault: BoardFault;
  readonly why: string;
}

/**
 * Finds the channel, takes it from the kernel and sets it going, dark. `periodNs` is one period. One that was left lit by
 * a process before us goes dark here.
 */
export async function openPwmChannel(
  root: string,
  place: ChannelPlace,
  periodNs: number,
): Promise<PwmChannel | Trouble> {
  if (!(periodNs > 0 && periodNs <= periodNsMax)) throw new Error(`a PWM period of ${periodNs} ns flickers`);
  try {
    const chip = findChip(root, place);
    if (chip === undefined) {
      return {
        fault: 'absent',
        why: `no PWM chip of ${place.chips.join(', ')} with channel ${place.channel} in ${root}`,
      };
    }
    const folder = join(chip, `pwm${place.channel}`);
    if (!existsSync(folder)) writeFileSync(join(chip, 'export'), String(place.channel));
    await settle(folder, periodNs);
    const dutyFile = join(folder, 'duty_cycle');
    return { dutyFile, write: (share) => writeFileSync(dutyFile, String(Math.round(share * periodNs))) };
  } catch (error) {
    return troubleOf(error);
  }
}

/** What the kernel said, when it is the kernel that said it. Anything else is a bug and is thrown again. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
  const isGone = error.code === 'ENOENT' || error.code === 'ENODEV' || error.code === 'ENXIO';
  return { fault: isGone ? 'absent' : 'refused', why: error.message };
}

function findChip(root: string, { chips, channel }: ChannelPlace): string | undefined {
  if (!existsSync(root)) return undefined;
  for (const name of readdirSync(root).sort()) {
    if (!/^pwmchip\d+$/.test(name)) continue;
    const chip = join(root, name);
    if (!chips.includes(basename(realpathSync(join(chip, 'device'))))) continue;
    if (Number(read(chip, 'npwm')) > channel) return chip;
  }
  return undefined;
}

/** Dark, our period, active high, enabled; again until udev has given us the files. */
async function settle(folder: string, periodNs: number): Promise<void> {
  const untilMs = performance.now() + exportMsMax;
  for (;;) {
    try {
      if (Number(read(folder, 'period')) > 0) writeFileSync(join(folder, 'duty_cycle'), '0');
      if (read(folder, 'polarity') !== 'normal') {
        if (read(folder, 'enable') !== '0') writeFileSync(join(folder, 'enable'), '0');
        writeFileSync(join(folder, 'polarity'), 'normal');
      }
      writeFileSync(join(folder, 'period'), String(periodNs));
      writeFileSync(join(folder, 'duty_cycle'), '0');
      writeFileSync(join(folder, 'enable'), '1');
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if ((code !== 'EACCES' && code !== 'ENOENT') || performance.now() > untilMs) throw error;
    }
    await wait(exportPollMs);
  }
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8').trim();
}
