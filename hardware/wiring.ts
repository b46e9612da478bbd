/**
 * Draws how the station is wired, from the pin map in device/board/pins.ts.
 *
 *   node hardware/wiring.ts      writes hardware/wiring.svg
 *
 *   ┌ header ┐         ┌ display ┐
 *   │ 1   2  ├──┐  ┌───┤ pedal   │
 *   │ …   …  ├──┼──┘   │ ring    │    sheet: header at the left, lanes of wires, parts at the right
 *   │ 39  40 ├──┴──────┤ camera  │
 *   └────────┘         └ lamp    ┘
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Pin, pins } from '../device/board/pins.ts';
import { drawBoard, drawPins, headerBottom, wayOut } from './wiring/header.ts';
import { box, colours, disc, faint, text, wire } from './wiring/ink.ts';
import { drawParts, drawTerminals, partsBottom, terminals } from './wiring/parts.ts';
import { routed } from './wiring/routes.ts';

export const wiringFile = join(import.meta.dirname, 'wiring.svg');

const width = 1704;
const firstLaneX = 752;
const lanePitch = 15;

/** The whole diagram as SVG text. Throws when a wire of the pin map leads to no part, or a part names a pin without a wire. */
export function drawWiring(): string {
  const height = Math.max(headerBottom() + 170, partsBottom()) + 36;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans, Verdana, Arial, sans-serif">`,
    '<title>Lentigo capture station: wiring</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text({ x: 36, y: 52 }, 'Lentigo capture station: wiring', { size: 28, bold: true }),
    text({ x: 36, y: 80 }, 'Drawn from the pin map. Every signal is 3.3 V: 5 V on a GPIO line destroys the board.', {
      size: 15,
      colour: faint,
    }),
    drawBoard(),
    drawParts(),
    drawWires(),
    drawPins(),
    drawTerminals(),
    drawNotes(headerBottom() + 42),
    '</svg>',
    '',
  ].join('\n');
}

function drawWires(): string {
  const all = terminals();
  const mapped = (pins as readonly Pin[]).filter((pin) => pin.wire !== 'none').map(({ pin }) => pin);
  const drawn = new Set(all.map(({ pin }) => pin));
  const loose = mapped.filter((pin) => !drawn.has(pin));
  if (loose.length > 0) throw new Error(`no part has a terminal for the wire of pin ${loose.join(', ')}`);

  const ways = routed(
    all.map(({ pin, at }) => ({ from: exitOf(pin), to: at })),
    firstLaneX,
    lanePitch,
  );
  const runs = all
    .map(({ pin }, index) => ({ pin, way: ways[index] ?? [] }))
    .sort((one, other) => (one.way[1]?.x ?? 0) - (other.way[1]?.x ?? 0));
  const wires = runs.map(({ pin, way }) => wire(colourOf(pin), [...wayOut(pin).slice(0, -1), ...way]));
  // where a pin has two wires, the longer one runs over the corner of the shorter: a dot says that they are joined
  const joints = runs.flatMap(({ pin, way: [, corner] }, index) =>
    corner !== undefined && runs.slice(index + 1).some((later) => later.pin === pin)
      ? [disc(corner, 9, colours[colourOf(pin)])]
      : [],
  );
  return [...wires, ...joints].join('\n');
}

function exitOf(pin: number) {
  const exit = wayOut(pin).at(-1);
  if (exit === undefined) throw new Error('a way out has an end');
  return exit;
}

function colourOf(number: number): keyof typeof colours {
  const colour = (pins as readonly Pin[]).find(({ pin }) => pin === number)?.wire;
  if (colour === undefined || colour === 'none') throw new Error(`pin ${number} has no wire in the pin map`);
  return colour;
}

function drawNotes(y: number): string {
  const notes = [
    'Wires of signals: 0.25 mm² (AWG 24), at most 0.5 m inside the case, ground beside the signal.',
    'Ring light and camera have supplies of their own: no flash passes through the board.',
    'Grey-blue pins stay free: console (8, 10) and TPM (19 to 26). All others are not used.',
    'Where wires cross without a dot they do not touch. Pin 39 carries two black wires.',
  ];
  return [
    box({ x: 36, y }, 680, 128, { fill: '#fffbe9', edge: '#d0b450' }),
    ...notes.map((note, index) => text({ x: 52, y: y + 30 + index * 26 }, note, { size: 13.5 })),
  ].join('\n');
}

if (import.meta.main) {
  writeFileSync(wiringFile, drawWiring());
  console.log(`wrote ${wiringFile}`);
}
