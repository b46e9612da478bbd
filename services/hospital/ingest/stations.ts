/** The stations that are registered, one file a station, with the keys whose signatures count. */
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type KeyId, type StationId, stationId } from '../../wire/ids.ts';
import { keyIdOf, publicKeyFrom, type TrustedKeys } from '../../wire/signing.ts';

export const registration = z.object({
  station: stationId,
  /** Raw Ed25519 public keys in base64. */
  signingKeys: z.array(z.base64()).min(1).max(4),
  /** age recipient to which its worklists are sealed. */
  worklistRecipient: z
    .string()
    .regex(/^age1[0-9a-z]+$/)
    .optional(),
});
export type Registration = z.infer<typeof registration>;

/** Looks a station up anew each time: a station that was just enrolled needs no restart. */
export function registeredStations(folder: string): (station: StationId) => TrustedKeys | undefined {
  return (station) => {
    let text: string;
    try {
      text = readFileSync(join(folder, `${station}.json`), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
    const keys = registration.parse(JSON.parse(text)).signingKeys.map(publicKeyFrom);
    return new Map<KeyId, KeyObject>(keys.map((key) => [keyIdOf(key), key]));
  };
}
