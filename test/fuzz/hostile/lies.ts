/** What becomes of an answer's insides on the way. Each takes what an honest camera said and makes something else of it. */
import type { Draw } from './draw.ts';
import { type Answer, u16, u32 } from './wire.ts';

export type Lie = (answer: Answer, draw: Draw) => Answer;

const data =
  (change: (bytes: Buffer, draw: Draw) => Uint8Array): Lie =>
  (answer, draw) => ({ ...answer, data: Buffer.from(change(Buffer.from(answer.data ?? Buffer.alloc(0)), draw)) });

const extremes = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x00ff_ffff, 0x1000_0000, 0x3fff_ffff, 0x7fff_ffff,
  0x8000_0000, 0xffff_fffe, 0xffff_ffff,
];
const names = [
  '../../../../tmp/lentigo',
  '/etc/passwd',
  '..',
  '',
  '%s%s%n%n',
  'a'.repeat(254),
  'DSC_0001.JPG/',
  '.gphoto/settings',
  '\ud800\udc00\udfff',
  'x\0y',
];
const announcedAt = 8; // of ObjectInfo: ObjectCompressedSize (ISO 15740, section 5.5.2)
const nameAt = 52;

/** A PTP text, as long as its one byte of length can say. */
const text = (value: string): Buffer =>
  Buffer.concat([Buffer.from([Math.min(255, value.length + 1)]), Buffer.from(`${value}\0`, 'utf16le')]);

function overwritten(bytes: Buffer, at: number, piece: Uint8Array): Buffer {
  bytes.set(piece.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length));
  return bytes;
}

const somewhere = (bytes: Uint8Array, draw: Draw): number => draw.number(0, Math.max(0, bytes.length - 1));

/** How far into a dataset its counts and lengths mostly stand. */
const headBytes = 64;

const all = {
  'random bytes': data((_, draw) => draw.bytes(draw.number(0, 600))),
  'some bits flipped': data((bytes, draw) => {
    for (let flips = draw.number(1, 8); flips > 0 && bytes.length > 0; flips -= 1) {
      const at = draw.happens(0.5) ? draw.number(0, Math.min(headBytes, bytes.length) - 1) : somewhere(bytes, draw);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << draw.number(0, 7)), at);
    }
    return bytes;
  }),
  'cut short': data((bytes, draw) =>
    bytes.subarray(0, draw.happens(0.5) ? somewhere(bytes, draw) : draw.number(0, 16)),
  ),
  empty: data(() => Buffer.alloc(0)),
  'an extreme number': data((bytes, draw) => overwritten(bytes, somewhere(bytes, draw) & ~1, u32(draw.one(extremes)))),
  'an extreme count in front': data((bytes, draw) =>
    overwritten(bytes, draw.number(0, 16), draw.happens(0.5) ? u32(draw.one(extremes)) : u16(draw.one(extremes))),
  ),
  'several extreme numbers': data((bytes, draw) => {
    for (let times = draw.number(2, 6); times > 0; times -= 1)
      overwritten(bytes, somewhere(bytes, draw), u32(draw.one(extremes)));
    return bytes;
  }),
  'texts without an end': data((bytes, draw) => bytes.fill(0x41, somewhere(bytes, draw))),
  'all ones from here': data((bytes, draw) => bytes.fill(0xff, somewhere(bytes, draw))),
  'a piece left out': data((bytes, draw) => {
    const at = somewhere(bytes, draw);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + draw.number(1, 9))]);
  }),
  'a piece put in': data((bytes, draw) => {
    const at = somewhere(bytes, draw);
    return Buffer.concat([bytes.subarray(0, at), draw.bytes(draw.number(1, 40)), bytes.subarray(at)]);
  }),
  'itself many times': data((bytes, draw) =>
    Buffer.concat(
      Array.from(
        { length: draw.number(2, Math.max(2, Math.min(400, Math.floor(200_000 / (bytes.length + 1))))) },
        () => bytes,
      ),
    ),
  ),
  'a huge array': data((_, draw) =>
    Buffer.concat([u32(draw.one(extremes)), Buffer.alloc(draw.number(0, 4) * 65_536, draw.number(0, 255))]),
  ),
  'another length of the file': data((bytes, draw) =>
    overwritten(bytes, announcedAt, u32(draw.one([...extremes, draw.number(0, 100_000), 65 * 1024 * 1024]))),
  ),
  'a strange file name': data((bytes, draw) =>
    Buffer.concat([bytes.subarray(0, nameAt), text(draw.one(names)), bytes.subarray(nameAt)]),
  ),
  'another response code': (answer, draw) => ({
    ...answer,
    code: draw.one([
      0x2000,
      0x2002,
      0x2005,
      0x2006,
      0x2009,
      0x200f,
      0x2013,
      0x2019,
      0x201e,
      0x2022,
      0xa002,
      0xa102,
      0,
      draw.number(0, 0xffff),
    ]),
  }),
  'too many parameters': (answer, draw) => ({
    ...answer,
    parameters: Array.from({ length: draw.number(1, 40) }, () => draw.one(extremes)),
  }),
  'extreme parameters': (answer, draw) => ({
    ...answer,
    parameters: [draw.one(extremes), draw.one(extremes), draw.one(extremes)],
  }),
  'no data': ({ transaction, code, parameters }) => ({ transaction, code, parameters }),
  'data nobody asked for': (answer, draw) => ({ ...answer, data: draw.bytes(draw.number(0, 64)) }),
  'another transaction': (answer, draw) => ({
    ...answer,
    transaction: draw.one([0, answer.transaction - 1, answer.transaction + 1, 0xffff_ffff]),
  }),
} as const satisfies Record<string, Lie>;

export type LieName = keyof typeof all;
export const lies: Readonly<Record<LieName, Lie>> = all;
export const lieNames = Object.keys(all) as readonly LieName[];
