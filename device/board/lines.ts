/**
 * From a line of the SoC's GPIO chip to the kernel's number for it, which is what `/sys/class/gpio/export` takes.
 *
 *   pin 29 ── BCM 5 ── offset 5 of chip "pinctrl-bcm2711" ── its base 512 ── kernel line 517
 *
 * The base is never assumed: the same board has had 0, 504 and 512 with different kernels, a Raspberry Pi 5 had 571.
 * Source: Documentation/admin-guide/gpio/sysfs.rst of the kernel, "gpiochipN: base, label, ngpio".
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface GpioChip {
  /** The name that the driver gave the chip. */
  readonly label: string;
  /** The kernel's number of the chip's first line. */
  readonly base: number;
  /** How many lines it has. */
  readonly lines: number;
}

/** The chips that carry the 40-pin header, by board; the last one is the emulated board that tests boot. */
export const headerChips = {
  'Raspberry Pi 5': /^pinctrl-rp1$/,
  'Raspberry Pi 4, Compute Module 4': /^pinctrl-bcm2711$/,
  'Raspberry Pi 3': /^pinctrl-bcm2835$/,
  'emulated arm64 board': /^[0-9a-f]+\.pl061$/,
} as const satisfies Record<string, RegExp>;

const sysfsGpio = '/sys/class/gpio';

/** All chips that the kernel shows, by base. Throws with what to do where it has no such interface. */
export function gpioChips(folder: string = sysfsGpio): readonly GpioChip[] {
  return entriesOf(folder)
    .filter((name) => /^gpiochip\d+$/.test(name))
    .map((name) => ({
      label: readFileSync(join(folder, name, 'label'), 'utf8').trim(),
      base: numberIn(join(folder, name, 'base')),
      lines: numberIn(join(folder, name, 'ngpio')),
    }))
    .sort((one, other) => one.base - other.base);
}

/**
 * The kernel's number of a line of the header's chip. `bcm` is the offset that `pins.ts` gives.
 *
 * Throws when the header's chip is not there, is there twice, or is too small: the sentence names the chips that were
 * found and says what to do. Nothing on the desk can work then, so it is not a trouble to live with.
 */
export function kernelLine(bcm: number, folder: string = sysfsGpio): number {
  if (!Number.isInteger(bcm) || bcm < 0) throw new Error(`${bcm} is not a line of a GPIO chip`);
  const chips = gpioChips(folder);
  const found = `found in ${folder}: ${chips.map(shown).join('; ') || 'no chip'}`;
  const ours = chips.filter(({ label }) => Object.values(headerChips).some((known) => known.test(label)));
  const [chip, second] = ours;
  if (chip === undefined) {
    throw new Error(
      `no GPIO chip of a 40-pin header is known here; ${found}. Start on a Raspberry Pi 3, 4, 5 or CM4, or add the chip's label to headerChips in device/board/lines.ts.`,
    );
  }
  if (second !== undefined) {
    throw new Error(
      `more than one GPIO chip could carry the header: ${ours.map(shown).join('; ')}. Take the overlay out that adds the second one.`,
    );
  }
  if (bcm >= chip.lines) {
    throw new Error(`${shown(chip)} has no line ${bcm}; ${found}. Compare the pin map with the board.`);
  }
  return chip.base + bcm;
}

function shown({ label, base, lines }: GpioChip): string {
  return `${label} (kernel lines ${base} to ${base + lines - 1})`;
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(
      `${folder} does not exist: this kernel was built without GPIO_SYSFS. Use Debian's kernel for the board; Raspberry Pi OS's own kernel leaves it out.`,
      { cause: error },
    );
  }
}

function numberIn(file: string): number {
  const text = readFileSync(file, 'utf8').trim();
  if (!/^\d+$/.test(text)) throw new Error(`${file} holds no number: ${JSON.stringify(text)}`);
  return Number(text);
}
