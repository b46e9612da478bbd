/**
 * The hospital's side as one process: the ingest worker and its archive in a folder.
 *   node services/hospital/main.ts --home DIR --broker-port N
 * Exits when its parent's channel closes, so that it never outlives `npm start`.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import type { WorkerId } from '../wire/ids.ts';
import { openFolderArchive } from './archive/folder.ts';
import { openInbox } from './ingest/inbox.ts';
import { readHospitalKeys } from './ingest/keys.ts';
import { connectIngest } from './ingest/mqtt.ts';
import { openReceipts } from './ingest/receipts.ts';
import { registeredStations } from './ingest/stations.ts';
import { ingestWorker } from './ingest/worker.ts';

const { values } = parseArgs({
  options: { home: { type: 'string' }, 'broker-port': { type: 'string' } },
});
if (values.home === undefined || values['broker-port'] === undefined) {
  throw new Error('hospital: give --home DIR and --broker-port N');
}
const { home } = values;
const log = pino({ name: 'hospital', level: process.env.LENTIGO_LOG ?? 'warn' }, pino.destination(2));
const keys = readHospitalKeys(join(home, 'keys'));
const id = randomUUID() as unknown as WorkerId;
const inbox = await openInbox(join(home, 'inbox'), Date.now());
const archive = await openFolderArchive(join(home, 'archive'));
const receipts = await openReceipts(join(home, 'receipts'));

const link = connectIngest({
  broker: { host: '127.0.0.1', port: Number(values['broker-port']) },
  tls: keys.tls,
  id,
  log,
  worker: (answer) =>
    ingestWorker({
      id,
      inbox,
      archive,
      receipts,
      identities: keys.identities,
      signer: keys.signer,
      stationKeys: registeredStations(join(home, 'stations')),
      now: () => new Date(),
      log,
      answer,
    }),
});

async function stop(): Promise<void> {
  await link.close();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', () => {}); // Ctrl-C reaches the whole group; `npm start` says when to stop
process.once('disconnect', stop);

await link.ready;
process.send?.('ready');
