/** Storing a picture in an archive over DICOMweb, against curl sending the same bytes to the same archive. */
import { execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { connect } from '../../services/hospital/archive/dicomweb/connection.ts';
import { storeBody } from '../../services/hospital/archive/dicomweb/multipart.ts';
import { dicomWebArchive } from '../../services/hospital/archive/dicomweb.ts';
import type { DicomPicture, PictureRecord } from '../../services/hospital/dicom/api.ts';
import { dicomPicture } from '../../services/hospital/dicom/picture.ts';
import { median, print } from './line.ts';

const rounds = 15;
const startMsMax = 60_000;
const pollMs = 50;
const options = { photographicOnly: false } as const;
const answerBytesMax = 1024 * 1024;
const type = 'multipart/related; type="application/dicom"; boundary=lentigo-bench';
const run = promisify(execFile);

/** Rounds alternate, each with an object that the archive has never seen: it answers faster to one that it knows. */
export async function benchStow(folder: string): Promise<void> {
  const picture = await largePicture();
  const mb = picture.length / (1024 * 1024);
  const archive = await startArchive(join(folder, 'archive'));
  try {
    const connection = connect({ url: archive.url }, () => performance.now());
    const whole = dicomWebArchive({ url: archive.url });
    const ours: number[] = [];
    const curls: number[] = [];
    const filings: number[] = [];
    for (let round = -1; round < rounds; round++) {
      const steps = [
        async () => {
          const body = storeBody((await objectOf(picture)).file);
          const question = { path: '/studies', accept: 'application/dicom+json', body, bytesMax: answerBytesMax };
          return [ours, await tookMs(() => connection.ask(question))] as const;
        },
        async () => [curls, await curlMs(archive.url, folder, (await objectOf(picture)).file)] as const,
        async () => [filings, await tookMs(() => whole.file(newRecord(), picture, options))] as const,
      ];
      for (const step of round % 2 === 0 ? steps : steps.reverse()) {
        const [times, ms] = await step();
        if (round >= 0) times.push(ms); // the first round warms
      }
    }
    const speed = (times: readonly number[]) => (mb * 1000) / median(times);
    print({
      bench: `storing ${mb.toFixed(0)} MB over DICOMweb`,
      value: speed(ours),
      unit: 'MB/s',
      against: 'curl, the same request',
      againstValue: speed(curls),
    });
    print({
      bench: `filing ${mb.toFixed(0)} MB over DICOMweb: searched, made, stored, read back, compared`,
      value: median(filings),
      unit: 'ms',
      against: 'our store request alone',
      againstValue: median(ours),
    });
  } finally {
    await archive.stop();
  }
}

/** By curl's own clock, from its first step to the last byte of the answer: the start of the program does not count. */
async function curlMs(url: string, folder: string, file: Uint8Array): Promise<number> {
  const body = join(folder, 'curl-body');
  writeFileSync(
    body,
    Buffer.concat([
      Buffer.from('--lentigo-bench\r\nContent-Type: application/dicom\r\n\r\n'),
      file,
      Buffer.from('\r\n--lentigo-bench--\r\n'),
    ]),
  );
  const { stdout } = await run('curl', [
    ...['--silent', '--fail', '--output', '/dev/null', '--write-out', '%{time_total}'],
    ...['--header', `Content-Type: ${type}`, '--header', 'Accept: application/dicom+json', '--header', 'Expect:'],
    ...['--data-binary', `@${body}`, `${url}/studies`],
  ]);
  return Number(stdout) * 1000;
}

async function tookMs(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

async function objectOf(picture: Uint8Array): Promise<DicomPicture> {
  const object = await dicomPicture(newRecord(), picture, options);
  if ('kind' in object) throw new Error(`the picture is ${object.why}`);
  return object;
}

/** Grain that does not compress: about 20 MB, as much as a fine JPEG of 24 megapixels. */
async function largePicture(): Promise<Buffer> {
  const [width, height] = [5200, 3500];
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 96 })
    .toBuffer();
}

function newRecord(): PictureRecord {
  return {
    parcel: randomUUID(),
    filing: 1,
    visit: randomUUID(),
    station: 'histon-1',
    siteName: 'Histon Health Centre',
    takenAt: '2026-11-22T09:31:07.250Z',
    patient: { hospitalNumber: 'H1', familyName: 'Invented', givenName: 'Nobody', dateOfBirth: '1958-04-03' },
    referral: { id: randomUUID() },
    lesion: { id: 'L1', ordinal: 1, site: 'Shin', side: 'left', trackingUid: '2.25.1' },
    view: 'close-up',
    polarised: false,
    camera: { manufacturer: 'Invented', model: 'Body One', serial: '0001', firmware: '1.0' },
  };
}

/** Debian's Orthanc with its DICOMweb plug-in. The kernel ends it with us. */
async function startArchive(folder: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  mkdirSync(folder);
  const port = await freePort();
  const configuration = join(folder, 'orthanc.json');
  writeFileSync(
    configuration,
    JSON.stringify({
      StorageDirectory: folder,
      IndexDirectory: folder,
      HttpPort: port,
      DicomServerEnabled: false,
      RemoteAccessAllowed: false,
      AuthenticationEnabled: false,
      Plugins: ['/usr/share/orthanc/plugins/libOrthancDicomWeb.so'],
    }),
  );
  const server = spawn('setpriv', ['--pdeathsig', 'KILL', 'Orthanc', configuration], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/dicom-web`;
  for (const until = performance.now() + startMsMax; ; await pause(pollMs)) {
    const there = await fetch(`${url}/studies?limit=1`).then(
      ({ ok }) => ok,
      () => false, // nobody listens yet
    );
    if (there) break;
    if (server.exitCode !== null || performance.now() > until) throw new Error('Orthanc did not start');
  }
  return {
    url,
    async stop() {
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
