/** The documents that are made from data are the ones in the folder, and say what the data says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Pin, pins } from '../../device/board/pins.ts';
import { billFile, writeBill } from '../../hardware/bill-of-materials.ts';
import { groups } from '../../hardware/items.ts';
import { parts } from '../../hardware/wiring/parts.ts';
import { drawWiring, wiringFile } from '../../hardware/wiring.ts';

const test = suite('hardware documents');

test('the wiring diagram in the folder is the one that the pin map gives', () => {
  const same = readFileSync(wiringFile, 'utf8') === drawWiring();
  assert.ok(same, 'hardware/wiring.svg is out of date: node hardware/wiring.ts writes it');
});

test('the bill of materials in the folder is the one that its data gives', () => {
  const same = readFileSync(billFile, 'utf8') === writeBill();
  assert.ok(same, 'hardware/bill-of-materials.md is out of date: node hardware/bill-of-materials.ts writes it');
});

test('every wire of the pin map ends at a screw of a part, named with its pin and colour', () => {
  const drawing = drawWiring();
  const wired = (pins as readonly Pin[]).filter(({ wire }) => wire !== 'none');
  const ends = parts.flatMap(({ terminals }) => terminals.map(({ pin }) => pin));
  assert.equal(new Set(ends), new Set(wired.map(({ pin }) => pin)));
  for (const { pin, wire } of wired) assert.match(drawing, `>pin ${pin}, ${wire}</text>`);
});

test('every signal is written beside its pin', () => {
  const drawing = drawWiring();
  for (const pin of pins) if ('signal' in pin) assert.match(drawing, `>GPIO ${pin.bcm} · ${pin.signal}`);
});

test('no wire runs where another one runs', () => {
  const runs = new Map<string, string>();
  for (const [, points = ''] of drawWiring().matchAll(
    /<polyline points="([^"]+)" fill="none" stroke="#1f2429" stroke-width="7"/g,
  )) {
    const xs = points.split(' ').map((point) => Number(point.split(',')[0]));
    const lane = xs.find((x, index) => index > 0 && x === xs[index - 1] && x > 456);
    if (lane === undefined) continue;
    assert.not.ok(
      runs.has(String(lane)),
      `two wires share the lane at ${lane}: ${points} and ${runs.get(String(lane))}`,
    );
    runs.set(String(lane), points);
  }
  assert.ok(runs.size > 8, `${runs.size} lanes were found`);
});

test('the diagram is a picture that can be drawn', async () => {
  const { data, info } = await sharp(Buffer.from(drawWiring())).greyscale().raw().toBuffer({ resolveWithObject: true });
  assert.ok(info.width > 1500 && info.height > 1000, `${info.width} × ${info.height}`);
  const inked = data.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0) / data.length;
  assert.ok(inked > 0.02 && inked < 0.5, `${inked} of it is ink`);
});

test('no part of the bill is without a specification and a reason', () => {
  for (const { items } of groups)
    for (const item of items) {
      assert.ok(item.specification.length > 20, item.name);
      assert.ok(item.why.length > 20, item.name);
      assert.not.match(`${item.specification}${item.why}`, '|', item.name);
    }
});

test('the page on building a station shows the diagram and leads to the bill', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'hardware', 'README.md'), 'utf8');
  assert.match(page, '](wiring.svg)');
  assert.match(page, '](bill-of-materials.md)');
});

test.run();
