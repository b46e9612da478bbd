/**
 * How many rows fit on a page. Pure, so that the two ways to measure cannot chase each other:
 *
 *   with buttons      how many would fit without them is reckoned: the room of the rows and what the buttons hold
 *   without buttons   how many fit is measured
 *
 * Where a style sheet takes room from the rows although no buttons are shown (a row gap over an empty row), the reckoning
 * promises one row more than there is. Believing both in turn would show and hide the buttons for ever: what was
 * measured holds until the room or the rows change.
 */

/** The gap between rows, in millimetres: --gap in page.css. */
export const gapMm = 3.1;

/** What the page measured. */
export interface Room {
  /** Of the rows as they stand now, and what the buttons above or below them take away; 0 where none are shown. */
  readonly rowsMm: number;
  readonly buttonsMm: number;
  readonly buttonsShown: boolean;
  readonly rowMm: number;
  readonly columns: number;
  /** Size of all that holds rows and buttons: another one is another question. */
  readonly around: string;
}

export interface Fit {
  /** On the page as it stands. */
  readonly perPage: number;
  /** Without buttons: a list of so many needs none. */
  readonly inAll: number;
  /** What was measured without buttons, and in which room. */
  readonly proven?: { readonly inAll: number; readonly room: string };
}

/** Before anything was measured. */
export const unmeasured: Fit = { perPage: 1, inAll: 1 };

export function fitFor(before: Fit, room: Room): Fit {
  const { rowsMm, buttonsMm, buttonsShown, rowMm, columns, around } = room;
  const perPage = columns * rowsThatFit(rowsMm, rowMm);
  const name = `${around} ${rowMm} ${columns}`;
  if (!buttonsShown) return { perPage, inAll: perPage, proven: { inAll: perPage, room: name } };
  const reckoned = columns * rowsThatFit(rowsMm + buttonsMm, rowMm);
  const { proven } = before;
  if (proven?.room !== name) return { perPage, inAll: reckoned };
  return { perPage, inAll: Math.min(reckoned, proven.inAll), proven };
}

/** How many rows of `rowMm` fit into `heightMm`, with the gap between them; never less than one. */
function rowsThatFit(heightMm: number, rowMm: number): number {
  return Math.max(1, Math.floor((heightMm + gapMm) / (rowMm + gapMm)));
}
