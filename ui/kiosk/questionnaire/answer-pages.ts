/**
 * Answers are short and long: which of them stand on one page is found by measuring them all, unseen, at the width they
 * will have.
 *
 *   measured  ▁▃▁▁█▁     page 1  ▁▃▁▁     page 2  █▁
 *
 * A text that is longer than a page could be is split before, at a space.
 */

export interface AnswerRow {
  readonly question: string;
  readonly answer: string;
  /** The row before was too long and goes on here. */
  readonly goesOn: boolean;
}

/** As much as fits on the smallest display beside its question. */
const answerCharactersMax = 420;

/** One row for each answer, more for a long one. */
export function answerRows(
  answers: readonly { readonly question: string; readonly answer: string }[],
): readonly AnswerRow[] {
  return answers.flatMap(({ question, answer }) =>
    pieces(answer).map((piece, place) => ({ question, answer: piece, goesOn: place > 0 })),
  );
}

function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > answerCharactersMax) {
    const space = rest.lastIndexOf(' ', answerCharactersMax);
    const end = space > 0 ? space : answerCharactersMax;
    found.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...found, rest];
}

/** Where each page begins: rows of these heights, with `gapPx` between them, in pages of `pagePx`. At least one row on each. */
export function pageStarts(heightsPx: readonly number[], pagePx: number, gapPx: number): readonly number[] {
  const starts = [0];
  let usedPx = 0;
  for (const [place, heightPx] of heightsPx.entries()) {
    const first = place === starts.at(-1);
    const neededPx = first ? heightPx : gapPx + heightPx;
    if (!first && usedPx + neededPx > pagePx) {
      starts.push(place);
      usedPx = heightPx;
    } else usedPx += neededPx;
  }
  return starts;
}
