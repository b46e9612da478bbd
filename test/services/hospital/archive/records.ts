/** Invented pictures and what the record says of them. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { PictureRecord, Rejection } from '../../../../services/hospital/dicom/api.ts';

export const asIs = { photographicOnly: false } as const;

/** A JPEG that nobody has seen before, of an odd or even length as asked: a few kilobytes, or about one megabyte. */
export async function photo({ odd = false, large = false } = {}): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 140, sigma: 30 } as const;
  const height = large ? 1600 : 48;
  for (let width = large ? 2000 : 64, tries = 0; tries < 32; width += 2, tries++) {
    const jpeg = await sharp({ create: { width, height, channels: 3, background: '#c8a090', noise } })
      .jpeg({ quality: 90 })
      .toBuffer();
    if ((jpeg.length % 2 === 1) === odd) return jpeg;
  }
  throw new Error('no picture of that length came out');
}

/** One picture of Margaret's shin, or of whom `changes` say. */
export function recordOf(changes: Partial<PictureRecord> = {}): PictureRecord {
  return {
    parcel: randomUUID(),
    filing: 1,
    visit: randomUUID(),
    station: 'histon-1',
    siteName: 'Histon Health Centre',
    takenAt: '2026-11-22T09:31:07.250Z',
    patient: {
      hospitalNumber: `H${randomUUID().slice(0, 8)}`,
      nhsNumber: '9990000018',
      familyName: 'Okonkwo-Bright',
      givenName: 'Margaret',
      dateOfBirth: '1958-04-03',
      sex: 'female',
    },
    referral: { id: randomUUID(), ubrn: '000049934881' },
    lesion: { id: 'L1', ordinal: 1, site: 'Shin', side: 'left', trackingUid: uid() },
    view: 'close-up',
    polarised: false,
    camera: { manufacturer: 'Invented', model: 'Body One', serial: '0001', firmware: '1.0' },
    ...changes,
  };
}

export function uid(): string {
  return `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
}

export function rejectionOf(record: PictureRecord, objects: Rejection['rejected'], studyUid: string): Rejection {
  return { patient: record.patient, studyUid, rejected: objects, at: '2026-11-22T11:00:00.000Z', id: randomUUID() };
}
