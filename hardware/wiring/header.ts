/** The 40-pin header as one sees it with the USB sockets pointing down: odd pins on the left, even ones on the right. */
import { header, type Pin, pins } from '../../device/board/pins.ts';
import { box, colours, disc, faint, ink, type Point, paper, text } from './ink.ts';

const top = 178;
const rowPitch = 45;
const oddX = 372;
const evenX = 416;
const boardEdgeX = 456;
const padSize = 30;
const longestLabel = 32;
/** The connector of twelve that all signals share. */
const connector = { first: 29, last: 40 };

/** Where the wires of all pins leave the drawing of the header. */
const exitX = boardEdgeX;

function centre(pin: number): Point {
  return { x: pin % 2 === 1 ? oddX : evenX, y: top + Math.floor((pin - 1) / 2) * rowPitch };
}

/** The way of a pin's wire to the edge: an odd one passes below the even pin beside it. */
export function wayOut(pin: number): readonly Point[] {
  const { x, y } = centre(pin);
  if (pin % 2 === 0)
    return [
      { x, y },
      { x: exitX, y },
    ];
  const below = y + rowPitch / 2;
  return [
    { x, y },
    { x, y: below },
    { x: exitX, y: below },
  ];
}

export function headerBottom(): number {
  return centre(40).y + rowPitch;
}

export function drawBoard(): string {
  const height = headerBottom() - top + 62;
  return [
    box({ x: 36, y: top - 62 }, boardEdgeX - 36, height + 14, { fill: '#eef6ee', edge: '#4d7a56', round: 16 }),
    text({ x: 56, y: top - 36 }, 'Raspberry Pi header', { bold: true, size: 16 }),
    text({ x: boardEdgeX - 12, y: top - 36 }, 'corner of the board ↑', { size: 12, anchor: 'end', colour: faint }),
    text({ x: boardEdgeX - 12, y: headerBottom() + 4 }, 'USB sockets ↓', { size: 12, anchor: 'end', colour: faint }),
    box({ x: oddX - 22, y: top - 22 }, evenX - oddX + 44, headerBottom() - top + 1, { fill: '#30363c', round: 6 }),
    frameOfConnector(),
  ].join('\n');
}

function frameOfConnector(): string {
  const [first, last] = [centre(connector.first), centre(connector.last)];
  const at = { x: first.x - 26, y: first.y - 21 };
  const frame = `<rect x="${at.x}" y="${at.y}" width="${last.x - first.x + 52}" height="${last.y - first.y + 43}" rx="4" fill="none" stroke="#e0a800" stroke-width="3"/>`;
  const words = `${connector.last - connector.first + 1}-way connector, pins ${connector.first} to ${connector.last}`;
  return `${frame}\n${text({ x: 56, y: headerBottom() + 4 }, words, { size: 13, bold: true, colour: '#8a6700' })}`;
}

/** Pads and labels, above the wires. */
export function drawPins(): string {
  return header.map((_, index) => drawPin(index + 1)).join('\n');
}

function drawPin(number: number): string {
  const at = centre(number);
  const pin: Pin | undefined = pins.find((row) => row.pin === number);
  const used = pin !== undefined && pin.wire !== 'none';
  const fill = used ? colours[pin.wire as keyof typeof colours] : pin === undefined ? '#59616a' : '#9fb4c8';
  const light = ['white', 'yellow', 'orange'].includes(pin?.wire ?? '') || pin?.wire === 'none';
  const pad =
    number === 1
      ? box({ x: at.x - padSize / 2, y: at.y - padSize / 2 }, padSize, padSize, { fill, edge: paper, round: 2 })
      : disc(at, padSize / 2, fill, used ? paper : '#59616a');
  const numeral = text({ x: at.x, y: at.y + 5 }, String(number), {
    size: 13,
    anchor: 'middle',
    bold: used,
    colour: light ? ink : used ? paper : '#c9ced3',
  });
  const look = { size: used ? 14 : 12, bold: used, colour: used ? ink : faint };
  const words = labelOf(number, pin);
  const label =
    number % 2 === 0
      ? text({ x: boardEdgeX + 14, y: at.y - (used ? 7 : -5) }, words, look)
      : folded(words)
          .map((part, index, all) =>
            text({ x: oddX - 32, y: at.y + 5 + (index - (all.length - 1) / 2) * 17 }, part, { ...look, anchor: 'end' }),
          )
          .join('\n');
  return `${pad}\n${numeral}\n${label}`;
}

function labelOf(number: number, pin: Pin | undefined): string {
  const is = header[number - 1];
  const name = typeof is === 'number' ? `GPIO ${is}` : is === '3V3' ? '3.3 V' : is === '5V' ? '5 V' : 'ground';
  if (pin === undefined) return name;
  switch (pin.kind) {
    case 'reserved':
      return `${name} · ${pin.purpose}`;
    case 'supply':
      return `${name} · ${pin.purpose.split(/[:,]/)[0]}`;
    case 'pwm':
      return `${name} · ${pin.signal} · PWM ${pin.channel}`;
    case 'input':
    case 'output':
      return `${name} · ${pin.signal}`;
  }
}

/** In two lines when it is too long for the space beside the odd pins. */
function folded(words: string): readonly string[] {
  const [name = '', ...rest] = words.split(' · ');
  return words.length <= longestLabel ? [words] : [name, rest.join(' · ')];
}
