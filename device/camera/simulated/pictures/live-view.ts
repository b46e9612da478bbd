/** Live view from a still picture: a short loop of small JPEGs that sways and shimmers as a picture in the hand does. */
import sharp, { type OutputInfo } from 'sharp';

export const frameWidthPx = 1024;
export const frameHeightPx = 680;

/** Frames of one loop: at 30 a second it closes every four fifths of a second, about as often as a hand trembles. */
export const loopFrames = 24;

const swayPx = 7; // how far the frame wanders over the picture, each way
const frameQuality = 80;
const darkGround = { r: 18, g: 19, b: 21 };

/** `fill` crops what does not fit the frame, `whole` shows all of it on a dark ground. */
export type Fit = 'fill' | 'whole';

/** A live view that goes round for as long as it is asked. */
export interface LiveView {
  /** The next frame. In the first round each frame is encoded when it is asked for, afterwards it is there at once. */
  next(): Uint8Array | Promise<Uint8Array>;
}

/**
 * Reduces the picture to one scene for the loop. Frames share their memory with the loop: not to be written to.
 * Rejects when the bytes are not a picture.
 */
export async function liveView(jpeg: Uint8Array, fit: Fit): Promise<LiveView> {
  const scene = await sharp(jpeg)
    .autoOrient()
    .resize(frameWidthPx + 2 * swayPx, frameHeightPx + 2 * swayPx, {
      fit: fit === 'fill' ? 'cover' : 'contain',
      background: darkGround,
    })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const frames: (Uint8Array | Promise<Uint8Array>)[] = [];
  let asked = 0;
  return {
    next() {
      const i = asked % loopFrames;
      asked += 1;
      const known = frames[i];
      if (known !== undefined) return known;
      const encoding = encoded(scene.data, scene.info, i).then((frame) => {
        frames[i] = frame;
        return frame;
      });
      frames[i] = encoding;
      return encoding;
    },
  };
}

function encoded(scene: Buffer, raw: OutputInfo, frame: number): Promise<Uint8Array> {
  const turn = (frame / loopFrames) * 2 * Math.PI; // whole turns only: the last frame leads into the first
  const left = Math.round(swayPx * (1 + 0.62 * Math.sin(turn) + 0.3 * Math.sin(3 * turn + 1)));
  const top = Math.round(swayPx * (1 + 0.5 * Math.cos(turn + 0.6) + 0.35 * Math.sin(2 * turn)));
  const brightness = 1 + 0.012 * Math.sin(2 * turn) + 0.008 * Math.sin(5 * turn);
  return sharp(scene, { raw: { width: raw.width, height: raw.height, channels: raw.channels } })
    .extract({ left, top, width: frameWidthPx, height: frameHeightPx })
    .linear(brightness, 0)
    .jpeg({ quality: frameQuality, optimiseCoding: false })
    .toBuffer();
}
