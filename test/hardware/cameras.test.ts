/** The bodies that a station is built with are ones that the installed libgphoto2 knows, and none that it is warned of. */
import { spawnSync } from 'node:child_process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cameraBodies, unfitCameras } from '../../hardware/cameras.ts';

const test = suite('camera bodies');
const { stdout } = spawnSync('gphoto2', ['--list-cameras'], { encoding: 'utf8', timeout: 30_000 });
const known = new Set([...stdout.matchAll(/^\s*"([^"]+)"/gm)].map(([, name]) => name ?? ''));

test('every recommended body is known to libgphoto2 by that name', () => {
  assert.ok(known.size > 500, 'libgphoto2 lists its cameras');
  for (const { model } of cameraBodies) assert.ok(known.has(model), `${model} is not a name of libgphoto2's`);
});

test('no recommended body is one to be warned of', () => {
  for (const { model } of cameraBodies) for (const { pattern } of unfitCameras) assert.not.match(model, pattern);
});

test('the bodies that fail later in a session are warned of under every name they are sold by', () => {
  const warned = (name: string) => unfitCameras.some(({ pattern }) => pattern.test(name));
  for (const name of [
    'Canon EOS 1300D',
    'Canon EOS 2000D',
    'Canon.Inc Canon EOS 4000D',
    'Canon EOS Rebel T7',
    'Sony Alpha-A7 III',
  ])
    assert.ok(warned(name), name);
  assert.not.ok(warned('Canon EOS Rebel T7i'), 'the T7i is another camera');
});

test.run();
