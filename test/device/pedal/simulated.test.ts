import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulatedPedal } from '../../../device/pedal/simulated.ts';

const test = suite('simulated pedal');

test('the same state twice is no edge, and the bench sees where the foot is', async () => {
  let nowMs = 40;
  const pedal = simulatedPedal(() => nowMs);
  const heard: string[] = [];
  pedal.onEdge(({ down, atMs }) => heard.push(`${down ? 'down' : 'up'} ${atMs}`));
  pedal.set(false);
  pedal.set(true);
  assert.ok(pedal.down());
  nowMs = 90;
  pedal.set(true);
  pedal.set(false);
  assert.not(pedal.down());
  assert.equal(heard, ['down 40', 'up 90']);
  await pedal.close();
  pedal.set(true);
  assert.not(pedal.down());
});

test.run();
