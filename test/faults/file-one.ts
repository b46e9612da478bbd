/**
 * A program for the tests to kill: files the parcel that lies in the folder it is given, as an ingest worker would, and
 * says RECEIPT with the signed receipt. `node file-one.ts FOLDER DATABASE`, an address of PostgreSQL with the clinic of
 * `seeded.ts`; with `--prepare` it puts keys and a parcel there.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { pino } from 'pino';
import sharp from 'sharp';
import { openAside } from '../../services/hospital/archive/aside.ts';
import { openDicomFolder } from '../../services/hospital/archive/dicom-folder.ts';
import { openPreviews } from '../../services/hospital/archive/previews.ts';
import { openPostgres } from '../../services/hospital/database/postgres.ts';
import { fileParcel } from '../../services/hospital/ingest/filing.ts';
import { openInbox } from '../../services/hospital/ingest/inbox.ts';
import { openReceipts } from '../../services/hospital/ingest/receipts.ts';
import { ingestWorker } from '../../services/hospital/ingest/worker.ts';
import { stationAnswers } from '../../services/hospital/questionnaire/at-station.ts';
import { readForm } from '../../services/hospital/questionnaire/form.ts';
import type { WorkerId } from '../../services/wire/ids.ts';
import { chunkBytes } from '../../services/wire/limits.ts';
import { chunkCount, chunkRange, type SignedManifest } from '../../services/wire/manifest.ts';
import { sealParcel } from '../../services/wire/parcel.ts';
import {
  hashOf,
  keyIdOf,
  publicKeyFrom,
  publicKeyText,
  recipientId,
  signDocument,
} from '../../services/wire/signing.ts';
import { captureOf, station } from '../support/invented.ts';

const [folder = '', database = ''] = process.argv.slice(2);
const silent = pino({ level: 'silent' });
if (database === '--prepare') await prepare();
else await file();

async function prepare(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  const [stations, hospital] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const picture = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#a86', noise } })
    .jpeg({ quality: 95 })
    .toBuffer();
  const capture = captureOf(picture);
  const sealed = await sealParcel({ capture, picture }, [recipient]);
  if (typeof sealed === 'string') throw new Error(sealed);
  const offer: SignedManifest = signDocument(
    {
      kind: 'manifest',
      version: 1,
      parcel: capture.parcel,
      station,
      sequence: 1,
      byteLength: sealed.length,
      sha256: hashOf(sealed),
      chunkBytes,
      sealedTo: [recipientId(recipient)],
    },
    { id: keyIdOf(stations.publicKey), privateKey: stations.privateKey },
  );
  writeFileSync(join(folder, 'parcel.age'), sealed);
  writeFileSync(join(folder, 'receipt-key.pem'), hospital.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(
    join(folder, 'given.json'),
    JSON.stringify({ identity, offer, stationKey: publicKeyText(stations.publicKey), picture: hashOf(picture) }),
  );
}

async function file(): Promise<void> {
  const { identity, offer, stationKey } = JSON.parse(readFileSync(join(folder, 'given.json'), 'utf8'));
  const sealed = readFileSync(join(folder, 'parcel.age'));
  const privateKey = createPrivateKey(readFileSync(join(folder, 'receipt-key.pem'), 'utf8'));
  const trusted = publicKeyFrom(stationKey);
  const deps = {
    database: openPostgres(database),
    archive: await openDicomFolder(join(folder, 'archive')),
    aside: await openAside(join(folder, 'archive')),
    previews: openPreviews(join(folder, 'previews')),
    dicom: { photographicOnly: false },
    identities: [identity],
    now: () => new Date(),
    log: silent,
    changed: () => {},
    keepStationAnswers: stationAnswers(readForm()),
  };
  const worker = ingestWorker({
    id: randomUUID() as unknown as WorkerId,
    inbox: await openInbox(join(folder, 'inbox'), Date.now()),
    file: (manifest, sealed) => fileParcel(deps, manifest, sealed),
    receipts: await openReceipts(join(folder, 'receipts')),
    signer: { id: keyIdOf(createPublicKey(privateKey)), privateKey },
    stationKeys: () => new Map([[keyIdOf(trusted), trusted]]),
    now: () => new Date(),
    log: silent,
    answer: { grant: () => {}, receipt: (_, letter) => writeSync(1, `RECEIPT ${JSON.stringify(letter)}\n`) },
  });
  const letter = offer as SignedManifest;
  await worker.offered(station, letter);
  for (let index = 0; index < chunkCount(letter.document); index++) {
    const { start, length } = chunkRange(letter.document, index);
    await worker.chunk(station, letter.document.parcel, index, sealed.subarray(start, start + length));
  }
  await worker.close();
  await deps.database.close();
}
