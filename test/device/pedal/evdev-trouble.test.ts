import { chmodSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { WhichInput } from '../../../device/pedal/evdev-find.ts';
import type { Pedal, PedalEdge } from '../../../device/ports.ts';
import { next } from '../../contract/waiting.ts';
import { type FakeInput, fakeInput } from './fake-input.ts';

const limitMs = 20_000;
const usb: WhichInput = { kind: 'usb', vendor: '0c45', product: '7403' };
const lookEveryMs = 10;
const nobody = 65_534;

const edge = (pedal: Pedal, down: boolean) =>
  next<PedalEdge>(down ? 'down' : 'up', pedal.onEdge, limitMs, (told) => told.down === down);
const ways = (edges: readonly PedalEdge[]) => edges.map(({ down }) => (down ? 'down' : 'up'));

const troubleSuite = suite('USB pedal in trouble');
function trouble(title: string, body: (input: FakeInput) => Promise<void>): void {
  troubleSuite(title, async () => {
    const input = fakeInput();
    try {
      await body(input);
    } finally {
      await input.close();
    }
  });
}

trouble('no pedal: the log says what was looked for and what is there', async (input) => {
  input.plugIn({ name: 'Barcode scanner', vendor: '05e0', product: '1200' });
  const { pedal, troubles } = input.open(usb, lookEveryMs);
  assert.is(troubles.length, 1);
  assert.is(troubles[0]?.kind, 'not-there');
  assert.match(troubles[0]?.sentence ?? '', /0c45:7403; found: Barcode scanner \(05e0:1200\)/);
  await pedal.close();
});

trouble('a pedal that is plugged in later is taken without a restart', async (input) => {
  const { pedal, edges, troubles, until } = input.open({ kind: 'name', name: 'Foot' }, lookEveryMs);
  assert.match(troubles[0]?.sentence ?? '', /a name beginning "Foot"; found: none/);
  const device = input.plugIn({ name: 'FootSwitch' });
  await until('in-use');
  const down = edge(pedal, true);
  device.key(true);
  await down;
  assert.equal(ways(edges), ['down']);
  await pedal.close();
});

trouble('a plug that is kicked out lifts the foot, is told once, and works again when it is back', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  const { pedal, edges, troubles, until } = input.open(usb, lookEveryMs);
  const down = edge(pedal, true);
  device.key(true);
  await down;
  device.pullOut();
  await until('unplugged');
  assert.equal(ways(edges), ['down', 'up']);
  assert.match(troubles.at(-1)?.sentence ?? '', /FootSwitch was unplugged/);

  const again = input.plugIn({ name: 'FootSwitch', event: 0 });
  await until('in-use');
  const second = edge(pedal, true);
  again.key(true);
  await second;
  assert.equal(
    troubles.map((told) => told?.kind ?? 'in-use'),
    ['in-use', 'unplugged', 'in-use'],
  );
  await pedal.close();
});

trouble('half of a pedal that shows itself late is grabbed as well, and the first half stays in use', async (input) => {
  const keyboard = input.plugIn({ name: 'FootSwitch Keyboard' });
  const { pedal, edges, troubles } = input.open(usb, lookEveryMs);
  const mouse = input.plugIn({ name: 'FootSwitch Mouse' });
  await mouse.whenGrabbed();
  assert.ok(keyboard.grabbed());
  assert.equal(troubles, [undefined]);
  const up = edge(pedal, false);
  keyboard.key(true);
  keyboard.key(false);
  await up;
  assert.equal(ways(edges), ['down', 'up']);
  await pedal.close();
});

trouble('a pedal that another program has grabbed is told of, and taken once it is free', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  device.takenByAnother(true);
  const { pedal, troubles, until } = input.open(usb, lookEveryMs);
  assert.is(troubles.at(-1)?.kind, 'taken');
  assert.match(troubles.at(-1)?.sentence ?? '', /grabbed by another program: "fuser .*event0"/);
  device.takenByAnother(false);
  await until('in-use');
  assert.ok(device.grabbed());
  await pedal.close();
});

trouble('one half of a pedal that another program has is a trouble, though the other half works', async (input) => {
  const keyboard = input.plugIn({ name: 'FootSwitch Keyboard' });
  const mouse = input.plugIn({ name: 'FootSwitch Mouse' });
  mouse.takenByAnother(true);
  const { pedal, troubles } = input.open(usb, lookEveryMs);
  assert.is(troubles.at(-1)?.kind, 'taken');
  const down = edge(pedal, true);
  keyboard.key(true);
  await down;
  await pedal.close();
});

trouble('a user outside the group reads which group it needs', async (input) => {
  const device = input.plugIn({ name: 'FootSwitch' });
  chmodSync(device.path, 0o000);
  if (process.getuid?.() === 0) process.seteuid?.(nobody); // nothing is forbidden to root
  try {
    const { pedal, troubles, until } = input.open(usb, lookEveryMs);
    assert.is(troubles.at(-1)?.kind, 'not-permitted');
    assert.match(troubles.at(-1)?.sentence ?? '', /group "input"/);
    process.seteuid?.(process.getuid?.() ?? nobody);
    chmodSync(device.path, 0o600);
    await until('in-use');
    await pedal.close();
  } finally {
    process.seteuid?.(process.getuid?.() ?? nobody);
  }
});

troubleSuite.run();
