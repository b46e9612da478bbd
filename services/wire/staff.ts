/**
 * Who may work at a station, and how the station knows them without a network: by a badge's code, or by name and PIN.
 *
 * The worklist carries hashes only, made with scrypt (RFC 7914), which needs `memoryBytes` for every guess. A PIN has few
 * digits, so the station limits attempts as well; the hash is for whoever gets hold of an opened worklist.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type StaffId, staffId } from './ids.ts';

export { type StaffId, staffId }; // named where Node is not needed: the station's core and the pages know staff by it

/** Digits of a PIN. */
export const pinDigitsMin = 4;
export const pinDigitsMax = 8;
export const pin = z.string().regex(/^\d{4,8}$/, 'a PIN has four to eight digits');

/** What a badge's barcode says: printed by the hospital, long enough that nobody guesses one. */
export const badgeCode = z.string().regex(/^LB-[A-Z2-7]{16}$/, 'a badge says LB- and sixteen letters and digits');

/** scrypt's costs. Changing them makes new hashes; old ones carry their own. 32 MiB and some 60 ms on a desktop. */
const cost = 2 ** 15;
const blockSize = 8;
const parallelization = 1;
const hashBytes = 32;
const saltBytes = 16;
/** No hash in a worklist may make the station reserve more than this. */
const memoryBytesMax = 128 * 1024 * 1024;

export const secretHash = z.object({
  scheme: z.literal('scrypt'),
  cost: z
    .int()
    .min(2 ** 14)
    .max(2 ** 17),
  blockSize: z.literal(blockSize),
  parallelization: z.literal(parallelization),
  salt: z.base64(),
  hash: z.base64(),
});
export type SecretHash = z.infer<typeof secretHash>;

export const staffMember = z.object({
  id: staffId,
  name: z.string().min(1).max(120),
  pin: secretHash.optional(),
  /** All badges of one worklist share a salt, so that one computation finds whose it is. */
  badge: secretHash.optional(),
});
export type StaffMember = z.infer<typeof staffMember>;

/** A hash of the secret. `salt`: base64; a random one when not given. */
export async function hashSecret(
  secret: string,
  salt = randomBytes(saltBytes).toString('base64'),
): Promise<SecretHash> {
  const made = { scheme: 'scrypt', cost, blockSize, parallelization, salt } as const;
  return { ...made, hash: (await derive(secret, made)).toString('base64') };
}

/** Whether `secret` is the one that was hashed. Takes as long for a wrong one as for the right one. */
export async function isSecret(secret: string, kept: SecretHash): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'base64');
  const found = await derive(secret, kept);
  return expected.length === found.length && timingSafeEqual(expected, found);
}

function derive(secret: string, { cost, blockSize, parallelization, salt }: Omit<SecretHash, 'hash'>): Promise<Buffer> {
  const options: ScryptOptions = { N: cost, r: blockSize, p: parallelization, maxmem: memoryBytesMax + 1024 * 1024 };
  return new Promise((resolve, reject) =>
    scrypt(secret.normalize('NFC'), Buffer.from(salt, 'base64'), hashBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );
}
