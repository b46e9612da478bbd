/** Measures what a ring had to bear, from what was shown and when. */
import * as assert from 'uvu/assert';
import { brightMsAtATime, brightMsOfAMinute, sustainedDuty } from '../../../device/light/heat.ts';

/** This duty was shown from `atMs` until the next one. */
export interface Shown {
  readonly atMs: number;
  readonly duty: number;
}

const minuteMs = 60_000;
const roundingMs = 0.01;

/** Fails when it was too bright for longer than the ring bears: at a time, or within any minute. */
export function assertBearable(shown: readonly Shown[], endMs: number): void {
  const runs: { fromMs: number; toMs: number }[] = [];
  shown.forEach(({ atMs, duty }, index) => {
    if (duty <= sustainedDuty) return;
    const toMs = shown[index + 1]?.atMs ?? endMs;
    const last = runs.at(-1);
    if (last?.toMs === atMs) last.toMs = toMs;
    else runs.push({ fromMs: atMs, toMs });
  });
  for (const { fromMs, toMs } of runs) {
    assert.ok(toMs - fromMs <= brightMsAtATime + roundingMs, `bright for ${toMs - fromMs} ms at a time`);
  }
  // The brightest minute begins with a run or ends with one.
  for (const from of runs.flatMap(({ fromMs, toMs }) => [fromMs, toMs - minuteMs])) {
    const inMinute = runs.reduce((sum, { fromMs, toMs }) => {
      return sum + Math.max(0, Math.min(toMs, from + minuteMs) - Math.max(fromMs, from));
    }, 0);
    assert.ok(inMinute <= brightMsOfAMinute + roundingMs, `bright for ${inMinute} ms of a minute`);
  }
}
