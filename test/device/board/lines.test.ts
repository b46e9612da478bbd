import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gpioChips, kernelLine } from '../../../device/board/lines.ts';
import { pinFor } from '../../../device/board/pins.ts';

type Chip = readonly [label: string, base: number, lines: number];

const test = suite('kernel lines');
const folders: string[] = [];
test.after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A `/sys/class/gpio` as a kernel with these chips shows it. */
function sysfs(...chips: readonly Chip[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'lentigo-gpio-'));
  folders.push(folder);
  for (const name of ['export', 'unexport']) writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'gpio17')); // a line that somebody exported is no chip
  for (const [label, base, lines] of chips) {
    const chip = join(folder, `gpiochip${base}`);
    mkdirSync(chip);
    writeFileSync(join(chip, 'label'), `${label}\n`);
    writeFileSync(join(chip, 'base'), `${base}\n`);
    writeFileSync(join(chip, 'ngpio'), `${lines}\n`);
  }
  return folder;
}

function saysWhenAsked(bcm: number, folder: string): string {
  try {
    return `no trouble, line ${kernelLine(bcm, folder)}`;
  } catch (error) {
    return (error as Error).message;
  }
}

const boards: readonly (readonly [board: string, expander: readonly Chip[], header: Chip])[] = [
  ['a Raspberry Pi 4 that counts from 0', [['raspberrypi-exp-gpio', 504, 8]], ['pinctrl-bcm2711', 0, 58]],
  ['a Raspberry Pi 3 on kernel 6.1', [], ['pinctrl-bcm2835', 504, 54]],
  ['a Raspberry Pi 4 on kernel 6.12', [['raspberrypi-exp-gpio', 570, 8]], ['pinctrl-bcm2711', 512, 58]],
  ['a Raspberry Pi 5', [['gpio-brcmstb@107d508500', 512, 32]], ['pinctrl-rp1', 571, 54]],
  ['the emulated board', [], ['9030000.pl061', 512, 8]],
];

for (const [board, others, header] of boards) {
  test(`on ${board} the pedal is line ${header[1] + 5}`, () => {
    const folder = sysfs(header, ...others);
    assert.is(kernelLine(pinFor('pedal').bcm, folder), header[1] + 5);
    assert.is(gpioChips(folder).length, others.length + 1);
  });
}

test('the last line of a chip is one of its own, the next is not', () => {
  const folder = sysfs(['9030000.pl061', 512, 8]);
  assert.is(kernelLine(7, folder), 519);
  assert.match(saysWhenAsked(8, folder), /9030000\.pl061 \(kernel lines 512 to 519\) has no line 8/);
});

test('on another board the engineer reads which chips there are', () => {
  const says = saysWhenAsked(5, sysfs(['INT34C6:00', 664, 360], ['gpio-mockup-A', 512, 8]));
  assert.match(says, /gpio-mockup-A \(kernel lines 512 to 519\); INT34C6:00 \(kernel lines 664 to 1023\)/);
  assert.match(says, /Start on a Raspberry Pi/);
});

test('a board without any chip says so', () => {
  assert.match(saysWhenAsked(5, sysfs()), /no chip/);
});

test('a kernel without the sysfs interface says which kernel to use', () => {
  assert.match(saysWhenAsked(5, '/nowhere/at/all'), /\/nowhere\/at\/all does not exist.*Debian's kernel/);
});

test('two chips that could be the header are not guessed between', () => {
  assert.match(
    saysWhenAsked(5, sysfs(['9030000.pl061', 504, 8], ['9040000.pl061', 512, 8])),
    /more than one GPIO chip.*9030000.*9040000/,
  );
});

test('a base that is no number is not taken for line 0', () => {
  const folder = sysfs(['pinctrl-bcm2711', 512, 58]);
  writeFileSync(join(folder, 'gpiochip512', 'base'), '\n');
  assert.match(saysWhenAsked(5, folder), /base holds no number/);
});

test('what is no offset is a bug of the caller', () => {
  const folder = sysfs(['pinctrl-bcm2711', 512, 58]);
  for (const bcm of [-1, 1.5, Number.NaN]) assert.match(saysWhenAsked(bcm, folder), /is not a line/);
});

test.run();
