/** What has to be compiled for the board: the PWM module for its kernel, and onoff's add-on for its Node. */
import { globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

/**
 * Builds the kernel module in `sources` against Debian's headers. `headers`: where the three header packages were
 * unpacked, one over the other. `work`: an empty folder. Returns the module, without what a debugger wants.
 */
export async function compileModule(sources: string, headers: string, work: string): Promise<Buffer> {
  const tree = only('usr/src/linux-headers-*-arm64', headers);
  const makefile = join(tree, 'Makefile');
  // The packages expect to lie below /usr; everything else in them is relative.
  writeFileSync(makefile, readFileSync(makefile, 'utf8').replaceAll(' /usr/src/', ` ${headers}/usr/src/`));
  rmSync(join(tree, 'vmlinux'), { force: true }); // with it, the build wants another program to describe types to BPF
  for (const file of ['Kbuild', 'pwm-gpio.c']) symlinkSync(join(sources, file), join(work, file));
  await run('make', ['-C', tree, `M=${work}`, 'ARCH=arm64', 'modules']);
  await run('aarch64-linux-gnu-strip', ['--strip-debug', 'pwm-gpio.ko'], { cwd: work });
  return readFileSync(join(work, 'pwm-gpio.ko'));
}

/** Builds onoff's `epoll` for arm64 with the headers of the Node that loads it. `work`: an empty folder. */
export async function compileEpoll(nodeModules: string, nodeHeaders: string, work: string): Promise<Buffer> {
  // What node-gyp would pass, for a compiler that it does not ask.
  const settings = ['NODE_GYP_MODULE_NAME=epoll', 'BUILDING_NODE_EXTENSION', '_FILE_OFFSET_BITS=64'];
  await run('aarch64-linux-gnu-g++', [
    ...['-shared', '-fPIC', '-O2', '-s', '-std=gnu++20', '-pthread', '-fno-rtti', '-fno-exceptions'],
    ...['-fno-strict-aliasing', '-w'],
    ...settings.map((setting) => `-D${setting}`),
    ...['-I', nodeHeaders, '-I', join(nodeModules, 'nan')],
    ...['-o', join(work, 'epoll.node'), join(nodeModules, 'epoll/src/epoll.cc')],
  ]);
  return readFileSync(join(work, 'epoll.node'));
}

/** Unpacks Debian packages into one folder, one over the other. */
export async function unpack(packages: readonly string[], into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  for (const one of packages) await run('dpkg-deb', ['--extract', one, into]);
}

/** The one path below `folder` that fits the pattern. */
export function only(pattern: string, folder: string): string {
  const [first, ...more] = globSync(pattern, { cwd: folder });
  if (first === undefined || more.length > 0)
    throw new Error(`${folder} has ${more.length + (first === undefined ? 0 : 1)} of ${pattern}, not one`);
  return join(folder, first);
}
