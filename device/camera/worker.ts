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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitDataMemory, loadGphoto2 } from './gphoto2.ts';
import { type Answer, pictureBytesMax, type Request } from './protocol.ts';
import { cameraSession } from './session.ts';

/**
 * What pictures may take, beyond what Node has when it starts: the largest one, several times over on its way through the
 * library. A camera that sends without end exhausts this process and not the station's machine.
 */
const pictureMemoryBytesMax = 6 * pictureBytesMax;

/** Bytes of writable memory this process has mapped. */
function dataBytesNow(): number {
  const found = /^VmData:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  if (found === null) throw new Error('the kernel does not tell how much memory this process has');
  return Number(found[1]) * 1024;
}

function runWorker(home: string): void {
  const library = loadGphoto2();
  limitDataMemory(dataBytesNow() + pictureMemoryBytesMax);
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
