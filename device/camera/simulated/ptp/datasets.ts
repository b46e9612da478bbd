/** The datasets of the standard as bytes (ISO 15740, section 5.5). What they say comes from a personality and the body. */
import type { SettingValue } from '../body/body.ts';
import { i8, i16, join, text, u8, u16, u16s, u32, u64 } from './little-endian.ts';

export interface DeviceInfo {
  /** Of the standard, in hundredths: 100, or 110 for its edition with streams. */
  readonly standardVersion: 100 | 110;
  readonly vendorExtension: number;
  readonly vendorExtensionText: string;
  readonly operations: readonly number[];
  readonly events: readonly number[];
  readonly properties: readonly number[];
  readonly captureFormats: readonly number[];
  readonly imageFormats: readonly number[];
  readonly manufacturer: string;
  readonly model: string;
  readonly firmware: string;
  readonly serial: string;
}

const functionalMode = 0;

export const deviceInfo = (info: DeviceInfo): Buffer =>
  join(
    u16(info.standardVersion),
    u32(info.vendorExtension),
    u16(100),
    text(info.vendorExtensionText),
    u16(functionalMode),
    u16s(info.operations),
    u16s(info.events),
    u16s(info.properties),
    u16s(info.captureFormats),
    u16s(info.imageFormats),
    text(info.manufacturer),
    text(info.model),
    text(info.firmware),
    text(info.serial),
  );

export interface StorageInfo {
  readonly capacityBytes: number;
  readonly freeBytes: number;
  readonly freePictures: number;
  readonly description: string;
  readonly label: string;
}

const removableRam = 4;
const designRuleForCameraFileSystem = 3;
const readWrite = 0;

export const storageInfo = (info: StorageInfo): Buffer =>
  join(
    u16(removableRam),
    u16(designRuleForCameraFileSystem),
    u16(readWrite),
    u64(info.capacityBytes),
    u64(info.freeBytes),
    u32(info.freePictures),
    text(info.description),
    text(info.label),
  );

export interface ObjectInfo {
  readonly storage: number;
  readonly format: number;
  readonly bytes: number;
  readonly thumb?: {
    readonly format: number;
    readonly bytes: number;
    readonly widthPx: number;
    readonly heightPx: number;
  };
  readonly widthPx: number;
  readonly heightPx: number;
  readonly parent: number;
  /** 1 for a folder, 0 for a picture. */
  readonly associationType: number;
  readonly name: string;
  readonly takenAtMs: number;
}

const bitsPerPixel = 24;

export const objectInfo = (info: ObjectInfo): Buffer =>
  join(
    u32(info.storage),
    u16(info.format),
    u16(0), // not protected
    u32(info.bytes),
    u16(info.thumb?.format ?? 0),
    u32(info.thumb?.bytes ?? 0),
    u32(info.thumb?.widthPx ?? 0),
    u32(info.thumb?.heightPx ?? 0),
    u32(info.widthPx),
    u32(info.heightPx),
    u32(info.widthPx === 0 ? 0 : bitsPerPixel),
    u32(info.parent),
    u16(info.associationType),
    u32(0),
    u32(0),
    text(info.name),
    text(dateTime(info.takenAtMs)),
    text(dateTime(info.takenAtMs)),
    text(''),
  );

/** `20260403T142530`, the camera's local time (ISO 15740, section 5.3.5). */
export function dateTime(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}

/** The moment that such a text names, or undefined when it names none. What follows the seconds is not looked at. */
export function momentOf(dateTimeText: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/.exec(dateTimeText);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  const at = new Date(year, month - 1, day, hour, minute, second).getTime();
  return dateTime(at) === dateTimeText.slice(0, 15) ? at : undefined; // the 31st of February is no day
}

export interface StreamInfo {
  /** The finest difference in time between two frames, in units of 100 ns. */
  readonly timeResolution: number;
  readonly frameBytesMax: number;
}

/** PTP 1.1 (ISO 15740:2013), dataset of GetStreamInfo: 36 bytes. */
export const streamInfo = (info: StreamInfo): Buffer =>
  join(u64(36), u64(info.timeResolution), u32(0), u32(info.frameBytesMax), u32(0), u32(info.frameBytesMax), u32(1));

// ------------------------------------------------------------------------------------------------------ properties

export type PropertyValue = SettingValue;

/** How a property's value is written, and its number in a description (ISO 15740, section 5.3.1). */
const valueTypes = {
  i8: { number: 0x0001, bytes: 1, write: i8, read: (bytes: Buffer): PropertyValue => bytes.readInt8() },
  u8: { number: 0x0002, bytes: 1, write: u8, read: (bytes: Buffer): PropertyValue => bytes.readUInt8() },
  i16: { number: 0x0003, bytes: 2, write: i16, read: (bytes: Buffer): PropertyValue => bytes.readInt16LE() },
  u16: { number: 0x0004, bytes: 2, write: u16, read: (bytes: Buffer): PropertyValue => bytes.readUInt16LE() },
  u32: { number: 0x0006, bytes: 4, write: u32, read: (bytes: Buffer): PropertyValue => bytes.readUInt32LE() },
} as const;
const textTypeNumber = 0xffff;

export interface Property {
  readonly code: number;
  readonly type: keyof typeof valueTypes | 'text';
  readonly access: 'read' | 'read-write';
  readonly factory: PropertyValue;
  readonly form?:
    | { readonly kind: 'range'; readonly from: number; readonly to: number; readonly step: number }
    | { readonly kind: 'one-of'; readonly values: readonly PropertyValue[] };
}

export function propertyValue(type: Property['type'], value: PropertyValue): Buffer {
  if (type === 'text') return text(String(value));
  return valueTypes[type].write(Number(value));
}

/** The value an initiator sent, or undefined when its bytes are not one of this type. */
export function readPropertyValue(type: Property['type'], bytes: Buffer): PropertyValue | undefined {
  if (type !== 'text') return bytes.length === valueTypes[type].bytes ? valueTypes[type].read(bytes) : undefined;
  const characters = bytes[0];
  if (characters === undefined || bytes.length !== 1 + 2 * characters) return undefined;
  return bytes.subarray(1, Math.max(1, bytes.length - 2)).toString('utf16le');
}

export function propertyDescription(property: Property, current: PropertyValue): Buffer {
  const value = (of: PropertyValue): Buffer => propertyValue(property.type, of);
  const { form } = property;
  return join(
    u16(property.code),
    u16(property.type === 'text' ? textTypeNumber : valueTypes[property.type].number),
    u8(property.access === 'read-write' ? 1 : 0),
    value(property.factory),
    value(current),
    form === undefined
      ? u8(0)
      : form.kind === 'range'
        ? join(u8(1), value(form.from), value(form.to), value(form.step))
        : join(u8(2), u16(form.values.length), ...form.values.map(value)),
  );
}
