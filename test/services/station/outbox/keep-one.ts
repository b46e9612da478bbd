/** A program for the tests to watch from outside: keeps one parcel in the folder that it is given, and says SAVED. */
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openOutbox } from '../../../../services/station/outbox/outbox.ts';
import type { KeyId, ParcelId, StationId } from '../../../../services/wire/ids.ts';
import { keyIdOf } from '../../../../services/wire/signing.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');

const outbox = openOutbox({
  folder: process.argv[2] ?? '',
  station: 'histon-1' as StationId,
  signer: { id: keyIdOf(publicKey), privateKey },
  sealedTo: ['0123456789abcdef' as unknown as KeyId],
});
const kept = await outbox.keep(randomUUID() as unknown as ParcelId, randomBytes(300_000));
if (typeof kept !== 'string') writeSync(1, 'SAVED\n');
outbox.close();
