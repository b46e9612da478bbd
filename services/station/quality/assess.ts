/**
 * What can be said of a picture the moment it was taken, for the photographer who still has the patient before them.
 *
 *   JPEG ─► libvips (its threads): reduced, and a crop of the middle ─► measuring-thread.ts ─► figures ─► advice
 *
 * It advises; it rejects nothing.
 */
import { Worker } from 'node:worker_threads';
import type { Quality } from '../../wire/quality.ts';
import type { Shot } from '../api.ts';
import { adviceFor } from './advice.ts';
import { decoded } from './decode.ts';
import type { Figures, Rasters } from './measure.ts';
import type { Answer, Order } from './measuring-thread.ts';

export interface AssessedPhoto {
  /** One whole JPEG by its form. */
  readonly bytes: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
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
  /** Ends the thread. Pictures under way are answered without figures. Safe to repeat. */
  close(): Promise<void>;
}

export interface AssessorOptions {
  readonly deadlineMs?: number;
  readonly note?: (note: AssessorNote) => void;
}

/** A picture is shown and sealed whatever comes of this: nobody waits longer. */
export const assessWithinMs = 3_000;

const nothingKnown: Quality = { advice: [] };

/** The thread starts with the first picture, and again after it has ended by itself. It keeps no program from ending. */
export function openAssessor(options: AssessorOptions = {}): Assessor {
  const { deadlineMs = assessWithinMs, note = () => {} } = options;
  const waiting = new Map<number, (figures: Figures | undefined) => void>();
  let thread: Worker | undefined;
  let orders = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(new URL('./measuring-thread.ts', import.meta.url), { name: 'quality', execArgv: [] });
    started.on('message', ({ id, figures }: Answer) => settle(id, figures));
    started.on('error', (error: Error) => note({ kind: 'thread-ended', error }));
    started.once('exit', () => {
      if (thread === started) thread = undefined;
      for (const id of [...waiting.keys()]) settle(id, undefined);
    });
    started.unref();
    return started;
  }

  function settle(id: number, figures: Figures | undefined): void {
    waiting.get(id)?.(figures);
    waiting.delete(id);
  }

  function measured(rasters: Rasters, shot: Shot): Promise<Figures | undefined> {
    if (closed) return Promise.resolve(undefined);
    thread ??= start();
    orders += 1;
    const id = orders;
    const order: Order = { id, rasters, shot };
    const { promise, resolve } = Promise.withResolvers<Figures | undefined>();
    waiting.set(id, resolve);
    thread.postMessage(order);
    return promise;
  }

  async function found(photo: AssessedPhoto, shot: Shot): Promise<Quality> {
    const rasters = await decoded(photo.bytes, photo.widthPx, photo.heightPx);
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
      closed = true;
      await thread?.terminate();
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
