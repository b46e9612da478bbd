/** The few shapes that the wiring diagram is drawn with, as SVG text (SVG 1.1, so that any viewer shows it). */
import type { WireColour } from '../../device/board/pins.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Writing {
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly colour?: string;
  readonly bold?: boolean;
}

export const ink = '#1f2429';
export const faint = '#767e86';
export const paper = '#ffffff';

// biome-ignore format: a table is read by columns
export const colours: Readonly<Record<Exclude<WireColour, 'none'>, string>> = {
  black:  '#15181b',
  red:    '#d3202f',
  orange: '#f08a1d',
  yellow: '#f4cf22',
  white:  '#ffffff',
  violet: '#8e44c4',
  green:  '#2e9e4f',
  blue:   '#2a6fd6',
  brown:  '#8a5a33',
};

const wireWidth = 5;
const casingWidth = 7;
const haloWidth = 13;

export function text(
  at: Point,
  words: string,
  { size = 15, anchor = 'start', colour = ink, bold }: Writing = {},
): string {
  const weight = bold ? ' font-weight="bold"' : '';
  return `<text x="${at.x}" y="${at.y}" font-size="${size}" text-anchor="${anchor}" fill="${colour}"${weight}>${escaped(words)}</text>`;
}

export function box(
  at: Point,
  width: number,
  height: number,
  look: { fill?: string; edge?: string; round?: number } = {},
): string {
  const { fill = paper, edge = ink, round = 8 } = look;
  return `<rect x="${at.x}" y="${at.y}" width="${width}" height="${height}" rx="${round}" fill="${fill}" stroke="${edge}" stroke-width="1.5"/>`;
}

export function disc(at: Point, radius: number, fill: string, edge = ink): string {
  return `<circle cx="${at.x}" cy="${at.y}" r="${radius}" fill="${fill}" stroke="${edge}" stroke-width="1.5"/>`;
}

/** A thin line of a schematic. */
export function line(...points: readonly Point[]): string {
  return `<polyline points="${path(points)}" fill="none" stroke="${ink}" stroke-width="1.8"/>`;
}

/** A wire with its insulation, and paper left free along it so that crossings can be told from joints. */
export function wire(colour: Exclude<WireColour, 'none'>, points: readonly Point[]): string {
  const layer = (stroke: string, width: number) =>
    `<polyline points="${path(points)}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round"/>`;
  return [layer(paper, haloWidth), layer(ink, casingWidth), layer(colours[colour], wireWidth)].join('\n');
}

function path(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ');
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
