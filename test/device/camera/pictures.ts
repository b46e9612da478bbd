/** Pictures for a simulated camera, quick to make and never the same twice: what tells them apart is a comment. */
import sharp from 'sharp';
import type { PictureSource } from '../../../device/camera/simulated/picture-source.ts';

/** `label` is asked for each picture and goes into it, see `labelOf`. */
export async function testPictures(label: () => string): Promise<PictureSource> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const drawn = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#b48a78', noise } })
      .jpeg({ quality: 90 })
      .toBuffer();
  const picture = await drawn(1600, 1200);
  const small = await drawn(640, 424);
  let taken = 0;
  return {
    async take() {
      taken += 1;
      return withComment(picture, `picture ${taken}: ${label()}`);
    },
    frame: () => small,
    subject: () => undefined,
  };
}

/** A COM segment behind SOI. */
export function withComment(jpeg: Uint8Array, text: string): Uint8Array {
  const comment = Buffer.from(text, 'latin1');
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([head, comment, jpeg.subarray(2)]);
}

/** What was in front of the lens when `testPictures` took this; throws for any other picture. */
export function labelOf(jpeg: Uint8Array): string {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  if (bytes.readUInt32BE(0) !== 0xffd8fffe) throw new Error('no comment at the beginning');
  const text = bytes.toString('latin1', 6, 4 + bytes.readUInt16BE(4));
  return text.slice(text.indexOf(': ') + 2);
}
