/**
 * What a JPEG file says of itself, read segment by segment without decoding it (ISO/IEC 10918-1 annex B).
 *
 *   FFD8 · FFxx length … · FFC0 length frame header · … · FFDA scan … · FFD9
 *            APP1 EXIF: orientation    size, components        end of image
 *            APP2 ICC profile, in pieces
 *            APP14 Adobe: colour transform
 */
import type { Unfit } from '../api.ts';
import { type Orientation, orientationIn } from './exif.ts';
import { assembleProfile } from './icc.ts';

export interface JpegFacts {
  readonly widthPx: number;
  readonly heightPx: number;
  /** As photographers write it. `other` is lawful too. */
  readonly sampling: '4:4:4' | '4:2:2' | '4:2:0' | 'other';
  /** 1 where the file says nothing. */
  readonly orientation: Orientation;
  readonly iccProfile?: Uint8Array;
}

interface Segment {
  readonly marker: number;
  /** Of the body, after marker and length. */
  readonly start: number;
  readonly body: Buffer;
}

const startOfImage = 0xd8;
const startOfScan = 0xda;
const endOfImage = Buffer.from([0xff, 0xd9]);
const segmentsMax = 2_000;

/** Names of the frame headers that transfer syntax 1.2.840.10008.1.2.4.50 does not allow (ISO/IEC 10918-1 table B.1). */
const otherProcesses: Readonly<Record<number, string>> = {
  193: 'extended sequential',
  194: 'progressive',
  195: 'lossless',
  197: 'differential sequential',
  198: 'differential progressive',
  199: 'differential lossless',
  201: 'arithmetic sequential',
  202: 'arithmetic progressive',
  203: 'arithmetic lossless',
  205: 'arithmetic differential sequential',
  206: 'arithmetic differential progressive',
  207: 'arithmetic differential lossless',
};
const baseline = 0xc0;

export function inspectJpeg(picture: Uint8Array): JpegFacts | Unfit {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength);
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return notAJpeg('does not begin as one');
  const walked = segmentsOf(bytes);
  if ('kind' in walked) return walked;
  const { segments, scanAt } = walked;

  const frame = segments.find(({ marker }) => marker === baseline || otherProcesses[marker] !== undefined);
  if (frame === undefined) return notAJpeg('no frame header');
  const other = otherProcesses[frame.marker];
  if (other !== undefined) return { kind: 'unfit', why: 'progressive', detail: `JPEG process: ${other}` };
  if (frame.body.length < 6 || frame.body[0] !== 8) return notAJpeg('no frame header of 8 bits');
  const components = componentsOf(frame.body);
  if (components.length !== 3) return notAJpeg(`not a colour picture: ${components.length} components`);
  if (isRgb(segments, components)) return notAJpeg('components are red, green and blue');
  const [heightPx, widthPx] = [frame.body.readUInt16BE(1), frame.body.readUInt16BE(3)];
  if (heightPx === 0 || widthPx === 0) return notAJpeg('no size');
  // The usual picture ends with its marker; only another one is searched. Within a scan FFD9 stands for nothing else.
  const whole = bytes.subarray(-2).equals(endOfImage) || bytes.indexOf(endOfImage, scanAt) >= 0;
  if (!whole) return notAJpeg('ends before its end of image');

  const iccProfile = assembleProfile(bodies(segments, 0xe2));
  return {
    widthPx,
    heightPx,
    sampling: samplingOf(components),
    orientation: orientationIn(bodies(segments, 0xe1)),
    ...(iccProfile === undefined ? {} : { iccProfile }),
  };
}

/** All segments before the first scan. */
export function segmentsOf(bytes: Buffer): { readonly segments: readonly Segment[]; readonly scanAt: number } | Unfit {
  const segments: Segment[] = [];
  let at = 2;
  while (segments.length < segmentsMax) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1; // fill bytes (B.1.1.2)
    if (at + 4 > bytes.length || bytes[at] !== 0xff) return notAJpeg('damaged before its first scan');
    const marker = bytes.readUInt8(at + 1);
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return notAJpeg('damaged before its first scan');
    segments.push({ marker, start: at + 4, body: bytes.subarray(at + 4, end) });
    if (marker === startOfScan) return { segments, scanAt: end };
    at = end;
  }
  return notAJpeg('too many segments');
}

interface Component {
  readonly id: number;
  readonly across: number;
  readonly down: number;
}

function componentsOf(frame: Buffer): readonly Component[] {
  const count = frame.readUInt8(5);
  if (frame.length < 6 + 3 * count) return [];
  return Array.from({ length: count }, (_, index) => {
    const factors = frame.readUInt8(7 + 3 * index);
    return { id: frame.readUInt8(6 + 3 * index), across: factors >> 4, down: factors & 0x0f };
  });
}

/** Whether the components are red, green and blue instead of luminance and chrominance: decided as libjpeg decides it. */
function isRgb(segments: readonly Segment[], components: readonly Component[]): boolean {
  const jfif = bodies(segments, 0xe0).some((body) => body.subarray(0, 5).equals(Buffer.from('JFIF\0')));
  if (jfif) return false;
  const adobe = bodies(segments, 0xee).find(
    (body) => body.length >= 12 && body.subarray(0, 5).equals(Buffer.from('Adobe')),
  );
  if (adobe !== undefined) return adobe[11] === 0;
  return String.fromCharCode(...components.map(({ id }) => id)) === 'RGB';
}

function samplingOf([first, second, third]: readonly Component[]): JpegFacts['sampling'] {
  if (first === undefined || second === undefined || third === undefined) return 'other';
  if (second.across !== third.across || second.down !== third.down) return 'other';
  const across = first.across / second.across;
  const down = first.down / second.down;
  if (across === 1 && down === 1) return '4:4:4';
  if (across === 2 && down === 1) return '4:2:2';
  return across === 2 && down === 2 ? '4:2:0' : 'other';
}

function bodies(segments: readonly Segment[], wanted: number): readonly Buffer[] {
  return segments.filter(({ marker }) => marker === wanted).map(({ body }) => body);
}

function notAJpeg(detail: string): Unfit {
  return { kind: 'unfit', why: 'not-a-jpeg', detail };
}
