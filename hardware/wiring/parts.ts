/** The parts that wires lead to: their terminals in order, and a sketch of what is inside each. */
import { type Pin, pins } from '../../device/board/pins.ts';
import { cameraInside, displayInside, lampInside, pedalInside, ringInside } from './circuits.ts';
import { box, disc, faint, type Point, text } from './ink.ts';

interface Terminal {
  readonly pin: number;
  readonly name: string;
}

interface Part {
  readonly title: string;
  readonly note: string;
  readonly height: number;
  /** Rows left free above the first terminal. */
  readonly firstRow?: number;
  readonly terminals: readonly Terminal[];
  /** The sketch, given where each terminal is, in their order, at the inner end of its label. */
  readonly inside: (terminals: readonly Point[]) => string;
}

export interface PlacedTerminal extends Terminal {
  readonly at: Point;
}

const x = 968;
const width = 700;
const firstY = 96;
const gap = 20;
const titleHeight = 56;
const terminalPitch = 44;
const labelWidth = 186;

// biome-ignore format: terminals are read by columns
export const parts: readonly Part[] = [
  {
    title: 'Touch display', note: 'picture and touch: DSI ribbon to the board', height: 148, inside: displayInside,
    terminals: [{ pin: 2, name: '5 V' }, { pin: 6, name: 'ground' }],
  },
  {
    title: 'Pedal jack', note: 'contact open at rest: line high; pressed: line low', height: 206, inside: pedalInside,
    terminals: [{ pin: 1, name: '3.3 V' }, { pin: 29, name: 'contact' }, { pin: 30, name: 'ground' }],
  },
  {
    title: 'Ring light driver', note: '3.3 V logic; both segments dark while enable or PWM is low', height: 316, inside: ringInside,
    firstRow: 1,
    terminals: [{ pin: 32, name: 'plain' }, { pin: 33, name: 'polarised' }, { pin: 34, name: 'ground' }, { pin: 36, name: 'enable' }],
  },
  {
    title: 'Camera power switch', note: 'closed at rest: low or unplugged leaves the camera its power', height: 168, inside: cameraInside,
    terminals: [{ pin: 37, name: 'cut' }, { pin: 39, name: 'ground' }],
  },
  {
    title: 'Status lamp in the lid', note: 'lit while the line is high', height: 148, inside: lampInside,
    terminals: [{ pin: 38, name: 'lamp' }, { pin: 39, name: 'ground' }],
  },
];

export function partsBottom(): number {
  return parts.reduce((y, part) => y + part.height + gap, firstY) - gap;
}

/** Every terminal of every part, with the place where its wire ends. */
export function terminals(): readonly PlacedTerminal[] {
  return placed().flatMap(({ part, y }) =>
    part.terminals.map((terminal, index) => ({ ...terminal, at: terminalAt(part, y, index) })),
  );
}

export function drawParts(): string {
  return placed()
    .map(({ part, y }) => {
      const ends = part.terminals.map((_, index) => terminalAt(part, y, index));
      return [
        box({ x, y }, width, part.height, { fill: '#f6f7f9' }),
        text({ x: x + 18, y: y + 27 }, part.title, { bold: true, size: 18 }),
        text({ x: x + width - 18, y: y + 26 }, part.note, { size: 13.5, anchor: 'end', colour: faint }),
        part.inside(ends.map((end) => ({ x: end.x + labelWidth, y: end.y }))),
      ].join('\n');
    })
    .join('\n');
}

/** Screws and labels, above the wires. */
export function drawTerminals(): string {
  return terminals()
    .map(({ at, pin, name }) => {
      const wire = (pins as readonly Pin[]).find((row) => row.pin === pin)?.wire;
      return [
        disc(at, 9, '#d9dde1'),
        `<path d="M${at.x - 5} ${at.y + 5} L${at.x + 5} ${at.y - 5}" stroke="#59616a" stroke-width="2"/>`,
        text({ x: at.x + 18, y: at.y - 2 }, name, { bold: true }),
        text({ x: at.x + 18, y: at.y + 14 }, `pin ${pin}, ${wire}`, { size: 12.5, colour: faint }),
      ].join('\n');
    })
    .join('\n');
}

function terminalAt({ firstRow = 0 }: Part, partY: number, index: number): Point {
  return { x, y: partY + titleHeight + 14 + (firstRow + index) * terminalPitch };
}

function placed(): readonly { readonly part: Part; readonly y: number }[] {
  let y = firstY;
  return parts.map((part) => {
    const here = y;
    y += part.height + gap;
    return { part, y: here };
  });
}
