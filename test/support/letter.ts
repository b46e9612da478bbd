/** A picture of a patient's letter with its code, as quick to make as a test needs it; the simulated camera draws better ones. */
import qrcode from 'qrcode';
import sharp from 'sharp';

/** A JPEG of 1600 × 1200 pixels. */
export async function letterPicture(...codes: readonly string[]): Promise<Uint8Array> {
  const squares = await Promise.all(codes.map((code) => qrcode.toBuffer(code, { width: 340, margin: 4 })));
  return sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#e9e4da' } })
    .composite(squares.map((input, place) => ({ input, left: 220 + place * 640, top: 420 })))
    .jpeg({ quality: 90 })
    .toBuffer();
}
