/**
 * A real archive: Debian's Orthanc with its DICOMweb plug-in, on a free port of this machine, over a temporary folder.
 *
 *   const orthanc = await startOrthanc();
 *   orthanc.dicomWebUrl   http://127.0.0.1:<port>/dicom-web
 *   await orthanc.kill(); as a power cut would; start() takes up the same folder again
 *   await orthanc.stop();
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, temporaryFolder } from './places.ts';

export interface OrthancOptions {
  /** Name and password that it asks for; without, everybody on this machine may come in. */
  readonly user?: { readonly name: string; readonly password: string };
  /** Also answers the DICOM protocol, at `dicomPort`. */
  readonly dicom?: boolean;
  /** Folder of worklist files (`*.wl`) that it answers modalities from; needs `dicom`. */
  readonly worklists?: string;
}

export interface Orthanc {
  /** Root of Orthanc's own REST interface, without a slash at the end. */
  readonly url: string;
  readonly dicomWebUrl: string;
  readonly dicomPort: number;
  readonly pid: number;
  /** Ends it at once, as a power cut would; its files stay. */
  kill(): Promise<void>;
  /** Starts it again over the same files, at the same port. */
  start(): Promise<void>;
  /** Stops it from running on until `resume`: requests are taken and not answered. */
  freeze(): void;
  resume(): void;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

const startMsMax = 60_000;
const pollMs = 25;
const plugins = '/usr/share/orthanc/plugins';
const title = 'ARCHIVE';

export async function startOrthanc({ user, dicom = false, worklists }: OrthancOptions = {}): Promise<Orthanc> {
  const folder = temporaryFolder('orthanc');
  const port = await freePort();
  const dicomPort = await freePort();
  const storage = join(folder.path, 'storage');
  mkdirSync(storage);
  const configuration = join(folder.path, 'orthanc.json');
  writeFileSync(
    configuration,
    JSON.stringify({
      Name: 'Lentigo test archive',
      StorageDirectory: storage,
      IndexDirectory: storage,
      HttpPort: port,
      HttpServerEnabled: true,
      RemoteAccessAllowed: false,
      AuthenticationEnabled: user !== undefined,
      ...(user && { RegisteredUsers: { [user.name]: user.password } }),
      DicomServerEnabled: dicom,
      DicomAet: title,
      DicomPort: dicomPort,
      DicomAlwaysAllowFind: true,
      DicomAlwaysAllowFindWorklist: true,
      Plugins: [
        join(plugins, 'libOrthancDicomWeb.so'),
        ...(worklists === undefined ? [] : [join(plugins, 'libModalityWorklists.so')]),
      ],
      DicomWeb: { Enable: true, Root: '/dicom-web/' },
      ...(worklists !== undefined && { Worklists: { Enable: true, Database: worklists } }),
    }),
  );

  const url = `http://127.0.0.1:${port}`;
  const headers: Record<string, string> = user
    ? { authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}` }
    : {};
  let server: ChildProcess;
  const running = () => server.exitCode === null && server.signalCode === null;

  async function start(): Promise<void> {
    server = spawn('setpriv', ['--pdeathsig', 'KILL', 'Orthanc', configuration], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    server.stderr?.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-4_000);
    });
    for (const until = performance.now() + startMsMax; ; await pause(pollMs)) {
      if (!running() || performance.now() > until) throw new Error(`Orthanc did not start: ${said}`);
      if (await answers(`${url}/dicom-web/studies?limit=1`, headers)) return;
    }
  }

  async function kill(): Promise<void> {
    if (!running()) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }

  await start();
  return {
    url,
    dicomWebUrl: `${url}/dicom-web`,
    dicomPort,
    get pid() {
      return Number(server.pid);
    },
    kill,
    start,
    freeze: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    async stop() {
      await kill();
      folder.remove();
    },
  };
}

async function answers(url: string, headers: Record<string, string>): Promise<boolean> {
  try {
    const response = await fetch(url, { headers });
    await response.arrayBuffer();
    return response.ok;
  } catch (error) {
    if (error instanceof TypeError) return false; // nobody listens yet
    throw error;
  }
}
