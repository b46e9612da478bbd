/**
 * A station for tests to end: lights its ring fully, says so, and waits. Arguments: an address of a light
 * (`device/light/open.ts`) or `pwm` and the folder that stands for `/sys/class/pwm`; the enable line is a file in it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { firmataBoard } from '../../../device/light/firmata.ts';
import { readLight } from '../../../device/light/open.ts';
import { pwmBoard } from '../../../device/light/pwm/board.ts';
import { ringLight } from '../../../device/light/ring-light.ts';
import { usualTimes } from '../../../device/light/serial/settings.ts';

const tryAgainMs = 5;
const [text = '', root = ''] = process.argv.slice(2);
const valueFile = join(root, 'enable');
const openEnable = async () => ({
  valueFile,
  set: (on: boolean) => writeFileSync(valueFile, on ? '1' : '0'),
  close() {},
});
const address = readLight(text);
const board =
  address?.kind === 'firmata'
    ? firmataBoard({ path: address.path, pins: address.pins, times: { ...usualTimes, askHelloMs: 5, reconnectMs: 50 } })
    : pwmBoard({ root, openEnable });
const light = ringLight({ board });
const listened = () => ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit', 'beforeExit', 'uncaughtException'];
while ((await light.show({ kind: 'flash', polarised: true })) === 'failed') await wait(tryAgainMs);
process.send?.({ listeners: listened().map((name) => process.listenerCount(name)) });

process.on('message', async (how) => {
  if (how === 'exit') process.exit(0);
  if (how === 'crash') throw new Error('a bug of the station');
  if (how === 'close') {
    await light.close();
    process.disconnect();
  }
});
