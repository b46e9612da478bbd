/**
 * The overlays, compiled and merged into a board's tree, say of every line what the pin map says of it.
 * With LENTIGO_TEST_BOARD_TREE, into that tree: one of Debian's, /usr/lib/linux-image-…/broadcom/bcm2711-rpi-4-b.dtb.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pins, type SignalPin } from '../../device/board/pins.ts';
import { mergeOverlays, type OverlayName, overlaySource, usualOverlays } from '../../hardware/overlays.ts';
import { temporaryFolder } from '../support/clinic.ts';
import { cells, nodeAt, pointedTo, readTree, type TreeNode, texts } from './device-tree.ts';

const gpioPath = '/soc/gpio@7e200000';
const everyOverlay: readonly OverlayName[] = [...usualOverlays, 'tpm'];
const signals: readonly SignalPin[] = pins.filter((pin) => 'signal' in pin);
const folder = temporaryFolder('overlays');

function boardTree(): string {
  const given = process.env.LENTIGO_TEST_BOARD_TREE;
  if (given !== undefined) return given;
  const file = join(folder.path, 'board.dtb');
  const source = join(import.meta.dirname, 'board.dts');
  const { status, stderr } = spawnSync('dtc', ['-@', '-O', 'dtb', '-o', file, source], { encoding: 'utf8' });
  assert.is(status, 0, stderr);
  return file;
}

function merged(names: readonly OverlayName[]): TreeNode {
  const file = join(folder.path, `${names.join('-')}.dtb`);
  mergeOverlays(boardTree(), names, file);
  return readTree(readFileSync(file));
}

/** The settings of each line that a node's default state names, by the BCM number. */
function linesOf(tree: TreeNode, node: TreeNode): ReadonlyMap<number, TreeNode> {
  assert.equal(texts(node, 'pinctrl-names'), ['default'], node.name);
  const lines = new Map<number, TreeNode>();
  for (const state of pointedTo(tree, node, 'pinctrl-0'))
    for (const setting of state.children)
      for (const name of texts(setting, 'pins')) {
        const bcm = Number(/^gpio(\d+)$/.exec(name)?.[1]);
        assert.not.ok(lines.has(bcm), `${name} is set twice`);
        lines.set(bcm, setting);
      }
  return lines;
}

const test = suite('device-tree overlays');
test.after(() => folder.remove());

test('every overlay in the folder is one that can be asked for', () => {
  const sources = globSync(join(import.meta.dirname, '..', '..', 'hardware', 'overlays', '*'));
  const known = everyOverlay.map((name) => basename(overlaySource(name)));
  assert.equal(sources.map((source) => basename(source)).sort(), known.sort());
});

test('the pedal, the ring light, the camera switch and the lamp sit where the pin map says', () => {
  const tree = merged(usualOverlays);
  const plain = linesOf(tree, nodeAt(tree, gpioPath));
  const dimmed = linesOf(tree, nodeAt(tree, '/soc/pwm@7e20c000'));
  const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);
  const wanted = (kinds: readonly string[]) => sorted(signals.filter((p) => kinds.includes(p.kind)).map((p) => p.bcm));
  assert.equal(sorted(plain.keys()), wanted(['input', 'output']));
  assert.equal(sorted(dimmed.keys()), wanted(['pwm']));

  for (const pin of signals) {
    const line = plain.get(pin.bcm) ?? dimmed.get(pin.bcm);
    assert.ok(line, pin.signal);
    if (line === undefined) continue;
    const does = { input: 'gpio_in', output: 'gpio_out', pwm: `alt${pin.kind === 'pwm' ? pin.alternate : ''}` }[
      pin.kind
    ];
    assert.equal(texts(line, 'function'), [does], pin.signal);
    assert.ok(line.properties.has(`bias-pull-${pin.pull}`), `${pin.signal} is pulled ${pin.pull}`);
    const rest = pin.kind === 'output' ? [pin.active === 'high' ? 'output-low' : 'output-high'] : [];
    const driven = [...line.properties.keys()].filter((name) => name.startsWith('output-'));
    assert.equal(driven, rest, `${pin.signal} rests`);
  }
});

test('the first segment of the ring is on channel 0, the second on channel 1', () => {
  const tree = merged(usualOverlays);
  assert.equal(texts(nodeAt(tree, '/soc/pwm@7e20c000'), 'status'), ['okay']);
  const channels = [...linesOf(tree, nodeAt(tree, '/soc/pwm@7e20c000')).keys()];
  const mapped = signals.flatMap((pin) => (pin.kind === 'pwm' ? [[pin.channel, pin.bcm] as const] : []));
  assert.equal(new Map(mapped), new Map(channels.map((bcm, channel) => [channel, bcm] as const)));
});

test('a TPM takes the pins that are kept free for it, and no others', () => {
  const tree = merged(everyOverlay);
  const spi = nodeAt(tree, '/soc/spi@7e204000');
  assert.equal(texts(spi, 'status'), ['okay']);
  const kept = pins.filter((pin) => pin.kind === 'reserved' && pin.purpose.startsWith('TPM')).map((pin) => pin.pin);
  const taken = [...linesOf(tree, spi).keys()].map((bcm) => pins.find((pin) => 'bcm' in pin && pin.bcm === bcm)?.pin);
  assert.equal(new Set(taken), new Set(kept));
  const [, first, , , second] = cells(spi, 'cs-gpios');
  assert.equal([first, second], [8, 7]);
  assert.equal(texts(nodeAt(spi, 'tpm@1'), 'compatible'), ['infineon,slb9670', 'tcg,tpm_tis-spi']);
});

test('without the TPM the bus stays as the board has it', () => {
  assert.equal(texts(nodeAt(merged(usualOverlays), '/soc/spi@7e204000'), 'status'), ['disabled']);
});

test('a board without the labels is refused, and the message says who refused', () => {
  const bare = join(folder.path, 'bare.dtb');
  const { status } = spawnSync('dtc', ['-O', 'dtb', '-o', bare], { input: '/dts-v1/; / { compatible = "x"; };' });
  assert.is(status, 0);
  assert.throws(() => mergeOverlays(bare, usualOverlays, join(folder.path, 'never.dtb')), /fdtoverlay/);
});

test.run();
