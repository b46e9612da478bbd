/** Operation 9110: an initiator sets a property. Length, code, and the value as in an event record. */
import { type Body, clockSet, liveViewSwitched, setting, tell } from '../body/body.ts';
import type { Answer, Machine } from '../personality.ts';
import { responses } from '../ptp/codes.ts';
import { only } from '../ptp/store.ts';
import { codes, type EosProperty, momentOfLocalSeconds, properties, wantsLiveView } from './properties.ts';
import { readImageFormat } from './records.ts';

/** Canon's own response code. */
const batteryLow = 0xa101;
const headBytes = 8;

/** Properties whose value depends on another's. */
const followers: Readonly<Record<number, readonly number[]>> = { [codes.captureDestination]: [codes.availableShots] };

export function setProperty(data: Buffer, machine: Machine): Answer {
  if (data.length < headBytes || data.readUInt32LE(0) !== data.length) return only(responses.invalidDevicePropFormat);
  const code = data.readUInt32LE(4);
  const property = properties.find((each) => each.code === code);
  if (property === undefined) return only(responses.devicePropNotSupported);
  if (property.access === 'read') return only(responses.accessDenied);
  const value = read(property, data.subarray(headBytes));
  if (value === undefined) return only(responses.invalidDevicePropFormat);
  if (property.choices && !property.choices.includes(Number(value))) return only(responses.invalidDevicePropValue);
  const next = changed(code, value, machine);
  if (next === 'no-battery') return only(batteryLow);
  machine.become(
    tell(next, ...[code, ...(followers[code] ?? [])].map((each) => ({ kind: 'setting-changed', code: each }) as const)),
  );
  return only(responses.ok);
}

function changed(code: number, value: number | string, machine: Machine): Body | 'no-battery' {
  const body = machine.body();
  switch (code) {
    case codes.liveViewOutput: {
      const on = wantsLiveView(Number(value));
      return on && body.faults.has('battery-empty') ? 'no-battery' : liveViewSwitched(body, on ? 'on' : 'off');
    }
    case codes.utcTime:
      return clockSet(body, Number(value) * 1000, machine.nowMs());
    case codes.cameraTime:
      return clockSet(body, momentOfLocalSeconds(Number(value)), machine.nowMs());
    default:
      return setting(body, code, value);
  }
}

/** Numbers come in four bytes, of which the type says how many count. */
function read({ type }: EosProperty, bytes: Buffer): number | string | undefined {
  if (type === 'image-format') return readImageFormat(bytes);
  if (type === 'text') return bytes.at(-1) === 0 ? bytes.subarray(0, -1).toString('latin1') : undefined;
  if (bytes.length !== 4) return undefined;
  switch (type) {
    case 'u8':
      return bytes.readUInt8();
    case 'u16':
      return bytes.readUInt16LE();
    case 'u32':
      return bytes.readUInt32LE();
  }
}
