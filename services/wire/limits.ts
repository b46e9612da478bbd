/** How big and how many: every limit of what travels, in one place. Measurements: facts on transfer. */

/** Bytes of a parcel in one message. With a window of 4 to 8 this fills every link that was tried. */
export const chunkBytes = 256 * 1024;

/** The largest parcel. A picture of the largest body named for the station is about 60 MB. */
export const parcelBytesMax = 256 * 1024 * 1024;

/** The most bytes in the readable part of a parcel, its newline included: a visit record with twenty signatures and every answer fits. */
export const lineBytesMax = 1024 * 1024;

/** Chunks under way before the hospital has said that it holds them: at first, and once a link has shown that it carries them. */
export const windowAtFirst = 4;
export const windowMax = 8;

/** The most bytes in a message of JSON. */
export const documentBytesMax = 64 * 1024;

/** The most bytes in any message, with room for a chunk and its properties: the broker refuses more. */
export const messageBytesMax = 2 * chunkBytes;

/** The most characters of a sealed worklist in base64: about four hundred appointments. */
export const worklistBytesMax = 448 * 1024;

/** The most characters in base64 of one earlier picture in a worklist: 320 pixels wide at a modest quality. */
export const earlierCharactersMax = 24 * 1024;
