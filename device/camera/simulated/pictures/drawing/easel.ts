/**
 * The thread on which pictures are drawn, one order after the other. Nothing but arithmetic happens here, so that it can
 * be ended at any moment. What comes back is the raw picture, handed over without a copy.
 */
import { parentPort } from 'node:worker_threads';
import { drawLetter, type LetterOrder } from './letter/letter.ts';
import { type DrawingOrder, draw } from './scene.ts';

/** The answer to one order: red, green, blue, row by row, of the size that was ordered. */
export interface Drawing {
  readonly rgb: ArrayBuffer;
}

parentPort?.on('message', (order: DrawingOrder | LetterOrder) => {
  const { buffer } = (order.subject === 'letter' ? drawLetter(order) : draw(order)).rgb;
  parentPort?.postMessage({ rgb: buffer } satisfies Drawing, [buffer]);
});
