/**
 * The built pages for tests, all of them as they ship, built once for whatever they are made from: sources, what the
 * sources share with the programs, the build and its packages. Kept in `node_modules/.cache/lentigo-pages`.
 *
 *   const station = await fakeStation({ view, pagesFolder: await builtPages() });
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/lentigo-pages');

/** Everything a page may be made from, as the rules of imports have it: less would test what is gone. */
const sources = [
  'ui/**',
  'services/{wire,station/api,hospital/web,hospital/questionnaire}/**/*.ts',
  'scripts/pages.ts',
  'package-lock.json',
  'tsconfig.json',
];
const notSources = /^ui\/(dist|pictures)(\/|$)|\.md$/;

/** How long one test file waits while another one builds. */
const buildMsMax = 60_000;
/** What nobody has used for an hour is of sources that are gone: no test file runs that long. */
const keptMs = 3_600_000;

/** The folder of all built pages, `kiosk/index.html` and so on as in `ui/dist`. Not to be written into. */
export async function builtPages(): Promise<string> {
  const place = join(cache, keyOf(sources));
  if (existsSync(place)) {
    const now = new Date();
    utimesSync(place, now, now);
  } else await build(place);
  return place;
}

function keyOf(patterns: readonly string[]): string {
  const key = createHash('sha256');
  const entries = globSync([...patterns], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !notSources.test(file));
  for (const file of entries.sort()) {
    const text = readFileSync(join(root, file));
    key.update(`${file} ${text.length}\n`).update(text);
  }
  return key.digest('hex').slice(0, 16);
}

/** Test files that start at the same moment wait for the first one. The lock goes with the process that holds it. */
async function build(place: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const lock = new Database(join(cache, 'building'), { timeout: buildMsMax });
  try {
    lock.exec('begin exclusive');
    if (existsSync(place)) return;
    const { allPages, buildPages } = await import('../../scripts/pages.ts'); // Vite, which takes half a second to load
    const draft = mkdtempSync(join(cache, 'draft-'));
    try {
      await buildPages(draft, allPages);
      renameSync(draft, place);
    } finally {
      rmSync(draft, { recursive: true, force: true }); // nothing is there any more when all went well
    }
    for (const name of readdirSync(cache)) {
      const path = join(cache, name);
      const old = statSync(path, { throwIfNoEntry: false });
      if (old?.isDirectory() && Date.now() - old.mtimeMs > keptMs) rmSync(path, { recursive: true, force: true });
    }
  } finally {
    lock.close();
  }
}
