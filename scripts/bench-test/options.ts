/** What the bench test is told on the command line. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../service/options.ts';
import { type PartName, partNames } from './check.ts';

// biome-ignore format: a table is read by columns
const known = {
  'station-home':   { type: 'string',  says: 'folder of the station: identity and outbox are in it (var/station)' },
  'camera':         { type: 'string',  says: "libgphoto2's address of a real camera, such as usb: ; without it the desk is simulated" },
  'camera-model':   { type: 'string',  says: "libgphoto2's name of its model" },
  'simulated':      { type: 'boolean', says: 'the simulated desk, which is usual without --camera' },
  'kiosk-port':     { type: 'string',  says: "port of the station's pages (7070)" },
  'broker-host':    { type: 'string',  says: 'where the broker is (127.0.0.1)' },
  'broker-port':    { type: 'string',  says: 'port of the broker (7883)' },
  'time-server':    { type: 'string',  says: 'an NTP server to compare the clock with, HOST or HOST:PORT' },
  'only':           { type: 'string',  says: `these parts only: ${partNames.join(',')}` },
  'unattended':     { type: 'boolean', says: 'nobody is there: leave out what needs a hand or an eye' },
  'press-within-s': { type: 'string',  says: 'how long to wait for the press of the pedal (20)' },
  'station-unit':   { type: 'string',  says: "systemd's unit of the station: stopped while the desk is tested, then started" },
  'report':         { type: 'string',  says: 'folder for the report, as text and as JSON' },
  'help':           { type: 'boolean', says: 'this list' },
} as const;

export interface BenchOptions {
  readonly kind: 'bench-test';
  readonly stationHome: string;
  readonly camera: string | undefined;
  /** For the station's own configuration of its parts, as its program takes it. */
  readonly stationArgs: readonly string[];
  readonly kioskPort: number;
  readonly brokerHost: string;
  readonly brokerPort: number;
  readonly timeServer: string | undefined;
  readonly only: readonly PartName[] | undefined;
  readonly unattended: boolean;
  readonly pressWithinMs: number;
  readonly stationUnit: string | undefined;
  readonly reportFolder: string | undefined;
}

const pressSecondsMax = 120;

/** Options win over the variables of `npm start`. Throws a `UsageError` that lists the known options. */
export function readBenchOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): BenchOptions | { readonly kind: 'help' } {
  const split = args.indexOf('--');
  const [own, forStation] = split < 0 ? [args, []] : [args.slice(0, split), args.slice(split + 1)];
  const values = parsed(own);
  if (values.help === true) return { kind: 'help' };
  if (values.simulated === true && values.camera !== undefined) {
    throw new UsageError('--simulated and --camera exclude each other: a desk is simulated or real.');
  }
  const home = values['station-home'] ?? join(environment.LENTIGO_HOME ?? 'var', 'station');
  const camera = values.simulated === true ? undefined : (values.camera ?? environment.LENTIGO_CAMERA);
  const model = values['camera-model'] ?? environment.LENTIGO_CAMERA_MODEL;
  const kioskPort = port('kiosk-port', values['kiosk-port'] ?? environment.LENTIGO_KIOSK_PORT ?? '7070');
  const brokerPort = port('broker-port', values['broker-port'] ?? environment.LENTIGO_BROKER_PORT ?? '7883');
  const pressSeconds = Number(values['press-within-s'] ?? '20');
  if (!(pressSeconds > 0 && pressSeconds <= pressSecondsMax)) {
    throw new UsageError(
      `--press-within-s is a number of seconds up to ${pressSecondsMax}, not "${values['press-within-s']}".`,
    );
  }
  if (values['station-home'] !== undefined && !existsSync(home))
    throw new UsageError(`--station-home names no folder: ${resolve(home)}`);
  return {
    kind: 'bench-test',
    stationHome: resolve(home),
    camera,
    stationArgs: [
      ...(camera === undefined ? [] : ['--camera', camera]),
      ...(model === undefined ? [] : ['--camera-model', model]),
      ...forStation,
    ],
    kioskPort,
    brokerHost: values['broker-host'] ?? '127.0.0.1',
    brokerPort,
    timeServer: values['time-server'],
    only: values.only === undefined ? undefined : partsIn(values.only),
    unattended: values.unattended === true,
    pressWithinMs: pressSeconds * 1000,
    stationUnit: values['station-unit'],
    reportFolder: values.report,
  };
}

export function usage(): string {
  const lines = Object.entries(known).map(([name, { says }]) => `  --${name.padEnd(16)} ${says}`);
  return [
    'Walks the parts of a station and says of each what works, what fails and what to do. Ends with 1 when a part failed.',
    '',
    ...lines,
    '',
    "What stands behind -- goes to the station's own configuration of its parts.",
  ].join('\n');
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage()}`);
  }
}

function port(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 65_535) return number;
  throw new UsageError(`--${name} is a number from 1 to 65535, not "${text}".`);
}

function partsIn(text: string): readonly PartName[] {
  return text.split(',').map((name) => {
    const part = partNames.find((one) => one === name.trim());
    if (part === undefined)
      throw new UsageError(`There is no part "${name.trim()}". The parts are: ${partNames.join(', ')}.`);
    return part;
  });
}
