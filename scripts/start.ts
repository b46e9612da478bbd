/**
 * `npm start`: the whole service on this machine, with simulated parts unless configured otherwise.
 * Ctrl-C stops all of it; a second start goes on where the first one ended.
 */

import { NotReady } from './service/child.ts';
import { isInvented, readSettings, UsageError, usage } from './service/options.ts';
import { signInHint, startService } from './service/service.ts';

const say = (line: string) => console.error(line);

if (process.argv.includes('--help')) {
  console.log(usage());
  process.exit(0);
}
try {
  const settings = readSettings(process.argv.slice(2), process.env);
  const stopping = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  const service = await startService(settings, say);
  const kiosk = `http://127.0.0.1:${settings['kiosk-port']}/`;
  console.log(`kiosk     ${kiosk}`);
  if (settings.camera === undefined) console.log(`bench     ${kiosk}bench/`);
  if (isInvented(settings)) console.log(`sign in   ${signInHint}`);
  console.log(`hospital  http://127.0.0.1:${settings['hospital-port']}/`);
  console.log(`broker    mqtts://127.0.0.1:${settings['broker-port']}`);
  console.log(`home      ${settings.home}`);
  console.log('ready');
  await stopping;
  await service.stop();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof NotReady)) throw error;
  say(error.message);
  process.exitCode = 1;
}
