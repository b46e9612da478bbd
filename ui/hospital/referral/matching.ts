/** Finding a coded body site by the words of a letter. Pure. */
import type { BodySite } from '../../../services/hospital/web/api/referrals.ts';

/** As many as are read at a glance. */
export const matchesMax = 8;

/** Words that letters use and the standard does not. */
const otherWords: Readonly<Record<string, string>> = {
  tummy: 'abdomen',
  belly: 'abdomen',
  stomach: 'abdomen',
  calf: 'leg',
  shin: 'leg',
  bottom: 'buttock',
  armpit: 'axilla',
  collarbone: 'clavicle',
};

/** Words too common to tell one place from another. */
const smallWords = new Set(['the', 'of', 'on', 'in', 'a', 'and', 'left', 'right', 'midline', 'skin', 'side']);

/**
 * Best first, at most `matchesMax`. Every word has to begin a word of the site's name; where none does, sites that share
 * the most words are offered. Shorter names come first: the plainest place is usually the one that is meant.
 */
export function matchingSites(sites: readonly BodySite[], typed: string): readonly BodySite[] {
  const wanted = wordsOf(typed).filter((word) => !smallWords.has(word));
  if (wanted.length === 0) return [];
  const scored = sites
    .map((site) => ({ site, ...scoreOf(site, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.said - a.said || a.site.meaning.length - b.site.meaning.length);
  const whole = scored.filter(({ score }) => score === wanted.length);
  return (whole.length > 0 ? whole : scored).slice(0, matchesMax).map(({ site }) => site);
}

/** How many of the words it has, those of the standard for the letter's counted in; and how many as they were said. */
function scoreOf(site: BodySite, wanted: readonly string[]): { readonly score: number; readonly said: number } {
  const names = wordsOf(site.meaning);
  const begins = (word: string) => names.some((name) => name.startsWith(word));
  return {
    score: wanted.filter((word) => begins(word) || begins(otherWords[word] ?? word)).length,
    said: wanted.filter(begins).length,
  };
}

function wordsOf(text: string): readonly string[] {
  return text.toLocaleLowerCase('en-GB').match(/[a-z0-9]+/g) ?? [];
}
