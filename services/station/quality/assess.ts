/**
 * What can be said of a picture the moment it was taken, for the photographer who still has the patient before them.
 *
 *   JPEG ─► libvips (its threads): reduced, and a crop of the middle ─┬► measuring-thread.ts ─┬► figures ─► advice
 *                                              of a close-up, reduced └► measuring-thread.ts ─┘
 *
 * It advises; it rejects nothing.
 */
import type { Quality } from '../../wire/quality.ts';
import type { Shot } from '../api/picture.ts';
import { adviceFor } from './advice.ts';
import { decoded, type Small } from './decode.ts';
import type { Figures, Rasters } from './measure.ts';
import { openThread } from './thread.ts';

export interface AssessedPhoto {
  /** One whole JPEG by its form. */
  readonly bytes: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Where it is being decoded already. */
  readonly small?: Promise<Small | Error>;
}

/** Why a picture was not assessed. */
export type AssessorNote =
  | { readonly kind: 'assessed-late'; readonly afterMs: number }
  | { readonly kind: 'thread-ended'; readonly error: Error };

export interface Assessor {
  /**
   * Measures a picture. Resolves at the latest `deadlineMs` after the call, with no figures and no advice when there were
   * none by then or the thread ended on the way; with the advice `unreadable` when the decoder complained. Never rejects.
   */
  assess(photo: AssessedPhoto, shot: Shot): Promise<Quality>;
  /** Ends the threads. Pictures under way are answered without figures. Safe to repeat. */
  close(): Promise<void>;
}

export interface AssessorOptions {
  readonly deadlineMs?: number;
  readonly note?: (note: AssessorNote) => void;
}

/** A picture is shown and sealed whatever comes of this: nobody waits longer. */
export const assessWithinMs = 3_000;

const nothingKnown: Quality = { advice: [] };

/** Threads start with the first picture, and again after they have ended by themselves. They keep no program from ending. */
export function openAssessor(options: AssessorOptions = {}): Assessor {
  const { deadlineMs = assessWithinMs, note = () => {} } = options;
  const ended = (error: Error) => note({ kind: 'thread-ended', error });
  const structure = openThread(ended);
  const scales = openThread(ended); // looking for a ruler takes as long as all the rest

  async function measured(rasters: Rasters, shot: Shot): Promise<Figures | undefined> {
    const [figures, scale] = await Promise.all([
      structure.ask({ kind: 'structure', rasters }),
      shot === 'close-up' ? scales.ask({ kind: 'scale', reduced: rasters.reduced }) : undefined,
    ]);
    if (figures?.kind !== 'structure') return undefined;
    return { ...figures.figures, hasScale: scale?.kind === 'scale' ? scale.hasScale : undefined };
  }

  async function found(photo: AssessedPhoto, shot: Shot): Promise<Quality> {
    const rasters = await decoded(photo.bytes, photo.widthPx, photo.heightPx, photo.small);
    if (rasters instanceof Error) return { advice: ['unreadable'] };
    const figures = await measured(rasters, shot);
    return figures === undefined ? nothingKnown : qualityOf(figures, photo, rasters.reduction);
  }

  return {
    async assess(photo, shot) {
      const { promise: late, resolve } = Promise.withResolvers<Quality>();
      const patience = setTimeout(() => {
        note({ kind: 'assessed-late', afterMs: deadlineMs });
        resolve(nothingKnown);
      }, deadlineMs);
      const quality = await Promise.race([found(photo, shot), late]);
      clearTimeout(patience);
      return quality;
    },
    async close() {
      await Promise.all([structure.close(), scales.close()]);
    },
  };
}

function qualityOf(figures: Figures, photo: AssessedPhoto, reduction: number): Quality {
  const { focus, focusNative, noise, burntOut, mean } = figures;
  return {
    ...(focus !== undefined && { focus }),
    ...(focusNative !== undefined && { focusNative }),
    ...(noise !== undefined && { noise }),
    ...(burntOut !== undefined && { burntOut }),
    ...(mean !== undefined && { mean }),
    advice: [...adviceFor(figures, photo, reduction)],
  };
}
