/**
 * A process that outlives ours by a moment and turns the light off: nothing else can when the station is killed.
 *
 *   station ──stdin──► guard (sh)      the pipe closes however the station ends: exit, crash, SIGKILL
 *                        └──► "0" into …/pwm0/duty_cycle, or a message to the serial board
 *
 * It holds a session of its own and ignores what a terminal or a service manager sends to end a whole group, since it ends
 * by itself. What it cannot survive is the machine's own end and a kill of the whole control group, as systemd does when
 * memory runs out: there the lamps' pull-down resistors and an `ExecStopPost=` of the service are the last word.
 */
import { spawn } from 'node:child_process';

/** Bytes to write to a file once we are gone. */
export interface LastWord {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface Guard {
  readonly pid: number | undefined;
  isAlive(): boolean;
  /** Dismisses the guard. Unless `isDark`, it says its last words first. Resolves when it is gone. Safe to repeat. */
  stop(isDark: boolean): Promise<void>;
}

/** A serial port is still locked for a moment after its owner died: tried so often, at this distance in seconds. */
const triesMax = 30;
const trySeconds = 0.1;
/** After this a guard that should have ended is ended. */
const leavingMsMax = triesMax * trySeconds * 1000 + 2000;

const dismissed = 'dark';

/**
 * Arguments: file and bytes in turns, the bytes as octal escapes. What is not there is passed over, not made.
 * In a subshell, since a leader of a session that opens a terminal owns it, and takes it from others when it ends.
 */
const script = `
trap '' HUP INT TERM
while read -r word; do
  [ "$word" = ${dismissed} ] && exit 0
done
while [ $# -ge 2 ]; do
  tries=0
  while [ -e "$1" ] && ! (printf "$2" >"$1") 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -ge ${triesMax} ] && break
    sleep ${trySeconds}
  done
  shift 2
done
`;

/** Starts a guard that says `words` in this order. `ended` is called if it ends before it was dismissed. */
export function startGuard(words: readonly LastWord[], ended: () => void): Guard {
  const args = words.flatMap(({ file, bytes }) => [file, octal(bytes)]);
  const child = spawn('/bin/sh', ['-c', script, 'lentigo-light-guard', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // a session of its own: a signal to our process group does not reach it
  });
  let alive = true;
  let stopping = false;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      if (alive && !stopping) ended();
      alive = false;
      resolve();
    };
    child.once('error', end);
    child.once('exit', end);
  });
  child.stdin.on('error', () => {}); // it is gone, and `exit` tells
  child.unref();
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();

  return {
    pid: child.pid,
    isAlive: () => alive,
    async stop(isDark) {
      if (!stopping && alive) {
        stopping = true;
        child.ref();
        child.stdin.end(isDark ? `${dismissed}\n` : '');
        const limit = setTimeout(() => child.kill('SIGKILL'), leavingMsMax);
        gone.then(() => clearTimeout(limit));
      }
      await gone;
    },
  };
}

/** As `printf` reads it: `\340\000`. */
function octal(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
