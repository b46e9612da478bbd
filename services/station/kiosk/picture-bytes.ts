/** Pictures as binary messages: one byte that says what it is, for some kinds a name, then the JPEG; see `api/view.ts`. */
import type { PictureTags } from '../api/picture.ts';
import type { PictureMessage } from '../pictures/shelf.ts';

export const pictureTags: PictureTags = { live: 1, taken: 2, thumbnail: 3, earlier: 4 };

export function liveMessage(jpeg: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(pictureTags.live), jpeg]);
}

export function pictureBytes(picture: PictureMessage): Buffer {
  const tag = Buffer.of(pictureTags[picture.kind]);
  switch (picture.kind) {
    case 'taken':
      return Buffer.concat([tag, picture.jpeg]);
    case 'thumbnail':
      return Buffer.concat([tag, Buffer.from(picture.id, 'ascii'), picture.jpeg]);
    case 'earlier': {
      const name = Buffer.from(`${picture.lesion} ${picture.shot}`);
      return Buffer.concat([tag, Buffer.of(name.length), name, picture.jpeg]);
    }
  }
}
