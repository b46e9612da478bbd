import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bench, sha256, whenFirst } from './bench.ts';
import { type Desks, everyMake, type MakeDesk } from './makes.ts';

const test = suite<{ desks: Desks }>('simulated cameras, seen by gphoto2');
test.before.each(async (context) => {
  context.desks = await everyMake({ serial: '6099001' });
});
test.after.each(({ desks }) => desks.end());

const currentOf = (text: string): string => /^Current: ?(.*)$/m.exec(text)?.[1] ?? `nothing in: ${text}`;
const hashes = (files: ReadonlyMap<string, Buffer>): readonly string[] => [...files.values()].map(sha256);

test('each introduces itself like a camera that can be bought', ({ desks }) =>
  desks.each(async ({ gphoto2, facts }) => {
    const { text } = await gphoto2('--summary');
    for (const line of facts.summary) assert.match(text, line);
    assert.match(text, 'Serial Number: 6099001');
    assert.match(text, 'Battery Level(0x5001):(read only) (type=0x2) Range [0 - 100, step 1] value: 100% (100)');
    assert.match(text, 'Storage Type: Removable RAM (memory card)');
    assert.not.match(text, /error [0-9a-fx]+ on/);
  }));

test('its settings can be listed, set and read back, in the next session too', ({ desks }) =>
  desks.each(async ({ gphoto2, facts }) => {
    const { text } = await gphoto2('--list-config');
    for (const [name] of facts.settings) assert.match(text, `/${name}\n`);
    const read = facts.settings.flatMap(([name]) => ['--get-config', name]);
    const values = async (): Promise<readonly string[]> =>
      [...(await gphoto2(...read)).text.matchAll(/^Current: ?(.*)$/gm)].map(([, value]) => value ?? '');
    assert.equal(
      await values(),
      facts.settings.map(([, , factory]) => factory),
    );
    await gphoto2(...facts.settings.flatMap(([name, other]) => ['--set-config-value', `${name}=${other}`]));
    assert.equal(
      await values(),
      facts.settings.map(([, other]) => other),
    );
  }));

test('its clock can be set, goes on from there, and is what pictures are dated with', ({ desks }) =>
  desks.each(async ({ gphoto2, camera }) => {
    const setTo = Date.UTC(2024, 1, 29, 11, 0, 0) / 1000;
    await gphoto2('--set-config', `datetime=${setTo}`);
    const now = Number(currentOf((await gphoto2('--get-config', 'datetime')).text));
    assert.ok(now >= setTo && now < setTo + 60, `${now - setTo} s later`);
    await camera.pressOwnButton();
    const dated = Number(/image\/jpeg (\d+)/.exec((await gphoto2('--list-files')).text)?.[1]);
    assert.ok(dated >= setTo && dated < setTo + 60, `${dated - setTo} s later`);
  }));

test('a picture arrives byte for byte, and the camera keeps nothing', ({ desks }) =>
  desks.each(async ({ gphoto2, camera, facts }) => {
    const { files } = await gphoto2('--capture-image-and-download');
    assert.equal([...files.keys()], [facts.firstPicture]);
    assert.equal(hashes(files), camera.sent());
    assert.match((await gphoto2('--list-files')).text, `no file in folder '${facts.folder}'`);
  }));

test('two pictures in one session are two different pictures, in their order', ({ desks }) =>
  desks.each(async ({ gphoto2, camera }) => {
    const { files } = await gphoto2('--capture-image-and-download', '--capture-image-and-download');
    assert.equal(hashes(new Map([...files].sort())), camera.sent());
    assert.is(new Set(camera.sent()).size, 2);
  }));

/** Where there is no choice, the setting does not exist. */
const toTheCard = ({ make }: MakeDesk): readonly string[] =>
  make === 'ptp-1.1' ? [] : ['--set-config', 'capturetarget=1'];

test('a picture taken onto the card stays there until it is deleted', ({ desks }) =>
  desks.each(async (desk) => {
    const { gphoto2, camera, facts } = desk;
    await gphoto2(...toTheCard(desk), '--capture-image');
    const there = await gphoto2('--list-files', '--get-file', '1', '--get-thumbnail', '1');
    assert.match(there.text, new RegExp(`#1 +${facts.firstOnCard} +rd .* 1200x800 +image/jpeg`));
    assert.equal(there.files.get(`thumb_${facts.firstOnCard.replace('JPG', 'jpg')}`), desk.frame);
    assert.equal(hashes(new Map([...there.files].filter(([name]) => name === facts.firstOnCard))), camera.sent());
    await gphoto2('--folder', facts.folder, '--delete-file', '1');
    assert.match((await gphoto2('--list-files')).text, `no file in folder '${facts.folder}'`);
  }));

test("pressing the camera's own button puts a picture on the card, and whoever listens hears of it", ({ desks }) =>
  desks.each(async ({ gphoto2Watched, camera, facts }) => {
    const listening = /waiting for events timeout/;
    const { files } = await gphoto2Watched(
      whenFirst(listening, () => camera.pressOwnButton()),
      ...['--debug', '--wait-event-and-download=FILEADDED'],
    );
    assert.equal([...files.keys()], [facts.firstOnCard]);
    assert.equal(hashes(files), camera.sent());
  }));

test('the live view gives whole frames, one or many', ({ desks }) =>
  desks.each(async ({ gphoto2, frame, facts, make }) => {
    assert.equal((await gphoto2('--capture-preview')).files.get(facts.preview), frame);
    const { output, tookMs } = await gphoto2('--stdout', ...facts.manyFrames);
    const frames = output.length / frame.length;
    assert.is(frames, Math.round(frames));
    assert.ok(frames >= 20, `${frames} frames`);
    for (let from = 0; from < output.length; from += frame.length)
      assert.equal(output.subarray(from, from + frame.length), frame);
    console.log(`\n  live view, ${make}: ${frames} frames in ${Math.round(tookMs)} ms, the command's start included`);
  }));

test('a picture can be taken while the live view runs', ({ desks }) =>
  desks.each(async ({ gphoto2, camera, frame, facts }) => {
    const { files } = await gphoto2('--capture-preview', '--capture-image-and-download');
    assert.equal(files.get(facts.preview), frame);
    assert.equal(sha256(files.get(facts.firstPicture) ?? Buffer.alloc(0)), camera.sent()[0]);
  }));

test('a camera that is set to raw files makes one, whatever it would be called', async ({ desks }) => {
  const raw: Record<string, string> = { nikon: 'imagequality=NEF (Raw)', 'canon-eos': 'imageformat=RAW' };
  await desks.each(async ({ gphoto2, camera, facts, make }) => {
    const choice = raw[make];
    if (choice === undefined) return; // the standard's compression has no value for it
    const { files } = await gphoto2('--set-config-value', choice, '--capture-image-and-download');
    assert.equal([...files.keys()], [facts.rawPicture]);
    assert.equal(hashes(files), camera.sent());
  });
});

test.run();

const eos = suite('a simulated Canon');
eos('says how many pictures fit: onto the card, or onto the computer', async () => {
  const desk = await bench({ personality: 'canon-eos' });
  const shots = async (target: number) =>
    currentOf((await desk.gphoto2('--set-config', `capturetarget=${target}`, '--get-config', 'availableshots')).text);
  assert.is(await shots(1), '42');
  assert.is(await shots(0), '9999');
  await desk.end();
});
eos.run();

const large = suite('simulated cameras with a large sensor');
large('twenty megabytes arrive whole, from memory and from the card', async () => {
  const desks = await everyMake({ pictureBytes: 20 * 1024 * 1024 });
  await desks.each(async ({ gphoto2, camera, make }) => {
    const plain = await gphoto2('--list-files');
    const fresh = await gphoto2('--capture-image-and-download');
    assert.equal(hashes(fresh.files), camera.sent());
    await camera.pressOwnButton();
    const fromCard = await gphoto2('--get-file', '1');
    assert.equal(hashes(fromCard.files), camera.sent().slice(-1));
    console.log(`\n  20 MB from the card, ${make}: ${Math.round(fromCard.tookMs - plain.tookMs)} ms`);
  });
  await desks.end();
});
large.run();
