/** Starts Debian's Mosquitto with our configuration. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brokerConfiguration } from '../../provisioning/broker.ts';

const pollMs = 25;

/** `folder` is a provisioned broker's: certificates and access list are in it. The kernel ends the broker with us. */
export function startBroker(folder: string, port: number): ChildProcess {
  const configuration = join(folder, 'mosquitto.conf');
  writeFileSync(configuration, brokerConfiguration({ folder, port, user: userInfo().username }));
  return spawn('setpriv', ['--pdeathsig', 'TERM', '/usr/sbin/mosquitto', '-c', configuration], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Resolves when something takes connections at the port, or the broker is gone. How long that may take is the caller's. */
export async function brokerAnswers(broker: ChildProcess, port: number): Promise<void> {
  while (broker.exitCode === null && broker.signalCode === null) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await pause(pollMs);
  }
}
