/**
 * The ring on a USB microcontroller that runs Firmata: one line after another, for as long as the station runs.
 *
 *   opening ─► line ─► lost (unplugged, silent, reset) ─► a pause ─► opening ─► …
 *                └─► onBack: the ring light writes its scene again
 */
import type { Board, BoardFault, LightNote } from './board.ts';
import { startGuard } from './guard.ts';
import { brightest, type Levels } from './levels.ts';
import type { Line, Lost } from './serial/line.ts';
import { darkWord, type LineTimes, type SerialPins, usualTimes } from './serial/settings.ts';

/** Between two attempts to reach a board. It is tried for as long as the station runs, since somebody will plug it in. */
export const reconnectMs = 2000;

/** Two pins that dim on an Arduino Uno, Leonardo and Nano alike. */
export const usualPins: SerialPins = { plain: 9, polarised: 10 };

export interface FirmataOptions {
  /** The serial device; one under `/dev/serial/by-id/` stays the same after it was plugged in elsewhere. */
  readonly path: string;
  readonly pins?: SerialPins;
  readonly times?: LineTimes & { readonly reconnectMs: number };
  readonly note?: (note: LightNote) => void;
}

export function firmataBoard(options: FirmataOptions): Board {
  const { path, pins = usualPins, times = { ...usualTimes, reconnectMs }, note = () => {} } = options;
  const backs = new Set<() => void>();
  const newGuard = () => startGuard([darkWord(path, pins)], () => note({ kind: 'unguarded' }));
  let guard = newGuard();
  let line: Line | undefined;
  let fault: BoardFault = 'absent';
  let told: string | undefined;
  /** The board may be showing light that it was never confirmed to have put out. */
  let mayBeLit = false;
  let latest: Levels | undefined;
  let closing: Promise<void> | undefined;
  const ending = new AbortController();

  async function stayConnected(): Promise<void> {
    // Here, because johnny-five and serialport take 20 MB and a moment: a station without such a light does without.
    const { openLine } = await import('./serial/line.ts');
    while (!ending.signal.aborted) {
      const opened = await openLine(path, pins, times, ending.signal);
      const loss = 'fault' in opened ? opened : await follow(opened);
      if (ending.signal.aborted) return;
      lost(loss);
      await pause();
    }
  }

  /** Until the line is lost. */
  async function follow(opened: Line): Promise<Lost> {
    line = opened;
    if (ending.signal.aborted) await opened.close();
    if (told !== undefined) note({ kind: 'back' });
    told = undefined;
    for (const back of [...backs]) back();
    const loss = await opened.lost;
    line = undefined;
    return loss;
  }

  /** Noted once, however often it is tried. */
  function lost(loss: Lost): void {
    fault = loss.fault;
    if (told !== loss.why) note({ kind: 'fault', ...loss });
    told = loss.why;
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        ending.signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, times.reconnectMs);
      ending.signal.addEventListener('abort', end);
    });
  }

  const connected = stayConnected();

  return {
    async write(levels) {
      if (closing !== undefined) throw new Error('the board is closed');
      if (line === undefined) return fault;
      if (!guard.isAlive()) guard = newGuard(); // no light without somebody to end it
      latest = levels;
      mayBeLit ||= brightest(levels) > 0;
      const answer = await line.write(levels);
      if (answer === 'written' && latest === levels) mayBeLit = brightest(levels) > 0;
      return answer;
    },

    onBack(listener) {
      const back = () => listener();
      backs.add(back);
      return () => backs.delete(back);
    },

    close() {
      closing ??= (async () => {
        backs.clear();
        ending.abort();
        if (await line?.close()) mayBeLit = false;
        await connected;
        await guard.stop(!mayBeLit);
      })();
      return closing;
    },
  };
}
