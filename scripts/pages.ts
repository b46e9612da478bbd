/**
 * Builds the pages into `ui/dist/`, as the programs serve them:
 *
 *   ui/dist/kiosk/index.html      /          by the station
 *   ui/dist/bench/index.html      /bench/    by the station
 *   ui/dist/gallery/index.html    /bench/parts/  every shared part in every state, by simulated stations
 *   ui/dist/station-patient/index.html  /patient/  by the station, at another origin
 *   ui/dist/hospital/index.html   /          by the hospital, whatever the address of one of its pages
 *   ui/dist/patient/index.html               by the hospital, to whoever holds a link
 *   ui/dist/assets/…              /assets/…  named after their content
 *
 * Fails when a page's first script is larger than it may be: the kiosk has to stand after a power cut.
 *   node scripts/pages.ts
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = path.join(import.meta.dirname, '..', 'ui');

/** All scripts of one page, compressed, in bytes. */
const scriptBytesMax = {
  kiosk: 80_000,
  bench: 80_000,
  gallery: 80_000,
  hospital: 80_000,
  'station-patient': 80_000,
  patient: 80_000,
} as const;

export type Page = keyof typeof scriptBytesMax;

export const allPages = Object.keys(scriptBytesMax) as readonly Page[];

/** Build these pages into this folder, which is emptied first. Throws when one is missing or too large. */
export async function buildPages(dist: string, pages: readonly Page[]): Promise<void> {
  await build({
    root,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    base: '/',
    publicDir: false,
    // Its main file is written for browsers of twenty years ago and three times as large.
    resolve: { alias: [{ find: /^simple-keyboard$/, replacement: 'simple-keyboard/build/index.modern.esm.js' }] },
    build: {
      outDir: dist,
      emptyOutDir: true,
      target: 'chrome120',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0, // nothing inline: the content security policies allow scripts from ourselves only
      rolldownOptions: {
        input: Object.fromEntries(pages.map((page) => [page, path.join(root, page, 'index.html')])),
      },
    },
  });

  const assets = await readdir(path.join(dist, 'assets'));
  for (const page of pages) {
    const document = await readFile(path.join(dist, page, 'index.html'), 'utf8');
    const scripts = assets.filter((name) => name.endsWith('.js') && document.includes(`/assets/${name}`));
    if (scripts.length === 0) throw new Error(`${page}: the built page names no script`);
    let bytes = 0;
    for (const script of scripts) bytes += gzipSync(await readFile(path.join(dist, 'assets', script))).length;
    console.log(`pages: ${page}, ${(bytes / 1_000).toFixed(1)} kB of script, compressed`);
    if (bytes > scriptBytesMax[page])
      throw new Error(`${page}: more than ${scriptBytesMax[page] / 1_000} kB of script`);
  }
}

if (import.meta.main) {
  const pages = allPages.filter((page) => existsSync(path.join(root, page, 'index.html')));
  await buildPages(path.join(root, 'dist'), pages);
}
