/**
 * A worker as the station's process sees it: ask, wait, and end it when it does not answer.
 *
 *   fork ─► ask ─► Outcome
 *             ├──► 'late'   deadline passed; SIGKILL, since a blocked native call hears nothing else
 *             └──► 'gone'   the process ended, whoever ended it
 */

import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cameraConfinement, confinedStart } from './confinement/confined.ts';
import type { Answer, Outcome, Request, Work } from './protocol.ts';

const workerFile = fileURLToPath(new URL('./worker/worker.ts', import.meta.url));
/** For JavaScript objects. Pictures lie outside of it and are bounded by `pictureBytesMax`. */
const workerHeapMb = 96;
const lastWordsBytesMax = 2000;

export interface Ended {
  readonly pid: number | undefined;
  readonly code: number | null;
  readonly signal: string | null;
  /** The end of what the process wrote on its error output. */
  readonly lastWords: string;
}

export interface WorkerProcess {
  readonly pid: number | undefined;
  /**
   * One piece of work at a time. Resolves with its outcome; with `'late'` after `deadlineMs`, when the process has been
   * killed; with `'gone'` when it ended meanwhile or before. Rejects when asked during other work.
   */
  ask(work: Work, deadlineMs: number): Promise<Outcome | 'late' | 'gone'>;
  /** Sends SIGKILL; `ended` tells when it is done. Safe to repeat. */
  kill(): void;
  readonly ended: Promise<Ended>;
}

/**
 * Starts a worker whose `HOME` is `home`, a folder that only this camera uses: libgphoto2 keeps its settings there. The
 * worker inherits nothing else of the station's environment, no standard streams and no flags of this Node. It is confined
 * to what a camera at this address needs (`confinement/confined.ts`); without an address, to what any camera could.
 */
export function startWorker(home: string, address?: string): WorkerProcess {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const confined = confinedStart(cameraConfinement(home, address));
  const child = fork(workerFile, confined.args, {
    serialization: 'advanced',
    execArgv: [...confined.execArgv, `--max-old-space-size=${workerHeapMb}`],
    env: {
      HOME: home,
      PATH: process.env.PATH ?? '/usr/bin:/bin',
      LC_ALL: 'C', // faults.ts reads English words
      MALLOC_MMAP_THRESHOLD_: '1048576', // a picture's memory goes back to the kernel at once, instead of growing the heap
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    cwd: home,
  });

  let lastId = 0;
  let pending: { readonly id: number; readonly settle: (outcome: Outcome | 'late' | 'gone') => void } | undefined;
  let isOver = false;

  const ended = end(child).then((how) => {
    isOver = true;
    pending?.settle('gone');
    return how;
  });
  child.on('message', (answer: Answer) => {
    if (answer.id === pending?.id) pending.settle(answer);
  });

  return {
    pid: child.pid,
    ended,
    kill: () => void child.kill('SIGKILL'),
    ask(work, deadlineMs) {
      if (pending !== undefined) return Promise.reject(new Error(`asked for ${work.kind} while the worker is at work`));
      if (isOver) return Promise.resolve('gone');
      lastId += 1;
      const request: Request = { ...work, id: lastId };
      return new Promise((resolve) => {
        const settle = (outcome: Outcome | 'late' | 'gone') => {
          clearTimeout(timer);
          pending = undefined;
          resolve(outcome);
        };
        const timer = setTimeout(() => {
          child.kill('SIGKILL');
          settle('late');
        }, deadlineMs);
        pending = { id: request.id, settle };
        child.send(request, () => {}); // a failure means that the process is ending: `ended` tells
      });
    },
  };
}

function end(child: ChildProcess): Promise<Ended> {
  let lastWords = '';
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsBytesMax);
  });
  return new Promise((resolve) => {
    const tell = (code: number | null, signal: string | null) =>
      resolve({ pid: child.pid, code, signal, lastWords: lastWords.trim() });
    child.on('error', (error) => {
      lastWords = String(error);
      if (child.pid === undefined) tell(null, null); // could not be started: no `close` follows
    });
    child.on('close', tell);
  });
}
