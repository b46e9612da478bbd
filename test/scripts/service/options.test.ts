import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readSettings, settings } from '../../../scripts/service/options.ts';

const test = suite('options of npm start');

test('without any, everything has its usual place', () => {
  const read = readSettings([], {});
  assert.is(read['kiosk-port'], '7070');
  assert.is(read['broker-port'], '7883');
  assert.ok(read.home.endsWith('/var'));
  assert.is(read['camera-pictures'], undefined);
});

test('an option wins over its variable, and the variable over what is usual', () => {
  assert.is(readSettings([], { LENTIGO_KIOSK_PORT: '8001' })['kiosk-port'], '8001');
  assert.is(readSettings(['--kiosk-port', '8002'], { LENTIGO_KIOSK_PORT: '8001' })['kiosk-port'], '8002');
  assert.is(readSettings([], { LENTIGO_CAMERA_PICTURES: '/tmp' })['camera-pictures'], '/tmp');
});

test('an unknown option is refused with the list of the known ones', () => {
  for (const args of [['--kiosk-prot', '8001'], ['pictures'], ['--camera-pictures']]) {
    try {
      readSettings(args, {});
      assert.unreachable(args.join(' '));
    } catch (error) {
      const { message } = error as Error;
      for (const name of Object.keys(settings)) assert.ok(message.includes(`--${name}`), `${args}: ${message}`);
    }
  }
});

test('a port that is none is refused with the option that sets it', () => {
  for (const port of ['0', '65536', 'seven', '']) {
    assert.throws(() => readSettings(['--broker-port', port], {}), /--broker-port \(LENTIGO_BROKER_PORT\)/);
  }
});

test('a folder of pictures that is not there is named before anything starts', () => {
  assert.throws(
    () => readSettings(['--camera-pictures', '/nowhere/at-all'], {}),
    /--camera-pictures .*\/nowhere\/at-all/,
  );
});

test.run();
