/**
 * Thousands of feet on a worn pedal, through the pedal machine and the visit together: one shot for each press that was
 * meant, none when nothing was armed. `LENTIGO_SEED=n` repeats a run.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type PedalEvent, type PedalState, pedalAtRest, stepPedal } from '../../../../services/station/core/pedal.ts';
import { chanceOf } from '../../../support/chance.ts';
import { clinicDay, photo } from './clinic-day.ts';
import { type Between, doubleMs, type Edge, edgesOf, endOf, footLeaves, type Move, moves, offMs } from './feet.ts';

const patterns = 10_000;
const movesMax = 6;
const seed = Number(process.env.LENTIGO_SEED ?? Math.floor(Math.random() * 1e9));

/** How the station stands when the foot comes down. */
const stands = [
  'armed',
  'armed, fast camera',
  'not armed',
  'armed too late',
  'exposing',
  'saved',
  'camera away',
  'no visit',
] as const;
type Stand = (typeof stands)[number];

/** The station as far as a press goes: the pedal machine, its timer, and the visit. */
function bench() {
  const day = clinicDay();
  let pedal: PedalState = pedalAtRest;
  let tickAtMs: number | undefined;
  let stuck = 0;
  let shots = 0;
  let fast = false;
  day.armed();

  function take(event: PedalEvent): void {
    const next = stepPedal(pedal, event);
    pedal = next.state;
    tickAtMs = next.tickAtMs;
    if (next.says === 'stuck') stuck += 1;
    if (next.says !== 'press') return;
    day.happen({ kind: 'active' }, { kind: 'press', trigger: { ...day.trigger(), atMs: event.atMs } });
    shots += day.decided().filter(({ kind }) => kind === 'expose').length;
    if (fast) ready(); // saved and armed again while the foot is still down
  }

  /** The picture under way is taken and safe. */
  function save(): void {
    const { work } = day.state();
    if (work?.phase === 'exposing') day.finish(work.trigger, undefined, photo());
  }

  /** Brings the visit to where the next press takes a picture. */
  function ready(): void {
    save();
    day.happen({ kind: 'active' }, { kind: 'camera', status: 'ready' });
    if (day.state().stage.kind === 'locked') {
      day.signIn(); // nobody had touched anything for two minutes
      day.identify();
    }
    if (day.state().stage.kind === 'clinic') day.armed();
    day.arm('close-up');
    day.decided();
  }

  return {
    stand(how: Stand, atMs: number): void {
      day.goTo(atMs);
      fast = how === 'armed, fast camera';
      ready();
      if (how === 'not armed' || how === 'armed too late') day.happen({ kind: 'disarm' });
      if (how === 'exposing' || how === 'saved') day.press(); // on the screen
      if (how === 'saved') save();
      if (how === 'camera away') day.happen({ kind: 'camera', status: 'unplugged' });
      if (how === 'no visit') day.happen({ kind: 'go', to: 'ending' }, { kind: 'end-visit', outcome: 'completed' });
      day.decided();
    },
    ready,
    /** The contact moves; the timer that the machine asked for rings in between, late as timers are. */
    feel(edge: Edge, lateMs: number): void {
      while (tickAtMs !== undefined && tickAtMs + lateMs < edge.atMs) take({ kind: 'tick', atMs: tickAtMs + lateMs });
      day.goTo(edge.atMs);
      take({ kind: 'edge', ...edge });
    },
    counts: () => ({ shots, stuck }),
  };
}

interface Played {
  readonly meant: number;
  readonly moves: readonly Move[];
}

/** One pattern: a few moves in a row, each compared with what the foot meant. */
function play(patternSeed: number): Played {
  const chance = chanceOf(patternSeed);
  const between: Between = (from, to) => from + chance() * (to - from);
  const pick = <T>(all: readonly [T, ...T[]]): T => all[Math.floor(chance() * all.length)] ?? all[0];
  const station = bench();
  const made: Move[] = [];
  const story: string[] = [];
  let meant = 0;
  let nowMs = between(0, 1e6);
  let beganMs = Number.NEGATIVE_INFINITY;

  /** Feels the edges, some of them told twice, and compares. */
  const expect = (what: string, edges: readonly Edge[], shots: number, stuck: number, afterFirst = () => {}) => {
    const before = station.counts();
    story.push(`${what}: ${edges.map(({ atMs, down }) => `${atMs.toFixed(1)}${down ? '▇' : '▁'}`).join(' ')}`);
    edges.forEach((edge, index) => {
      station.feel(edge, between(0, 30));
      if (chance() < 0.05) station.feel(edge, 0);
      if (index === 0) afterFirst();
    });
    const after = station.counts();
    const found = { shots: after.shots - before.shots, stuck: after.stuck - before.stuck };
    assert.equal(found, { shots, stuck }, `LENTIGO_SEED=${seed}, pattern ${patternSeed - seed}\n${story.join('\n')}`);
  };

  if (chance() < 0.2) {
    station.stand('armed', nowMs);
    const edges = footLeaves(nowMs, between);
    expect('foot on', edges, 0, 0);
    nowMs = endOf(edges);
  }
  const count = 1 + Math.floor(chance() * movesMax);
  for (let played = 0; played < count; played += 1) {
    const move = pick(moves);
    const stand = pick(stands);
    const soonestMs = Math.max(nowMs + offMs, beganMs + doubleMs) + 1;
    nowMs = soonestMs + between(0, chance() < 0.3 ? 5 : 4000);
    beganMs = nowMs;
    const edges = edgesOf(move, nowMs, between);
    const one = stand === 'armed' || stand === 'armed, fast camera' ? 1 : 0;
    station.stand(stand, nowMs - 1);
    expect(`${move}, ${stand}`, edges, one, move === 'stuck' ? 1 : 0, () => {
      if (stand === 'armed too late') station.ready();
    });
    nowMs = endOf(edges);
    meant += one;
    made.push(move);
  }
  return { meant, moves: made };
}

const test = suite('pedal patterns');

test('bounce, chatter, a stuck pedal, double presses, a held foot: one picture a press, none when not armed', () => {
  const begunMs = performance.now();
  const counts = new Map<Move, number>();
  let meant = 0;
  for (let pattern = 0; pattern < patterns; pattern += 1) {
    const played = play(seed + pattern);
    meant += played.meant;
    for (const move of played.moves) counts.set(move, (counts.get(move) ?? 0) + 1);
  }
  for (const move of moves) assert.ok((counts.get(move) ?? 0) > patterns / 10, `hardly any ${move}`);
  const each = moves.map((move) => `${move} ${counts.get(move)}`).join(', ');
  const seconds = ((performance.now() - begunMs) / 1000).toFixed(1);
  console.log(`  seed ${seed}: ${patterns} patterns, ${meant} pictures for as many presses (${each}) in ${seconds} s`);
});

test.run();
