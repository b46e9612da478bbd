/**
 * Properties of a Nikon D7500: the standard's with Nikon's values, and from 0xD000 what libgphoto2's `config.c` expects of
 * a Nikon.
 */
import { type Body, settingOf } from '../body/body.ts';
import { properties as standard } from '../ptp/codes.ts';
import type { Property } from '../ptp/datasets.ts';
import { type OwnValue, oneOf, range, stillCamera } from '../ptp/settings.ts';

const codes = {
  acPower: 0xd101,
  recordingMedia: 0xd10b,
  orientation: 0xd10e,
  liveViewStatus: 0xd1a2,
  liveViewProhibited: 0xd1a4,
} as const;

/** NEF without a JPEG beside it. */
const rawCompression = 4;

export const shootsRaw = (body: Body): boolean => settingOf(body, standard.compression) === rawCompression;

/** Properties with Nikon's own values instead of the standard's. */
// biome-ignore format: a table is read by columns
const own: readonly Property[] = [
  { code: standard.compression,     type: 'u8',  access: 'read-write', factory: 2, form: oneOf(0, 1, 2, rawCompression) }, // JPEG basic, normal, fine; NEF
  { code: standard.whiteBalance,    type: 'u16', access: 'read-write', factory: 2, form: oneOf(2, 4, 5, 6, 7, 0x8010, 0x8011, 0x8012, 0x8013) },
  { code: standard.meteringMode,    type: 'u16', access: 'read-write', factory: 3, form: oneOf(2, 3, 4, 0x8010) },
  { code: standard.flashMode,       type: 'u16', access: 'read-write', factory: 2, form: oneOf(2, 4, 0x8010) },
  { code: codes.acPower,            type: 'u8',  access: 'read',       factory: 0, form: range(0, 1) },
  { code: codes.recordingMedia,     type: 'u8',  access: 'read-write', factory: 0, form: range(0, 1) },
  { code: codes.orientation,        type: 'u8',  access: 'read',       factory: 0, form: range(0, 3) }, // held level
  { code: codes.liveViewStatus,     type: 'u8',  access: 'read',       factory: 0, form: range(0, 1) },
  { code: codes.liveViewProhibited, type: 'u32', access: 'read',       factory: 0 },
];

export const properties: readonly Property[] = [
  ...stillCamera.filter((property) => own.every(({ code }) => code !== property.code)),
  ...own,
];

/** Bits of D1A4, why there can be no live view. */
const prohibitedBy = { battery: 1 << 8, pictureInRam: 1 << 12 } as const;

export function liveViewProhibited(body: Body): number {
  return (
    (body.faults.has('battery-empty') ? prohibitedBy.battery : 0) |
    (body.ram.length > 0 ? prohibitedBy.pictureInRam : 0)
  );
}

export const ownValue: OwnValue = (code, body) => {
  switch (code) {
    case codes.liveViewStatus:
      return body.liveView === 'on' ? 1 : 0;
    case codes.liveViewProhibited:
      return liveViewProhibited(body);
    default:
      return undefined;
  }
};
