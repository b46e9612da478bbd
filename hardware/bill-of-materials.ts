/**
 * What a station is built from. Described by what it must do, not by whom it is bought from.
 *
 *   node hardware/bill-of-materials.ts      writes hardware/bill-of-materials.md
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CameraBody, cameraBodies } from './cameras.ts';
import { groups, type Item } from './items.ts';

export const billFile = join(import.meta.dirname, 'bill-of-materials.md');

/** The whole document as Markdown. */
export function writeBill(): string {
  return [
    '# Bill of materials: one capture station',
    '',
    'Written by `node hardware/bill-of-materials.ts`; change `items.ts` or `cameras.ts`, not this page. Buy what meets the',
    'specification: no maker is named where any will do. “Optional” parts are left out of a first station without harm.',
    '',
    '## Camera bodies',
    '',
    'Any one of these. They are listed by the name that libgphoto2 gives them, which is what `--camera-model` takes.',
    '',
    '| body | choice | lens mount | battery coupler for |',
    '| --- | --- | --- | --- |',
    ...cameraBodies.map((body) => bodyRow(body)),
    '',
    'Not: Canon EOS 1300D, 2000D and 4000D under any of their names (later captures fail with “Full-Press failed 0x2019”), and',
    'nothing from Sony (2 or 3 live pictures a second, hangs at random). The bench test warns when one of them answers.',
    ...groups.flatMap(({ title, items }) => [
      '',
      `## ${title}`,
      '',
      '| part | number | specification | why |',
      '| --- | --- | --- | --- |',
      ...items.map((item) => itemRow(item)),
    ]),
    '',
  ].join('\n');
}

function bodyRow({ model, choice, mount, coupler }: CameraBody): string {
  return `| ${model} | ${choice} | ${mount} | ${coupler} |`;
}

function itemRow({ name, number, specification, why, optional }: Item): string {
  return `| ${name}${optional === true ? ' (optional)' : ''} | ${number} | ${specification} | ${why} |`;
}

if (import.meta.main) {
  writeFileSync(billFile, writeBill());
  console.log(`wrote ${billFile}`);
}
