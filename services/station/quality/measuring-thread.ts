/** A thread on which pictures are measured, one after the other. Nothing but arithmetic happens here. */
import { parentPort } from 'node:worker_threads';
import { type Figures, hasScale, type Rasters, structureIn } from './measure.ts';
import type { Raster } from './raster.ts';

export type Question =
  | { readonly kind: 'structure'; readonly rasters: Rasters }
  /** Is there a ruler? */
  | { readonly kind: 'scale'; readonly reduced: Raster };

export type Finding =
  | { readonly kind: 'structure'; readonly figures: Omit<Figures, 'hasScale'> }
  | { readonly kind: 'scale'; readonly hasScale: boolean };

export interface Order {
  readonly id: number;
  readonly question: Question;
}

/** The answer to the order of the same `id`. */
export interface Answer {
  readonly id: number;
  readonly finding: Finding;
}

parentPort?.on('message', ({ id, question }: Order) => {
  parentPort?.postMessage({ id, finding: answered(question) } satisfies Answer);
});

function answered(question: Question): Finding {
  switch (question.kind) {
    case 'structure':
      return { kind: 'structure', figures: structureIn(question.rasters) };
    case 'scale':
      return { kind: 'scale', hasScale: hasScale(question.reduced) };
  }
}
