/**
 * One open event node: grabbed, read whenever the kernel signals, gone when it is pulled out.
 *
 * No thread waits in a read: libuv would run one on a character device in its pool of four and never get it back. The
 * file is non-blocking and signal-driven (O_ASYNC): SIGIO says that there is something, and it is read until EAGAIN.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { InputCalls } from './evdev-calls.ts';
import { eventBytes, type InputEvent, inputEvents } from './evdev-events.ts';

export interface OpenNode {
  /** At least one key is down. */
  down(): boolean;
  /** Reads what there is: all of it, or a good part and there is more, or the device is no longer there. */
  read(): 'all' | 'more' | 'gone';
  /** Lets go of the grab. Safe to repeat. */
  close(): void;
}

export type NodeTrouble = 'not-there' | 'not-permitted' | 'taken';

/** At one go; the kernel keeps at least 64 for each reader. */
const eventsAtOnce = 64;
/** Reads in a row before others have their turn: a broken switch can chatter faster than we read. */
const readsMax = 32;

/**
 * Opens and grabs. `changed` is called when `down()` changed, with the kernel's time of it on the clock of
 * `performance.now()`. A key that is down already is no change.
 */
export function openNode(path: string, calls: InputCalls, changed: (atMs: number) => void): OpenNode | NodeTrouble {
  const opened = open(path);
  if (typeof opened === 'string') return opened;
  const fd: number = opened;
  const grab = calls.grab(fd);
  const held = grab === 'grabbed' && calls.useMonotonicClock(fd) === 'set' ? calls.keysDown(fd) : 'gone';
  if (held === 'gone') {
    closeSync(fd);
    return grab === 'taken' ? 'taken' : 'not-there';
  }
  calls.signalOnInput(fd);

  const keys = new Set(held);
  const buffer = Buffer.alloc(eventBytes * eventsAtOnce);
  let rest: Buffer = Buffer.alloc(0);
  let fragments = false;
  let closed = false;

  /** `'gone'` when the state had to be asked for and nobody answered. */
  function take(event: InputEvent): 'open' | 'gone' {
    const before = keys.size > 0;
    switch (event.kind) {
      case 'dropped':
        fragments = true;
        return 'open';
      case 'key':
        if (fragments) return 'open';
        if (event.down) keys.add(event.code);
        else keys.delete(event.code);
        break;
      case 'report': {
        if (!fragments) return 'open';
        fragments = false;
        const now = calls.keysDown(fd); // what was lost is lost: go by how the keys are
        if (now === 'gone') return 'gone';
        keys.clear();
        for (const code of now) keys.add(code);
        break;
      }
    }
    if (keys.size > 0 !== before) changed(event.atMs);
    return 'open';
  }

  function read(): 'all' | 'more' | 'gone' {
    for (let reads = 0; reads < readsMax; reads += 1) {
      if (closed) return 'all';
      const bytes = readNow(fd, buffer);
      if (bytes === 'nothing') return 'all';
      if (bytes === 'gone') return 'gone';
      const { events, rest: unfinished } = inputEvents(Buffer.concat([rest, buffer.subarray(0, bytes)]));
      rest = unfinished;
      for (const event of events) if (!closed && take(event) === 'gone') return 'gone';
    }
    return 'more';
  }

  return {
    down: () => keys.size > 0,
    read,
    close() {
      if (closed) return;
      closed = true;
      closeSync(fd);
    },
  };
}

function open(path: string): number | NodeTrouble {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'ENOENT': // sysfs is ahead of /dev
      case 'ENODEV':
      case 'ENXIO':
        return 'not-there';
      case 'EACCES':
      case 'EPERM':
        return 'not-permitted';
      default:
        throw error;
    }
  }
}

function readNow(fd: number, into: Buffer): number | 'nothing' | 'gone' {
  try {
    return readSync(fd, into) || 'gone'; // a device that still exists never ends
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'EAGAIN':
        return 'nothing';
      case 'ENODEV':
        return 'gone';
      default:
        throw error;
    }
  }
}
