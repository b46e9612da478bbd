/**
 * What the hospital's ingest needs to open parcels and to sign for them, in one folder:
 *
 *   operational.txt    age identities, one a line, the present one first
 *   receipt-key.pem    Ed25519          certificate.pem, private-key.pem, authority.pem   to the broker
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TlsTexts } from '../../wire/connection.ts';
import { keyIdOf, type Signer } from '../../wire/signing.ts';

export interface IngestKeys {
  readonly identities: readonly string[];
  readonly signer: Signer;
  readonly tls: TlsTexts;
}

/** Throws when a file is missing: without its keys no hospital can take a picture. */
export function readHospitalKeys(folder: string): IngestKeys {
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');
  const privateKey = createPrivateKey(file('receipt-key.pem'));
  return {
    identities: file('operational.txt')
      .split('\n')
      .filter((line) => line.startsWith('AGE-SECRET-KEY-')),
    signer: { id: keyIdOf(createPublicKey(privateKey)), privateKey },
    tls: { ca: file('authority.pem'), cert: file('certificate.pem'), key: file('private-key.pem') },
  };
}
