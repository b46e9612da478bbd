/** Pictures and letters for the stand-in: drawn, of nobody. */
import PDFDocument from 'pdfkit';
import sharp from 'sharp';

/** A patch of skin colour with a darker spot; another seed is another spot. JPEG. */
export function drawnPicture(seed: string, widthPx: number): Promise<Buffer> {
  const sum = [...seed].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 997, 7);
  const heightPx = Math.round((widthPx * 2) / 3);
  const x = 30 + (sum % 40);
  const y = 30 + ((sum * 7) % 40);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}" viewBox="0 0 100 100" preserveAspectRatio="none">
    <defs><radialGradient id="skin"><stop offset="0" stop-color="#d9a583"/><stop offset="1" stop-color="#b67f5e"/></radialGradient></defs>
    <rect width="100" height="100" fill="url(#skin)"/>
    <ellipse cx="${x}" cy="${y}" rx="${8 + (sum % 9)}" ry="${10 + (sum % 7)}" fill="#5a3222"/>
    <ellipse cx="${x + 3}" cy="${y - 2}" rx="4" ry="5" fill="#33190f"/>
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}

/** One page with one line. */
export function drawnLetter(line: string): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4' });
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    document.on('error', reject);
    document.text(line);
    document.end();
  });
}
