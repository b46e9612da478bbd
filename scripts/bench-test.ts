/**
 * `npm run bench-test`: walks camera, live view, capture, pedal, light, screen, disk, clock, network and broker, and
 * names the part that fails and what to do about it.
 *
 *   npm run bench-test -- --unattended                              the simulated desk
 *   npm run bench-test -- --camera usb: --camera-model "Canon EOS 90D" --report /tmp
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { readStationConfig } from '../services/station/config.ts';
import { setDesk } from '../services/station/desk.ts';
import type { Surroundings } from './bench-test/check.ts';
import { engineerAt, nobody } from './bench-test/engineer.ts';
import { machineFacts } from './bench-test/machine.ts';
import { type BenchOptions, readBenchOptions, usage } from './bench-test/options.ts';
import { type BenchReport, writeReport } from './bench-test/report.ts';
import { stationNameIn } from './bench-test/station-name.ts';
import { printer } from './bench-test/terminal.ts';
import { systemdUnit } from './bench-test/unit.ts';
import { walk } from './bench-test/walk.ts';
import { UsageError } from './service/options.ts';

/** The driver's notes that are kept for the report. */
const notesMax = 200;
/** Where the output goes to a file. */
const columnsElsewhere = 110;

async function benchTest(options: BenchOptions): Promise<boolean> {
  const machine = { sys: '/sys', proc: '/proc' };
  const engineer = options.unattended ? nobody : engineerAt(process.stdin, process.stdout);
  const simulated = options.camera === undefined;
  const identityFolder = join(options.stationHome, 'identity');
  const around: Surroundings = {
    engineer,
    simulated,
    identityFolder,
    outboxFolder: join(options.stationHome, 'outbox'),
    broker: { host: options.brokerHost, port: options.brokerPort },
    kioskPort: options.kioskPort,
    timeServer: options.timeServer,
    pressWithinMs: options.pressWithinMs,
    machine,
  };
  const station = stationNameIn(identityFolder);
  const isTerminal = process.stdout.isTTY === true;
  const paper = printer({
    write: (text) => void process.stdout.write(text),
    isTerminal,
    showsProgress: isTerminal && options.unattended,
    columns: process.stdout.columns || columnsElsewhere,
  });
  paper.title(
    `Bench test of ${station} · ${simulated ? 'simulated desk' : `camera ${options.camera}`} · ${options.unattended ? 'unattended' : 'attended'}`,
  );

  const cut = new AbortController();
  // the part under way is ended, the desk closed, the station's unit started again, also when the engineer's laptop is shut
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => cut.abort());
  const cameraHome = mkdtempSync(join(tmpdir(), 'lentigo-bench-test-'));
  const notes: string[] = [];
  const log = pino(
    { level: 'warn', base: null },
    { write: (line: string) => void (notes.length < notesMax && notes.push(line.trim())) },
  );
  const startedAt = new Date();
  const outcomes = await walk({
    around,
    ...(options.only !== undefined && { only: options.only }),
    ...(options.stationUnit !== undefined && { unit: systemdUnit(options.stationUnit, options.kioskPort) }),
    openDesk: () => {
      // a folder of its own: what the driver writes there would belong to whoever runs the bench test
      const args = [
        '--home',
        cameraHome,
        '--kiosk-port',
        String(options.kioskPort),
        '--broker-port',
        String(options.brokerPort),
      ];
      return setDesk(readStationConfig([...args, ...options.stationArgs]), log);
    },
    onBegin: paper.begin,
    onOutcome: paper.outcome,
    signal: cut.signal,
  });
  rmSync(cameraHome, { recursive: true, force: true });
  engineer.close();

  const failed = outcomes.some(({ result }) => result.kind === 'failed');
  paper.summary(outcomes, cut.signal.aborted);
  const report: BenchReport = {
    kind: 'bench-test',
    version: 1,
    station,
    desk: simulated ? 'simulated' : 'real',
    attended: !options.unattended,
    startedAt: startedAt.toISOString(),
    tookMs: Date.now() - startedAt.getTime(),
    verdict: cut.signal.aborted ? 'cut-short' : failed ? 'failed' : 'works',
    machine: machineFacts(machine),
    parts: JSON.parse(JSON.stringify(outcomes)),
    cameraNotes: notes,
  };
  if (options.reportFolder !== undefined) {
    const [textFile, jsonFile] = writeReport(options.reportFolder, report);
    paper.line(`Report, for the ticket: ${textFile}\n                        ${jsonFile}`);
  }
  return !failed && !cut.signal.aborted;
}

try {
  const options = readBenchOptions(process.argv.slice(2), process.env);
  if (options.kind === 'help') console.log(usage());
  else process.exitCode = (await benchTest(options)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
