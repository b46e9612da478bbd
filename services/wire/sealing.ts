/**
 * Sealing bytes to the hospital: one file of the age v1 format (C2SP age.md), readable by any other age program.
 *
 *   age-encryption.org/v1        ┐
 *   -> X25519 …  (operational)   │ header, written and read by age-encryption
 *   -> X25519 …  (escrow)        │
 *   --- MAC                      ┘
 *   nonce, 16 bytes              ┐ payload: ChaCha20-Poly1305 in records of 64 KiB, by node:crypto,
 *   record, record, … last       ┘ which is many times faster than a cipher in JavaScript
 *
 * age does not say who sealed: the signed manifest does.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Decrypter, Encrypter } from 'age-encryption';

/** Why sealed bytes could not be opened. */
export type OpenProblem =
  | 'not-sealed' // these bytes are not an age file
  | 'foreign-recipient' // sealed to other keys than the ones given
  | 'damaged-header' // the header's authentication fails
  | 'truncated' // records are missing at the end
  | 'damaged'; // a record's authentication fails: bytes were changed, or the file ends within a record

/** Why bytes could not be sealed to these recipients. */
export type SealProblem =
  | 'no-recipient'
  | 'mixed-recipients' // post-quantum and classical: the weaker would open what the stronger protects
  | 'bad-recipient'; // not a recipient of a kind that is known here

const recordBytes = 64 * 1024;
const tagBytes = 16;
const nonceBytes = 16;
/** An age header with a few recipients is below 1 KiB (classical) or 10 KiB (post-quantum). */
const headerBytesMax = 64 * 1024;
const algorithm = 'chacha20-poly1305';

/**
 * Seal the concatenation of `parts` to all of `recipients` (`age1…` texts).
 * Resolves with the whole age file; its nonce and file key are new for each call.
 */
export async function sealBytes(
  parts: readonly Uint8Array[],
  recipients: readonly string[],
): Promise<Uint8Array | SealProblem> {
  if (recipients.length === 0) return 'no-recipient';
  if (new Set(recipients.map(strength)).size > 1) return 'mixed-recipients';
  const encrypter = new Encrypter();
  let fileKey = new Uint8Array();
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient);
  } catch {
    return 'bad-recipient'; // the library's own text says no more than that
  }
  // The library draws the file key and shows it to each recipient; this one only remembers it, for the payload below.
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = new Uint8Array(key);
      return [];
    },
  });
  const empty = await encrypter.encrypt(new Uint8Array());
  const header = empty.subarray(0, empty.length - nonceBytes - tagBytes);
  return writePayload(header, fileKey, parts);
}

/** Open an age file with whichever of `identities` (`AGE-SECRET-KEY-…` texts) fits. */
export async function openBytes(file: Uint8Array, identities: readonly string[]): Promise<Uint8Array | OpenProblem> {
  const headerBytes = headerLength(file);
  if (headerBytes === undefined) return 'not-sealed';
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  let fileKey: Uint8Array;
  try {
    fileKey = await decrypter.decryptHeader(file.subarray(0, headerBytes));
  } catch (error) {
    // The library tells its reasons as text only; the published test vectors hold this line to them.
    return /no identity matched/.test(String(error)) ? 'foreign-recipient' : 'damaged-header';
  }
  return readPayload(file.subarray(headerBytes), fileKey);
}

/** The bytes that sealing `plainBytes` adds, without the header. */
export function payloadOverheadBytes(plainBytes: number): number {
  return nonceBytes + Math.max(1, Math.ceil(plainBytes / recordBytes)) * tagBytes;
}

function strength(recipient: string): 'post-quantum' | 'classical' {
  return /^age1(pq|tagpq)1/.test(recipient) ? 'post-quantum' : 'classical';
}

/** Length of the header including the newline after its MAC, or undefined where there is none. */
function headerLength(file: Uint8Array): number | undefined {
  const text = Buffer.from(file.buffer, file.byteOffset, Math.min(file.length, headerBytesMax));
  if (!text.subarray(0, 22).equals(Buffer.from('age-encryption.org/v1\n'))) return undefined;
  const macLine = text.indexOf('\n--- ');
  const end = macLine < 0 ? -1 : text.indexOf('\n', macLine + 1);
  return end < 0 ? undefined : end + 1;
}

function streamKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
}

/** The nonce of a record: its number in 11 bytes, then 1 for the last record. */
function recordNonce(number: number, last: boolean): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function writePayload(header: Uint8Array, fileKey: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  const plainBytes = parts.reduce((sum, part) => sum + part.length, 0);
  const file = Buffer.allocUnsafe(header.length + payloadOverheadBytes(plainBytes) + plainBytes);
  file.set(header);
  const nonce = randomBytes(nonceBytes);
  file.set(nonce, header.length);
  const key = streamKey(fileKey, nonce);
  const records = Math.max(1, Math.ceil(plainBytes / recordBytes));
  const take = reader(parts);
  let at = header.length + nonceBytes;
  for (let number = 0; number < records; number++) {
    const last = number === records - 1;
    const cipher = createCipheriv(algorithm, key, recordNonce(number, last), { authTagLength: tagBytes });
    for (const piece of take(last ? plainBytes - number * recordBytes : recordBytes)) {
      const sealed = cipher.update(piece);
      file.set(sealed, at);
      at += sealed.length;
    }
    cipher.final();
    file.set(cipher.getAuthTag(), at);
    at += tagBytes;
  }
  return file;
}

/** Reads `parts` one after the other, as pieces that together have the length asked for. */
function reader(parts: readonly Uint8Array[]): (bytes: number) => Iterable<Uint8Array> {
  let part = 0;
  let offset = 0;
  return function* take(bytes) {
    let wanted = bytes;
    while (wanted > 0) {
      const from = parts[part];
      if (from === undefined) throw new Error('more bytes were asked for than there are');
      const piece = from.subarray(offset, offset + wanted);
      if (piece.length > 0) yield piece;
      wanted -= piece.length;
      offset += piece.length;
      if (offset === from.length) {
        part += 1;
        offset = 0;
      }
    }
  };
}

function readPayload(payload: Uint8Array, fileKey: Uint8Array): Uint8Array | OpenProblem {
  if (payload.length < nonceBytes + tagBytes) return 'truncated';
  const key = streamKey(fileKey, payload.subarray(0, nonceBytes));
  const sealed = payload.subarray(nonceBytes);
  const stride = recordBytes + tagBytes;
  const records = Math.ceil(sealed.length / stride);
  if (sealed.length - (records - 1) * stride < tagBytes) return 'damaged'; // it ends within a record's tag
  const plain = Buffer.allocUnsafe(sealed.length - records * tagBytes);
  let at = 0;
  for (let number = 0; number < records; number++) {
    const record = sealed.subarray(number * stride, (number + 1) * stride);
    const last = number === records - 1;
    const piece = openRecord(key, number, last, record);
    if (piece === undefined) {
      return last && openRecord(key, number, false, record) !== undefined ? 'truncated' : 'damaged';
    }
    if (last && number > 0 && piece.length === 0) return 'damaged'; // only an empty file may end in an empty record
    plain.set(piece, at);
    at += piece.length;
  }
  return plain;
}

function openRecord(key: Uint8Array, number: number, last: boolean, record: Uint8Array): Uint8Array | undefined {
  const decipher = createDecipheriv(algorithm, key, recordNonce(number, last), { authTagLength: tagBytes });
  decipher.setAuthTag(record.subarray(record.length - tagBytes));
  const plain = decipher.update(record.subarray(0, record.length - tagBytes));
  try {
    decipher.final();
  } catch {
    return undefined; // the tag does not fit: the one thing that final() can object to
  }
  return plain;
}
