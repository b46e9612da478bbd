/** The tray of pictures that were drawn ahead: what is begun when, and what goes. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Aim, wantedWith } from '../../../../../device/camera/simulated/pictures/aim.ts';
import type { Sight } from '../../../../../device/camera/simulated/pictures/sight.ts';
import { newTray, type Tray, trayMax } from '../../../../../device/camera/simulated/pictures/tray.ts';

const test = suite('pictures drawn ahead');

const sight = (lesion: number, subject: Sight['subject']): Sight => ({ person: 0, lesion, subject });
const locating = sight(0, 'locating');
const closeUp = sight(0, 'close-up');
const dermoscopic = sight(0, 'dermoscopic');

interface Easel {
  readonly tray: Tray<string>;
  /** What was begun so far. */
  begun(): readonly string[];
  /** Ends the oldest drawing that is under way. */
  finish(): Promise<void>;
  /** As many as there are. */
  finishAll(): Promise<void>;
}

function easel(): Easel {
  const begun: string[] = [];
  const underWay: (() => void)[] = [];
  const tray = newTray<string>({
    draw({ lesion, subject }) {
      const name = `${subject} ${lesion}`;
      const number = begun.push(name) - 1;
      return new Promise((resolve) => {
        underWay.push(() => resolve(`${name} #${number}`));
      });
    },
    drawn() {},
  });
  async function finish(): Promise<void> {
    underWay.shift()?.();
    await new Promise(setImmediate);
  }
  return {
    tray,
    begun: () => begun,
    finish,
    async finishAll() {
      while (underWay.length > 0) await finish();
    },
  };
}

test('what is wanted is drawn one after the other, the most wanted first', async () => {
  const { tray, begun, finish } = easel();
  tray.want([locating, closeUp], false);
  assert.equal(begun(), ['locating 0']);
  assert.is(tray.look(locating), undefined);
  await finish();
  assert.equal(begun(), ['locating 0', 'close-up 0']);
  assert.is(tray.look(locating), 'locating 0 #0');
  await finish();
  tray.want([locating, closeUp], false);
  assert.is(begun().length, 2, 'they are there');
});

test('the same wanted twice is two pictures', async () => {
  const { tray, begun, finishAll } = easel();
  tray.want([dermoscopic, dermoscopic], false);
  await finishAll();
  assert.equal(begun(), ['dermoscopic 0', 'dermoscopic 0']);
});

test('a first wish in a hurry is begun beside the drawing that is under way, a later one is not', async () => {
  const { tray, begun, finish } = easel();
  tray.want([locating], false);
  tray.want([closeUp, dermoscopic], true);
  assert.equal(begun(), ['locating 0', 'close-up 0']);
  tray.want([sight(1, 'close-up')], true);
  assert.equal(begun(), ['locating 0', 'close-up 0'], 'both easels are taken');
  await finish();
  assert.equal(begun(), ['locating 0', 'close-up 0', 'close-up 1'], 'and then it is the latest wish that counts');
});

test('whoever takes gets what is there, what is being drawn, or what is begun at once', async () => {
  const { tray, begun, finish, finishAll } = easel();
  tray.want([locating, closeUp], false);
  await finish();
  const taken = [tray.take(locating), tray.take(closeUp), tray.take(dermoscopic)];
  assert.equal(begun(), ['locating 0', 'close-up 0', 'dermoscopic 0']);
  await finishAll();
  assert.equal(await Promise.all(taken), ['locating 0 #0', 'close-up 0 #1', 'dermoscopic 0 #2']);
  assert.is(tray.look(locating), 'locating 0 #3', 'nobody else gets the same one');
});

test('a picture that nobody wants any more is kept for a while, but no more than a few', async () => {
  const { tray, begun, finishAll } = easel();
  for (let lesion = 0; lesion < 20; lesion++) {
    tray.want([sight(lesion, 'locating')], false);
    await finishAll();
  }
  const there = Array.from({ length: 20 }, (_, lesion) => lesion).filter((n) => tray.look(sight(n, 'locating')));
  assert.equal(
    there,
    Array.from({ length: trayMax }, (_, i) => 20 - trayMax + i),
  );
  tray.want([sight(18, 'locating')], true);
  assert.is(begun().length, 20, 'back where it was before, it is there');
});

test('in a visit that is driven without a rest every picture lies ready, as long as drawing one is quicker than taking one', async () => {
  const tickMs = 100;
  const drawingMs = 1800;
  const roundMs = 2000; // from one press to the next
  let nowMs = 0;
  const underWay: { readonly endsMs: number; readonly end: () => void }[] = [];
  const tray = newTray<string>({
    draw: ({ subject }) =>
      new Promise((resolve) => underWay.push({ endsMs: nowMs + drawingMs, end: () => resolve(subject) })),
    drawn() {},
  });
  async function pass(untilMs: number): Promise<void> {
    for (; nowMs < untilMs; nowMs += tickMs) {
      for (const each of underWay.filter(({ endsMs }) => endsMs <= nowMs)) {
        underWay.splice(underWay.indexOf(each), 1);
        each.end();
      }
      await new Promise(setImmediate);
    }
  }
  function plan(aim: Aim | undefined): void {
    const { wanted, hurry } = wantedWith(aim, 0);
    tray.want(wanted, hurry);
  }

  plan(undefined);
  await pass(10_000);
  const visit = Array.from({ length: 6 }, (_, lesion) =>
    (['locating', 'close-up', 'dermoscopic', 'dermoscopic'] as const).map((subject) => ({
      person: lesion,
      lesion,
      subject,
    })),
  ).flat();
  for (const [i, at] of visit.entries()) {
    const after = visit.slice(i + 1);
    plan({ at, after, taken: false });
    assert.is(tray.look(at), at.subject, `picture ${i} is not drawn yet`);
    void tray.take(at);
    plan({ at, after, taken: true });
    await pass(nowMs + roundMs);
  }
});

test.run();
