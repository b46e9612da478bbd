/**
 * The pictures that come over the socket, of which only the newest is worth drawing.
 *
 *   bytes ──► waiting (one, the newest) ──decode──► draw
 *                 └ replaced by a newer one: dropped
 *
 * A message is one byte that says what it is, then a JPEG. Every live picture, drawn or dropped, is reported with
 * `done`: the station sends no more than two that have not been.
 */
import type { PictureTags } from '../../../services/station/api.ts';

const tags: PictureTags = { live: 1, taken: 2 };

export type PictureKind = keyof PictureTags;

export interface PictureSink<Picture> {
  decode(jpeg: Uint8Array<ArrayBuffer>): Promise<Picture>;
  draw(kind: PictureKind, picture: Picture): void;
  /** A live picture was dealt with. */
  done(): void;
}

/** Returns what to call with each binary message. */
export function latestPicture<Picture>(sink: PictureSink<Picture>): (message: ArrayBuffer) => void {
  const waiting = new Map<PictureKind, Uint8Array<ArrayBuffer>>(); // at most one of each kind
  let decoding = false;

  async function drawWaiting(): Promise<void> {
    decoding = true;
    for (;;) {
      const kind = waiting.has('taken') ? 'taken' : 'live'; // the picture just taken goes first
      const jpeg = waiting.get(kind);
      if (!jpeg) break;
      waiting.delete(kind);
      const picture = await sink.decode(jpeg).catch(undrawable);
      if (picture !== undefined) sink.draw(kind, picture);
      if (kind === 'live') sink.done();
    }
    decoding = false;
  }

  return (message) => {
    const bytes = new Uint8Array(message);
    const kind = bytes[0] === tags.live ? 'live' : bytes[0] === tags.taken ? 'taken' : undefined;
    if (!kind) return; // a newer station may send kinds that this page does not know
    if (kind === 'live' && waiting.has('live')) sink.done();
    waiting.set(kind, bytes.subarray(1));
    if (!decoding) void drawWaiting();
  };
}

/** A JPEG that the browser cannot read is left out. The photographer sees it: the live view says when it stands still. */
function undrawable(): undefined {
  return undefined;
}
