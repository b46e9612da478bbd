import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type CourierEffect,
  type CourierNews,
  type CourierState,
  courierAtRest,
  filingMs,
  refusedRestMs,
  silenceMs,
  stepCourier,
  travellingMax,
} from '../../../../services/station/core/courier.ts';
import type { ParcelId, WorkerId } from '../../../../services/wire/ids.ts';

const worker = randomUUID() as unknown as WorkerId;
const newParcel = () => randomUUID() as unknown as ParcelId;

/** The courier with a clock that a test turns. */
function journey() {
  let state: CourierState = courierAtRest;
  let nowMs = 0;
  let tickAtMs: number | undefined;
  const sent: CourierEffect[] = [];
  const self = {
    now: () => nowMs,
    state: () => state,
    tickAtMs: () => tickAtMs,
    happen(news: CourierNews): void {
      const step = stepCourier(state, { ...news, atMs: nowMs, chance: 0.5 });
      state = step.state;
      tickAtMs = step.tickAtMs;
      sent.push(...step.effects);
    },
    /** Lets time pass, with the ticks that are asked for. */
    wait(ms: number): void {
      const untilMs = nowMs + ms;
      while (tickAtMs !== undefined && tickAtMs <= untilMs) {
        nowMs = Math.max(nowMs, tickAtMs);
        self.happen({ kind: 'tick' });
      }
      nowMs = untilMs;
    },
    take: () => sent.splice(0),
    offers: () => self.take().flatMap((effect) => (effect.kind === 'offer' ? [effect.parcel] : [])),
    chunks: () => self.take().flatMap((effect) => (effect.kind === 'send' ? [effect.chunk] : [])),
    grant(parcel: ParcelId, held: readonly number[], window = 4, by = worker): void {
      self.happen({ kind: 'taken', parcel, worker: by, window, held: new Set(held) });
    },
  };
  return self;
}

const test = suite('courier');

test('nothing is sent while there is no connection; then the oldest parcels are offered first', () => {
  const road = journey();
  const parcels = [newParcel(), newParcel(), newParcel()];
  for (const parcel of parcels) road.happen({ kind: 'queued', parcel, chunks: 3 });
  assert.equal(road.take(), []);
  road.happen({ kind: 'link', link: 'up' });
  assert.equal(road.offers(), parcels.slice(0, travellingMax));
});

test('chunks go out as far as the window reaches, and on as the hospital says that it holds them', () => {
  const road = journey();
  const parcel = newParcel();
  road.happen({ kind: 'link', link: 'up' });
  road.happen({ kind: 'queued', parcel, chunks: 10 });
  road.take();
  road.grant(parcel, []);
  assert.equal(road.chunks(), [0, 1, 2, 3]);
  road.grant(parcel, [0, 2], 4);
  assert.equal(road.chunks(), [4, 5]);
  road.grant(parcel, [0, 1, 2, 3, 4, 5], 8);
  assert.equal(road.chunks(), [6, 7, 8, 9]);
});

test('what the hospital already holds is not sent again', () => {
  const road = journey();
  const parcel = newParcel();
  road.happen({ kind: 'link', link: 'up' });
  road.happen({ kind: 'queued', parcel, chunks: 6 });
  road.grant(parcel, [0, 1, 2, 4], 8);
  assert.equal(road.chunks(), [3, 5]);
});

test('after four seconds of silence the parcel is offered again, and another worker goes on', () => {
  const road = journey();
  const parcel = newParcel();
  road.happen({ kind: 'link', link: 'up' });
  road.happen({ kind: 'queued', parcel, chunks: 6 });
  road.grant(parcel, [0]);
  road.take();
  road.wait(silenceMs - 1);
  assert.equal(road.take(), []);
  road.wait(2_000);
  assert.equal(road.offers(), [parcel]);
  road.grant(parcel, [0, 1], 8, randomUUID() as unknown as WorkerId);
  assert.equal(road.chunks(), [2, 3, 4, 5]);
});

test('a grant that shows nothing new is no sign of progress', () => {
  const road = journey();
  const parcel = newParcel();
  road.happen({ kind: 'link', link: 'up' });
  road.happen({ kind: 'queued', parcel, chunks: 6 });
  road.grant(parcel, [0]);
  road.take();
  for (let second = 0; second < 3; second++) {
    road.wait(1_000);
    road.grant(parcel, [0]);
  }
  road.wait(1_900);
  assert.equal(road.offers(), [parcel]);
});

test('the hospital is given time to file what it holds entirely', () => {
  const road = journey();
  const parcel = newParcel();
  road.happen({ kind: 'link', link: 'up' });
  road.happen({ kind: 'queued', parcel, chunks: 2 });
  road.grant(parcel, [0, 1]);
  road.take();
  road.wait(filingMs - 1);
  assert.equal(road.take(), []);
  road.wait(2_000);
  assert.equal(road.offers(), [parcel]);
});

test('a parcel that nobody takes rests longer and longer, and never holds up the others', () => {
  const road = journey();
  const [poison, ...others] = [newParcel(), newParcel(), newParcel(), newParcel()];
  road.happen({ kind: 'link', link: 'up' });
  for (const parcel of [poison, ...others]) if (parcel) road.happen({ kind: 'queued', parcel, chunks: 1 });
  const offered: ParcelId[] = [];
  for (let second = 0; second < 120; second++) {
    for (const parcel of road.offers()) {
      offered.push(parcel);
      if (parcel !== poison) road.happen({ kind: 'received', parcel });
    }
    road.wait(1_000);
  }
  for (const parcel of others) assert.is(offered.filter((one) => one === parcel).length, 1);
  const times = offered.filter((one) => one === poison).length;
  assert.ok(times >= 3 && times <= 12, `${times} offers in two minutes`);
});

test('a refused parcel waits for a person, a busy hospital for as long as it asked', () => {
  const road = journey();
  const [refused, busy] = [newParcel(), newParcel()];
  road.happen({ kind: 'link', link: 'up' });
  road.happen({ kind: 'queued', parcel: refused, chunks: 1 });
  road.happen({ kind: 'queued', parcel: busy, chunks: 1 });
  road.take();
  road.happen({ kind: 'refused', parcel: refused });
  road.happen({ kind: 'busy', parcel: busy, retryAfterMs: 20_000 });
  road.wait(19_999);
  assert.equal(road.offers(), []);
  road.wait(10_000);
  assert.ok(road.offers().every((parcel) => parcel === busy));
  road.wait(refusedRestMs);
  assert.ok(road.offers().includes(refused));
});

test('when the connection comes back everything is offered anew at once', () => {
  const road = journey();
  const parcel = newParcel();
  road.happen({ kind: 'link', link: 'up' });
  road.happen({ kind: 'queued', parcel, chunks: 4 });
  road.grant(parcel, [0]);
  road.happen({ kind: 'link', link: 'down' });
  road.take();
  road.wait(3_600_000);
  assert.equal(road.take(), []);
  road.happen({ kind: 'link', link: 'up' });
  assert.equal(road.offers(), [parcel]);
});

/** A hospital and a broker that lose, delay and double what they like. */
test('over 400 roads that lose, double and delay anything, every parcel arrives, and never more chunks are under way than were allowed', () => {
  const step = fc.record({
    fate: fc.constantFrom('deliver', 'deliver', 'deliver', 'lose', 'double', 'cut'),
    pick: fc.nat(1000),
    waitMs: fc.nat(3_000),
  });
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
      fc.array(step, { maxLength: 150 }),
      (sizes, steps) => {
        const road = journey();
        const parcels = new Map(sizes.map((chunks) => [newParcel(), chunks] as const));
        const heldBy = new Map([...parcels.keys()].map((parcel) => [parcel, new Set<number>()]));
        const underWay: CourierEffect[] = [];
        road.happen({ kind: 'link', link: 'up' });
        for (const [parcel, chunks] of parcels) road.happen({ kind: 'queued', parcel, chunks });

        const collect = () => {
          underWay.push(...road.take());
          for (const { trip } of road.state().parcels.values()) {
            if (trip.kind === 'sending') assert.ok(trip.underWay.size <= trip.window);
          }
        };
        const hospital = (effect: CourierEffect) => {
          const held = heldBy.get(effect.parcel) ?? new Set();
          if (effect.kind === 'send') held.add(effect.chunk);
          if (held.size === parcels.get(effect.parcel)) road.happen({ kind: 'received', parcel: effect.parcel });
          else road.grant(effect.parcel, [...held], 8);
          collect();
        };
        collect();
        for (const { fate, pick, waitMs } of steps) {
          const [effect] = underWay.length === 0 ? [] : underWay.splice(pick % underWay.length, 1);
          if (fate === 'cut') {
            road.happen({ kind: 'link', link: 'down' });
            underWay.length = 0;
            road.happen({ kind: 'link', link: 'up' });
          } else if (effect !== undefined && fate !== 'lose') {
            hospital(effect);
            if (fate === 'double') hospital(effect);
          }
          road.wait(waitMs);
          collect();
        }
        // From now on the road is good: all of it arrives within a bounded time.
        for (let round = 0; round < 400 && road.state().parcels.size > 0; round++) {
          while (underWay.length > 0) hospital(underWay.shift() as CourierEffect);
          road.wait(1_000);
          collect();
        }
        assert.is(road.state().parcels.size, 0);
      },
    ),
    { numRuns: 400 },
  );
});

test.run();
