/**
 * How a visit ends. The steps are the page's own; the station hears the last word only.
 *
 *   strip ──► missing ──► leaving ──► (station)          without pictures: it begins at early
 *     ▲          └─ without ─► early ◄── end early
 *     └── back             early ──► written ──► (station)
 */
import type { VisitView } from '../../../services/station/api/view.ts';
import { lackingOf } from './lacking.ts';

export type EndingStep = 'strip' | 'missing' | 'leaving' | 'early' | 'written';

/** Where the screen begins: there is nothing to look at in a visit without pictures. */
export function firstStep({ pictures }: VisitView): EndingStep {
  return pictures.length > 0 ? 'strip' : 'early';
}

/** After the strip: what is missing is told only where something is. */
export function afterStrip(visit: VisitView): EndingStep {
  return lackingOf(visit).length > 0 ? 'missing' : 'leaving';
}

/** Whether there is still something that may be photographed. */
export function canGoOn({ consent, missing }: VisitView): boolean {
  const excluded = (consent.exclusions ?? []).length > 0 && consent.exclusionsWhy === undefined;
  return consent.given?.record === true && !excluded && missing.length > 0;
}
