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
    const keys = registrationOf(folder, station)?.signingKeys.map(publicKeyFrom);
    return keys && new Map<KeyId, KeyObject>(keys.map((key) => [keyIdOf(key), key]));
  };
}

/** To whom a station's worklists are sealed; undefined for a stranger, and for a station that was enrolled without. */
export function worklistRecipients(folder: string): (station: StationId) => string | undefined {
  return (station) => registrationOf(folder, station)?.worklistRecipient;
}

function registrationOf(folder: string, station: StationId): Registration | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, `${station}.json`), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return registration.parse(JSON.parse(text));
}
