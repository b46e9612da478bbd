/**
 * The promises of the RingLight port (`device/ports.ts`). Every adapter keeps them: the simulated one, the Raspberry Pi's own
 * lines on a folder that looks like the kernel's, a USB board that speaks Firmata on a pseudo-terminal.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { LightScene, RingLight } from '../../device/ports.ts';

/** What an eye makes of a segment. */
export type Strength = 'dark' | 'gentle' | 'full';
export interface Sight {
  readonly plain: Strength;
  readonly polarised: Strength;
}

/** A ring light on a desk, and what can be seen and done to it. */
export interface LightRig {
  readonly light: RingLight;
  sees(): Sight;
  /** The board answers, or does not. */
  answer(answers: boolean): void;
  /** Clears the desk. Called after `light.close()`. */
  close(): Promise<void>;
}

/** From here on an eye calls it full. */
const fullDuty = 0.9;

export function strength(duty: number): Strength {
  if (duty === 0) return 'dark';
  return duty < fullDuty ? 'gentle' : 'full';
}

const untilMsMax = 15_000;
const pollMs = 2;

const dark: Sight = { plain: 'dark', polarised: 'dark' };
const signalling: Sight = { plain: 'gentle', polarised: 'gentle' };
const aim = (polarised: boolean): LightScene => ({ kind: 'aim', polarised });
const flash = (polarised: boolean): LightScene => ({ kind: 'flash', polarised });
const signal = (what: 'saved' | 'failed'): LightScene => ({ kind: 'signal', what });
const off: LightScene = { kind: 'off' };

/** Runs the suite; `open` puts a fresh light on the desk for each promise. It may take a moment to answer. */
export function lightContract(name: string, open: () => Promise<LightRig>): void {
  const contract = suite(`light contract: ${name}`);

  const promise = (title: string, body: (rig: LightRig) => Promise<void>) =>
    contract(title, async () => {
      const rig = await open();
      try {
        await shows(rig, off);
        await body(rig);
      } finally {
        await rig.light.close();
        await rig.close();
      }
    });

  promise('aiming lights the segment that the view asks for, gently, and no other', async ({ light, sees }) => {
    assert.is(await light.show(aim(true)), 'shown');
    assert.equal(sees(), { plain: 'dark', polarised: 'gentle' });
    assert.is(await light.show(aim(false)), 'shown');
    assert.equal(sees(), { plain: 'gentle', polarised: 'dark' });
  });

  promise('the exposure gets full light through the same segment', async ({ light, sees }) => {
    assert.is(await light.show(flash(true)), 'shown');
    assert.equal(sees(), { plain: 'dark', polarised: 'full' });
    assert.is(await light.show(flash(false)), 'shown');
    assert.equal(sees(), { plain: 'full', polarised: 'dark' });
  });

  promise('off is dark', async ({ light, sees }) => {
    await light.show(flash(true));
    assert.is(await light.show(off), 'shown');
    assert.equal(sees(), dark);
  });

  promise('of two scenes at once the later one stays', async ({ light, sees }) => {
    assert.equal(await Promise.all([light.show(flash(true)), light.show(aim(false))]), ['shown', 'shown']);
    assert.equal(sees(), { plain: 'gentle', polarised: 'dark' });
  });

  for (const what of ['saved', 'failed'] as const) {
    promise(`${what} is signalled, and ends by itself in the scene before it`, async ({ light, sees }) => {
      await light.show(aim(true));
      assert.is(await light.show(signal(what)), 'shown');
      await until('the signal', () => same(sees(), signalling));
      await until('the scene before', () => same(sees(), { plain: 'dark', polarised: 'gentle' }));
    });
  }

  promise('a signal after the exposure ends in the dark', async ({ light, sees }) => {
    await light.show(flash(true));
    await Promise.all([light.show(off), light.show(signal('saved'))]);
    await until('the signal', () => same(sees(), signalling));
    await until('the dark', () => same(sees(), dark));
  });

  promise('a scene that comes during a signal ends it for good', async ({ light, sees }) => {
    await light.show(aim(true));
    await light.show(signal('saved'));
    assert.is(await light.show(flash(false)), 'shown');
    const full: Sight = { plain: 'full', polarised: 'dark' };
    const seen: boolean[] = [];
    await until('the time the signal would have taken', () => seen.push(same(sees(), full)) * pollMs > 1000);
    assert.ok(!seen.includes(false));
  });

  promise('a light that does not answer says so, and is of use again when it answers', async (rig) => {
    rig.answer(false);
    assert.is(await rig.light.show(aim(true)), 'failed');
    assert.is(await rig.light.show(off), 'failed');
    rig.answer(true);
    await shows(rig, aim(false));
    await until('the aiming light', () => same(rig.sees(), { plain: 'gentle', polarised: 'dark' }));
  });

  promise('a closed light is dark, and showing something on it is a bug of the caller', async ({ light, sees }) => {
    await light.show(flash(true));
    await light.close();
    assert.equal(sees(), dark);
    await light.close();
    let rejected = false;
    await light.show(aim(true)).catch(() => {
      rejected = true;
    });
    assert.ok(rejected);
    assert.equal(sees(), dark);
  });

  promise('closing in the middle of a signal leaves the ring dark', async ({ light, sees }) => {
    await light.show(aim(true));
    await light.show(signal('failed'));
    await light.close();
    assert.equal(sees(), dark);
  });

  contract.run();
}

/** The visit goes on without a light, and the next scene may find it there: until it is shown. */
async function shows({ light }: LightRig, scene: LightScene): Promise<void> {
  await until(`${scene.kind} is shown`, async () => (await light.show(scene)) === 'shown');
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const limitMs = performance.now() + untilMsMax;
  while (!(await isSo())) {
    if (performance.now() > limitMs) throw new Error(`${what}: not within ${untilMsMax} ms`);
    await wait(pollMs);
  }
}

function same(one: Sight, other: Sight): boolean {
  return one.plain === other.plain && one.polarised === other.polarised;
}
