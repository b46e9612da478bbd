/** What gphoto2 is asked for again and again where cameras are in trouble. */
import * as assert from 'uvu/assert';
import { type Bench, bench, type Run, sha256 } from './bench.ts';

export type Desk = Pick<Bench, 'gphoto2' | 'gphoto2Watched' | 'camera'>;

export const hashes = ({ files }: Pick<Run, 'files'>): readonly string[] => [...files.values()].map(sha256);

export const capture = (desk: Desk): Promise<Run> => desk.gphoto2('--capture-image-and-download');

/** Takes home a picture that nobody asked for, as soon as there is one. */
export const waitForPicture = (desk: Desk): Promise<Run> => desk.gphoto2('--wait-event-and-download=FILEADDED');

/** Ended as soon as it has failed: by itself the command would wait three seconds more for a picture. */
export const failingCapture = (desk: Desk): Promise<Run> =>
  desk.gphoto2Watched(
    (text) => (/Could not (capture|get image)\./.test(text) ? 'enough' : undefined),
    '--capture-image-and-download',
  );

export async function takesThePictureItShows(desk: Desk): Promise<void> {
  assert.equal(hashes(await capture(desk)), desk.camera.sent().slice(-1));
}

/** A camera of one make, for as long as something is done with it. */
export async function withOne(
  options: Parameters<typeof bench>[0],
  act: (desk: Bench) => Promise<void>,
): Promise<void> {
  const desk = await bench(options);
  try {
    await act(desk);
  } finally {
    await desk.end();
  }
}
