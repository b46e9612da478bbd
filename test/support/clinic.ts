/** A provisioned home in a temporary folder, and a real broker for it on a free port. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { provisionDemonstration } from '../../provisioning/demonstration.ts';
import { brokerAnswers, startBroker } from '../../scripts/service/broker.ts';
import type { TlsTexts } from '../../services/wire/connection.ts';
import { station } from './invented.ts';
import { freePort, temporaryFolder } from './places.ts';

export { freePort, temporaryFolder } from './places.ts';

export function tlsOf(folder: string): TlsTexts {
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { ca: file('authority.pem'), cert: file('certificate.pem'), key: file('private-key.pem') };
}

export interface TestBroker {
  readonly home: string;
  readonly port: number;
  /** `kill -9`, then a new one at the same port. */
  restart(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function brokerInClinic(): Promise<TestBroker> {
  const folder = temporaryFolder('clinic');
  const home = folder.path;
  await provisionDemonstration(home, station, new Date());
  const port = await freePort();
  const launch = async () => {
    const broker = startBroker(join(home, 'broker'), port);
    await brokerAnswers(broker, port);
    if (broker.exitCode !== null) throw new Error('the broker did not start');
    return broker;
  };
  let broker = await launch();
  const kill = async () => {
    if (broker.exitCode !== null || broker.signalCode !== null) return;
    broker.kill('SIGKILL');
    await once(broker, 'exit');
  };
  const start = async () => {
    broker = await launch();
  };
  return {
    home,
    port,
    kill,
    start,
    async restart() {
      await kill();
      await start();
    },
    async close() {
      await kill();
      folder.remove();
    },
  };
}
