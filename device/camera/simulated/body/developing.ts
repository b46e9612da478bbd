/** From what the lens saw to the file that the camera holds: usually the JPEG as it is. */
import { jpegSize } from '../jpeg-size.ts';
import type { Body, HeldPicture } from './body.ts';
import { hugePictureBytes } from './conditions.ts';

/** How a make names and writes its files. */
export interface FileStyle {
  /** What stands before the number: `DSC_`. */
  readonly prefix: string;
  readonly raw: {
    readonly extension: string;
    /** The settings ask for raw files. */
    isChosen(body: Body): boolean;
    /** A raw file that carries this JPEG as real ones carry a preview. */
    file(jpeg: Uint8Array): Uint8Array;
  };
}

/** What was before the lens. */
export interface Shot {
  readonly jpeg: Uint8Array;
  /** The live view's last frame. */
  readonly frame: Uint8Array;
  readonly takenAtMs: number;
  /** Counts the camera's exposures, from 1. */
  readonly number: number;
  readonly isOld: boolean;
}

/** Handles of pictures begin here; those of folders lie below. */
export const firstPictureHandle = 0x100;
/** Names count to this and begin again (JEITA CP-3461, DCF). */
const nameNumberMax = 9999;

/** Throws when the shot is not a JPEG: its source is ours. */
export function developed(shot: Shot, body: Body, style: FileStyle): HeldPicture {
  const { faults } = body;
  const { jpeg, frame, number, takenAtMs, isOld } = shot;
  const format = faults.has('raw-picture') || style.raw.isChosen(body) ? 'raw' : 'jpeg';
  const file = format === 'raw' ? style.raw.file(jpeg) : jpeg;
  const bytes = faults.has('empty-picture') ? file.subarray(0, 0) : file;
  const nameNumber = String(((number - 1) % nameNumberMax) + 1).padStart(4, '0');
  return {
    handle: firstPictureHandle + number,
    name: `${style.prefix}${nameNumber}.${format === 'raw' ? style.raw.extension : 'JPG'}`,
    ...{ format, bytes, takenAtMs, isOld },
    lengthBytes: faults.has('huge-picture') && bytes.length > 0 ? hugePictureBytes : bytes.length,
    ...jpegSize(jpeg),
    thumb: { bytes: frame, ...jpegSize(frame) },
  };
}
