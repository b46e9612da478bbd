/**
 * The whole service on this machine: a broker, the hospital's programs and one station, each a process of its own.
 *
 *   <home>/broker ◄─ mosquitto     <home>/hospital ◄─ hospital/main.ts     <home>/station ◄─ station/main.ts
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { provisionDemonstration } from '../../provisioning/demonstration.ts';
import { demonstrationStation } from '../../services/hospital/demonstration/people.ts';
import { photographers } from '../../services/hospital/demonstration/photographers.ts';
import { brokerAnswers, startBroker } from './broker.ts';
import { type Child, keepRunning } from './child.ts';
import { isInvented, portSettings, type Settings, settingsOf, UsageError, variableOf } from './options.ts';

const root = join(import.meta.dirname, '..', '..');

/** Who may sign in at the demonstration's station: its lock screen says it, and `npm start`. */
export const signInHint = photographers.map(({ name, pin }) => `${name}: PIN ${pin}`).join(', ');

export type ProgramName = 'broker' | 'hospital' | 'station';

export interface Service {
  pid(program: ProgramName): number | undefined;
  /** Resolves when the program's next start after this call is ready. */
  nextStart(program: ProgramName): Promise<void>;
  stop(): Promise<void>;
}

/** Resolves when everything is ready. Throws a `UsageError` for a port that is taken. */
export async function startService(settings: Settings, say: (line: string) => void): Promise<Service> {
  const { home } = settings;
  for (const name of portSettings) await portMustBeFree(settings, name);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  await provisionDemonstration(home, demonstrationStation, new Date());
  const brokerPort = Number(settings['broker-port']);

  const children = new Map<ProgramName, Child>();
  const stop = async () => {
    for (const name of ['station', 'hospital', 'broker'] as const) await children.get(name)?.stop();
  };
  try {
    children.set(
      'broker',
      await keepRunning({
        name: 'broker',
        say,
        start: () => startBroker(join(home, 'broker'), brokerPort),
        ready: (broker) => brokerAnswers(broker, brokerPort),
      }),
    );
    const [hospital, station] = await Promise.allSettled([
      keepRunning({ name: 'hospital', say, start: () => hospitalProgram(settings), ready: saysReady }),
      keepRunning({ name: 'station', say, start: () => stationProgram(settings), ready: saysReady }),
    ]);
    for (const [name, result] of [
      ['hospital', hospital],
      ['station', station],
    ] as const) {
      if (result.status === 'fulfilled') children.set(name, result.value);
    }
    for (const result of [hospital, station]) if (result.status === 'rejected') throw result.reason;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    pid: (program) => children.get(program)?.pid(),
    nextStart: async (program) => children.get(program)?.nextStart(),
    stop,
  };
}

/** The hospital hears its settings as variables: some of them are secrets, and options can be read by everybody here. */
function hospitalProgram(settings: Settings): ChildProcess {
  const args = ['--home', join(settings.home, 'hospital'), '--broker-port', String(settings['broker-port'])];
  const variables = settingsOf('hospital', settings).map(([name, value]) => [variableOf(name), value]);
  return fork(join(root, 'services', 'hospital', 'main.ts'), args, {
    env: { ...process.env, ...Object.fromEntries(variables) },
  });
}

function stationProgram(settings: Settings): ChildProcess {
  const told = settingsOf('station', settings).filter(([name]) => name !== 'home');
  const args = told.flatMap(([name, value]) => [`--${name}`, value]);
  const hint = isInvented(settings) ? ['--sign-in-hint', signInHint] : [];
  const home = join(settings.home, 'station');
  return fork(join(root, 'services', 'station', 'main.ts'), ['--home', home, ...args, ...hint]);
}

function saysReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve();
    });
  });
}

async function portMustBeFree(settings: Settings, name: (typeof portSettings)[number]): Promise<void> {
  const port = Number(settings[name]);
  const server = createServer();
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen({ host: '127.0.0.1', port }, () => resolve(undefined));
  });
  if (error === undefined) {
    await new Promise((resolve) => server.close(resolve));
    return;
  }
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
  const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be used by this user';
  throw new UsageError(`Port ${port} ${why}. Choose another with --${name} or ${variableOf(name)}.`);
}
