/**
 * One binary message of the station: a byte that says what it is, for some kinds a name, then a JPEG.
 *
 *   1 JPEG                    live
 *   2 JPEG                    taken
 *   3 id(36) JPEG             thumbnail
 *   4 n name(n) JPEG          earlier: the lesion's id and the shot, `L1 close-up`
 */
import type { PictureTags } from '../../../services/station/api/picture.ts';

const tags: PictureTags = { live: 1, taken: 2, thumbnail: 3, earlier: 4 };

const thumbnailNameBytes = 36;

export type PictureKind = keyof PictureTags;

export interface PictureMessage {
  readonly kind: PictureKind;
  /** A thumbnail's picture; `lesion shot` of an earlier one; empty for the others, of which there is one at a time. */
  readonly name: string;
  readonly jpeg: Uint8Array<ArrayBuffer>;
}

/** Undefined for a kind that this page does not know: a newer station may send some. */
export function pictureMessage(message: ArrayBuffer): PictureMessage | undefined {
  const bytes = new Uint8Array(message);
  switch (bytes[0]) {
    case tags.live:
      return { kind: 'live', name: '', jpeg: bytes.subarray(1) };
    case tags.taken:
      return { kind: 'taken', name: '', jpeg: bytes.subarray(1) };
    case tags.thumbnail:
      return named('thumbnail', bytes, 1, thumbnailNameBytes);
    case tags.earlier:
      return named('earlier', bytes, 2, bytes[1] ?? 0);
    default:
      return undefined;
  }
}

function named(kind: PictureKind, bytes: Uint8Array<ArrayBuffer>, from: number, length: number): PictureMessage {
  const to = from + length;
  return { kind, name: new TextDecoder().decode(bytes.subarray(from, to)), jpeg: bytes.subarray(to) };
}
