/**
 * Properties of a Nikon D7500, as many as an initiator needs to take pictures and to read like a real body. Values and
 * forms follow the standard (ISO 15740, section 13.5) and, from 0xD000, what libgphoto2's `config.c` expects of a Nikon.
 */
import type { Body } from '../body.ts';
import { dateTime, type Property, type PropertyValue } from '../ptp/datasets.ts';

export const codes = {
  batteryLevel: 0x5001,
  dateTime: 0x5011,
  acPower: 0xd101,
  recordingMedia: 0xd10b,
  liveViewStatus: 0xd1a2,
  liveViewProhibited: 0xd1a4,
} as const;

const oneOf = (...values: readonly PropertyValue[]) => ({ kind: 'one-of', values }) as const;
const range = (from: number, to: number, step = 1) => ({ kind: 'range', from, to, step }) as const;
const sizes = ['5568x3712', '4176x2784', '2784x1856'] as const;
const exposureTimes = [1, 5, 10, 20, 40, 50, 80, 100, 125, 166, 200, 333, 400, 666, 1000, 2000, 5000, 10_000]; // 0.1 ms
const apertures = [280, 350, 400, 560, 800, 1100, 1600, 2200]; // hundredths
const sensitivities = [100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200];

// biome-ignore format: a table is read by columns
export const properties: readonly Property[] = [
  { code: codes.batteryLevel,     type: 'u8',   access: 'read',       factory: 100,       form: range(0, 100) },
  { code: 0x5003,                 type: 'text', access: 'read-write', factory: sizes[0],  form: oneOf(...sizes) },
  { code: 0x5004,                 type: 'u8',   access: 'read-write', factory: 2,         form: oneOf(0, 1, 2) }, // JPEG basic, normal, fine
  { code: 0x5005,                 type: 'u16',  access: 'read-write', factory: 2,         form: oneOf(2, 4, 5, 6, 7, 0x8010, 0x8011, 0x8012, 0x8013) },
  { code: 0x5007,                 type: 'u16',  access: 'read-write', factory: 1100,      form: oneOf(...apertures) },
  { code: 0x5008,                 type: 'u32',  access: 'read',       factory: 6000,      form: range(6000, 6000, 100) }, // 60 mm
  { code: 0x500a,                 type: 'u16',  access: 'read',       factory: 1,         form: oneOf(1) }, // manual: the dermoscope is at a fixed distance
  { code: 0x500b,                 type: 'u16',  access: 'read-write', factory: 3,         form: oneOf(2, 3, 4, 0x8010) },
  { code: 0x500c,                 type: 'u16',  access: 'read-write', factory: 2,         form: oneOf(2, 4, 0x8010) },
  { code: 0x500d,                 type: 'u32',  access: 'read-write', factory: 80,        form: oneOf(...exposureTimes) },
  { code: 0x500e,                 type: 'u16',  access: 'read',       factory: 1,         form: oneOf(1, 2, 3, 4) },
  { code: 0x500f,                 type: 'u16',  access: 'read-write', factory: 200,       form: oneOf(...sensitivities) },
  { code: 0x5010,                 type: 'i16',  access: 'read-write', factory: 0,         form: oneOf(-1000, -666, -333, 0, 333, 666, 1000) },
  { code: codes.dateTime,         type: 'text', access: 'read',       factory: '' },
  { code: 0x5013,                 type: 'u16',  access: 'read',       factory: 1,         form: oneOf(1) }, // one picture for one press
  { code: codes.acPower,          type: 'u8',   access: 'read',       factory: 0,         form: range(0, 1) },
  { code: codes.recordingMedia,   type: 'u8',   access: 'read-write', factory: 0,         form: range(0, 1) },
  { code: 0xd10e,                 type: 'u8',   access: 'read',       factory: 0,         form: range(0, 3) }, // held level
  { code: codes.liveViewStatus,     type: 'u8',   access: 'read',       factory: 0,         form: range(0, 1) },
  { code: codes.liveViewProhibited, type: 'u32',  access: 'read',       factory: 0 },
];

/** Bits of D1A4, why there can be no live view. */
const prohibitedBy = { battery: 1 << 8, pictureInRam: 1 << 12 } as const;

export function liveViewProhibited(body: Body): number {
  return (
    (body.faults.has('battery-empty') ? prohibitedBy.battery : 0) |
    (body.ram.length > 0 ? prohibitedBy.pictureInRam : 0)
  );
}

/** A property's value now: what the body says, what was set, or how it left the factory. */
export function currentValue(property: Property, body: Body, nowMs: number): PropertyValue {
  switch (property.code) {
    case codes.batteryLevel:
      return body.faults.has('battery-empty') ? 0 : property.factory;
    case codes.dateTime:
      return dateTime(nowMs);
    case codes.liveViewStatus:
      return body.liveView === 'on' ? 1 : 0;
    case codes.liveViewProhibited:
      return liveViewProhibited(body);
    default:
      return body.settings.get(property.code) ?? property.factory;
  }
}

/** Whether an initiator may set the property to this. */
export function allows({ form }: Property, value: PropertyValue): boolean {
  if (form === undefined) return true;
  if (form.kind === 'one-of') return form.values.includes(value);
  return typeof value === 'number' && value >= form.from && value <= form.to && (value - form.from) % form.step === 0;
}
