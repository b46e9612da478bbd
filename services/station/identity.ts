/**
 * Who this station is and whom it trusts, as enrolment left it in the folder `identity`:
 *
 *   station.json      its name                      certificate.pem, private-key.pem   to the broker
 *   signing-key.pem   signs manifests (Ed25519)     authority.pem                      who vouches for the broker
 *   root.pem          the hospital's offline root   key-set.json                       the hospital's keys, signed by it
 *   worklist-identity.txt                           opens worklists: age identities, one a line
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { TlsTexts } from '../wire/connection.ts';
import { type StationId, stationId } from '../wire/ids.ts';
import { type HospitalKeys, openKeySet, signedKeySet } from '../wire/key-set.ts';
import { keyIdOf, type Signer } from '../wire/signing.ts';

export interface Identity {
  readonly station: StationId;
  readonly signer: Signer;
  readonly hospital: HospitalKeys;
  /** Open the worklists that the hospital seals to this station. */
  readonly worklistIdentities: readonly string[];
  /** PEM texts for the connection to the broker. */
  readonly tls: TlsTexts;
}

/** Throws with a sentence for the engineer when something is missing or does not fit: without it no station works. */
export function readIdentity(folder: string): Identity {
  const file = (name: string) => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch (error) {
      throw new Error(`This station is not enrolled: ${join(folder, name)} cannot be read. Enrol it first.`, {
        cause: error,
      });
    }
  };
  const { station } = z.object({ station: stationId }).parse(JSON.parse(file('station.json')));
  const hospital = openKeySet(signedKeySet.parse(JSON.parse(file('key-set.json'))), createPublicKey(file('root.pem')));
  if (typeof hospital === 'string') {
    throw new Error(
      `The hospital's key set is not signed by the root that this station trusts (${hospital}). Enrol it anew.`,
    );
  }
  const privateKey = createPrivateKey(file('signing-key.pem'));
  return {
    station,
    signer: { id: keyIdOf(createPublicKey(privateKey)), privateKey },
    hospital,
    worklistIdentities: file('worklist-identity.txt')
      .split('\n')
      .filter((line) => line.startsWith('AGE-SECRET-KEY-')),
    tls: { ca: file('authority.pem'), cert: file('certificate.pem'), key: file('private-key.pem') },
  };
}
