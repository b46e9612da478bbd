/** When two family names are the same, and when they are near enough for a person to look. */

/** Longest name that is compared letter by letter; a longer one is only compared as a whole. */
const comparedCharsMax = 64;

/** Letters alone, without case, accents, hyphens and spaces: `O’Brien-Smïth` and `OBRIEN SMITH` are the same. */
export function normalised(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll(/[^\p{L}]/gu, '');
}

export function sameName(one: string, other: string): boolean {
  const [a, b] = [normalised(one), normalised(other)];
  return a === b && (a !== '' || one.trim() === other.trim());
}

/** The same, one part of a double name, or a letter or two apart: Okonkwo and Okonkwo-Bright, Meyer and Maier. */
export function similarName(one: string, other: string): boolean {
  if (sameName(one, other)) return true;
  const partsOf = (name: string) => name.split(/[\s-]+/).map(normalised);
  const [a, b] = [partsOf(one), partsOf(other)];
  if ((a.length > 1 || b.length > 1) && a.some((part) => part.length > 2 && b.includes(part))) return true;
  const [x, y] = [normalised(one), normalised(other)];
  if (x === '' || y === '' || x.length > comparedCharsMax || y.length > comparedCharsMax) return false;
  return distance(x, y) <= (Math.min(x.length, y.length) < 5 ? 1 : 2);
}

/** Letters to change, add, drop, or swap with their neighbour (optimal string alignment). */
function distance(one: string, other: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}
