/**
 * The kernel and the first file system of an emulated arm64 board: Debian's kernel as Debian built it, the Node that the
 * lockfile pins, the packages that the drivers of pedal and light load, and one module of ours (pwm-gpio/).
 *
 *   Debian's archive ─► debian-…/  ─┬─► machine-…/  vmlinuz    as it came
 *   npm's registry   ─► npm-…/     ─┤               base.cpio  all that the guest needs, except the station's sources
 *   this checkout    ───────────────┘
 *
 * Nothing is installed on this machine and nothing needs root; the programs that this runs do (missing.ts).
 */
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, checksumsOf, kept, keyOf } from './cache.ts';
import { compileEpoll, compileModule, only, unpack } from './compile.ts';
import { archive, type Entry } from './cpio.ts';
import { debianIngredients, debianPackages, fetchDebian } from './debian.ts';
import { missingForBuilding } from './missing.ts';
import { fetchNpm, npmIngredients, packageEntries, readLock } from './npm-packages.ts';
import { run, Unreachable } from './run.ts';

const root = join(import.meta.dirname, '../..');
const moduleSources = join(import.meta.dirname, 'pwm-gpio');

/** Where the guest keeps programs and packages: the station's sources are laid beside them. */
export const guestTop = 'station';

/** Modules of Debian's kernel that the board loads; all else it needs is built in. Their order is that of loading. */
const stockModules = ['evdev', 'gpio_keys'];

/** Shared objects of Debian's packages that Node and its add-ons load. */
const sharedObjects =
  '{usr/,}lib/{,aarch64-linux-gnu/}{ld-linux-aarch64.so.1,lib{c,m,dl,pthread,rt,stdc++,gcc_s}.so.[0-9]}';

export interface BoardFiles {
  readonly kernel: string;
  /** The archive that the station's sources are appended to. */
  readonly base: string;
}

/** Why the board's files cannot be made here. Neither happens when all is kept from an earlier time. */
export type CannotMake =
  | { readonly kind: 'lacks-packages'; readonly packages: readonly string[] } // of Debian; to be installed first
  | { readonly kind: 'unreachable'; readonly why: string }; // a mirror or registry did not answer

/** The board's files, kept or made now: about 30 s with a quick mirror. Rejects when a build fails. */
export async function boardFiles(say: (line: string) => void): Promise<BoardFiles | CannotMake> {
  const cache = cacheFolder(root);
  const lock = readLock(root);
  const npmKey = keyOf(npmIngredients(lock));
  const debianKey = keyOf(debianIngredients);
  const recipeFiles = globSync('{pwm-gpio/*,*.ts}', { cwd: import.meta.dirname }).sort();
  const recipes = recipeFiles.map((file) => readFileSync(join(import.meta.dirname, file)));

  const machineKey = keyOf([npmKey, debianKey, ...recipes]);
  const missing = missingForBuilding();
  if (missing.length > 0 && !existsSync(join(cache, `machine-${machineKey}`)))
    return { kind: 'lacks-packages', packages: missing };

  const make = async (folder: string) => {
    const fetchedDebian = (into: string) => {
      say('fetching the kernel and libraries from Debian (110 MB)');
      return fetchDebian(into);
    };
    const fetchedNpm = (into: string) => {
      say('fetching Node for arm64 (50 MB)');
      return fetchNpm(into, lock);
    };
    const debian = await kept({ cache, kind: 'debian', key: debianKey, make: fetchedDebian, say });
    const npm = await kept({ cache, kind: 'npm', key: npmKey, make: fetchedNpm, say });
    say('building the board');
    await build(folder, debian, npm);
  };
  let machine: string;
  try {
    machine = await kept({ cache, kind: 'machine', key: machineKey, make, say });
  } catch (error) {
    if (error instanceof Unreachable) return { kind: 'unreachable', why: error.message };
    throw error;
  }
  say(`board: ${JSON.parse(readFileSync(join(machine, 'made-of.json'), 'utf8')).kernel}`);
  return { kernel: join(machine, 'vmlinuz'), base: join(machine, 'base.cpio') };
}

async function build(into: string, debian: string, npm: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'lentigo-board-'));
  try {
    const at = (name: string) => {
      mkdirSync(join(work, name));
      return join(work, name);
    };
    const packages = [...debianPackages(debian)];
    const named = (pattern: RegExp) => packages.filter(([name]) => pattern.test(name)).map(([, file]) => file);
    const [headers, kernel, libraries] = [at('headers'), at('kernel'), at('libraries')];
    await unpack(named(/^linux-(headers|kbuild)-/), headers);
    await unpack(named(/^linux-image-/), kernel);
    await unpack(named(/^(lib|busybox)/), libraries);
    for (const file of globSync('*.tgz', { cwd: npm })) {
      const own = at(file.startsWith('node-') ? 'node' : 'koffi');
      await run('tar', ['-xzf', join(npm, file), '-C', own, '--strip-components=1']);
    }
    const node = join(work, 'node');
    await run('aarch64-linux-gnu-strip', [join(node, 'bin/node')]); // 20 MB that would be copied at each start

    const modules = [
      ...(await Promise.all(stockModules.map((name) => stockModule(kernel, name)))),
      { name: 'pwm-gpio', content: await compileModule(moduleSources, headers, at('module')) },
    ];
    const epoll = await compileEpoll(join(root, 'node_modules'), join(node, 'include/node'), at('epoll'));
    const file = (path: string, content: Uint8Array, executable = false): Entry => ({
      kind: 'file',
      path,
      content,
      executable,
    });
    const addOns = `${guestTop}/node_modules`;
    const koffi = `${addOns}/@koromix/koffi-linux-arm64`;
    const entries: Entry[] = [
      { kind: 'character-device', path: 'dev/console', major: 5, minor: 1 },
      file('bin/busybox', readFileSync(only('{usr/,}bin/busybox', libraries)), true),
      ...['sh', 'sleep'].map((name): Entry => ({ kind: 'link', path: `bin/${name}`, target: 'busybox' })),
      file('bin/node', readFileSync(join(node, 'bin/node')), true),
      ...globSync(sharedObjects, { cwd: libraries }).map((path) =>
        file(`lib/${path.slice(path.lastIndexOf('/') + 1)}`, readFileSync(realpathSync(join(libraries, path))), true),
      ),
      ...modules.map(({ name, content }, order) => file(`modules/${order}-${name}.ko`, content)),
      ...packageEntries(root, readLock(root), guestTop),
      file(`${addOns}/epoll/build/Release/epoll.node`, epoll),
      ...['package.json', 'index.js', 'linux_arm64/koffi.node'].map((name) =>
        file(`${koffi}/${name}`, readFileSync(join(work, 'koffi', name))),
      ),
    ];
    writeFileSync(join(into, 'base.cpio'), archive(entries));
    writeFileSync(join(into, 'vmlinuz'), readFileSync(only('boot/vmlinuz-*', kernel)));
    const madeOf = {
      kernel: packages.map(([name]) => name).find((name) => name.startsWith('linux-image-')),
      debian: checksumsOf(debian),
      npm: checksumsOf(npm),
    };
    writeFileSync(join(into, 'made-of.json'), JSON.stringify(madeOf, undefined, 2));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function stockModule(kernel: string, name: string): Promise<{ name: string; content: Buffer }> {
  const packed = only(`{usr/,}lib/modules/*/kernel/drivers/input/**/${name}.ko.xz`, kernel);
  return { name, content: await run('xz', ['--decompress', '--stdout', packed]) };
}
