/** The letter to the patient, read as a screen reader, a printer and the photographer's scanner read it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import qrcode from 'qrcode';
import sharp from 'sharp';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawLetter, readFonts } from '../../../../services/hospital/clinic/invitation/document.ts';
import { emailText, subjects } from '../../../../services/hospital/clinic/invitation/email.ts';
import { type LetterFacts, letterOf } from '../../../../services/hospital/clinic/invitation/letter.ts';
import { temporaryFolder } from '../../../support/places.ts';
import { head, histon } from './hospital.ts';

const test = suite('invitation');
const folder = temporaryFolder('letter');
test.after(folder.remove);

const facts: LetterFacts = {
  kind: 'invitation',
  writtenAt: new Date('2026-11-22T12:00:00Z'),
  patient: { name: 'Margaret Okonkwo-Bright', address: ['7 Mill Lane', 'Histon', 'CB24 9AA'] },
  slotAt: new Date('2026-07-01T08:20:00Z'),
  slotMinutes: 20,
  site: histon,
  code: '0123456789ABCDEFGHJKMNPQRS',
  questionnaire: 'https://skin.hospital.invalid/q/Zm9vYmFyYmF6cXV4Zm9vYmFyYmE',
};

const fonts = readFonts();
let letters = 0;
async function drawn(changes: Partial<LetterFacts> = {}): Promise<string> {
  const path = join(folder.path, `letter-${letters++}.pdf`);
  writeFileSync(path, await drawLetter(letterOf({ ...facts, ...changes }, head), fonts, facts.writtenAt));
  return path;
}
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 24 });
/** As it is read out, line breaks aside. */
const textOf = (path: string) => run('pdftotext', path, '-').replaceAll(/\s+/g, ' ');

test('the letter says when, where, how long, how to come and how to change it', async () => {
  const text = textOf(await drawn());
  for (const sentence of [
    'Dear Margaret Okonkwo-Bright,',
    'Wednesday 1 July 2026, 09:20',
    'Histon Community Diagnostic Centre',
    'About 20 minutes',
    'Bus 8 stops at the door.',
    'Free for two hours behind the building.',
    'To change or cancel your appointment, call 01223 000000',
    'This is not a full-body check.',
    "only of the lesions that are named in your GP's letter",
    'Nothing is photographed without your consent.',
    'a list of your medicines and allergies',
  ]) {
    assert.ok(text.includes(sentence), sentence);
  }
  assert.ok(text.replaceAll(' ', '').includes(String(facts.questionnaire)));
});

test('it is a tagged PDF with a title, a language, headings, lists, a link and a text for the QR code', async () => {
  const path = await drawn();
  const info = run('pdfinfo', path);
  assert.match(info, /Tagged:\s+yes/);
  assert.match(info, /Title:\s+Your medical photography appointment/);
  assert.match(info, /Pages:\s+2/);
  const structure = run('pdfinfo', '-struct-text', path);
  const order = [...structure.matchAll(/^\s*(Document|H1|H2|P|L|LI|Lbl|LBody|Link|Figure|Div)\b/gm)].map(
    ([, tag]) => tag,
  );
  assert.is(order[0], 'Document');
  assert.is(order.filter((tag) => tag === 'H1').length, 2);
  for (const tag of ['H2', 'L', 'LI', 'LBody', 'Link', 'Figure']) assert.ok(order.includes(tag), tag);
  assert.match(readFileSync(path, 'latin1'), /\/S \/Figure[\s\S]{0,40}\/Alt \(QR code of your appointment/);
  assert.match(run('pdfinfo', '-url', path), /skin\.hospital\.invalid\/q\//);
  assert.match(run('pdffonts', path), /DejaVuSans.* yes yes yes/);
  assert.match(run('pdfinfo', '-meta', path), /pdfuaid:part>1</);
});

test('the QR code on the paper is the code of the appointment, module for module', async () => {
  const path = await drawn();
  run('pdftoppm', '-r', '300', '-f', '1', '-l', '1', '-gray', '-png', path, path);
  const { data, info } = await sharp(`${path}-1.png`).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  const dark = (x: number, y: number) => Number(data[Math.round(y) * info.width + Math.round(x)]) < 128;
  const { modules } = qrcode.create(facts.code, { errorCorrectionLevel: 'M' });
  const { left, top, modulePx } = finderPattern(dark, info.width, info.height, modules.size);
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      const seen = dark(left + (column + 0.5) * modulePx, top + (row + 0.5) * modulePx);
      assert.is(seen, Boolean(modules.get(row, column)), `module ${row}, ${column}`);
    }
  }
  for (let at = -3.5; at < modules.size + 4; at++) {
    assert.not(dark(left - 3.5 * modulePx, top + at * modulePx), 'the quiet zone is white');
    assert.not(dark(left + (modules.size + 3.5) * modulePx, top + at * modulePx), 'the quiet zone is white');
  }
  assert.not.match(facts.code, /Okonkwo|Margaret/);
});

/** Where the code is on the page: the largest black square ring is its first finder pattern, seven modules wide. */
function finderPattern(dark: (x: number, y: number) => boolean, width: number, height: number, size: number) {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!dark(x, y)) continue;
      let run = 0;
      while (dark(x + run, y)) run++;
      const modulePx = run / 7;
      if (run < 40) {
        x += run;
        continue;
      }
      const rightEdge = x + (size - 0.5) * modulePx;
      if (dark(rightEdge, y + modulePx / 2) && dark(x + modulePx / 2, y + (size - 0.5) * modulePx)) {
        return { left: x, top: y, modulePx };
      }
      x += run;
    }
  }
  throw new Error('no QR code on the page');
}

test('a letter after a move says that the one before is not valid; a cancelled one sends nobody to the clinic', async () => {
  assert.match(textOf(await drawn({ kind: 'moved' })), /has a new time.*throw that one away/);
  const cancelled = await drawn({ kind: 'cancelled', questionnaire: undefined });
  const text = textOf(cancelled);
  assert.match(text, /on Wednesday 1 July 2026 at 09:20 at Histon Community Diagnostic Centre will not take place/);
  assert.not.match(text, /Bring this letter|QR/);
  assert.match(run('pdfinfo', cancelled), /Tagged:\s+yes[\s\S]*Pages:\s+1/);
});

test('names with letters beyond English come out whole', async () => {
  for (const name of ['Zoë Ångström', 'Łucja Żółkiewska', 'Đặng Thị Hương', 'Ελένη Παπαδοπούλου', 'Олена Шевченко']) {
    assert.ok(textOf(await drawn({ patient: { name, address: ['x'] } })).includes(`Dear ${name},`), name);
  }
});

test('the longest directions and addresses only make the letter longer', async () => {
  const long = {
    ...histon,
    directions: 'Turn left at the church. '.repeat(80),
    address: Array.from({ length: 8 }, () => 'A long line of an address '.repeat(4)),
  };
  const path = await drawn({ site: long });
  assert.match(run('pdfinfo', path), /Tagged:\s+yes[\s\S]*Pages:\s+[34]/);
  assert.is(textOf(path).split('Turn left at the church.').length, 81);
});

test('who sees the subject of the e-mail learns nothing of the illness', () => {
  for (const subject of Object.values(subjects)) assert.not.match(subject, /skin|derm|lesion|photo|cancer/i);
  const text = emailText(facts, head);
  assert.match(text, /When: Wednesday 1 July 2026, 09:20/);
  assert.ok(text.includes(String(facts.questionnaire)));
  assert.not.match(emailText({ ...facts, kind: 'cancelled', questionnaire: undefined }, head), /\/q\//);
});

test.run();
