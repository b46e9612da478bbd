/** Does the live view move, and quickly enough to aim by? */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { inspectJpeg } from '../../../device/camera/jpeg.ts';
import type { Camera, Frame } from '../../../device/ports.ts';
import { type DeskCheck, newFindings, rounded } from '../check.ts';
import { cameraWords } from './camera/words.ts';

/** A body may warm its sensor up first. */
const firstFrameMsMax = 8_000;
const watchedMs = 3_000;
/** Slower cannot be aimed by. */
const framesPerSecondMin = 5;
/** From here on the kiosk says over the picture that it is not live. */
const pauseMsMax = 500;

export const liveViewCheck: DeskCheck = {
  name: 'live-view',
  where: 'desk',
  needs: ['camera'],
  limitMs: firstFrameMsMax + watchedMs + 10_000,
  async run({ parts: { camera } }) {
    const findings = newFindings();
    const { frames, firstAfterMs } = await watch(camera);
    const [first, last] = [frames[0], frames.at(-1)];
    if (first === undefined || last === undefined || firstAfterMs === undefined) {
      const status = camera.status();
      const { part, why, whatToDo } =
        status === 'ready' || status === 'starting'
          ? {
              part: 'live view of the camera',
              why: `No frame came within ${firstFrameMsMax / 1000} s.`,
              whatToDo:
                'Allow live view in the body’s menu, close its mirror-up and playback modes, switch it off and on.',
            }
          : cameraWords[status];
      findings.fault(part, why, whatToDo);
      return findings.result('');
    }
    const seconds = Math.max(last.atMs - first.atMs, 1) / 1000;
    const framesPerSecond = rounded((frames.length - 1) / seconds);
    const longestPauseMs = Math.round(
      Math.max(0, ...frames.slice(1).map(({ atMs }, index) => atMs - (frames[index]?.atMs ?? atMs))),
    );
    const different = new Set(frames.map(({ hash }) => hash)).size;
    const picture = inspectJpeg(last.bytes, undefined);
    findings.figure('firstFrameMs', Math.round(firstAfterMs));
    findings.figure('frames', frames.length);
    findings.figure('framesPerSecond', framesPerSecond);
    findings.figure('longestPauseMs', longestPauseMs);
    findings.figure('differentFrames', different);
    // a frame is smaller than any photograph, and need not be one
    if (picture.kind === 'broken' && picture.reason !== 'too-small') {
      findings.fault(
        'USB cable',
        `Frames are not whole pictures (${picture.reason}).`,
        'Try another USB cable of at most 3 m.',
      );
    } else {
      const { width, height } = await sharp(last.bytes).metadata();
      findings.figure('widthPx', width);
      findings.figure('heightPx', height);
    }
    if (framesPerSecond < framesPerSecondMin) {
      findings.fault(
        'live view of the camera',
        `Only ${framesPerSecond} frames a second came; ${framesPerSecondMin} are the least to aim by.`,
        'Plug the camera straight into the board, no hub; look at the board’s temperature in the report.',
      );
    }
    if (different === 1 && frames.length > 1) {
      findings.fault(
        'live view of the camera',
        'The picture stands still: every frame is the same.',
        'Switch the body off and on.',
      );
    }
    if (longestPauseMs > pauseMsMax) findings.remark(`The picture once stood still for ${longestPauseMs} ms.`);
    return findings.result(`${framesPerSecond} frames a second, the first after ${Math.round(firstAfterMs)} ms`);
  },
};

interface Seen {
  readonly atMs: number;
  readonly hash: string;
  readonly bytes: Frame['bytes'];
}

async function watch(camera: Camera): Promise<{ frames: readonly Seen[]; firstAfterMs: number | undefined }> {
  const startedMs = performance.now();
  const frames: Seen[] = [];
  await new Promise<void>((resolve) => {
    const end = () => {
      stop();
      stopStatus();
      clearTimeout(timer);
      resolve();
    };
    let timer = setTimeout(end, firstFrameMsMax);
    const stop = camera.onFrame(({ bytes }) => {
      if (frames.length === 0) {
        clearTimeout(timer);
        timer = setTimeout(end, watchedMs);
      }
      frames.push({ atMs: performance.now(), hash: createHash('sha256').update(bytes).digest('hex'), bytes });
    });
    const stopStatus = camera.onStatus((status) => {
      if (status !== 'ready') end();
    });
  });
  const [first] = frames;
  return { frames, firstAfterMs: first && first.atMs - startedMs };
}
