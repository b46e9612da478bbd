/** Pictures of 24 megapixels and about 20 MB, drawn once: the stopwatch is for the station, not for the drawing. */
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Fills `folder`, for a simulated camera to take its pictures from. */
export async function makeLargePictures(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [index, background] of ['#a87', '#976', '#c98'].entries()) {
    const noise = { type: 'gaussian', mean: 128, sigma: 14 } as const;
    const jpeg = await sharp({ create: { width: 6000, height: 4000, channels: 3, background, noise } })
      .jpeg({ quality: 95 })
      .toBuffer();
    await writeFile(join(folder, `${index}.jpg`), jpeg);
  }
}
