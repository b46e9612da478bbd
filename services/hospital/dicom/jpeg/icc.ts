/** The colour profile of a JPEG: pieces in APP2 segments (ICC.1 annex B.4), and the colour space that it names. */

const pieceHead = Buffer.from('ICC_PROFILE\0');
const profileHeadBytes = 128;
const descriptionMax = 200;

/** The profile, or undefined where there is none or pieces of it are missing; the JPEG keeps its own in any case. */
export function assembleProfile(segments: readonly Buffer[]): Uint8Array | undefined {
  const pieces = segments.filter(
    (body) => body.length > pieceHead.length + 2 && body.subarray(0, pieceHead.length).equals(pieceHead),
  );
  const ordered = pieces.toSorted((a, b) => number(a) - number(b));
  const count = ordered[0]?.at(pieceHead.length + 1);
  const whole = ordered.length === count && ordered.every((piece, index) => number(piece) === index + 1);
  if (!whole) return undefined;
  const profile = Buffer.concat(ordered.map((piece) => piece.subarray(pieceHead.length + 2)));
  return profile.toString('latin1', 36, 40) === 'acsp' && profile.length > profileHeadBytes ? profile : undefined;
}

function number(piece: Buffer): number {
  return piece.readUInt8(pieceHead.length);
}

/** Value of ColorSpace (0028,2002), which knows few names (PS3.3 C.11.15.1.2); undefined for every other profile. */
export function colourSpaceOf(profile: Uint8Array): 'SRGB' | 'ADOBERGB' | 'ROMMRGB' | undefined {
  const description = descriptionOf(Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength));
  if (/^sRGB\b/.test(description)) return 'SRGB';
  if (/^Adobe RGB/.test(description)) return 'ADOBERGB';
  return /^(ROMM RGB|ProPhoto RGB)/.test(description) ? 'ROMMRGB' : undefined;
}

/** Text of the `desc` tag, in the form of version 2 or 4 of ICC.1; empty where there is none that can be read. */
function descriptionOf(profile: Buffer): string {
  if (profile.length < profileHeadBytes + 4) return '';
  const tags = profile.readUInt32BE(profileHeadBytes);
  for (let index = 0; index < Math.min(tags, 100); index++) {
    const entry = profileHeadBytes + 4 + index * 12;
    if (entry + 12 > profile.length) return '';
    if (profile.toString('latin1', entry, entry + 4) !== 'desc') continue;
    const at = profile.readUInt32BE(entry + 4);
    const tag = profile.subarray(at, at + profile.readUInt32BE(entry + 8));
    return tag.length < 28 ? '' : textOf(tag);
  }
  return '';
}

function textOf(tag: Buffer): string {
  if (tag.toString('latin1', 0, 4) === 'desc')
    return tag.toString('latin1', 12, 12 + Math.min(tag.readUInt32BE(8), descriptionMax));
  const at = tag.readUInt32BE(24); // `mluc`: the first of its translations, UTF-16 in network order
  const text = Buffer.from(tag.subarray(at, at + Math.min(tag.readUInt32BE(20), 2 * descriptionMax)));
  return text.length % 2 === 0 ? text.swap16().toString('utf16le') : '';
}
