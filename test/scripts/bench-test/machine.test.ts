/** Disk, clock, network and screen, each with a fault planted. */
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { askTime } from '../../../scripts/bench-test/checks/clock/sntp.ts';
import { displays, touchPanels } from '../../../scripts/bench-test/checks/screen/display.ts';
import { temporaryFolder } from '../../support/clinic.ts';
import { root } from '../../support/service.ts';
import { faultsOf, nowhere, remarksOf, walkMachine } from './bench.ts';

const test = suite('bench test: the machine');
const folder = temporaryFolder('bench');
test.after(() => folder.remove());

function write(path: string, text: string): string {
  const file = join(folder.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Runs the bench test with the outbox on a file system of its own. `undefined` where nobody may mount one. */
function onFileSystem(mountOptions: string): { readonly status: number | null; readonly output: string } | undefined {
  const home = join(folder.path, 'home');
  mkdirSync(join(home, 'outbox'), { recursive: true });
  const mount = 'mount -t tmpfs -o "$1" none "$2"';
  const asked = spawnSync('unshare', [
    '--map-root-user',
    '--mount',
    'sh',
    '-c',
    mount,
    'sh',
    mountOptions,
    join(home, 'outbox'),
  ]);
  if (asked.status !== 0) return undefined;
  const command = `${mount} && exec "$3" "$4" --unattended --only disk --station-home "$5"`;
  const program = join(root, 'scripts', 'bench-test.ts');
  const args = ['sh', mountOptions, join(home, 'outbox'), process.execPath, program, home];
  const { status, stdout } = spawnSync('unshare', ['--map-root-user', '--mount', 'sh', '-c', command, ...args], {
    encoding: 'utf8',
  });
  return { status, output: stdout.replaceAll(/\s+/g, ' ') };
}

test('a disk that is well is measured, and nothing stays on it', async () => {
  const outboxFolder = join(folder.path, 'well');
  mkdirSync(outboxFolder);
  const result = await walkMachine('disk', await nowhere({ outboxFolder }));
  assert.is(result.kind, 'ok', JSON.stringify(result));
  assert.equal(readdirSync(outboxFolder), []);
});

test('an outbox on a read-only file system is told as that', () => {
  const run = onFileSystem('ro');
  if (run === undefined) return console.log('may not mount: the read-only outbox is not tried');
  assert.is(run.status, 1);
  assert.match(
    run.output,
    /✗ disk .*disk of the outbox: .* is on a file system that is read-only\. → The kernel does that after errors of the disk/,
  );
});

test('a disk without room says how much is free and that nothing is to be deleted by hand', () => {
  const run = onFileSystem('size=100m');
  if (run === undefined) return console.log('may not mount: the full disk is not tried');
  assert.is(run.status, 1);
  assert.match(
    run.output,
    /Only 0\.1 GB are free: the station takes no picture below 0\.5 GB\. → .* delete nothing in it by hand/,
  );
});

test('an outbox that is no folder, and a home that is not there, are told', async () => {
  const file = write('file/outbox', '');
  assert.match(faultsOf(await walkMachine('disk', await nowhere({ outboxFolder: file }))).join(), 'is not a folder');
  assert.match(faultsOf(await walkMachine('disk', await nowhere())).join(), '--station-home');
});

test('an eMMC at the end of its life is told before it fails', async () => {
  const outboxFolder = join(folder.path, 'worn');
  mkdirSync(outboxFolder);
  const { dev } = statSync(outboxFolder);
  const number = `${(dev >> 8) & 0xfff}:${(dev & 0xff) | ((dev >> 12) & 0xfff00)}`;
  write('sys/devices/mmcblk0/mmcblk0p2/partition', '2\n');
  write('sys/devices/mmcblk0/device/life_time', '0x02 0x0b\n');
  mkdirSync(join(folder.path, 'sys/dev/block'), { recursive: true });
  symlinkSync(join(folder.path, 'sys/devices/mmcblk0/mmcblk0p2'), join(folder.path, 'sys/dev/block', number));
  const around = await nowhere({ outboxFolder, machine: { sys: join(folder.path, 'sys'), proc: '/proc' } });
  assert.match(faultsOf(await walkMachine('disk', around)).join(), /^disk mmcblk0: It has used up its life/);
});

/** On a busy machine an answer takes its time, and half of it is taken for a difference of the clocks. */
const answerSMax = 2;

/** A time server whose clock is ahead. */
async function timeServer(aheadMs: number): Promise<{ readonly address: string; close(): void }> {
  const socket = createSocket('udp4');
  const stamp = (packet: Buffer, at: number) => {
    const ms = Date.now() + aheadMs;
    packet.writeUInt32BE(Math.floor(ms / 1000) + 2_208_988_800, at);
    packet.writeUInt32BE(Math.floor(((ms % 1000) / 1000) * 2 ** 32), at + 4);
  };
  socket.on('message', (_, from) => {
    const answer = Buffer.alloc(48);
    answer[0] = 0x24; // version 4, server
    answer[1] = 2; // a secondary server
    stamp(answer, 32);
    stamp(answer, 40);
    socket.send(answer, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}

test('a clock that is ten minutes behind the time server is told with the difference', async () => {
  const server = await timeServer(10 * 60_000);
  const faults = faultsOf(await walkMachine('clock', await nowhere({ timeServer: server.address })));
  server.close();
  const [, behindS] = /^clock: It is ([\d.]+) s behind 127\.0\.0\.1/.exec(faults.join()) ?? [];
  assert.ok(Math.abs(Number(behindS) - 600) < answerSMax, faults.join());
});

test('a clock that is right passes; on a station it must also be kept', async () => {
  const server = await timeServer(0);
  const answer = await askTime(server.address);
  assert.ok(answer.kind === 'answer' && Math.abs(answer.offsetMs) < 2000, JSON.stringify(answer));
  const bench = await walkMachine('clock', await nowhere({ timeServer: server.address }));
  assert.is(bench.kind, 'ok');
  const station = await walkMachine('clock', await nowhere({ timeServer: server.address, simulated: false }));
  const unkept = bench.kind === 'ok' && bench.remarks.some((remark) => remark.includes('Nobody keeps the clock'));
  assert.is(station.kind, unkept ? 'failed' : 'ok');
  server.close();
});

test('a time server that is silent is not a clock that is wrong', async () => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  const faults = faultsOf(await walkMachine('clock', await nowhere({ timeServer: `127.0.0.1:${port}` })));
  assert.match(faults.join(), /^time server: /);
});

test('a station without a default route is told to look at its cable', async () => {
  write(
    'proc/net/route',
    'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\neth0\t000200C0\t0\t0001\t0\t0\t0\t00FFFFFF\n',
  );
  const machine = { sys: '/sys', proc: join(folder.path, 'proc') };
  const faults = faultsOf(await walkMachine('network', await nowhere({ machine, simulated: false })));
  assert.match(
    faults.join(),
    /^network cable, radio or address: There is no default route\. → Is the network cable in/,
  );
});

test('a broker’s name that nobody knows is the name server’s or the name’s fault, not the broker’s', async () => {
  const around = await nowhere({ broker: { host: 'broker.invalid', port: 8883 } }); // RFC 6761: never resolves
  assert.match(
    faultsOf(await walkMachine('network', around)).join(),
    /^name server \(DNS\): broker\.invalid has no address/,
  );
});

test('a host that refuses is reached: the network is well', async () => {
  const result = await walkMachine('network', await nowhere());
  assert.is(result.kind, 'ok', JSON.stringify(result));
});

test('no station at its port, and something else there, are told apart', async () => {
  assert.match(
    faultsOf(await walkMachine('screen', await nowhere())).join(),
    /^the station’s program: Nothing answers/,
  );
  const server = createServer((_, response) => response.end('<h1>Printer</h1>')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const faults = faultsOf(await walkMachine('screen', await nowhere({ kioskPort: port })));
  server.close();
  assert.match(faults.join(), 'does not get its view');
});

test('displays and touch panels are found where the kernel shows them', () => {
  write('drm/class/drm/card1-DSI-1/status', 'connected\n');
  write('drm/class/drm/card1-DSI-1/modes', '720x1280\n');
  write('drm/class/drm/card1-HDMI-A-1/status', 'disconnected\n');
  write('drm/class/drm/card1-HDMI-A-1/modes', '');
  write('drm/class/input/input3/name', 'Goodix Capacitive TouchScreen\n');
  write('drm/class/input/input3/capabilities/abs', '260800000000003\n'); // as a Goodix GT911 shows it
  write('drm/class/input/input4/name', 'A joystick\n');
  write('drm/class/input/input4/capabilities/abs', '3\n');
  const sys = join(folder.path, 'drm');
  assert.equal(displays(sys), [{ socket: 'card1-DSI-1', mode: '720x1280' }]);
  assert.equal(touchPanels(sys), ['Goodix Capacitive TouchScreen']);
});

test('what a developer’s machine lacks of a station is said and is no fault there', async () => {
  const machine = { sys: folder.path, proc: '/proc' };
  const station = faultsOf(await walkMachine('screen', await nowhere({ machine, simulated: false })));
  assert.ok(
    station.some((fault) => fault.startsWith('touch display: The kernel sees no display')),
    station.join('\n'),
  );
  const outboxFolder = join(folder.path, 'well');
  const disk = remarksOf(await walkMachine('disk', await nowhere({ outboxFolder, machine })));
  assert.ok(Array.isArray(disk));
});

test.run();
