/** Takes pictures as a visit would, and keeps none: they stay in memory and are gone with the test. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Camera, Photo } from '../../../device/ports.ts';
import { type DeskCheck, type Findings, newFindings, rounded } from '../check.ts';
import { cameraWords } from './camera/words.ts';

/** Some bodies take the first picture of a session and fail at the next. */
const pictures = 3;
const exposeMsMax = 15_000;
/** Of 255, as the mean of the whole picture: a cap on the lens. */
const darkMax = 6;
const batteryPercentMin = 30;
const clockOffsetSMax = 60;

export const captureCheck: DeskCheck = {
  name: 'capture',
  where: 'desk',
  needs: ['camera'],
  limitMs: pictures * (exposeMsMax + 5_000),
  async run({ parts: { camera } }) {
    const findings = newFindings();
    const tookMs: number[] = [];
    let unexplained = 0;
    const stop = camera.onUnexplained((photo) => {
      unexplained += 1;
      camera.forget(photo);
    });
    let last: Photo | undefined;
    for (let number = 1; number <= pictures && !findings.hasFaults(); number += 1) {
      const startedMs = performance.now();
      const photo = await camera.expose(exposeMsMax);
      if (typeof photo === 'string') {
        const { part, why, whatToDo } = cameraWords[photo];
        findings.fault(part, `Picture ${number} of ${pictures}: ${why}`, whatToDo);
        break;
      }
      tookMs.push(Math.round(performance.now() - startedMs));
      camera.forget(photo);
      last = photo;
      if (createHash('sha256').update(photo.bytes).digest('hex') !== photo.sha256) {
        findings.fault(
          'memory of the board',
          `Picture ${number} changed between two processes.`,
          'Exchange the board: its memory cannot be trusted.',
        );
      }
    }
    stop();
    findings.figure('picturesTaken', tookMs.length);
    findings.figure('slowestMs', tookMs.length > 0 ? Math.max(...tookMs) : undefined);
    findings.figure('unexplainedPictures', unexplained);
    if (unexplained > 0)
      findings.remark(`${unexplained} pictures came that nobody asked for: was the body’s own button pressed?`);
    if (last === undefined) return findings.result('');
    findings.figure('widthPx', last.widthPx);
    findings.figure('heightPx', last.heightPx);
    findings.figure('bytes', last.bytes.length);
    await lookAt(last, findings);
    heed(camera, findings);
    const megabytes = rounded(last.bytes.length / 1e6);
    return findings.result(
      `${tookMs.length} pictures of ${last.widthPx} × ${last.heightPx}, ${megabytes} MB, ${tookMs.join(', ')} ms`,
    );
  },
};

async function lookAt(photo: Photo, findings: Findings): Promise<void> {
  const { channels } = await sharp(photo.bytes).stats();
  const mean = channels.reduce((sum, channel) => sum + channel.mean, 0) / channels.length;
  findings.figure('meanBrightness', rounded(mean));
  if (mean < darkMax) findings.remark('The pictures are black: is there a cap on the lens?');
}

/** What the camera says of itself that stops nothing. */
function heed(camera: Camera, findings: Findings): void {
  const { batteryPercent, shotsLeft, clockOffsetS, settings } = camera.advice();
  findings.figure('batteryPercent', batteryPercent);
  findings.figure('shotsLeft', shotsLeft);
  findings.figure('clockOffsetS', clockOffsetS);
  if (batteryPercent !== undefined && batteryPercent < batteryPercentMin) {
    findings.remark(`The camera says its battery is at ${batteryPercent} %: is the coupler of the AC adapter in?`);
  }
  if (clockOffsetS !== undefined && Math.abs(clockOffsetS) > clockOffsetSMax) {
    findings.remark(`The camera’s clock is ${clockOffsetS} s off ours: set it in its menu.`);
  }
  for (const { name, wanted, is } of settings)
    findings.remark(`The camera’s ${name} is ${is ?? 'not to be had'}, not ${wanted}.`);
}
