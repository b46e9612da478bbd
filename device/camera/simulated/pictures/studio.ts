/**
 * Draws pictures on threads of its own, so that the live view and the camera's answers never wait for one. A process has one
 * studio for all that it draws: a thread takes a second of the processor before its first stroke.
 */
import { Worker } from 'node:worker_threads';
import type { Drawing } from './drawing/easel.ts';
import type { LetterOrder } from './drawing/letter/letter.ts';
import type { DrawingOrder } from './drawing/scene.ts';

export interface Studio {
  /** The raw picture: red, green, blue, row by row. Orders are worked off in turn, on whichever easel has the fewest. */
  draw(order: DrawingOrder | LetterOrder): Promise<Uint8Array>;

  /**
   * Drawing ahead does not keep the program from ending; somebody who waits for a picture does. Call when the wait
   * begins, and what it returns when it is over.
   */
  hold(): () => void;
}

interface Easel {
  readonly thread: Worker;
  readonly waiting: { resolve(drawing: Drawing): void; reject(error: Error): void }[];
}

/** One draws ahead, the other is for somebody who waits. */
const easelsMax = 2;

let ofThisProcess: Studio | undefined;

/** The studio of this process. Its first thread is there from the first call, another one from when that is busy. */
export function theStudio(): Studio {
  ofThisProcess ??= openStudio();
  return ofThisProcess;
}

function openStudio(): Studio {
  const easels: Easel[] = [];
  let holders = 0;

  function setUp(): Easel {
    const thread = new Worker(new URL('./drawing/easel.ts', import.meta.url), { name: 'drawing', execArgv: [] });
    const waiting: Easel['waiting'] = [];
    thread.on('message', (drawing: Drawing) => waiting.shift()?.resolve(drawing));
    // a mistake in the drawing: whoever waits hears of it, and so does everybody after
    thread.on('error', (error: Error) => {
      for (const each of waiting.splice(0)) each.reject(error);
      throw error;
    });
    if (holders === 0) thread.unref();
    const easel = { thread, waiting };
    easels.push(easel);
    return easel;
  }

  function free(): Easel {
    const [first, ...others] = easels;
    if (first === undefined) return setUp();
    const idlest = others.reduce((one, other) => (other.waiting.length < one.waiting.length ? other : one), first);
    return idlest.waiting.length > 0 && easels.length < easelsMax ? setUp() : idlest;
  }

  setUp();
  return {
    async draw(order) {
      const { promise, resolve, reject } = Promise.withResolvers<Drawing>();
      const { thread, waiting } = free();
      waiting.push({ resolve, reject });
      thread.postMessage(order);
      return new Uint8Array((await promise).rgb);
    },
    hold() {
      holders += 1;
      for (const { thread } of easels) thread.ref();
      return () => {
        holders -= 1;
        if (holders === 0) for (const { thread } of easels) thread.unref();
      };
    },
  };
}
