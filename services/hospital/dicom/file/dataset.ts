/**
 * A dataset by keyword, and its bytes in explicit VR little endian (PS3.5 7.1.2, A.2).
 *
 *   tag  VR  length(16)  value                      most
 *   tag  VR  0000  length(32)  value                OB OV SQ UC UT …
 *   SQ:  (FFFE,E000) length item (FFFE,E000) length item …
 *
 * Elements stand in the order of their tags, whatever the order here. `undefined` leaves an element out, an empty text
 * or list writes it without a value.
 */
import type { Unfit } from '../api.ts';
import { elementOf } from './dictionary.ts';
import { valueProblem } from './values.ts';

export type Value = string | number | Uint8Array | readonly string[] | readonly number[] | readonly Dataset[];
export interface Dataset {
  readonly [keyword: string]: Value | undefined;
}

const longForm = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const binary = new Set(['OB', 'OV']);
const shortLengthMax = 0xfffe;
const itemTag = 0xfffee000;

/** The first value that may not be written as it is, by keyword. */
export function unfitValue(dataset: Dataset): Unfit | undefined {
  for (const [keyword, value] of Object.entries(dataset)) {
    if (value === undefined || value instanceof Uint8Array) continue;
    const { vr } = elementOf(keyword);
    for (const one of Array.isArray(value) ? value : [value]) {
      const inside = vr === 'SQ' ? unfitValue(one) : undefined;
      if (inside !== undefined) return { ...inside, detail: `${keyword}.${inside.detail}` };
      const why = vr === 'SQ' ? undefined : valueProblem(vr, one);
      if (why !== undefined) return { kind: 'unfit', why, detail: keyword };
    }
  }
  return undefined;
}

/** Throws for a value that `unfitValue` would have named: whoever writes has to ask first. */
export function encodeDataset(dataset: Dataset): Buffer {
  const unfit = unfitValue(dataset);
  if (unfit !== undefined) throw new Error(`${unfit.detail} cannot be written: ${unfit.why}`);
  const elements = Object.entries(dataset)
    .flatMap(([keyword, value]) => (value === undefined ? [] : [{ ...elementOf(keyword), value }]))
    .sort((a, b) => a.tag - b.tag);
  return Buffer.concat(elements.flatMap(({ tag, vr, value }) => encodeElement(tag, vr, encodeValue(vr, value))));
}

function encodeElement(tag: number, vr: string, value: Buffer): Buffer[] {
  return [elementHead(tag, vr, value.length), value];
}

/** Everything of an element before its value. */
export function elementHead(tag: number, vr: string, length: number): Buffer {
  const long = longForm.has(vr);
  const head = Buffer.alloc(long ? 12 : 8);
  writeTag(head, tag);
  head.write(vr, 4, 'latin1');
  if (long) head.writeUInt32LE(length, 8);
  else if (length <= shortLengthMax) head.writeUInt16LE(length, 6);
  else throw new Error(`${length} bytes do not fit under ${vr}`);
  return head;
}

/** Head of an item or of a delimiter, which have no value representation (PS3.5 7.5). */
export function itemHead(length: number, tag = itemTag): Buffer {
  const head = Buffer.alloc(8);
  writeTag(head, tag);
  head.writeUInt32LE(length, 4);
  return head;
}

function writeTag(head: Buffer, tag: number): void {
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
}

function encodeValue(vr: string, value: Value): Buffer {
  if (value instanceof Uint8Array) {
    if (!binary.has(vr)) throw new Error(`${vr} does not take bytes`);
    return even(Buffer.from(value.buffer, value.byteOffset, value.byteLength), 0);
  }
  const values: readonly (string | number | Dataset)[] = Array.isArray(value) ? value : [value];
  if (vr === 'SQ') return Buffer.concat(values.flatMap(encodeItem));
  if (vr === 'US' || vr === 'UL') return Buffer.concat(values.map((one) => unsigned(Number(one), vr === 'US' ? 2 : 4)));
  return even(Buffer.from(values.join('\\'), 'utf8'), vr === 'UI' ? 0 : 0x20);
}

function encodeItem(item: string | number | Dataset): Buffer[] {
  if (typeof item !== 'object') throw new Error('a sequence holds items');
  const bytes = encodeDataset(item);
  return [itemHead(bytes.length), bytes];
}

function unsigned(value: number, bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}

/** Every value has an even number of bytes (PS3.5 7.1.1). */
function even(bytes: Buffer, pad: number): Buffer {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from([pad])]);
}
