/** How an engineer names the ring light. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lightForms, openLight, readLight } from '../../../device/light/open.ts';
import { temporaryFolder } from '../../support/clinic.ts';

const test = suite('choosing a ring light');

test('every form that is explained is understood', () => {
  for (const form of ['simulated', 'pwm', 'firmata:/dev/ttyACM0', 'firmata:/dev/ttyACM0,9,10']) {
    assert.ok(lightForms.includes(form));
    assert.ok(readLight(form) !== undefined, form);
  }
});

test('a USB board is named by its device, and by its pins where they are others', () => {
  const path = '/dev/serial/by-id/usb-Arduino_Uno-if00';
  assert.equal(readLight(`firmata:${path}`), { kind: 'firmata', path, pins: { plain: 9, polarised: 10 } });
  assert.equal(readLight(`firmata:${path},5,6`), { kind: 'firmata', path, pins: { plain: 5, polarised: 6 } });
});

test('what is no light is not guessed at', () => {
  for (const text of ['', 'PWM', 'usb', 'firmata:', 'firmata:ttyACM0', 'firmata:/dev/x,9', 'firmata:/dev/x,9,9']) {
    assert.is(readLight(text), undefined, text);
  }
});

test('a light whose board is not plugged in opens, fails its scenes and closes', async () => {
  const folder = temporaryFolder('no-light');
  const path = join(folder.path, 'ttyACM0');
  const noted: string[] = [];
  const light = openLight(
    { kind: 'firmata', path, pins: { plain: 9, polarised: 10 } },
    { note: (note) => noted.push(note.kind) },
  );
  assert.is(await light.show({ kind: 'aim', polarised: true }), 'failed');
  await light.close();
  assert.not(existsSync(path), 'nothing is made where the device would be');
  folder.remove();
});

test('a station without lines starts where the GPIO binding was never built', () => {
  const withoutBinding = `
    import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      if (name === 'onoff' || name === 'epoll') throw new Error(name + ' is not built here');
      return next(name, context);
    } });
    await import(process.argv[1]);
    console.log('started');`;
  const desk = new URL('../../../services/station/desk.ts', import.meta.url).href;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', withoutBinding, desk], { encoding: 'utf8' });
  assert.is(run.stdout, 'started\n', run.stderr);
});

test.run();
