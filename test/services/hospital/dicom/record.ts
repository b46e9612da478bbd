/** What the tests of the DICOM writer have in common: an invented record, drawn pictures, and the tools that judge. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type JpegOptions } from 'sharp';
import type { DicomOptions, DicomPicture, PictureRecord } from '../../../../services/hospital/dicom/api.ts';
import { dicomPicture } from '../../../../services/hospital/dicom/picture.ts';

const toolMsMax = 60_000;
const outputBytesMax = 64 * 1024 * 1024;

export const record: PictureRecord = {
  parcel: '3f0f4b9e-9a3c-4c1e-8f43-0d6f0a2b7c11',
  filing: 1,
  visit: '7a1d2c3b-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  station: 'ely-cdc-1',
  siteName: 'Ely Community Diagnostic Centre',
  takenAt: '2026-06-01T23:30:12.345Z',
  patient: {
    hospitalNumber: 'H0012345',
    nhsNumber: '9990000018',
    familyName: 'Okafor',
    givenName: 'Ada',
    dateOfBirth: '1958-04-03',
    sex: 'female',
  },
  referral: { id: 'c9f8e7d6-b5a4-4392-8170-6f5e4d3c2b1a', ubrn: '000012345678' },
  lesion: {
    id: 'referral-17-lesion-2',
    ordinal: 2,
    site: 'left forearm, near the elbow',
    side: 'left',
    code: { scheme: 'SCT', code: '41550009', meaning: 'Skin of posterior surface of forearm' },
    trackingUid: '2.25.146327570546746950635507982865702690422',
  },
  view: 'dermoscopic',
  polarised: true,
  camera: { manufacturer: 'Nikon Corporation', model: 'Z 5', serial: '3001234', firmware: '1.42' },
};

export const options: DicomOptions = { photographicOnly: false };

/** Every corner has a colour of its own, so that a wrong turn shows; between them lies noise, so that it is a picture. */
export async function draw(
  widthPx: number,
  heightPx: number,
  jpeg: JpegOptions & { readonly orientation?: number; readonly profile?: string } = {},
): Promise<Buffer> {
  const { orientation, profile, ...how } = jpeg;
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const;
  const corner = (colour: string, left: number, top: number) => ({
    input: { create: { width: 64, height: 64, channels: 3 as const, background: colour } },
    left,
    top,
  });
  let image = sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: '#a87', noise } }).composite(
    [
      corner('#d22', 0, 0),
      corner('#2d2', widthPx - 64, 0),
      corner('#22d', 0, heightPx - 64),
      corner('#dd2', widthPx - 64, heightPx - 64),
    ],
  );
  if (profile !== undefined) image = image.withIccProfile(profile);
  if (orientation !== undefined) image = image.withMetadata({ orientation });
  return image.jpeg({ quality: 85, ...how }).toBuffer();
}

export async function made(
  changes: Partial<PictureRecord>,
  picture: Uint8Array,
  how: DicomOptions = options,
): Promise<DicomPicture> {
  const object = await dicomPicture({ ...record, ...changes }, picture, how);
  if ('kind' in object) throw new Error(`the picture is unfit: ${object.why}, ${object.detail}`);
  return object;
}

/** A folder for the tools that read files; gone when `work` is done. */
export async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lentigo-dicom-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What dciodvfy (dicom3tools) finds: it knows the modules of every kind of object. */
export function verdict(
  file: Uint8Array,
): Promise<{ readonly kindOfObject: string; readonly errors: readonly string[] }> {
  return inFolder((folder) => {
    const path = join(folder, 'object.dcm');
    writeFileSync(path, file);
    const { stdout, stderr } = spawnSync('dciodvfy', [path], { encoding: 'utf8', timeout: toolMsMax });
    const lines = `${stdout}${stderr}`.split('\n');
    return {
      kindOfObject: lines.find((line) => /^[A-Z]\w+$/.test(line)) ?? 'nothing it knows',
      errors: lines.filter((line) => /^(Error|Abort)/.test(line)),
    };
  });
}

/** Output of a tool of dcmtk or libjpeg-turbo that reads a file. */
export function tool(name: string, args: readonly string[], file: Uint8Array): Promise<Buffer> {
  return inFolder((folder) => {
    const path = join(folder, 'file');
    writeFileSync(path, file);
    return execFileSync(name, [...args, path], {
      timeout: toolMsMax,
      maxBuffer: outputBytesMax,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  });
}
