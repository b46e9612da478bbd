/**
 * The station's program: see `config.ts` for its options. Exits when its parent's channel closes, so that it never
 * outlives `npm start`; on the appliance its unit starts it without a channel.
 */
import { join } from 'node:path';
import pino from 'pino';
import { readStationConfig } from './config.ts';
import { setDesk } from './desk.ts';
import { readIdentity } from './identity.ts';
import { openJournal } from './journal/journal.ts';
import { benchOf } from './kiosk/bench.ts';
import { serveKiosk } from './kiosk/server.ts';
import { startStation } from './station.ts';
import { openClinicBook } from './worklist.ts';

const config = readStationConfig(process.argv.slice(2));
const log = pino({ name: 'station', level: process.env.LENTIGO_LOG ?? 'warn' }, pino.destination(2));
const identity = readIdentity(join(config.home, 'identity'));
const desk = await setDesk(config, log);
const simulated = desk.simulated !== undefined;
const hint = simulated ? config['sign-in-hint'] : undefined;
const station = startStation({
  identity,
  parts: desk.parts,
  pedalWorks: desk.pedalWorks,
  outboxFolder: join(config.home, 'outbox'),
  journal: await openJournal({
    file: join(config.home, 'journal.age'),
    identities: identity.worklistIdentities,
    log,
  }),
  broker: { host: config['broker-host'], port: config['broker-port'] },
  clinic: await openClinicBook(join(config.home, 'worklist.json'), identity),
  purgeGraceMs: config['purge-grace-minutes'] * 60_000,
  simulated,
  ...(hint !== undefined && { signInHint: hint }),
  log,
});
const kiosk = await serveKiosk({
  station,
  pagesFolder: join(import.meta.dirname, '..', '..', 'ui', 'dist'),
  port: config['kiosk-port'],
  ...(desk.simulated !== undefined && { bench: benchOf(desk.simulated, station) }),
});

async function stop(): Promise<void> {
  await station.close();
  await desk.close();
  await kiosk.close();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', () => {}); // Ctrl-C reaches the whole group; `npm start` says when to stop
process.once('disconnect', stop);
process.send?.('ready');
