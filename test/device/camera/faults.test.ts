/** What libgphoto2 says, in the station's words. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Complaint, conversationSurvives, faultOf, stillAnswers } from '../../../device/camera/faults.ts';
import type { CameraFault } from '../../../device/ports.ts';

const faults = suite('camera faults');

// during, code, text, fault, does the conversation survive
const table: readonly (readonly [Complaint['during'], number, string, CameraFault, boolean])[] = [
  ['open', -7, 'Failed to connect.', 'unplugged', false],
  ['open', -1, '', 'unplugged', false],
  ['open', -52, 'Could not find the requested device on the USB port', 'unplugged', false],
  ['open', -53, 'Could not claim the USB device', 'failed', false],
  ['open', -10, 'PTP Timeout', 'timed-out', false],
  ['frame', -1, 'Liveview cannot start: Battery exhausted', 'battery-low', true],
  ['frame', -1, 'Liveview cannot start: Temperature too high', 'failed', true],
  ['frame', -6, '', 'failed', true],
  ['frame', -7, 'PTP I/O Error', 'unplugged', false],
  ['poll', -1, 'PTP General Error', 'failed', false],
  ['capture', -1, 'Out of Focus', 'out-of-focus', true],
  ['capture', -1, 'Canon EOS Capture failed to release: Perhaps no focus?', 'out-of-focus', true],
  ['capture', -110, 'PTP Device Busy', 'busy', true],
  ['capture', -1, 'PTP Store Full', 'card-full', true],
  ['capture', -3, 'Canon EOS Capture failed to release: Perhaps no more memory on card?', 'card-full', true],
  ['capture', -1, 'Low Battery', 'battery-low', true],
  ['capture', -1, 'Invalid Status', 'failed', true],
  ['capture', -1, 'PTP General Error', 'failed', false],
  ['capture', -10, 'PTP Timeout', 'timed-out', false],
  ['fetch', -102, '', 'bad-bytes', false],
  ['fetch', 0, 'longer than a picture can be', 'bad-bytes', true],
  ['capture', -1, '', 'failed', false],
  ['capture', -2, 'nothing that anybody knows', 'failed', false],
  ['capture', -1, `; ${stillAnswers}`, 'failed', true],
  ['capture', -1, `PTP General Error; ${stillAnswers}`, 'failed', true],
  ['frame', -1, `low battery; ${stillAnswers}`, 'battery-low', true],
  ['open', -1, 'PTP Access Denied', 'unplugged', false],
  ['open', 0, 'C1 is not among these cameras: Canon EOS 90D C2', 'other-camera', false],
  ['open', -52, 'no camera fits; found Nikon DSC D7500 at usb:001,005', 'unplugged', false],
  ['fetch', -108, '', 'failed', true],
];

for (const [during, code, text, fault, survives] of table) {
  faults(`${code} "${text.slice(0, 60)}" during ${during} is ${fault}`, () => {
    assert.is(faultOf({ during, code, text }), fault);
    assert.is(conversationSurvives({ during, code, text }), survives);
  });
}

faults('a setting named after the battery is no empty battery', () => {
  assert.is(faultOf({ during: 'open', code: -7, text: 'Battery Level could not be read' }), 'unplugged');
});

faults.run();
