/** What a picture is called on its way to the pages. Types only; how it travels: `view.ts`. */

/** First byte of a binary message. */
export interface PictureTags {
  /** A frame of the live view: then the JPEG. */
  readonly live: 1;
  /** A reduced copy of the picture just taken, about 1024 pixels wide: then the JPEG. Sent again to a page that reconnects. */
  readonly taken: 2;
  /** A small copy for the strip, about 320 pixels wide: then the 36 characters of the picture's id in ASCII, then the JPEG. */
  readonly thumbnail: 3;
  /** An earlier picture of a lesion: then one byte of length, the lesion's id and the shot as `L1 close-up`, then the JPEG. */
  readonly earlier: 4;
}

/** One picture of the guided set, in the order in which they are taken. */
export type Shot = 'locating' | 'close-up' | 'dermoscopic' | 'dermoscopic-polarised';
