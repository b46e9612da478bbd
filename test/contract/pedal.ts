/**
 * The promises of the Pedal port (`device/ports.ts`). Every adapter keeps them: the simulated pedal and the USB driver on
 * each run, the GPIO driver on a real kernel's line.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Pedal, PedalEdge } from '../../device/ports.ts';
import { next } from './waiting.ts';

/** A pedal under the desk, and the foot above it. */
export interface PedalRig {
  readonly pedal: Pedal;
  /** Closes the contact; once, without bouncing. Resolves when it is closed, which may be before anybody was told. */
  press(): Promise<void>;
  /** Opens it again. */
  release(): Promise<void>;
  /** Clears the floor. Called after `pedal.close()`, with the contact open. */
  close(): Promise<void>;
}

const edgeLimitMs = 20_000;
const pressesInARow = 10;
/** Turns of the event loop in which a pedal that is not silent would speak. */
const turnsOfSilence = 5;
/** A clock read in another place may differ by its rounding. */
const roundingMs = 1;

/** Runs the suite; `open` puts a fresh, released pedal under the desk for each promise. */
export function pedalContract(name: string, open: () => Promise<PedalRig>): void {
  const contract = suite(`pedal contract: ${name}`);

  const promise = (title: string, body: (foot: Foot) => Promise<void>) =>
    contract(title, async () => {
      const rig = await open();
      try {
        await body(footOn(rig));
      } finally {
        await rig.pedal.close();
        await rig.close();
      }
    });

  promise('a foot that goes down and comes up is two edges', async (foot) => {
    const heard = foot.listen();
    await foot.down();
    await foot.up();
    assert.equal(heard.map(way), ['down', 'up']);
  });

  promise('each edge says when it happened, on the clock of this process', async ({ down, up }) => {
    const beforeMs = performance.now();
    const first = await down();
    const betweenMs = performance.now();
    const second = await up();
    const afterMs = performance.now();
    assert.ok(first.atMs >= beforeMs - roundingMs && first.atMs <= betweenMs + roundingMs, `down at ${first.atMs}`);
    assert.ok(second.atMs >= first.atMs && second.atMs <= afterMs + roundingMs, `up at ${second.atMs}`);
  });

  promise('ten presses are twenty edges, each way in turn and in the order of time', async (foot) => {
    const heard = foot.listen();
    for (let presses = 0; presses < pressesInARow; presses += 1) {
      await foot.down();
      await foot.up();
    }
    assert.is(heard.length, 2 * pressesInARow);
    heard.forEach((edge, index) => {
      assert.is(edge.down, index % 2 === 0);
      assert.ok(edge.atMs >= (heard[index - 1]?.atMs ?? Number.NEGATIVE_INFINITY));
    });
  });

  promise('who listens while the foot is down hears of the release alone', async (foot) => {
    await foot.down();
    const heard = foot.listen();
    await foot.up();
    assert.equal(heard.map(way), ['up']);
  });

  promise('two listeners hear the same, and one that was stopped hears nothing more', async (foot) => {
    const [one, other]: PedalEdge[][] = [[], []];
    const listener = (edge: PedalEdge) => one?.push(edge);
    const stop = foot.rig.pedal.onEdge(listener);
    foot.rig.pedal.onEdge((edge) => other?.push(edge));
    await foot.down();
    stop();
    stop();
    await foot.up();
    assert.equal(one?.map(way), ['down']);
    assert.equal(other?.map(way), ['down', 'up']);
    assert.is(one?.[0], other?.[0]);
  });

  promise('the same listener twice is told twice, and stopped one at a time', async (foot) => {
    let heard = 0;
    const listener = () => {
      heard += 1;
    };
    const stop = foot.rig.pedal.onEdge(listener);
    foot.rig.pedal.onEdge(listener);
    await foot.down();
    assert.is(heard, 2);
    stop();
    await foot.up();
    assert.is(heard, 3);
  });

  promise('a pedal that was closed is silent, and may be closed again', async (foot) => {
    const heard = foot.listen();
    await foot.down();
    await foot.up();
    await foot.rig.pedal.close();
    await foot.rig.pedal.close();
    await foot.rig.press();
    await foot.rig.release();
    for (let turns = 0; turns < turnsOfSilence; turns += 1) await turn();
    assert.equal(heard.map(way), ['down', 'up']);
  });

  contract.run();
}

interface Foot {
  readonly rig: PedalRig;
  /** Resolves with the edge that every listener was told. */
  down(): Promise<PedalEdge>;
  up(): Promise<PedalEdge>;
  /** Notes every edge from now on. */
  listen(): PedalEdge[];
}

function footOn(rig: PedalRig): Foot {
  const moved = async (move: () => Promise<void>, wanted: boolean): Promise<PedalEdge> => {
    const edge = next<PedalEdge>(`${wanted ? 'down' : 'up'}`, rig.pedal.onEdge, edgeLimitMs);
    await move();
    const told = await edge;
    assert.is(told.down, wanted);
    return told;
  };
  return {
    rig,
    down: () => moved(rig.press, true),
    up: () => moved(rig.release, false),
    listen() {
      const heard: PedalEdge[] = [];
      rig.pedal.onEdge((edge) => heard.push(edge));
      return heard;
    },
  };
}

function way({ down }: PedalEdge): 'down' | 'up' {
  return down ? 'down' : 'up';
}
