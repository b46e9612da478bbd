/**
 * The hospital's side as one process: see `hospital.ts` for what is in it and `config.ts` for what it is told.
 *   node services/hospital/main.ts --home DIR --broker-port N
 * Exits when its parent's channel closes, so that it never outlives `npm start`.
 */
import pino from 'pino';
import { readHospitalConfig } from './config.ts';
import { openHospital } from './hospital.ts';

const config = readHospitalConfig(process.argv.slice(2), process.env);
const log = pino({ name: 'hospital', level: process.env.LENTIGO_LOG ?? 'warn' }, pino.destination(2));
const hospital = await openHospital(config, log);

async function stop(): Promise<void> {
  await hospital.close();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', () => {}); // Ctrl-C reaches the whole group; `npm start` says when to stop
process.once('disconnect', stop);
process.send?.('ready');
