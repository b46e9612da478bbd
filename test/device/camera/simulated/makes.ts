/** Every make of simulated camera side by side: what holds for a camera is tried with all of them at once. */
import { type PersonalityName, personalityNames } from '../../../../device/camera/simulated/makes.ts';
import { type Bench, bench } from './bench.ts';

/** What gphoto2 calls things with each make. */
export interface MakeFacts {
  readonly summary: readonly string[];
  /** Settings that a station wants to be sure of: name, a value that is not the factory's, the factory's. */
  readonly settings: readonly (readonly [name: string, other: string, factory: string])[];
  /** The first picture that gphoto2 takes without being told where to. */
  readonly firstPicture: string;
  readonly rawPicture: string;
  readonly folder: string;
  readonly firstOnCard: string;
  /** The file of a single live view picture. The plain camera's stream has no type that gphoto2 could go by. */
  readonly preview: string;
  /** How gphoto2 is asked for twenty or more of them. Without a type it makes no film. */
  readonly manyFrames: readonly string[];
}

export const makeFacts: Readonly<Record<PersonalityName, MakeFacts>> = {
  nikon: {
    summary: ['Manufacturer: Nikon Corporation', 'Model: D7500', 'Version: V1.11'],
    settings: [
      ['iso', '400', '200'],
      ['f-number', 'f/16', 'f/11'],
      ['shutterspeed', '0.0050s', '0.0080s'],
      ['whitebalance', 'Daylight', 'Automatic'],
      ['imagequality', 'JPEG Normal', 'JPEG Fine'],
    ],
    firstPicture: 'capt0000.jpg',
    rawPicture: 'capt0000.nef',
    folder: '/store_00010001/DCIM/100D7500',
    firstOnCard: 'DSC_0001.JPG',
    preview: 'capture_preview.jpg',
    manyFrames: ['--capture-movie=30'],
  },
  'canon-eos': {
    summary: ['Manufacturer: Canon Inc.', 'Model: Canon EOS 90D', 'Version: 3-1.1.1', 'Canon EOS Capture 2'],
    settings: [
      ['iso', '400', '200'],
      ['aperture', '16', '11'],
      ['shutterspeed', '1/200', '1/125'],
      ['whitebalance', 'Daylight', 'Auto'],
      ['imageformat', 'Medium Fine JPEG', 'Large Fine JPEG'],
      ['ownername', 'Clinic 7', ''],
    ],
    firstPicture: 'capt0000.jpg',
    rawPicture: 'capt0000.cr3',
    folder: '/store_00020001/DCIM/100CANON',
    firstOnCard: 'IMG_0001.JPG',
    preview: 'capture_preview.jpg',
    manyFrames: ['--capture-movie=30'],
  },
  'ptp-1.1': {
    summary: ['Model: PTP 1.1 Camera', 'PTP Standard Version: 1.10', 'Generic Image Capture', 'Video: dss: 36'],
    settings: [
      ['iso', '400', '200'],
      ['f-number', 'f/16', 'f/11'],
      ['shutterspeed', '0.0050s', '0.0080s'],
      ['whitebalance', 'Daylight', 'Automatic'],
      ['imagequality', 'Unknown value 0001', 'Unknown value 0002'], // the standard leaves their meaning to the maker
    ],
    firstPicture: 'PICT0001.JPG',
    rawPicture: 'PICT0001.DNG',
    folder: '/store_00010001/DCIM/100PTP11',
    firstOnCard: 'PICT0001.JPG',
    preview: 'capture_preview',
    manyFrames: Array.from({ length: 20 }, () => '--capture-preview'),
  },
};

export interface MakeDesk extends Bench {
  readonly make: PersonalityName;
  readonly facts: MakeFacts;
}

export interface Desks {
  /** Does the same with every make, all at the same time. What fails says with which make. */
  each(act: (desk: MakeDesk) => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

export async function everyMake(options: Parameters<typeof bench>[0] = {}): Promise<Desks> {
  const desks: readonly MakeDesk[] = await Promise.all(
    personalityNames.map(async (make) => {
      const desk = await bench({ ...options, personality: make });
      return { ...desk, make, facts: makeFacts[make] };
    }),
  );
  return {
    async each(act) {
      const outcomes = await Promise.allSettled(desks.map((desk) => act(desk)));
      for (const [place, outcome] of outcomes.entries()) {
        if (outcome.status === 'fulfilled') continue;
        if (outcome.reason instanceof Error)
          outcome.reason.message = `${desks[place]?.make}: ${outcome.reason.message}`;
        throw outcome.reason;
      }
    },
    async end() {
      await Promise.all(desks.map((desk) => desk.end()));
    },
  };
}
