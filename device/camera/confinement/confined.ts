/**
 * What the camera's worker may reach, and the flags that start a program so.
 *
 *   files     reads the system's libraries, Node, its own sources and koffi; writes beneath its HOME only, 64 KiB a file
 *   network   PTP/IP: TCP to the camera's two ports. USB: none
 *   devices   USB: /dev/bus/usb. PTP/IP: none
 *   rights    no capabilities, no new ones, no other processes, no core file
 *
 * This file only says it; `start.ts` does it, in the new process. What is not confined: the address behind the TCP port, the
 * names and sizes of files elsewhere (`stat`), time on the processor. Memory is the worker's own affair, see `worker.ts`; the
 * ceiling here is for what happens before.
 */

import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reach } from './landlock.ts';
import type { Sockets } from './system-calls.ts';

const startFile = fileURLToPath(new URL('./start.ts', import.meta.url));
const sourceFolder = fileURLToPath(new URL('../', import.meta.url));

/** The settings that libgphoto2 keeps are 1 kB. */
const fileBytesMax = 64 * 1024;
/** Of writable memory mapped; V8 has 650 MB when it starts, and has touched a tenth of it. Its address space is ten times that. */
const dataBytesMax = 2 * 1024 * 1024 * 1024;
/** A worker has about thirty. */
const openFilesMax = 128;

/** Everything `start.ts` needs to know; goes there as JSON. */
export interface Confinement {
  readonly reach: Reach;
  readonly sockets: Sockets;
  readonly fileBytesMax: number;
  readonly dataBytesMax: number;
  readonly openFilesMax: number;
}

/** How a program is forked so that it is confined before its first line. */
export interface ConfinedStart {
  /** Before all other flags of Node. */
  readonly execArgv: readonly string[];
  /** Before all other arguments; the program does not see them. */
  readonly args: readonly string[];
}

const defaultPort = 15_740; // CIPA DC-005, section 2.2

/** The remote ports of `ptpip:ADDRESS[:PORT[:EVENTPORT]]`; `undefined` for an address of another kind. */
export function portsOf(address: string): readonly number[] | undefined {
  const [kind, , port = defaultPort, eventPort = defaultPort] = address.split(':');
  return kind === 'ptpip' ? [...new Set([Number(port), Number(eventPort)])] : undefined;
}

/**
 * For a camera at this address, as libgphoto2 writes it. Without an address any TCP port and any USB device may be the
 * camera's. `sources`: files and folders that the program is read from, beside this driver's own.
 */
export function cameraConfinement(
  home: string,
  address: string | undefined,
  sources: readonly string[] = [],
): Confinement {
  const overNetwork = address === undefined || portsOf(address) !== undefined;
  const overUsb = address === undefined || !overNetwork;
  const koffi = packageFolder(fileURLToPath(import.meta.resolve('koffi')));
  return {
    reach: {
      read: [
        '/usr',
        '/lib',
        '/lib64',
        '/etc/ld.so.cache',
        '/etc/ssl/openssl.cnf', // Node does not start without
        '/etc/localtime',
        '/proc/self',
        '/proc/meminfo',
        '/proc/cpuinfo',
        '/sys/devices/system/cpu',
        '/sys/fs/cgroup',
        sourceFolder,
        join(sourceFolder, '../../package.json'), // says that the sources are modules
        koffi,
        join(dirname(koffi), '@koromix'), // its native part
        ...sources,
        ...(overUsb ? ['/sys', '/run/udev'] : []),
      ],
      run: [process.execPath, ...dynamicLoaders],
      write: [home],
      devices: ['/dev/null', '/dev/zero', '/dev/urandom', ...(overUsb ? ['/dev/bus/usb'] : [])],
      tcpPorts: address === undefined ? undefined : (portsOf(address) ?? []),
    },
    sockets: { tcp: overNetwork, deviceEvents: overUsb },
    fileBytesMax,
    dataBytesMax,
    openFilesMax,
  };
}

/** The kernel starts these to start Node. */
const dynamicLoaders = ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'];

export function confinedStart(confinement: Confinement): ConfinedStart {
  return { execArgv: ['--require', startFile], args: [JSON.stringify(confinement)] };
}

/** `…/node_modules/koffi` of a file somewhere inside it. */
function packageFolder(file: string): string {
  const marker = `${sep}node_modules${sep}`;
  const at = file.lastIndexOf(marker) + marker.length;
  return file.slice(0, at) + file.slice(at).split(sep, 1)[0];
}
