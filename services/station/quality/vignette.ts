/**
 * The black border that a dermatoscope leaves round its view. Its rim is sharp whatever the skin is, and its black is no
 * underexposure: neither counts.
 *
 *     ████▄▄▄▄████      black blocks that hang together with the picture's edge,
 *     ██▀      ▀██      and the blocks next to them
 *     ██        ██
 *     ██▄      ▄██
 */
import type { Mask, Raster } from './raster.ts';

const blockPx = 8;
/** Mean grey of a block in the border: light that strays inside the camera. */
const blackMax = 24;
/** Blocks beside a black one that do not count: the rim is soft. */
const rimBlocks = 2;
/** A border takes the corners. A picture that is black in more than this is dark, and has no border. */
const borderShareMax = 0.6;

/** Everything counts in a picture without such a border. */
export function inView(raster: Raster): Mask {
  const columns = Math.ceil(raster.widthPx / blockPx);
  const rows = Math.ceil(raster.heightPx / blockPx);
  const border = fromTheEdge(blackBlocks(raster, columns, rows), columns, rows);
  const mask = new Uint8Array(raster.widthPx * raster.heightPx).fill(1);
  const black = border.reduce((sum, each) => sum + each, 0);
  if (black === 0 || black > borderShareMax * border.length) return mask;
  const hidden = widened(border, columns, rows);
  for (let y = 0; y < raster.heightPx; y++) {
    const row = Math.floor(y / blockPx) * columns;
    for (let x = 0; x < raster.widthPx; x++)
      if (hidden[row + Math.floor(x / blockPx)] === 1) mask[y * raster.widthPx + x] = 0;
  }
  return mask;
}

function blackBlocks({ widthPx, heightPx, grey }: Raster, columns: number, rows: number): Uint8Array {
  const sums = new Uint32Array(columns * rows);
  const counts = new Uint32Array(columns * rows);
  for (let y = 0; y < heightPx; y++) {
    const row = Math.floor(y / blockPx) * columns;
    for (let x = 0; x < widthPx; x++) {
      const block = row + Math.floor(x / blockPx);
      sums[block] = (sums[block] as number) + (grey[y * widthPx + x] as number);
      counts[block] = (counts[block] as number) + 1;
    }
  }
  return Uint8Array.from(sums, (sum, block) => (sum <= blackMax * (counts[block] as number) ? 1 : 0));
}

/** Those black blocks that can be reached from the edge over black ones. */
function fromTheEdge(black: Uint8Array, columns: number, rows: number): Uint8Array {
  const reached = new Uint8Array(black.length);
  const open: number[] = [];
  const visit = (column: number, row: number): void => {
    const block = row * columns + column;
    if (column < 0 || row < 0 || column >= columns || row >= rows) return;
    if (black[block] === 0 || reached[block] === 1) return;
    reached[block] = 1;
    open.push(block);
  };
  for (let column = 0; column < columns; column++) {
    visit(column, 0);
    visit(column, rows - 1);
  }
  for (let row = 0; row < rows; row++) {
    visit(0, row);
    visit(columns - 1, row);
  }
  for (let block = open.pop(); block !== undefined; block = open.pop()) {
    const column = block % columns;
    const row = (block - column) / columns;
    visit(column - 1, row);
    visit(column + 1, row);
    visit(column, row - 1);
    visit(column, row + 1);
  }
  return reached;
}

function widened(border: Uint8Array, columns: number, rows: number): Uint8Array {
  const wide = new Uint8Array(border.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (border[row * columns + column] === 0) continue;
      const [left, right] = [Math.max(0, column - rimBlocks), Math.min(columns - 1, column + rimBlocks)];
      for (let r = Math.max(0, row - rimBlocks); r <= Math.min(rows - 1, row + rimBlocks); r++)
        wide.fill(1, r * columns + left, r * columns + right + 1);
    }
  }
  return wide;
}
