/**
 * Is this one whole JPEG? Walks the structure (ITU-T T.81, annex B) without decoding it.
 *
 *   SOI │ APPn DQT SOFn DHT … │ SOS ▒▒▒▒ RST0 ▒▒▒▒ … │ (DHT SOS ▒▒▒▒)* │ EOI │ zeros, or previews that an MPF segment tells of
 *   └──────── segments with lengths ──┘ └ entropy-coded ┘                        └ cut off: not part of the picture
 *
 * Written for hostile input: every read is inside the bytes, every step goes forward, nothing throws.
 */

export interface WholeJpeg {
  readonly kind: 'whole';
  readonly widthPx: number;
  readonly heightPx: number;
  readonly progressive: boolean;
  /** Bytes from SOI to EOI, both included; what lies behind is padding or a preview. */
  readonly lengthBytes: number;
}

export interface BrokenJpeg {
  readonly kind: 'broken';
  readonly reason:
    | 'empty'
    | 'length-differs' // not as many bytes as the camera announced
    | 'no-start' // does not begin with SOI
    | 'cut-short' // ends before EOI
    | 'bad-segment' // a marker, a length or an order that the standard does not know
    | 'unknown-coding' // lossless, hierarchical or arithmetic: no viewer in the hospital reads it
    | 'no-picture' // EOI without frame or scan
    | 'too-small'
    | 'junk-behind'; // bytes behind EOI that nothing explains
}

/** Smaller is a thumbnail, whatever way the camera is held. */
export const longSidePxMin = 800;
export const shortSidePxMin = 600;

/** Cameras fill the last cluster or transfer block with zeros. */
export const zeroPaddingBytesMax = 64 * 1024;

const fillBytesMax = 64; // T.81 B.1.1.2 allows any number of 0xFF before a marker; nobody writes more than a few

interface Frame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly progressive: boolean;
}

/**
 * Inspects the bytes of one file. `announcedBytes` is the length the camera gave beforehand, `undefined` when unknown.
 * Costs one pass over the bytes: about a millisecond for each megabyte.
 */
export function inspectJpeg(file: Uint8Array, announcedBytes: number | undefined): WholeJpeg | BrokenJpeg {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength); // a view: `indexOf` is native on a Buffer
  if (bytes.length === 0) return broken('empty');
  if (announcedBytes !== undefined && announcedBytes !== bytes.length) return broken('length-differs');
  if (u16(bytes, 0) !== 0xffd8) return broken('no-start');

  let at = 2;
  let frame: Frame | undefined;
  let scans = 0;
  let previewsBehind = false;
  for (;;) {
    const marker = markerAt(bytes, at);
    if (marker.kind === 'broken') return marker;
    at = marker.next;

    if (marker.code === 0xd9) {
      if (frame === undefined || scans === 0) return broken('no-picture');
      if (!previewsBehind && !onlyZeros(bytes, at)) return broken('junk-behind');
      if (!largeEnough(frame)) return broken('too-small');
      return { kind: 'whole', ...frame, lengthBytes: at };
    }
    if (!hasLength(marker.code)) return broken('bad-segment');

    const length = u16(bytes, at);
    if (length === undefined || at + length > bytes.length) return broken('cut-short');
    if (length < 2) return broken('bad-segment');
    const body = bytes.subarray(at + 2, at + length);
    at += length;

    if (marker.code === 0xda) {
      if (frame === undefined) return broken('bad-segment');
      scans += 1;
      const end = endOfScan(bytes, at);
      if (typeof end !== 'number') return end;
      at = end;
    } else if (isFrameHeader(marker.code)) {
      if (frame !== undefined) return broken('bad-segment'); // hierarchical files have several: not ours
      const read = frameHeader(marker.code, body);
      if ('reason' in read) return read;
      frame = read;
    } else if (marker.code === 0xe2 && body.subarray(0, 4).toString('latin1') === 'MPF\0') {
      previewsBehind = true; // CIPA DC-007: smaller versions of the same picture follow the first EOI
    }
  }
}

function broken(reason: BrokenJpeg['reason']): BrokenJpeg {
  return { kind: 'broken', reason };
}

function u16(bytes: Buffer, at: number): number | undefined {
  return at + 2 <= bytes.length ? bytes.readUInt16BE(at) : undefined;
}

function markerAt(
  bytes: Buffer,
  at: number,
): { readonly kind: 'marker'; readonly code: number; readonly next: number } | BrokenJpeg {
  let from = at;
  while (bytes[from] === 0xff && bytes[from + 1] === 0xff && from - at < fillBytesMax) from += 1;
  const first = bytes[from];
  const code = bytes[from + 1];
  if (first === undefined || (first === 0xff && code === undefined)) return broken('cut-short');
  if (first !== 0xff || code === undefined || code === 0 || code === 0xff) return broken('bad-segment');
  return { kind: 'marker', code, next: from + 2 };
}

/** Of the markers that may stand between segments, only SOI, EOI, RSTn, TEM and the reserved ones carry no length. */
function hasLength(code: number): boolean {
  return code >= 0xc0 && !(code >= 0xd0 && code <= 0xd9);
}

/** SOF0 … SOF15; C4, C8 and CC among them are DHT, JPG and DAC. */
function isFrameHeader(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
}

function frameHeader(code: number, body: Buffer): Frame | BrokenJpeg {
  if (code > 0xc2) return broken('unknown-coding'); // C0 baseline, C1 extended, C2 progressive, all Huffman
  const heightPx = u16(body, 1);
  const widthPx = u16(body, 3);
  const components = body[5];
  if (heightPx === undefined || widthPx === undefined || components === undefined) return broken('bad-segment');
  if (body.length !== 6 + 3 * components || components === 0 || components > 4) return broken('bad-segment');
  if (heightPx === 0 || widthPx === 0) return broken('bad-segment'); // height 0 promises a DNL segment: no camera does
  return { widthPx, heightPx, progressive: code === 0xc2 };
}

/** Where the marker after the entropy-coded bytes stands. Restart markers must come in their order, 0 to 7 and round again. */
function endOfScan(bytes: Buffer, from: number): number | BrokenJpeg {
  let at = from;
  let restart = 0;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return broken('cut-short');
    const next = bytes[at + 1];
    if (next === undefined) return broken('cut-short');
    if (next === 0x00) {
      at += 2; // a stuffed 0xFF of the picture
    } else if (next === 0xff) {
      at += 1; // fill byte
    } else if (next >= 0xd0 && next <= 0xd7) {
      if (next - 0xd0 !== restart) return broken('bad-segment');
      restart = (restart + 1) % 8;
      at += 2;
    } else {
      return at;
    }
  }
}

function onlyZeros(bytes: Buffer, from: number): boolean {
  if (bytes.length - from > zeroPaddingBytesMax) return false;
  for (let at = from; at < bytes.length; at += 1) if (bytes[at] !== 0) return false;
  return true;
}

function largeEnough(frame: Frame): boolean {
  const long = Math.max(frame.widthPx, frame.heightPx);
  const short = Math.min(frame.widthPx, frame.heightPx);
  return long >= longSidePxMin && short >= shortSidePxMin;
}
