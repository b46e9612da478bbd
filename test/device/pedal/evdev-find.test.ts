import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type InputNode, keyNodes, matches } from '../../../device/pedal/evdev-find.ts';
import { fakeInput } from './fake-input.ts';

const test = suite('finding the pedal');

test('every node with keys is found, in the kernel’s order and not the alphabet’s', async () => {
  const input = fakeInput();
  for (const event of [10, 2]) input.plugIn({ name: `Keys ${event}`, event });
  input.plugIn({ name: 'Wheel', keys: '0 0 0', event: 3 });
  assert.equal(
    keyNodes(input.folders).map(({ name }) => name),
    ['Keys 2', 'Keys 10'],
  );
  await input.close();
});

test('what is no event node, or is being pulled out while it is read, is passed over', async () => {
  const input = fakeInput();
  for (const other of ['mouse0', 'input7', 'event9'])
    mkdirSync(join(input.folders.sysfs, other, 'device'), { recursive: true });
  writeFileSync(join(input.folders.sysfs, 'event9', 'device', 'name'), 'Half gone\n');
  assert.equal(keyNodes(input.folders), []);
  await input.close();
});

test('a machine without input devices has none', () => {
  assert.equal(keyNodes({ sysfs: '/nowhere/at/all', dev: '/dev/input' }), []);
});

test('a pedal is known by both halves of its USB id, or by how its name begins', () => {
  const node: InputNode = { path: '/dev/input/event3', name: 'FootSwitch Keyboard', vendor: '0c45', product: '7403' };
  const known = (which: Parameters<typeof matches>[0]) => matches(which, node);
  assert.ok(known({ kind: 'usb', vendor: '0c45', product: '7403' }));
  assert.not(known({ kind: 'usb', vendor: '0c45', product: '7404' }));
  assert.not(known({ kind: 'usb', vendor: '0c46', product: '7403' }));
  assert.ok(known({ kind: 'name', name: 'FootSwitch' }));
  assert.not(known({ kind: 'name', name: 'Keyboard' }));
});

test.run();
