/**
 * Things that take long to fetch or build and never change: kept in folders named after what they are made of.
 *
 *   <cache>/debian-1f0c…/   the files, and checksums.json: name of each file → SHA-256
 *           machine-9a41…/
 *
 * A folder appears under its name only when it is whole, and its checksums are compared each time it is used: a file that
 * was changed or lost is made again, never used.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Of each kind, this many are kept: the present one, and one for switching between two branches. */
const keptOfEachKind = 2;
/** A folder that was being made for this long belongs to a program that has ended. */
const abandonedMs = 3_600_000;

const checksumsName = 'checksums.json';

/** Where the board's files are kept: `LENTIGO_BOARD_CACHE`, or the user's cache folder if it is named, or node_modules. */
export function cacheFolder(root: string): string {
  const { LENTIGO_BOARD_CACHE: own, XDG_CACHE_HOME: user } = process.env;
  if (own) return own;
  return user ? join(user, 'lentigo-board') : join(root, 'node_modules/.cache/lentigo-board');
}

/** The name under which something made of `ingredients` is kept. The same ingredients give the same key. */
export function keyOf(ingredients: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const ingredient of ingredients) hash.update(`${ingredient.length}:`).update(ingredient);
  return hash.digest('hex').slice(0, 16);
}

export interface Recipe {
  /** The cache's folder. */
  readonly cache: string;
  /** What it is: the beginning of the folder's name. */
  readonly kind: string;
  readonly key: string;
  /** Fills an empty folder with files, without sub-folders. Rejects when it cannot; nothing is kept then. */
  readonly make: (folder: string) => Promise<void>;
  readonly say: (line: string) => void;
}

/** The folder with the files that `make` made now or an earlier time. Two programs may call this at the same time. */
export async function kept({ cache, kind, key, make, say }: Recipe): Promise<string> {
  const folder = join(cache, `${kind}-${key}`);
  if (existsSync(folder)) {
    const damaged = await damage(folder);
    if (damaged === undefined) {
      utimesSync(folder, new Date(), new Date()); // used: the oldest ones are removed
      return folder;
    }
    say(`${folder}: ${damaged}. It is made again.`);
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(cache, { recursive: true });
  const making = join(cache, `making-${randomUUID()}`);
  mkdirSync(making);
  try {
    await make(making);
    const names = readdirSync(making).sort();
    const sums = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await sha256(making, name)])));
    writeFileSync(join(making, checksumsName), JSON.stringify(sums, undefined, 2));
    try {
      renameSync(making, folder);
    } catch (error) {
      if (!existsSync(join(folder, checksumsName))) throw error; // otherwise another was quicker, and made the same
    }
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  prune(cache, kind);
  return folder;
}

/** The checksums of a kept folder, as text: an ingredient for what is made of it. */
export function checksumsOf(folder: string): string {
  return readFileSync(join(folder, checksumsName), 'utf8');
}

/** What is wrong with a kept folder, or `undefined`. */
async function damage(folder: string): Promise<string | undefined> {
  if (!existsSync(join(folder, checksumsName))) return 'its checksums are missing';
  const sums: Record<string, string> = JSON.parse(checksumsOf(folder));
  for (const [name, sum] of Object.entries(sums)) {
    if (!existsSync(join(folder, name))) return `${name} is missing`;
    if ((await sha256(folder, name)) !== sum) return `${name} is not what was kept`;
  }
  return undefined;
}

async function sha256(folder: string, name: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, name), { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

function prune(cache: string, kind: string): void {
  const aged = readdirSync(cache).map((name) => ({ path: join(cache, name), name, ms: ageMs(join(cache, name)) }));
  const older = aged
    .filter(({ name }) => name.startsWith(`${kind}-`))
    .sort((a, b) => a.ms - b.ms)
    .slice(keptOfEachKind);
  const abandoned = aged.filter(({ name, ms }) => name.startsWith('making-') && ms > abandonedMs);
  for (const { path } of [...older, ...abandoned]) rmSync(path, { recursive: true, force: true });
}

/** How long ago a folder was made or used. One that is just disappearing counts as new. */
function ageMs(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}
