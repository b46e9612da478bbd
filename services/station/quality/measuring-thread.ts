/** The thread on which pictures are measured, one after the other. Nothing but arithmetic happens here. */
import { parentPort } from 'node:worker_threads';
import type { Shot } from '../api.ts';
import { type Figures, measure, type Rasters } from './measure.ts';

export interface Order {
  readonly id: number;
  readonly rasters: Rasters;
  readonly shot: Shot;
}

/** The answer to the order of the same `id`. */
export interface Answer {
  readonly id: number;
  readonly figures: Figures;
}

parentPort?.on('message', ({ id, rasters, shot }: Order) => {
  parentPort?.postMessage({ id, figures: measure(rasters, shot) } satisfies Answer);
});
