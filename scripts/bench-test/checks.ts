/** The checks of the bench test, in the order of `partNames`. */
import type { Check } from './check.ts';
import { brokerCheck } from './checks/broker.ts';
import { cameraCheck } from './checks/camera.ts';
import { captureCheck } from './checks/capture.ts';
import { clockCheck } from './checks/clock.ts';
import { diskCheck } from './checks/disk.ts';
import { lightCheck } from './checks/light.ts';
import { liveViewCheck } from './checks/live-view.ts';
import { networkCheck } from './checks/network.ts';
import { pedalCheck } from './checks/pedal.ts';
import { screenCheck } from './checks/screen.ts';

export const checks: readonly Check[] = [
  cameraCheck,
  liveViewCheck,
  captureCheck,
  pedalCheck,
  lightCheck,
  screenCheck,
  diskCheck,
  clockCheck,
  networkCheck,
  brokerCheck,
];
