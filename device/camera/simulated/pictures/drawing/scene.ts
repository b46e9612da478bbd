import { drawCloseUp } from './close-up.ts';
import { drawDermoscopic } from './dermoscopic.ts';
import { handOf } from './hand.ts';
import { lesion, lesionLooks } from './lesion/lesion.ts';
import { drawLocating } from './locating.ts';
import type { Canvas } from './paint/canvas.ts';
import { chance, mixed } from './paint/chance.ts';
import { sheet } from './sheet.ts';
import { skinOf } from './skin.ts';

/** What the drawn pictures go through, lesion after lesion, as a visit does. */
export const drawnSubjects = ['locating', 'close-up', 'dermoscopic'] as const;
export type DrawnSubject = (typeof drawnSubjects)[number];

/** All that a picture follows from: the same order gives the same pixels, on any machine. */
export interface DrawingOrder {
  readonly seed: number;
  /** 0, 1, 2, … */
  readonly lesionNumber: number;
  /** In whose skin it lies: each lesion is another person's unless told. */
  readonly personNumber?: number;
  /**
   * 0 unless told; another number is another picture of the same scene: held a little differently, with other hairs,
   * bubbles and grain.
   */
  readonly take?: number;
  readonly subject: DrawnSubject;
  readonly widthPx: number;
  readonly heightPx: number;
}

const goldenShare = 0.61803398875; // steps that cover 0 to 1 evenly however many are taken

export function draw(order: DrawingOrder): Canvas {
  const { seed, lesionNumber, personNumber = lesionNumber, take = 0, subject } = order;
  const start = chance(mixed(seed, 1)).next();
  const depth = (start + personNumber * goldenShare) % 1;
  const skin = skinOf(chance(mixed(seed, personNumber, 2)), depth);
  const look = lesionLooks[(mixed(seed, 3) + lesionNumber) % lesionLooks.length] ?? lesionLooks[0];
  const shown = lesion(look, mixed(seed, lesionNumber, 4), depth);
  const page = sheet(order.widthPx, order.heightPx);
  const sceneSeed = mixed(seed, lesionNumber, drawnSubjects.indexOf(subject), 5);
  const hand = handOf(sceneSeed, take);
  switch (subject) {
    case 'locating':
      return drawLocating(page, skin, shown, sceneSeed, hand);
    case 'close-up':
      return drawCloseUp(page, skin, shown, sceneSeed, hand);
    case 'dermoscopic':
      return drawDermoscopic(page, skin, shown, sceneSeed, hand);
  }
}
