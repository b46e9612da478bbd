/** Real pictures for the simulated camera: the JPEG files of any folder, unchanged, in the order of their names. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrokenJpeg } from '../../jpeg.ts';
import { inspectJpeg } from '../../jpeg.ts';
import type { PictureSource } from '../picture-source.ts';
import { type LiveView, liveView } from './live-view.ts';

/** A folder with more is a mistake in the path. */
export const picturesMax = 2000;

const namesInMessageMax = 5;

const complaints: Record<BrokenJpeg['reason'], string> = {
  empty: 'is empty',
  'length-differs': 'is not as long as it should be',
  'no-start': 'is not a JPEG at all',
  'cut-short': 'ends before its end',
  'bad-segment': 'is damaged',
  'unknown-coding': 'is coded in a way that viewers cannot read',
  'no-picture': 'holds no picture',
  'too-small': 'is smaller than 800 × 600 pixels',
  'junk-behind': 'has something else behind its end',
};

/**
 * Serves the pictures byte for byte, starting over after the last. Each file is read again when its turn comes; the names
 * are read once.
 *
 * Rejects with a sentence for whoever started the program when the folder is missing, unreadable or without a JPEG, and
 * when one of the files is not one whole JPEG that a camera could have made. A file that is changed for the worse
 * afterwards is a reason to stop.
 */
export async function folderPictures(options: { readonly folder: string }): Promise<PictureSource> {
  const { folder } = options;
  const names = await jpegNames(folder);
  const complaintsFound: string[] = [];
  for (const name of names) {
    const found = inspectJpeg(await read(folder, name), undefined);
    if (found.kind === 'broken') complaintsFound.push(`${name} ${complaints[found.reason]}`);
  }
  if (complaintsFound.length > 0) {
    const more = complaintsFound.length - namesInMessageMax;
    throw new Error(
      `Not every picture in ${folder} is a whole JPEG: ${complaintsFound.slice(0, namesInMessageMax).join('; ')}` +
        `${more > 0 ? `; and ${more} more` : ''}. Take these files out of the folder or replace them.`,
    );
  }

  let at = 0;
  let lens = prepared(folder, names, at);
  let shown = await lens;
  return {
    async take() {
      const mine = lens;
      at = (at + 1) % names.length;
      const next = prepared(folder, names, at);
      lens = next;
      void next.then((picture) => {
        shown = picture;
      });
      return (await mine).bytes;
    },
    frame: () => shown.view.next(),
    subject: () => undefined,
  };
}

interface Prepared {
  readonly bytes: Uint8Array;
  readonly view: LiveView;
}

async function prepared(folder: string, names: readonly string[], at: number): Promise<Prepared> {
  const bytes = await read(folder, names[at] ?? '');
  return { bytes, view: await liveView(bytes, 'whole') };
}

/** Visible files whose name ends as JPEG files do, in the order of their names (10 after 9). */
async function jpegNames(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(whyNot(folder, error), { cause: error });
  });
  const names = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && /\.jpe?g$/i.test(entry.name))
    .map((entry) => entry.name)
    .sort(new Intl.Collator('en', { numeric: true }).compare);
  if (names.length === 0)
    throw new Error(
      `There is no JPEG in ${folder}. Put files that end in .jpg or .jpeg there, or name another folder.`,
    );
  if (names.length > picturesMax)
    throw new Error(
      `${folder} holds ${names.length} pictures; at most ${picturesMax} are served. Is it the right folder?`,
    );
  return names;
}

function read(folder: string, name: string): Promise<Uint8Array> {
  return readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    throw new Error(whyNot(join(folder, name), error), { cause: error });
  });
}

function whyNot(path: string, error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return `${path} does not exist. Check the path of the pictures, or leave it out to have pictures drawn.`;
    case 'ENOTDIR':
      return `${path} is not a folder. Name the folder that holds the pictures.`;
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be read by this user. Change its permissions, or name another folder.`;
    default:
      return `${path} cannot be read (${error.code ?? error.message}). Check the disk, or name another folder.`;
  }
}
