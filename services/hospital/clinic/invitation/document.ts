/**
 * Draws a letter as a tagged PDF (ISO 32000-1, 14.8; identified as PDF/UA-1): headings, paragraphs, lists and the link are
 * announced as such by a screen reader, in the order in which they are written, and the QR code has a text.
 *
 * Fonts are DejaVu's, embedded: they know Latin, Greek, Cyrillic, Hebrew, Armenian and Georgian letters. They hold Arabic
 * ones too, but nothing here orders a line from right to left; Indian and East Asian scripts they lack.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import qrcode from 'qrcode';
import type { Block, Letter } from './blocks.ts';
import { spaced } from './letter.ts';

/** Where Debian's fonts-dejavu-core puts them. */
export const debianFonts = '/usr/share/fonts/truetype/dejavu';

export interface Fonts {
  readonly plain: Uint8Array;
  readonly strong: Uint8Array;
}

/** Throws where the fonts are not installed: the program must not start without them. */
export function readFonts(folder = debianFonts): Fonts {
  return {
    plain: readFileSync(join(folder, 'DejaVuSans.ttf')),
    strong: readFileSync(join(folder, 'DejaVuSans-Bold.ttf')),
  };
}

const ptPerMm = 72 / 25.4;
const marginPt = 20 * ptPerMm;
const textPt = 11;
const headingPt = { 1: 16, 2: 12.5 };
const gapPt = 6;
/** Room for the names of facts. */
const namePt = 34 * ptPerMm;
const qrPt = 32 * ptPerMm;
/** White modules around a QR code (ISO/IEC 18004, 9.1). */
const quietModules = 4;
const indentPt = 5 * ptPerMm;
const linkColour = '#003087';

type Pdf = InstanceType<typeof PDFDocument>;
type Part = Parameters<Pdf['addStructure']>[0];

export function drawLetter(letter: Letter, fonts: Fonts, at: Date): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: marginPt,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: letter.title, Author: letter.author, CreationDate: at },
  } as object); // its types do not know PDF/UA yet
  const bytes = buffer(pdf);
  pdf.registerFont('plain', fonts.plain as Buffer).registerFont('strong', fonts.strong as Buffer);
  pdf.font('plain').fontSize(textPt);
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  for (const block of letter.blocks) {
    const part = drawn(pdf, block);
    if (part !== undefined) whole.add(part);
  }
  whole.end();
  pdf.end();
  return bytes;
}

function drawn(pdf: Pdf, block: Block): Part | undefined {
  switch (block.kind) {
    case 'heading':
      return heading(pdf, block.level, block.text);
    case 'paragraph':
      return pdf.struct('P', {}, () => paragraph(pdf, block.text));
    case 'lines':
      return pdf.struct('P', {}, () => {
        pdf.font(block.strong ? 'strong' : 'plain').text(block.lines.join('\n'));
        pdf.font('plain').moveDown(gapPt / textPt);
      });
    case 'fact':
      return fact(pdf, block.name, block.value.join('\n'));
    case 'list':
      return list(pdf, block.items);
    case 'link':
      return link(pdf, block.url);
    case 'qr':
      return qr(pdf, block.code, block.alt);
    case 'new-page':
      pdf.addPage();
      return undefined;
  }
}

function paragraph(pdf: Pdf, text: string): void {
  pdf.text(text).moveDown(gapPt / textPt);
}

function heading(pdf: Pdf, level: 1 | 2, text: string): Part {
  if (pdf.y + headingPt[level] * 4 > pdf.page.maxY()) pdf.addPage(); // not alone at the foot of a page
  return pdf.struct(`H${level}`, {}, () => {
    pdf.moveDown(gapPt / headingPt[level]);
    pdf.font('strong').fontSize(headingPt[level]).text(text);
    pdf
      .font('plain')
      .fontSize(textPt)
      .moveDown(gapPt / 2 / textPt);
  });
}

function fact(pdf: Pdf, name: string, value: string): Part {
  const left = pdf.page.margins.left;
  const valueOptions = { width: pdf.page.width - marginPt * 2 - namePt };
  if (pdf.y + pdf.heightOfString(value, valueOptions) > pdf.page.maxY()) pdf.addPage();
  const top = pdf.y;
  return pdf.struct('P', {}, () => {
    pdf.font('strong').text(`${name} `, left, top, { width: namePt, lineBreak: false });
    pdf.font('plain').text(value, left + namePt, top, valueOptions);
    pdf.x = left;
    pdf.moveDown(gapPt / 2 / textPt);
  });
}

function list(pdf: Pdf, items: readonly string[]): Part {
  const left = pdf.page.margins.left;
  const options = { width: pdf.page.width - marginPt * 2 - indentPt };
  const parts = items.map((item) => {
    const row = pdf.struct('LI');
    let top = 0;
    row.add(
      pdf.struct('Lbl', {}, () => {
        if (pdf.y + pdf.heightOfString(item, options) > pdf.page.maxY()) pdf.addPage();
        top = pdf.y;
        pdf.text('• ', left, top, { lineBreak: false });
      }),
    );
    row.add(
      pdf.struct('LBody', {}, () => {
        pdf.text(item, left + indentPt, top, options);
        pdf.x = left;
        pdf.moveDown(gapPt / 3 / textPt);
      }),
    );
    return row;
  });
  return pdf.struct('L', {}, parts);
}

function link(pdf: Pdf, url: string): Part {
  const part = pdf.struct('P');
  part.add(
    pdf.struct('Link', {}, () => {
      pdf.fillColor(linkColour).text(url, { link: url, underline: true });
      pdf.fillColor('black').moveDown(gapPt / textPt);
    }),
  );
  return part;
}

function qr(pdf: Pdf, code: string, alt: string): Part {
  const { modules } = qrcode.create(code, { errorCorrectionLevel: 'M' });
  const cellPt = qrPt / (modules.size + quietModules * 2);
  if (pdf.y + qrPt > pdf.page.maxY()) pdf.addPage();
  const { x, y } = pdf;
  const part = pdf.struct('Div');
  part.add(
    pdf.struct('Figure', { alt, bbox: [x, y, x + qrPt, y + qrPt] } as never, () => {
      for (let row = 0; row < modules.size; row++) {
        for (let column = 0; column < modules.size; column++) {
          if (!modules.get(row, column)) continue;
          pdf.rect(x + (column + quietModules) * cellPt, y + (row + quietModules) * cellPt, cellPt, cellPt);
        }
      }
      pdf.fill('black');
    }),
  );
  part.add(
    pdf.struct('P', {}, () => {
      pdf.text(spaced(code), x + qrPt + indentPt, y + qrPt / 2 - textPt);
      pdf.x = x;
      pdf.y = y + qrPt + gapPt;
    }),
  );
  return part;
}
