/** A program for the tests to watch from outside: keeps one parcel in the folder that it is given, and says SAVED. */
import { randomBytes, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openOutbox } from '../../../../services/station/outbox/outbox.ts';
import type { KeyId, ParcelId } from '../../../../services/wire/ids.ts';
import { newSigner } from '../../../support/hospital.ts';
import { station } from '../../../support/invented.ts';

const outbox = openOutbox({
  folder: process.argv[2] ?? '',
  station,
  signer: newSigner(),
  sealedTo: ['0123456789abcdef' as unknown as KeyId],
});
const kept = await outbox.keep(randomUUID() as unknown as ParcelId, randomBytes(300_000));
if (typeof kept !== 'string') writeSync(1, 'SAVED\n');
outbox.close();
