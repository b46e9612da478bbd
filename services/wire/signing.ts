/**
 * Signed documents: the document itself and an Ed25519 signature (RFC 8032) beside it.
 *
 * What is signed is the document's canonical JSON (RFC 8785) after a line that names its kind, so that a signature made
 * for a receipt can never be shown as one for a manifest.
 */
import { createHash, createPublicKey, type KeyObject, sign as signBytes, verify as verifyBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { type KeyId, keyId, type Sha256 } from './ids.ts';

/** Every signed document says what it is and in which version. */
export interface Document {
  readonly kind: string;
  readonly version: number;
}

/** The form in which a document of the given schema travels when it is signed. */
export function signed<D extends z.ZodType<Document>>(document: D) {
  return z.object({
    document,
    signature: z.object({ key: keyId, value: z.base64().length(88) }),
  });
}

export interface Signed<D extends Document> {
  readonly document: D;
  readonly signature: { readonly key: KeyId; readonly value: string };
}

/** One who signs: a private Ed25519 key with its name. */
export interface Signer {
  readonly id: KeyId;
  readonly privateKey: KeyObject;
}

/** Keys whose signatures count, by name. */
export type TrustedKeys = ReadonlyMap<KeyId, KeyObject>;

export type SignatureProblem = 'unknown-key' | 'bad-signature';

export function signDocument<D extends Document>(document: D, signer: Signer): Signed<D> {
  const value = signBytes(null, bytesToSign(document), signer.privateKey).toString('base64');
  return { document, signature: { key: signer.id, value } };
}

/** The document when one of `trusted` signed it. The caller has parsed it with its schema before. */
export function verifyDocument<D extends Document>(letter: Signed<D>, trusted: TrustedKeys): D | SignatureProblem {
  const key = trusted.get(letter.signature.key);
  if (key === undefined) return 'unknown-key';
  const signature = Buffer.from(letter.signature.value, 'base64');
  return verifyBytes(null, bytesToSign(letter.document), key, signature) ? letter.document : 'bad-signature';
}

/** SHA-256 of the canonical bytes of a document: how a later document names an earlier one. */
export function documentHash(document: Document): Sha256 {
  return hashOf(bytesToSign(document));
}

export function hashOf(bytes: Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex') as Sha256;
}

/** The raw 32 bytes of an Ed25519 public key in base64, as documents carry it. */
export function publicKeyText(key: KeyObject): string {
  const jwk = key.export({ format: 'jwk' });
  if (jwk.crv !== 'Ed25519' || jwk.x === undefined) throw new Error('not an Ed25519 key');
  return Buffer.from(jwk.x, 'base64url').toString('base64');
}

/** The key of which `publicKeyText` is the text. Throws where it is not 32 bytes. */
export function publicKeyFrom(text: string): KeyObject {
  const x = Buffer.from(text, 'base64');
  if (x.length !== 32) throw new Error('an Ed25519 public key has 32 bytes');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: x.toString('base64url') }, format: 'jwk' });
}

export function keyIdOf(publicKey: KeyObject): KeyId {
  return nameOfKey(Buffer.from(publicKeyText(publicKey), 'base64'));
}

/** The name of an age recipient: as for a signing key, over its text. */
export function recipientId(recipient: string): KeyId {
  return nameOfKey(Buffer.from(recipient));
}

function nameOfKey(bytes: Uint8Array): KeyId {
  return hashOf(bytes).slice(0, 16) as unknown as KeyId;
}

function bytesToSign(document: Document): Uint8Array {
  const text = canonicalize(document);
  if (text === undefined) throw new Error('this document has no JSON form');
  return Buffer.from(`lentigo ${document.kind} ${document.version}\n${text}`);
}
