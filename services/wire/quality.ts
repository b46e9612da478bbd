/**
 * What was measured on a picture when it was taken. It advises the photographer and travels with the picture; it rejects
 * nothing. Figures and limits: facts on image quality.
 */
import { z } from 'zod';

/** What the photographer was told. Each has a sentence with what to change in `ui/kiosk/words.ts`. */
export const qualityAdvice = z.enum([
  'unreadable', // the bytes have the form of a JPEG and no whole picture in them
  'blurred',
  'maybe-blurred',
  'focus-unsure', // too noisy to tell
  'glare', // burnt-out areas
  'dark',
  'too-small', // fewer pixels than this camera's pictures have
  'no-scale', // a close-up in which no ruler was found
]);
export type QualityAdvice = z.infer<typeof qualityAdvice>;

export const quality = z.object({
  /** Laplacian of Gaussian, in the middle of the reduced picture; undefined where nothing could be measured. */
  focus: z.number().optional(),
  /** The same in a crop of the middle at the camera's own size. */
  focusNative: z.number().optional(),
  /** Immerkær's noise estimate, in grey levels. */
  noise: z.number().optional(),
  /** Share of pixels of 250 and more, 0 to 1. */
  burntOut: z.number().min(0).max(1).optional(),
  /** Mean grey level, 0 to 255. */
  mean: z.number().min(0).max(255).optional(),
  advice: z.array(qualityAdvice).max(qualityAdvice.options.length),
});
export type Quality = z.infer<typeof quality>;
