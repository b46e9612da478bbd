/**
 * From bytes that a worker sent to a Photo: the station's process believes nothing that it can check itself.
 *
 * The worker parses what a camera sends, in C; if a camera ever got hold of it, its word would be worth nothing here.
 */

import type { CameraFacts, Photo } from '../ports.ts';
import { type BrokenJpeg, inspectJpeg } from './jpeg.ts';
import type { Outcome } from './protocol.ts';

export type Fetched = Extract<Outcome, { kind: 'fetched' }>;

/**
 * A photo, or the reason why the bytes are none. What stands behind EOI (padding, previews) is cut off: then the SHA-256 is
 * that of the bytes which are left. Hashes off the main thread, so that 20 MB do not hold up the screen.
 */
export async function photoFrom(
  fetched: Fetched,
  camera: CameraFacts,
): Promise<Photo | BrokenJpeg['reason'] | 'hash-differs'> {
  const whole = inspectJpeg(fetched.bytes, fetched.announcedBytes);
  if (whole.kind === 'broken') return whole.reason;
  if ((await sha256Of(fetched.bytes)) !== fetched.sha256) return 'hash-differs';
  const { widthPx, heightPx, lengthBytes } = whole;
  if (lengthBytes === fetched.bytes.length) {
    return { bytes: fetched.bytes, sha256: fetched.sha256, widthPx, heightPx, camera };
  }
  const bytes = fetched.bytes.slice(0, lengthBytes);
  return { bytes, sha256: await sha256Of(bytes), widthPx, heightPx, camera };
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest(
    'SHA-256',
    new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length),
  );
  return Buffer.from(digest).toString('hex');
}
