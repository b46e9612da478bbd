/**
 * Looks at the camera's condition now and then, one thing at a time, whenever nothing else is due. As long as it is
 * asked something, a body does not fall asleep in the middle of a clinic: a Canon hears KeepDeviceOn with each look for events
 * and a Nikon is asked for its events, but other makes only listen unless something is asked here.
 */

import type { CameraFault, SettingDrift } from '../../ports.ts';
import type { Desk } from '../desk.ts';
import type { Sight, Sighting } from '../protocol.ts';
import type { Ask } from './asking.ts';

/** Bodies fall asleep after 30 s at the earliest. */
const awakeEveryMs = 20_000;
const clockEveryMs = 60 * 60 * 1000;
/** Between two looks, so that the live view goes on meanwhile. */
const lookGapMs = 100;
const lookDeadlineMs = 5000;

const always: readonly Sight[] = ['capture-target', 'format'];
const prepared: readonly Sight[] = ['mode', 'auto-iso', 'shutter', 'aperture', 'iso', 'white-balance'];

export interface Watch {
  /** When the next look is due: milliseconds on the monotonic clock. */
  dueAtMs(): number;
  /** Resolves with a fault when the conversation is over. */
  look(ask: Ask): Promise<CameraFault | undefined>;
}

/** For one conversation. The first looks are due at once. */
export function newWatch(desk: Desk): Watch {
  let sights: Sight[] = [];
  let everythingAtMs = 0;
  let clockAtMs = 0;
  let awakeAtMs = 0;
  let nextAtMs = 0;

  function refill(nowMs: number): void {
    if (nowMs >= everythingAtMs) {
      everythingAtMs = nowMs + desk.lookEveryMs;
      sights.push('battery', 'shots', ...always, ...(desk.setup() === undefined ? [] : prepared));
    } else if (nowMs >= awakeAtMs) sights.push('shots'); // the one that is never answered from the library's memory
    if (nowMs >= clockAtMs) {
      clockAtMs = nowMs + clockEveryMs;
      sights.push('clock');
    }
    awakeAtMs = nowMs + awakeEveryMs;
  }

  return {
    dueAtMs: () => Math.max(nextAtMs, sights.length > 0 ? 0 : Math.min(everythingAtMs, awakeAtMs, clockAtMs)),
    async look(ask) {
      nextAtMs = performance.now() + lookGapMs;
      if (sights.length === 0) refill(performance.now());
      const [at, ...later] = sights;
      sights = later;
      if (at === undefined) return undefined;
      const reply = await ask({ kind: 'look', at, setup: desk.setup() }, lookDeadlineMs);
      if (reply.kind === 'seen') desk.advise(adviceFrom(reply.seen, desk.advice().settings));
      return reply.kind === 'broken-down' ? reply.fault : undefined;
    },
  };
}

function adviceFrom(seen: Sighting, settings: readonly SettingDrift[]) {
  switch (seen.kind) {
    case 'battery':
      return { batteryPercent: seen.percent };
    case 'shots':
      return { shotsLeft: seen.left };
    case 'clock':
      return { clockOffsetS: seen.offsetS };
    case 'setting': {
      const others = settings.filter((drift) => drift.name !== seen.name);
      return { settings: seen.drift === undefined ? others : [...others, seen.drift] };
    }
  }
}
