/** Letters as a plotter draws them, so that no font has to be installed: capitals, figures and a few signs. */

/**
 * Strokes on a grid 4 wide and 6 high, `y` downwards: two digits are a point, a space leads to the next one, `|` lifts
 * the pen.
 */
// biome-ignore format: a table is read by columns
const strokes: Readonly<Record<string, string>> = {
  A: '06 20 46|14 34',                            B: '06 00 30 41 42 33 03|33 44 45 36 06',
  C: '41 30 10 01 05 16 36 45',                   D: '00 30 41 45 36 06 00',
  E: '40 00 06 46|03 33',                         F: '40 00 06|03 33',
  G: '41 30 10 01 05 16 36 45 43 23',             H: '00 06|40 46|03 43',
  I: '20 26',                                     J: '40 45 36 16 05',
  K: '00 06|40 03 46',                            L: '00 06 46',
  M: '06 00 23 40 46',                            N: '06 00 46 40',
  O: '10 30 41 45 36 16 05 01 10',                P: '06 00 30 41 42 33 03',
  Q: '10 30 41 45 36 16 05 01 10|34 46',          R: '06 00 30 41 42 33 03|23 46',
  S: '41 30 10 01 02 13 33 44 45 36 16 05',       T: '00 40|20 26',
  U: '00 05 16 36 45 40',                         V: '00 26 40',
  W: '00 16 23 36 40',                            X: '00 46|40 06',
  Y: '00 23 40|23 26',                            Z: '00 40 06 46',
  0: '10 30 41 45 36 16 05 01 10|41 05',          1: '11 20 26|16 36',
  2: '01 10 30 41 42 06 46',                      3: '01 10 30 41 42 33 13|33 44 45 36 16 05',
  4: '36 30 04 44',                               5: '40 00 02 32 43 45 36 16 05',
  6: '40 20 02 05 16 36 45 44 33 03',             7: '00 40 16',
  8: '10 30 41 42 33 13 02 01 10|13 04 05 16 36 45 44 33', 9: '43 13 02 01 10 30 41 44 26 06',
  '.': '25 26', ',': '25 17', ':': '21 22|25 26', '-': '13 33', '/': '06 40',
};

/** From the left edge of one letter to that of the next, in heights of a capital. */
export const advance = 1;

type Stroke = readonly (readonly [x: number, y: number])[];

/** The strokes of a letter in heights of a capital, or none for what the plotter cannot draw. */
export function strokesOf(letter: string): readonly Stroke[] {
  const drawn = strokes[letter];
  if (drawn === undefined) return [];
  return drawn
    .split('|')
    .map((stroke) => stroke.split(' ').map((point) => [Number(point[0]) / 6, Number(point[1]) / 6] as const));
}

/** Whether every letter of the text can be drawn as it is. */
export function isDrawable(text: string): boolean {
  return [...text].every((letter) => letter === ' ' || strokes[letter] !== undefined);
}
