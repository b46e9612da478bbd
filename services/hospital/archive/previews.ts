/**
 * Small copies of filed pictures, for the pages.
 *
 *   <root>/previews/<last two digits of the UID>/<UID>/preview.jpg     at most 1600 px
 *                                                      thumbnail.jpg   at most 320 px
 *
 * They lie in the clear, readable by this program's user only, as the filed pictures themselves do: the archive is the
 * hospital's own, on its own disks. What travels or waits elsewhere (parcels, what was set aside) stays sealed. A copy
 * that a power cut took is made again from the archive when somebody asks for it.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { writeDurably } from '../../disk/durable.ts';
import type { Previews } from './api.ts';
import { hasCode } from './placing.ts';
import { checkedUid } from './uid.ts';

export type PreviewSize = Parameters<Previews['read']>[1];

const sidePxMax: Readonly<Record<PreviewSize, number>> = { preview: 1600, thumbnail: 320 };
const quality = 82;

/** More than the largest camera body makes; a picture that claims more is a decompression bomb. */
const pixelsMax = 200_000_000;

/** Opens the previews below `root`, which several workers may share. */
export function openPreviews(root: string): Previews {
  const folderOf = (sopUid: string) => join(root, 'previews', checkedUid(sopUid).slice(-2).replace('.', '0'), sopUid);
  const fileOf = (sopUid: string, size: PreviewSize) => join(folderOf(sopUid), `${size}.jpg`);
  const underWay = new Map<string, Promise<void>>();

  async function read(sopUid: string, size: PreviewSize): Promise<Uint8Array | undefined> {
    return present(fileOf(sopUid, size));
  }

  async function write(sopUid: string, size: PreviewSize, picture: Uint8Array): Promise<void> {
    const draft = join(folderOf(sopUid), `${randomUUID()}.draft`);
    try {
      await writeDurably(draft, picture); // or a power cut could leave an empty file under the name
      await rename(draft, fileOf(sopUid, size));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async function makeBoth(sopUid: string, jpeg: Uint8Array): Promise<void> {
    const there = [await read(sopUid, 'preview'), await read(sopUid, 'thumbnail')];
    if (there.every((copy) => copy !== undefined)) return;
    await mkdir(folderOf(sopUid), { recursive: true, mode: 0o700 });
    // The thumbnail is made of the preview: a 24-megapixel picture is opened once.
    const preview = await smaller(jpeg, sidePxMax.preview);
    await write(sopUid, 'thumbnail', await smaller(preview, sidePxMax.thumbnail));
    await write(sopUid, 'preview', preview);
  }

  return {
    async make(sopUid, jpeg) {
      checkedUid(sopUid);
      const running = underWay.get(sopUid);
      if (running !== undefined) return running;
      const work = makeBoth(sopUid, jpeg).finally(() => underWay.delete(sopUid));
      underWay.set(sopUid, work);
      return work;
    },
    read,
  };
}

/** Upright, in sRGB, and without the camera's own notes on time, place and body. */
async function smaller(jpeg: Uint8Array, sidePx: number): Promise<Buffer> {
  return sharp(jpeg, { limitInputPixels: pixelsMax, failOn: 'none' }) // what can be seen of a damaged picture is shown
    .autoOrient()
    .resize({ width: sidePx, height: sidePx, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .jpeg({ quality })
    .toBuffer();
}

async function present(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
