/**
 * Canon's event records, as many in one answer as there is to tell, and an empty one at the end. Layout as read by
 * `ptp_unpack_CANON_changes` of libgphoto2's `ptp-pack.c`.
 *
 *     0        4        8
 *     ┌────────┬────────┬─────────────┐
 *     │ length │ type   │ content …   │   little-endian, length counts itself
 *     └────────┴────────┴─────────────┘
 *
 * Texts are ASCII with a closing zero, unlike the standard's.
 */
import type { HeldPicture } from '../body/body.ts';
import { join, u8, u16, u32 } from '../ptp/little-endian.ts';
import type { EosProperty } from './properties.ts';

const types = {
  objectAdded: 0xc181,
  requestObjectTransfer: 0xc186,
  propertyValue: 0xc189,
  propertyChoices: 0xc18a,
  cameraStatus: 0xc18b,
  displayedInfo: 0xc1a5,
} as const;

const record = (type: number, ...content: readonly Uint8Array[]): Buffer =>
  join(u32(8 + content.reduce((total, part) => total + part.length, 0)), u32(type), ...content);

/** Behind the last record. */
export const end = (): Buffer => record(0);

const ascii = (value: string): Buffer => Buffer.from(`${value}\0`, 'latin1');

export const propertyValue = (property: EosProperty, value: number | string): Buffer =>
  record(types.propertyValue, u32(property.code), written(property.type, value));

/** Numbers take four bytes, whatever their type. */
function written(type: EosProperty['type'], value: number | string): Buffer {
  switch (type) {
    case 'text':
      return ascii(String(value));
    case 'image-format':
      return imageFormat(Number(value));
    case 'u8':
      return join(u8(Number(value)), Buffer.alloc(3));
    case 'u16':
      return join(u16(Number(value)), Buffer.alloc(2));
    case 'u32':
      return u32(Number(value));
  }
}

const enumeration = 3;

/** The choices there are; they have to follow a record with the value. */
export const propertyChoices = (property: EosProperty, choices: readonly number[]): Buffer =>
  record(
    types.propertyChoices,
    ...[u32(property.code), u32(enumeration), u32(choices.length)],
    ...choices.map((choice) => written(property.type, choice)),
  );

/** A picture in memory that the camera wants fetched: 911A's computer is to have it. */
export const requestObjectTransfer = ({ handle, lengthBytes, name }: HeldPicture, format: number): Buffer =>
  record(
    types.requestObjectTransfer,
    ...[u32(handle), u16(format), Buffer.alloc(6), u32(lengthBytes), u32(0)],
    ascii(name),
  );

/** A picture on the card. */
export const objectAdded = (
  { handle, lengthBytes, name }: HeldPicture,
  store: { readonly id: number; readonly folder: number; readonly format: number },
): Buffer =>
  record(
    types.objectAdded,
    ...[u32(handle), u32(store.id), u16(store.format), Buffer.alloc(10)],
    ...[u32(lengthBytes), u32(store.folder), u32(handle)],
    ascii(name),
  );

/** 1 while it exposes, 0 afterwards. */
export const cameraStatus = (busy: boolean): Buffer => record(types.cameraStatus, u32(busy ? 1 : 0));

/** Which parts of the displayed information follow. */
const focusPart = 0x0100;

/** What half a press of the release has led to. libgphoto2 knows `0000200` in it for "no focus". */
export function focus(found: boolean): Buffer {
  const info = Buffer.from(found ? '000000000100' : '000002000000', 'hex');
  return record(types.displayedInfo, u32(8 + info.length), u16(focusPart), u16(0), info);
}

/**
 * The format of a press: one or two files, each with its kind, size and compression (`ptp_unpack_EOS_ImageFormat`). Here
 * as libgphoto2 condenses it, a nibble for size and one for compression of each file: 0x0c03 is RAW with a large fine JPEG.
 */
function imageFormat(condensed: number): Buffer {
  const files = [condensed >> 8, condensed & 0xff].filter((file, place) => place === 0 || file !== 0);
  return join(u32(files.length), ...files.map(imageFile));
}

const rawFlag = 8; // of the compression's nibble
const kinds = { jpeg: 1, raw: 6 } as const;

function imageFile(condensed: number): Buffer {
  const [size, compression] = [condensed >> 4, condensed & 0xf];
  const kind = compression & rawFlag ? kinds.raw : kinds.jpeg;
  return join(u32(16), u32(kind), u32(size >= 0xd ? size + 1 : size), u32(compression & ~rawFlag));
}

/** The condensed format, or undefined when the bytes are none. */
export function readImageFormat(bytes: Buffer): number | undefined {
  const files = bytes.length >= 4 ? bytes.readUInt32LE(0) : 0;
  if ((files !== 1 && files !== 2) || bytes.length !== 4 + 16 * files) return undefined;
  const one = (at: number): number => {
    const [kind, size, compression] = [4, 8, 12].map((offset) => bytes.readUInt32LE(at + offset));
    const nibble = (size ?? 0) >= 0xe ? (size ?? 0) - 1 : (size ?? 0);
    return ((nibble & 0xf) << 4) | ((compression ?? 0) & 0x7) | (kind === kinds.raw ? rawFlag : 0);
  };
  return (one(4) << 8) | (files === 2 ? one(20) : 0);
}
