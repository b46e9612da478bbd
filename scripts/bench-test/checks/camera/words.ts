/** What each fault of the camera means to the engineer, and what he does about it. */
import type { CameraFault } from '../../../../device/ports.ts';

interface Words {
  readonly part: string;
  readonly why: string;
  readonly whatToDo: string;
}

export const cameraWords: { readonly [fault in CameraFault]: Words } = {
  unplugged: {
    part: 'camera, its USB cable or its power',
    why: 'No camera answers.',
    whatToDo:
      'Is the body on, its AC adapter lit, the USB cable in at both ends? Then: lsusb must name it. If it does, another program may hold it: stop the station’s, or any that mounts cameras.',
  },
  busy: {
    part: 'camera body',
    why: 'It answers and stays busy.',
    whatToDo: 'Leave its menu; switch it off and on. If it stays so, cut its power for ten seconds.',
  },
  'battery-low': {
    part: 'AC adapter of the camera, or its battery coupler',
    why: 'The body refuses to work on this battery.',
    whatToDo:
      'Is the coupler in the battery compartment, the adapter lit, the camera power switch closed (blue lead at 0 V)?',
  },
  'card-full': {
    part: 'memory card in the camera',
    why: 'The body has nowhere to put a picture.',
    whatToDo:
      'Take the card out: pictures go to the body’s memory. Set the release without a card to allowed in its menu.',
  },
  'out-of-focus': {
    part: 'lens',
    why: 'The body refused to release the shutter.',
    whatToDo: 'Set the lens and the body to manual focus.',
  },
  'timed-out': {
    part: 'camera body or its USB cable',
    why: 'It began to answer and did not end.',
    whatToDo: 'Switch it off and on; try another USB cable of at most 3 m, straight into the board.',
  },
  'bad-bytes': {
    part: 'USB cable, or the format the camera takes pictures in',
    why: 'What it sent is not one whole JPEG.',
    whatToDo: 'Set the body to JPEG only, no RAW. If it is, try another USB cable.',
  },
  'other-camera': {
    part: 'camera body',
    why: 'Another body answers than the one that belongs to this station.',
    whatToDo: 'If it was exchanged on purpose, confirm it on the station; else put the right one back.',
  },
  failed: {
    part: 'camera body',
    why: 'It reported something that has no name here; the report holds its own words.',
    whatToDo: 'Switch it off and on. If it comes again, attach the report to the ticket.',
  },
};
