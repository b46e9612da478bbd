import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readPedalChoice } from '../../../device/pedal/choice.ts';

const test = suite('choice of the pedal');

test('each way to write a pedal is read', () => {
  assert.equal(readPedalChoice('simulated'), { kind: 'simulated' });
  assert.equal(readPedalChoice('gpio'), { kind: 'gpio' });
  assert.equal(readPedalChoice('usb:0C45:7403'), { kind: 'usb', vendor: '0c45', product: '7403' });
  assert.equal(readPedalChoice('name:FootSwitch 1'), { kind: 'name', name: 'FootSwitch 1' });
});

test('a slip of the pen is no pedal', () => {
  for (const text of ['', 'GPIO', 'usb', 'usb:0c45', 'usb:c45:7403', 'usb:0c45:7403:1', 'name:', 'gpio ']) {
    assert.is(readPedalChoice(text), undefined, text);
  }
});

test.run();
