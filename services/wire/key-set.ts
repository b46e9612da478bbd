/**
 * The hospital's keys, in a document that its offline root signs. A station pins the root at enrolment, so the keys
 * below it can change without anybody touching the station.
 */
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { type KeyId, keyId, moment } from './ids.ts';
import { keyIdOf, publicKeyFrom, type SignatureProblem, signed, type TrustedKeys, verifyDocument } from './signing.ts';

const recipient = z.string().regex(/^age1[0-9a-z]+$/, 'an age recipient begins with age1');

export const keySet = z.object({
  kind: z.literal('key-set'),
  version: z.literal(1),
  /** Grows with each issue; a station never goes back to a lower one. */
  serial: z.int().positive(),
  issuedAt: moment,
  /** Opens parcels in daily work. */
  operational: recipient,
  /** Kept offline, for the day the operational key is lost. */
  escrow: recipient,
  /** Who may sign receipts: raw Ed25519 public keys in base64. */
  receiptKeys: z
    .array(z.object({ id: keyId, publicKey: z.base64() }))
    .min(1)
    .max(8),
});
export type KeySet = z.infer<typeof keySet>;

export const signedKeySet = signed(keySet);
export type SignedKeySet = z.infer<typeof signedKeySet>;

/** A key set that can be worked with. */
export interface HospitalKeys {
  readonly recipients: readonly [operational: string, escrow: string];
  readonly receiptKeys: TrustedKeys;
}

/** The keys of a key set that `root` signed. Also refuses a receipt key that is not the one its name says. */
export function openKeySet(letter: SignedKeySet, root: KeyObject): HospitalKeys | SignatureProblem | 'misnamed-key' {
  const document = verifyDocument(letter, new Map([[keyIdOf(root), root]]));
  if (typeof document === 'string') return document;
  const receiptKeys = new Map<KeyId, KeyObject>();
  for (const { id, publicKey } of document.receiptKeys) {
    const key = publicKeyFrom(publicKey);
    if (keyIdOf(key) !== id) return 'misnamed-key';
    receiptKeys.set(id, key);
  }
  return { recipients: [document.operational, document.escrow], receiptKeys };
}
