/** What a camera writes beside its picture (Exif 2.32, CIPA DC-008): who made it, when, and how it was set. */
import type { Exif } from 'sharp';
import type { Subject } from '../picture-source.ts';

export interface ExifFacts {
  readonly subject: Subject;
  readonly serial: string;
  readonly takenAtMs: number;
  readonly description: string;
}

/** True of every drawn picture, wherever it may be found one day. */
export const drawnNotice = 'Drawn by Lentigo: no patient';

/** How a medical photographer sets the camera for each view. */
const settings = {
  //            shutter          aperture        sensitivity  focal length
  locating: { time: '1/125', stop: '80/10', iso: '200', focal: '350/10', lens: 'AF-S DX NIKKOR 35mm f/1.8G' },
  'close-up': { time: '1/200', stop: '160/10', iso: '100', focal: '600/10', lens: 'AF-S Micro NIKKOR 60mm f/2.8G ED' },
  dermoscopic: { time: '1/160', stop: '160/10', iso: '100', focal: '600/10', lens: 'AF-S Micro NIKKOR 60mm f/2.8G ED' },
  letter: { time: '1/125', stop: '80/10', iso: '200', focal: '350/10', lens: 'AF-S DX NIKKOR 35mm f/1.8G' },
} as const satisfies Record<Subject, Record<string, string>>;

/** `2026:01:05 09:00:00`, without zone as cameras have it; theirs is set to Greenwich. */
function cameraTime(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ');
}

export function exifOf(facts: ExifFacts): Exif {
  const set = settings[facts.subject];
  const time = cameraTime(facts.takenAtMs);
  return {
    IFD0: {
      ImageDescription: facts.description,
      Make: 'NIKON CORPORATION',
      Model: 'NIKON D7500',
      Software: 'Ver.1.11 simulated by Lentigo',
      DateTime: time,
      Copyright: drawnNotice,
    },
    IFD2: {
      ExposureTime: set.time,
      FNumber: set.stop,
      ISOSpeedRatings: set.iso,
      DateTimeOriginal: time,
      DateTimeDigitized: time,
      FocalLength: set.focal,
      ColorSpace: '1', // sRGB
      BodySerialNumber: facts.serial,
      LensModel: set.lens,
    },
  };
}
