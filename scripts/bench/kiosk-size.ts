/** All scripts of the kiosk's page, compressed, against what they may weigh: the kiosk has to stand after a power cut. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildPages } from '../pages.ts';
import { print } from './line.ts';

const limitKb = 80;

/** Builds the page into `folder`. Throws when it does not build, or is larger than `scripts/pages.ts` allows. */
export async function benchKioskSize(folder: string): Promise<void> {
  const dist = join(folder, 'kiosk-size');
  await buildPages(dist, ['kiosk']);
  const assets = join(dist, 'assets');
  const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'));
  let bytes = 0;
  for (const script of scripts) bytes += gzipSync(await readFile(join(assets, script))).length;
  print({
    bench: 'script of the kiosk, compressed',
    value: bytes / 1_000_000,
    unit: 'MB',
    against: 'what it may weigh',
    againstValue: limitKb / 1_000,
  });
}
