/** Does a camera answer, who is it, and is it one that a station may be built with? */

import type { Camera, CameraStatus } from '../../../device/ports.ts';
import { unfitCameras } from '../../../hardware/cameras.ts';
import { type DeskCheck, newFindings } from '../check.ts';
import { cameraWords } from './camera/words.ts';

/** From the start of its driver; a real body takes two or three seconds. */
const readyMsMax = 20_000;
/** A fault that lasts so long does not go away by itself. */
const faultMsMax = 5_000;

export const cameraCheck: DeskCheck = {
  name: 'camera',
  where: 'desk',
  needs: [],
  limitMs: readyMsMax + 10_000,
  async run({ parts: { camera } }) {
    const findings = newFindings();
    const startedMs = performance.now();
    const status = await settled(camera);
    findings.figure('status', status);
    findings.figure('readyAfterMs', Math.round(performance.now() - startedMs));
    const facts = camera.facts();
    if (status === 'starting') {
      findings.fault(
        'camera worker',
        `The camera’s driver said nothing for ${readyMsMax / 1000} s.`,
        'Is libgphoto2-6 installed? Restart the board.',
      );
    } else if (status !== 'ready') {
      const { part, why, whatToDo } = cameraWords[status];
      findings.fault(part, why, whatToDo);
    }
    for (const [name, value] of Object.entries(facts ?? {})) findings.figure(name, value);
    const name = `${facts?.manufacturer} ${facts?.model}`;
    for (const { pattern, why } of unfitCameras) {
      if (pattern.test(name)) findings.remark(`Do not build a station with this body: ${why}.`);
    }
    return findings.result(`${facts?.model}, serial ${facts?.serial}, firmware ${facts?.firmware}`);
  },
};

/** The status once it is ready, or has been in trouble for long. */
function settled(camera: Camera): Promise<CameraStatus> {
  return new Promise((resolve) => {
    let patience: NodeJS.Timeout | undefined;
    const end = () => {
      stop();
      clearTimeout(patience);
      clearTimeout(limit);
      resolve(camera.status());
    };
    const look = (status: CameraStatus) => {
      if (status === 'ready') end();
      else if (status !== 'starting') patience ??= setTimeout(end, faultMsMax);
    };
    const limit = setTimeout(end, readyMsMax);
    const stop = camera.onStatus(look);
    look(camera.status());
  });
}
