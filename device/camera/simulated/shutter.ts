/**
 * Taking a picture takes time, and some of the troubles are about when:
 *
 *     release ─► shutter open ─► closed ─────────────────────────► the picture is there
 *                     │              └ late-event: long after        └ drops-link: the line goes dead just before
 *                     └ hangs-in-capture: not before that ends
 *
 * Exposures that overlap because their pictures come late keep their order.
 */
import { setTimeout as after } from 'node:timers/promises';
import * as bodies from './body/body.ts';
import { developed, type FileStyle } from './body/developing.ts';
import type { SimulatedFault } from './faults.ts';
import type { PictureSource } from './picture-source.ts';

export interface ShutterOptions {
  readonly body: () => bodies.Body;
  readonly become: (next: bodies.Body) => void;
  readonly pictures: PictureSource;
  readonly files: FileStyle;
  /** How late a `late-event` is. */
  readonly lateAfterMs: number;
  /** A picture is there: its bytes. */
  readonly taken: (bytes: Uint8Array) => void;
  /** The line goes dead. */
  readonly dropLink: () => void;
}

export interface Shutter {
  /** Opens at once; resolves when the picture is there. The caller has asked `refusal` first. */
  release(into: bodies.Target, by: 'initiator' | 'hand'): Promise<void>;
  /** Whether no exposure is under way; waits for its end up to `withinMs`. */
  closed(withinMs: number): Promise<boolean>;
  /** A picture of another day, as it would lie in this camera. */
  oldPicture(): Promise<bodies.HeldPicture>;
  /** To be called when a condition has ended: whoever waits for that looks again. */
  healed(): void;
  /** Gives up what has not been taken yet. */
  close(): Promise<void>;
}

/** A picture that lay in the camera before anybody came. */
const oldPictureAgeMs = 3 * 24 * 60 * 60 * 1000;

export function newShutter(options: ShutterOptions): Shutter {
  const { body, become } = options;
  const waiting = new Set<() => void>();
  const exposures = new Set<Promise<void>>();
  let lastClosing: Promise<void> = Promise.resolve();
  let givingUp = false;

  /** Resolves when the condition does not hold (any more), or when the camera is switched off. */
  async function without(fault: SimulatedFault): Promise<void> {
    while (body().faults.has(fault) && !givingUp)
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
      });
  }

  function wake(): void {
    for (const resolve of waiting) resolve();
    waiting.clear();
  }

  async function shoot(number: number): Promise<bodies.HeldPicture> {
    const frame = await options.pictures.frame(); // before the picture: afterwards something else may be in front of the lens
    const jpeg = await options.pictures.take();
    const takenAtMs = bodies.cameraTimeMs(body(), Date.now());
    return developed({ jpeg, frame, number, takenAtMs, isOld: false }, body(), options.files);
  }

  async function expose(into: bodies.Target, by: 'initiator' | 'hand', closes: () => void): Promise<void> {
    const picture = await shoot(body().exposures);
    await without('hangs-in-capture');
    if (body().faults.has('late-event')) {
      become(bodies.shutterClosed(body()));
      closes();
      const enough = new AbortController();
      const late = after(options.lateAfterMs, undefined, { ref: false, signal: enough.signal }).catch(() => {});
      await Promise.race([late, without('late-event')]);
      enough.abort();
    }
    if (!givingUp) {
      if (by === 'initiator' && body().faults.has('drops-link')) options.dropLink();
      become(bodies.exposed(body(), picture, into));
      options.taken(picture.bytes);
    }
    closes();
  }

  return {
    release(into, by) {
      become(bodies.shutterOpened(body()));
      const closing = Promise.withResolvers<void>();
      lastClosing = closing.promise;
      const exposure = expose(into, by, closing.resolve).finally(() => exposures.delete(exposure));
      exposures.add(exposure);
      return exposure;
    },
    closed: (withinMs) => Promise.race([lastClosing.then(() => true), after(withinMs, false, { ref: false })]),
    async oldPicture() {
      become({ ...body(), exposures: body().exposures + 1 });
      const picture = await shoot(body().exposures);
      return { ...picture, takenAtMs: picture.takenAtMs - oldPictureAgeMs, isOld: true };
    },
    healed: wake,
    async close() {
      givingUp = true;
      wake();
      await Promise.all(exposures);
    },
  };
}
