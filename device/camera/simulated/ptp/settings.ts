/**
 * Properties as the standard describes them (ISO 15740, section 13), whatever the make: what they are now, and what an
 * initiator may make of them. Dates and times are the camera's own clock.
 */
import { type Body, cameraTimeMs, clockSet, setting, settingOf } from '../body/body.ts';
import type { Answer, Machine } from '../personality.ts';
import { properties as codes, operations, responses } from './codes.ts';
import {
  dateTime,
  momentOf,
  type Property,
  type PropertyValue,
  propertyDescription,
  propertyValue,
  readPropertyValue,
} from './datasets.ts';
import { given, only } from './store.ts';

/** What a property of this make says that is not simply what was set; undefined: that. */
export type OwnValue = (code: number, body: Body) => PropertyValue | undefined;

export const oneOf = (...values: readonly PropertyValue[]) => ({ kind: 'one-of', values }) as const;
export const range = (from: number, to: number, step = 1) => ({ kind: 'range', from, to, step }) as const;

const sizes = ['5568x3712', '4176x2784', '2784x1856'] as const;
const exposureTimes = [1, 5, 10, 20, 40, 50, 80, 100, 125, 166, 200, 333, 400, 666, 1000, 2000, 5000, 10_000]; // 0.1 ms
const apertures = [280, 350, 400, 560, 800, 1100, 1600, 2200]; // hundredths
const sensitivities = [100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200];

/** What a still camera lets an initiator see and set, in the standard's own properties and values. */
// biome-ignore format: a table is read by columns
export const stillCamera: readonly Property[] = [
  { code: codes.batteryLevel,     type: 'u8',   access: 'read',       factory: 100,      form: range(0, 100) },
  { code: codes.imageSize,        type: 'text', access: 'read-write', factory: sizes[0], form: oneOf(...sizes) },
  { code: codes.compression,      type: 'u8',   access: 'read-write', factory: 2,        form: oneOf(0, 1, 2) },
  { code: codes.whiteBalance,     type: 'u16',  access: 'read-write', factory: 2,        form: oneOf(1, 2, 4, 5, 6, 7) },
  { code: codes.fNumber,          type: 'u16',  access: 'read-write', factory: 1100,     form: oneOf(...apertures) },
  { code: codes.focalLength,      type: 'u32',  access: 'read',       factory: 6000,     form: range(6000, 6000, 100) }, // 60 mm
  { code: codes.focusMode,        type: 'u16',  access: 'read',       factory: 1,        form: oneOf(1) }, // manual: the dermoscope is at a fixed distance
  { code: codes.meteringMode,     type: 'u16',  access: 'read-write', factory: 3,        form: oneOf(2, 3, 4) },
  { code: codes.flashMode,        type: 'u16',  access: 'read-write', factory: 2,        form: oneOf(2, 4) },
  { code: codes.exposureTime,     type: 'u32',  access: 'read-write', factory: 80,       form: oneOf(...exposureTimes) },
  { code: codes.exposureProgram,  type: 'u16',  access: 'read',       factory: 1,        form: oneOf(1, 2, 3, 4) },
  { code: codes.exposureIndex,    type: 'u16',  access: 'read-write', factory: 200,      form: oneOf(...sensitivities) },
  { code: codes.exposureBias,     type: 'i16',  access: 'read-write', factory: 0,        form: oneOf(-1000, -666, -333, 0, 333, 666, 1000) },
  { code: codes.dateTime,         type: 'text', access: 'read-write', factory: '' },
  { code: codes.stillCaptureMode, type: 'u16',  access: 'read',       factory: 1,        form: oneOf(1) }, // one picture for one press
];

/** What a body does to itself that `drifted-setting`: the smallest files, and a sensitivity for moonlight. */
export const drift: ReadonlyMap<number, PropertyValue> = new Map([
  [codes.compression, 0],
  [codes.exposureIndex, 6400],
]);

/** `GetDevicePropDesc` and `GetDevicePropValue`. */
export function readProperty(
  operation: number,
  code: number | undefined,
  machine: Machine,
  properties: readonly Property[],
  own: OwnValue,
): Answer {
  const found = properties.find((each) => each.code === code);
  if (found === undefined) return only(responses.devicePropNotSupported);
  const value = valueNow(found, machine, own);
  return given(
    operation === operations.getDevicePropDesc ? propertyDescription(found, value) : propertyValue(found.type, value),
  );
}

function valueNow({ code, factory }: Property, machine: Machine, own: OwnValue): PropertyValue {
  const body = machine.body();
  if (code === codes.batteryLevel) return body.faults.has('battery-empty') ? 0 : factory;
  if (code === codes.dateTime) return dateTime(cameraTimeMs(body, machine.nowMs()));
  return own(code, body) ?? settingOf(body, code) ?? factory;
}

/** `SetDevicePropValue`. */
export function writeProperty(
  code: number | undefined,
  data: Buffer,
  machine: Machine,
  properties: readonly Property[],
): Answer {
  const found = properties.find((each) => each.code === code);
  if (found === undefined) return only(responses.devicePropNotSupported);
  if (found.access === 'read') return only(responses.accessDenied);
  const value = readPropertyValue(found.type, data);
  if (value === undefined) return only(responses.invalidDevicePropFormat);
  if (found.code === codes.dateTime) return setClock(momentOf(String(value)), machine);
  if (!allows(found, value)) return only(responses.invalidDevicePropValue);
  machine.become(setting(machine.body(), found.code, value));
  return only(responses.ok);
}

function setClock(toMs: number | undefined, machine: Machine): Answer {
  if (toMs === undefined) return only(responses.invalidDevicePropValue);
  machine.become(clockSet(machine.body(), toMs, machine.nowMs()));
  return only(responses.ok);
}

/** Whether an initiator may set the property to this. */
function allows({ form }: Property, value: PropertyValue): boolean {
  if (form === undefined) return true;
  if (form.kind === 'one-of') return form.values.includes(value);
  return typeof value === 'number' && value >= form.from && value <= form.to && (value - form.from) % form.step === 0;
}
