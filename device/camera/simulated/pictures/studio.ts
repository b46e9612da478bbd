/** Draws pictures on a thread of its own, so that the live view and the camera's answers never wait for one. */
import { Worker } from 'node:worker_threads';
import type { Drawing } from './drawing/easel.ts';
import type { LetterOrder } from './drawing/letter/letter.ts';
import type { DrawingOrder } from './drawing/scene.ts';

export interface Studio {
  /** The raw picture: red, green, blue, row by row. Orders are worked off in turn. */
  draw(order: DrawingOrder | LetterOrder): Promise<Uint8Array>;

  /**
   * Drawing ahead does not keep the program from ending; somebody who waits for a picture does. Call when the wait
   * begins, and what it returns when it is over.
   */
  hold(): () => void;
}

export function openStudio(): Studio {
  const easel = new Worker(new URL('./drawing/easel.ts', import.meta.url), { name: 'drawing', execArgv: [] });
  const waiting: { resolve(drawing: Drawing): void; reject(error: Error): void }[] = [];
  let holders = 0;
  easel.on('message', (drawing: Drawing) => waiting.shift()?.resolve(drawing));
  // a mistake in the drawing: whoever waits hears of it, and so does everybody after
  easel.on('error', (error: Error) => {
    for (const each of waiting.splice(0)) each.reject(error);
    throw error;
  });
  easel.unref();
  return {
    async draw(order) {
      const { promise, resolve, reject } = Promise.withResolvers<Drawing>();
      waiting.push({ resolve, reject });
      easel.postMessage(order);
      return new Uint8Array((await promise).rgb);
    },
    hold() {
      holders += 1;
      easel.ref();
      return () => {
        holders -= 1;
        if (holders === 0) easel.unref();
      };
    },
  };
}
