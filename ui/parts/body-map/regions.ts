/**
 * Places on the figure, and how a site gets there: by its code of DICOM CID 4029, or by the letter's words.
 *
 *   front            back         x   from the midline outwards, 50 is the edge of the figure's field
 *     ( )             ( )         y   from the crown downwards, 214 is the ground
 *    /|||\           /|||\
 *   right left      left right    of the patient
 *
 * Codes: SNOMED CT, DICOM and FMA, as the context group has them (PS3.16 CID 4029). A site of the context group that is not
 * here, such as the eye itself, stands beside the figure.
 */

import { head } from './regions-head.ts';
import { limbs } from './regions-limbs.ts';
import { trunk } from './regions-trunk.ts';

export interface Region {
  readonly face: 'front' | 'back';
  readonly x: number;
  readonly y: number;
  /** `paired`: there is one on each side and none in the middle, so without a side nobody knows which. */
  readonly across: 'paired' | 'middle';
  /** What is picked for it, and how it is called then; absent where picking does not offer it. */
  readonly pick?: { readonly code: string; readonly words: string };
  /** Codes of the context group that lie here, the picked one not repeated. */
  readonly codes: string;
  /** Words that lead here, each a set: all of them occur in the letter's. */
  readonly said: readonly string[];
}

export const regions: readonly Region[] = [...head, ...trunk, ...limbs];

const byCode = new Map(
  regions.flatMap((region) =>
    [...region.codes.split(' '), region.pick?.code ?? ''].filter((code) => code !== '').map((code) => [code, region]),
  ),
);

export function regionOfCode(code: string): Region | undefined {
  return byCode.get(code);
}

/** The region whose words all occur in `site`, the most telling one: `Lower leg, back` is not the lower back. */
export function regionOfWords(site: string): Region | undefined {
  const words = new Set(wordsOf(site));
  let best: { readonly region: Region; readonly length: number } | undefined;
  for (const region of regions) {
    for (const said of region.said) {
      if (said.length > (best?.length ?? 0) && said.split(' ').every((word) => words.has(word))) {
        best = { region, length: said.length };
      }
    }
  }
  return best?.region;
}

/** The side that the letter's own words name, when they name one. */
export function sideOfWords(site: string): 'left' | 'right' | undefined {
  const words = wordsOf(site);
  const left = words.includes('left');
  if (left === words.includes('right')) return undefined;
  return left ? 'left' : 'right';
}

function wordsOf(site: string): readonly string[] {
  return site.toLowerCase().match(/\p{L}+/gu) ?? [];
}
