/**
 * Builds the pages into `ui/dist/`, as the station serves them:
 *
 *   ui/dist/kiosk/index.html      /
 *   ui/dist/bench/index.html      /bench/
 *   ui/dist/assets/…              /assets/…   named after their content
 *
 * Fails when the kiosk's first script is larger than a page that has to stand after a power cut may be.
 *   node scripts/pages.ts
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = path.join(import.meta.dirname, '..', 'ui');
const dist = path.join(root, 'dist');
const pages = ['kiosk', 'bench'] as const;

/** All scripts of one page, compressed. */
const scriptBytesMax = 80_000;

await build({
  root,
  configFile: false,
  envDir: false,
  logLevel: 'warn',
  base: '/',
  publicDir: false,
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // nothing inline: the station's content security policy allows scripts from itself only
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
  if (bytes > scriptBytesMax) throw new Error(`${page}: more than ${scriptBytesMax / 1_000} kB of script`);
}
