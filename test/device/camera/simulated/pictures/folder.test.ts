import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderPictures } from '../../../../../device/camera/simulated/pictures/folder.ts';

const test = suite('pictures from a folder');
const realPictures = fileURLToPath(new URL('../../../../../../shared/data/pictures', import.meta.url));
let folder = '';

const plain = (red: number, widthPx = 900, heightPx = 600): Promise<Buffer> =>
  sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: { r: red, g: 120, b: 90 } } })
    .jpeg()
    .toBuffer();

async function complaint(path: string): Promise<string> {
  return folderPictures({ folder: path }).then(
    () => 'none',
    (error: Error) => error.message,
  );
}

test.before.each(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lentigo-pictures-'));
});
test.after.each(async () => {
  await rm(folder, { recursive: true });
});

test('pictures come byte for byte, by name, and start over after the last', async () => {
  const [one, two, ten] = await Promise.all([plain(10), plain(20), plain(30)]);
  await writeFile(join(folder, '10.JPG'), ten);
  await writeFile(join(folder, '2.jpeg'), two);
  await writeFile(join(folder, '1.jpg'), one);
  await writeFile(join(folder, 'notes.txt'), 'not a picture');
  await writeFile(join(folder, '.1.jpg'), 'left behind by a copying program');
  await mkdir(join(folder, 'older.jpg'));
  const source = await folderPictures({ folder });
  for (const expected of [one, two, ten, one, two]) assert.ok(expected.equals(await source.take()));
  assert.is(source.subject(), undefined);
});

test('the live view shows the next picture whole on a dark ground, and moves', async () => {
  await writeFile(join(folder, 'square.jpg'), await plain(220, 800, 800));
  const source = await folderPictures({ folder });
  const frame = await source.frame();
  const { data, info } = await sharp(frame).raw().toBuffer({ resolveWithObject: true });
  assert.equal([info.width, info.height], [1024, 680]);
  const redAt = (x: number, y: number): number => data[(y * info.width + x) * info.channels] ?? -1;
  assert.ok(redAt(60, 340) < 40, 'dark beside it');
  assert.ok(redAt(512, 340) > 200, 'the picture in the middle');
  const others = await Promise.all([1, 2, 3, 4, 5].map(() => source.frame()));
  assert.ok(
    others.some((other) => !Buffer.from(other).equals(Buffer.from(frame))),
    'it moves',
  );
});

test('after a picture is taken the live view goes on to the next one', async () => {
  await writeFile(join(folder, 'a.jpg'), await plain(220));
  await writeFile(join(folder, 'b.jpg'), await plain(20));
  const source = await folderPictures({ folder });
  const red = async (): Promise<number> => (await sharp(await source.frame()).stats()).channels[0]?.mean ?? -1;
  assert.ok((await red()) > 180);
  await source.take();
  const givenUp = performance.now() + 10_000;
  while ((await red()) > 60) assert.ok(performance.now() < givenUp, 'still the first picture');
});

test('a folder that is not there, is a file, or holds no JPEG is refused with what to do', async () => {
  const missing = join(folder, 'gone');
  assert.is(
    await complaint(missing),
    `${missing} does not exist. Check the path of the pictures, or leave it out to have pictures drawn.`,
  );
  const file = join(folder, 'notes.txt');
  await writeFile(file, 'not a folder');
  assert.is(await complaint(file), `${file} is not a folder. Name the folder that holds the pictures.`);
  assert.is(
    await complaint(folder),
    `There is no JPEG in ${folder}. Put files that end in .jpg or .jpeg there, or name another folder.`,
  );
});

test('a folder that may not be read is refused with what to do', async () => {
  if (process.getuid?.() === 0) return console.log('skipped: the superuser may read everything');
  await chmod(folder, 0o000);
  const found = await complaint(folder);
  await chmod(folder, 0o700);
  assert.is(found, `${folder} may not be read by this user. Change its permissions, or name another folder.`);
});

test('files that are not whole JPEGs are named', async () => {
  const good = await plain(1);
  await writeFile(join(folder, 'a-good.jpg'), good);
  await writeFile(join(folder, 'b-cut.jpg'), good.subarray(0, good.length - 10));
  await writeFile(join(folder, 'c-text.jpg'), 'a letter');
  await writeFile(join(folder, 'd-thumbnail.jpg'), await plain(1, 160, 120));
  assert.is(
    await complaint(folder),
    `Not every picture in ${folder} is a whole JPEG: b-cut.jpg ends before its end; c-text.jpg is not a JPEG at all; ` +
      'd-thumbnail.jpg is smaller than 800 × 600 pixels. Take these files out of the folder or replace them.',
  );
});

test('real dermoscopy photographs are served as they are', async () => {
  if (!existsSync(realPictures)) return console.log('skipped: no real photographs beside the repository');
  const source = await folderPictures({ folder: realPictures });
  const names = (await readdir(realPictures)).filter((name) => name.endsWith('.jpg')).sort();
  assert.ok(names.length >= 2);
  for (const name of names) {
    assert.ok((await source.frame()).length > 10_000);
    assert.ok((await readFile(join(realPictures, name))).equals(await source.take()));
  }
});

test.run();
