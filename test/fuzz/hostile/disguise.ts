/**
 * A camera that says it is of another make: libgphoto2 then asks for what that make knows, and reads what comes by that
 * make's rules. No simulated camera stands behind it, so what it says is made up: mostly in the right shape.
 */
import type { Draw } from './draw.ts';
import { u16, u32 } from './wire.ts';

/** Kodak, Microsoft, Nikon, Canon, Pentax, Fuji, Sony, Samsung, Panasonic, MTP, as PTP numbers them. */
const vendors = [1, 6, 0x0a, 0x0b, 0x0d, 0x0e, 0x11, 0x1a, 0x1c, 0xffff_ffff];
const vendorAt = 2;
const textAt = 8;

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);
const everyOperation = [
  ...range(0x1001, 0x101c),
  ...range(0x1024, 0x1025),
  ...range(0x9001, 0x9040),
  ...range(0x90c0, 0x90cf),
  ...range(0x9101, 0x9160),
  ...range(0x9201, 0x920f),
  ...range(0x9801, 0x9812),
];
const manyOperations = [
  ...range(0x1001, 0x101b),
  ...range(0x9101, 0x911f),
  ...range(0x9127, 0x9129),
  0x9153,
  ...range(0x9201, 0x9209),
];

/** DeviceInfo (ISO 15740, section 5.1.1) with another vendor, and most of what any vendor can do. */
export function disguised(info: Buffer, draw: Draw): Buffer {
  const bytes = Buffer.from(info);
  if (bytes.length < textAt + 1) return bytes;
  bytes.writeUInt32LE(draw.one(vendors), vendorAt);
  const operationsAt = textAt + 1 + 2 * bytes.readUInt8(textAt) + 2;
  if (operationsAt + 4 > bytes.length) return bytes;
  const behind = operationsAt + 4 + 2 * bytes.readUInt32LE(operationsAt);
  const operations = draw.happens(0.5) ? everyOperation : manyOperations;
  return Buffer.concat([
    bytes.subarray(0, operationsAt),
    u32(operations.length),
    ...operations.map(u16),
    bytes.subarray(behind),
  ]);
}

const dataTypes = [1, 2, 3, 4, 5, 6, 7, 8, 0x4002, 0x4004, 0x4006, 0xffff];
const propertyCodes = [
  0x5001, 0x5003, 0x5005, 0x5007, 0x500d, 0x500f, 0xd100, 0xd101, 0xd102, 0xd108, 0xd11b, 0xd11c, 0xd1b0, 0xd1b1,
  0xd200, 0xd20d, 0xd215, 0xd221,
];

/** Plausible data for an operation of which nothing is known but its number. */
export function madeUp(operation: number, draw: Draw): Buffer {
  switch (operation) {
    case 0x9116:
    case 0x9114:
    case 0x9115:
      return canonRecords(draw);
    case 0x9209:
    case 0x9205:
      return Buffer.concat([u32(draw.number(0, 40)), u32(0), ...times(draw.number(0, 30), () => sonyProperty(draw))]);
    case 0x9202:
      return Buffer.concat([u16(300), ...times(2, () => list(draw))]);
    default:
      return draw.one([
        () => list(draw),
        () => draw.bytes(draw.number(0, 200)),
        () => canonRecords(draw),
        () => sonyProperty(draw),
      ])();
  }
}

const times = (count: number, make: () => Buffer): readonly Buffer[] => Array.from({ length: count }, make);

const list = (draw: Draw): Buffer => {
  const codes = times(draw.number(0, 60), () => u16(draw.one(propertyCodes)));
  return Buffer.concat([u32(codes.length), ...codes]);
};

/** Length, kind, content; kinds from 0xC101 on. `ptp_unpack_CANON_changes` in libgphoto2 reads some sixty of them. */
function canonRecords(draw: Draw): Buffer {
  const records = times(draw.number(0, 12), () => {
    const kind = draw.happens(0.5)
      ? draw.one([0xc181, 0xc186, 0xc189, 0xc18a, 0xc18b, 0xc1a5, 0xc1a7])
      : draw.number(0xc101, 0xc1ff);
    const content = Buffer.concat([
      u32(draw.happens(0.8) ? draw.number(0xd100, 0xd1ff) : draw.number(0, 0xffff)),
      u32(draw.number(0, 4)),
      u32(draw.happens(0.7) ? draw.number(0, 8) : draw.number(0, 0x7fff_ffff)),
      draw.bytes(draw.number(0, 80)),
    ]);
    const length = draw.happens(0.85) ? 8 + content.length : draw.number(0, 2 * content.length);
    return Buffer.concat([u32(length), u32(kind), content]);
  });
  return Buffer.concat([...records, ...(draw.happens(0.8) ? [u32(8), u32(0)] : [])]);
}

/** Code, type, two flags, default, value, form: `ptp_unpack_Sony_DPD`. */
function sonyProperty(draw: Draw): Buffer {
  const form = draw.number(0, 3);
  return Buffer.concat([
    u16(draw.one(propertyCodes)),
    u16(draw.happens(0.9) ? draw.one(dataTypes) : draw.number(0, 0xffff)),
    draw.bytes(2),
    draw.bytes(draw.number(1, 12)),
    Buffer.from([form]),
    u16(draw.happens(0.8) ? draw.number(0, 20) : 0xffff),
    draw.bytes(draw.number(0, 60)),
  ]);
}
