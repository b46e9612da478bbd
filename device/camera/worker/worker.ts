/**
 * The camera's own process: opens it, does one piece of work at a time, and dies without harm to anybody.
 *
 *   station ──Request──► [ one at a time ] ──► session.ts ──► libgphoto2
 *   station ◄──Answer───
 *
 * It writes no picture anywhere: pictures go from the library's memory into this channel. When the station goes away it
 * kills itself, even in the middle of a call that would block for a quarter of an hour: the library's calls run on a thread
 * and this one still hears.
 */

import { join } from 'node:path';
import type { Answer, Request } from '../protocol.ts';
import { loadGphoto2 } from './gphoto2/gphoto2.ts';
import { limitPictureMemory } from './memory-limit.ts';
import { cameraSession } from './session.ts';

function runWorker(home: string): void {
  const library = loadGphoto2();
  limitPictureMemory();
  const perform = cameraSession(library, join(home, 'drivers'));
  let present: Request | undefined;

  process.on('message', (request: Request) => {
    if (present !== undefined) throw new Error(`asked for ${request.kind} during ${present.kind}`);
    present = request;
    void perform(request).then((outcome) => {
      present = undefined;
      const answer: Answer = { ...outcome, id: request.id };
      process.send?.(answer);
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {}); // when to end is the station's decision
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL')); // `exit` would wait for the blocked thread
}

runWorker(process.env.HOME ?? '/nonexistent');
