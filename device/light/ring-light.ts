/**
 * The ring light over any board: scenes, signals that end by themselves, a limit on heat, and the way back to dark.
 *
 *   show(scene) ─► steady scene ─┐
 *                  signal ───────┴─► levels ─► heat.ts ─► board.write ─► 'shown' | 'failed'
 *                    ▲                                        │
 *                    └── moment over, idle, too warm, board back, try again
 *
 * One write is under way at a time and at most one waits behind it; what it writes is decided when it starts, so that a
 * slow board is never behind by more than one scene. When the process dies, `guard.ts` makes it dark.
 */
import type { LightScene, RingLight, Stop } from '../ports.ts';
import type { Board, BoardFault, LightNote } from './board.ts';
import { type Clock, systemClock } from './clock.ts';
import { allow, coldRing, type Heat } from './heat.ts';
import {
  type Brightness,
  brightest,
  capped,
  type Levels,
  type Moment,
  momentLevels,
  type SteadyScene,
  signals,
  steadyLevels,
  usualBrightness,
} from './levels.ts';

/** A board that takes longer than this has failed; the photographer does not wait for a lamp. */
export const answerMsMax = 500;
/** A light that nobody has changed for so long is forgotten. */
export const idleMsMax = 5 * 60_000;
/** A write that failed is tried again so often, at this distance: an unlit scene helps nobody, a lit one warms. */
export const retriesMax = 10;
export const retryMs = 1000;

export interface RingLightOptions {
  readonly board: Board;
  readonly brightness?: Brightness;
  readonly clock?: Clock;
  readonly answerMs?: number;
  readonly note?: (note: LightNote) => void;
}

/** Closes the board with itself. */
export function ringLight(options: RingLightOptions): RingLight {
  const { board, brightness = usualBrightness, clock = systemClock, answerMs = answerMsMax, note = () => {} } = options;
  let steady: SteadyScene = { kind: 'off' };
  /** Moments of the signal that are still to come, the one now showing first. */
  let moments: readonly Moment[] = [];
  let heat: Heat = coldRing(clock.nowMs());
  let retries = 0;
  let closing: Promise<void> | undefined;
  let underWay: Promise<'shown' | 'failed'> | undefined;
  let behind: Promise<'shown' | 'failed'> | undefined;
  const moment = alarm(clock);
  const idle = alarm(clock);
  const warmth = alarm(clock);
  const retry = alarm(clock);

  /** What the lamps may show at this moment. */
  function levelsNow(): Levels {
    const [now] = moments;
    const wanted = now ? momentLevels(now, brightness) : steadyLevels(steady, brightness);
    const allowed = allow(heat, brightest(wanted), clock.nowMs());
    if (heat.bright && !allowed.heat.bright && allowed.duty < brightest(wanted)) note({ kind: 'reduced' });
    heat = allowed.heat;
    warmth.off();
    if (allowed.untilMs !== undefined) warmth.set(() => void apply(), allowed.untilMs - clock.nowMs());
    return capped(wanted, allowed.duty);
  }

  /** Brings the lamps to what they should show; the newest wish wins. */
  function apply(): Promise<'shown' | 'failed'> {
    if (underWay === undefined) {
      underWay = write().finally(() => {
        underWay = undefined;
      });
      return underWay;
    }
    behind ??= underWay.then(() => {
      behind = undefined;
      return apply();
    });
    return behind;
  }

  async function write(): Promise<'shown' | 'failed'> {
    retry.off();
    const answer = await inTime(board.write(levelsNow()));
    if (answer === 'written') {
      retries = 0;
      return 'shown';
    }
    if (answer === 'late') note({ kind: 'late', limitMs: answerMs });
    if (closing === undefined && retries < retriesMax) {
      retries += 1;
      retry.set(() => void apply(), retryMs);
    }
    return 'failed';
  }

  function inTime(answer: Promise<'written' | BoardFault>): Promise<'written' | BoardFault | 'late'> {
    return new Promise((resolve, reject) => {
      const stop = clock.later(() => resolve('late'), answerMs);
      answer.finally(stop).then(resolve, reject);
    });
  }

  function play(): void {
    const [now] = moments;
    if (now === undefined) return;
    moment.set(() => {
      moments = moments.slice(1);
      play();
      void apply();
    }, now.ms);
  }

  function restUntilWanted(): void {
    if (steady.kind === 'off') return;
    steady = { kind: 'off' };
    note({ kind: 'idle' });
    void apply();
  }

  const stopBack = board.onBack(() => {
    retries = 0;
    void apply();
  });

  async function close(): Promise<void> {
    for (const each of [moment, idle, warmth, retry]) each.off();
    stopBack();
    [steady, moments] = [{ kind: 'off' }, []];
    await apply();
    await board.close();
  }

  return {
    async show(scene: LightScene) {
      if (closing !== undefined) throw new Error('the ring light is closed');
      moment.off();
      if (scene.kind === 'signal') moments = signals[scene.what];
      else [steady, moments] = [scene, []];
      play();
      idle.set(restUntilWanted, idleMsMax);
      retries = 0;
      return apply();
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** One call to come, or none. */
function alarm(clock: Clock): { set(call: () => void, delayMs: number): void; off(): void } {
  let stop: Stop = () => {};
  return {
    set(call, delayMs) {
      stop();
      stop = clock.later(call, delayMs);
    },
    off: () => stop(),
  };
}
