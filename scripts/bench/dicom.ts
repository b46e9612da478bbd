/** Writing a picture of 20 MB as DICOM, against dcmjs writing the same object, both of its ways, and against a mere copy. */
import { data } from 'dcmjs';
import sharp from 'sharp';
import type { PictureRecord } from '../../services/hospital/dicom/api.ts';
import { dicomPicture } from '../../services/hospital/dicom/picture.ts';
import { print } from './line.ts';

const rounds = 9;
const warmRounds = 2;
const noiseOf20Mb = 40;

const record: PictureRecord = {
  parcel: '3f0f4b9e-9a3c-4c1e-8f43-0d6f0a2b7c11',
  filing: 1,
  visit: '7a1d2c3b-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  station: 'bench',
  siteName: 'Bench',
  takenAt: '2026-06-01T10:00:00.000Z',
  patient: {
    hospitalNumber: 'H1',
    nhsNumber: '9990000018',
    familyName: 'Bench',
    givenName: 'Ben',
    dateOfBirth: '1958-04-03',
  },
  referral: { id: 'c9f8e7d6-b5a4-4392-8170-6f5e4d3c2b1a', ubrn: '000012345678' },
  lesion: { id: 'lesion', ordinal: 1, site: 'left forearm', side: 'left', trackingUid: '2.25.1' },
  view: 'dermoscopic',
  polarised: true,
  camera: { manufacturer: 'Bench', model: 'Bench', serial: '1', firmware: '1' },
};

/** All of it: looking at the JPEG, checking every value, making the file. */
export async function benchDicom(): Promise<void> {
  const picture = await drawPicture();
  const object = async () => {
    const made = await dicomPicture(record, picture, { photographicOnly: false });
    if ('kind' in made) throw new Error(`the picture is unfit: ${made.detail}`);
    return made.file;
  };
  const read = data.DicomMessage.readFile(new Uint8Array(await object()).buffer);
  const ways = {
    ours: object,
    dcmjs: async () => new Uint8Array(read.write({})),
    'dcmjs, in one fragment': async () => new Uint8Array(read.write({ fragmentMultiframe: false })),
    'a copy of the picture': async () => Buffer.concat([picture]),
  };
  const { ours, ...peers } = await speeds(ways, picture.length);
  for (const [against, againstValue] of Object.entries(peers))
    print({ bench: 'DICOM object of 20 MB', value: ours, unit: 'MB/s', against, againstValue });
}

/** As large as a camera of 24 megapixels makes it at its best. */
function drawPicture(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: noiseOf20Mb } as const;
  return sharp({ create: { width: 6000, height: 4000, channels: 3, background: '#a87', noise } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/**
 * In turns, so that all meet the same memory and the same neighbours; the fastest round of each, because a round in which
 * the kernel has to hand out 20 MB of fresh pages measures the kernel (15 ms, more than the work itself).
 */
async function speeds<Way extends string>(
  ways: Readonly<Record<Way, () => Promise<Uint8Array>>>,
  bytes: number,
): Promise<Record<Way, number>> {
  const tookMs = new Map<string, number[]>();
  for (let round = 0; round < warmRounds + rounds; round++) {
    for (const [name, work] of Object.entries<() => Promise<Uint8Array>>(ways)) {
      const startedMs = performance.now();
      const file = await work();
      const ms = performance.now() - startedMs;
      if (file.length < bytes) throw new Error('the object is smaller than its picture');
      if (round >= warmRounds) tookMs.set(name, [...(tookMs.get(name) ?? []), ms]);
    }
  }
  const mb = bytes / (1024 * 1024);
  return Object.fromEntries([...tookMs].map(([name, all]) => [name, (mb * 1000) / Math.min(...all)])) as Record<
    Way,
    number
  >;
}
