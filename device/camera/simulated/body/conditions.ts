/** What the troubles do to the body: when one begins or ends, and when somebody wants a picture. */
import type { SimulatedFault } from '../faults.ts';
import {
  type Body,
  cardBytesFree,
  type HeldPicture,
  ramPicturesMax,
  type SettingValue,
  sessionEnded,
  type Target,
  tell,
} from './body.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long a `huge-picture` is. */
export const hugePictureBytes = 500 * 1024 * 1024;

/** A condition begins or ends. What needs a make's knowledge or a picture is done besides: `drifted`, `oldPictureFound`. */
export function switched(body: Body, fault: SimulatedFault, on: boolean): Body {
  const faults = new Set(body.faults);
  if (on) faults.add(fault);
  else faults.delete(fault);
  const next = { ...body, faults };
  switch (fault) {
    case 'unplugged':
      return on ? { ...sessionEnded(next), ram: [] } : next; // as in real bodies, the memory is empty afterwards
    case 'asleep':
      return on ? sessionEnded(next) : next;
    case 'other-serial':
      return exchanged(next);
    case 'battery-empty':
      return on ? { ...next, liveView: 'off' } : next;
    case 'wrong-clock':
      return tell({ ...next, clock: { ...next.clock, wrongByMs: on ? -dayMs : 0 } }, { kind: 'clock-changed' });
    case 'drifted-setting':
      return on ? next : tell({ ...next, drifted: new Map() }, ...changesOf(next.drifted));
    case 'stale-picture':
      return on ? next : each(next, (picture) => (picture.isOld ? [] : [picture]));
    case 'huge-picture':
      return on ? next : each(next, (picture) => [{ ...picture, lengthBytes: picture.bytes.length }]);
    default:
      return next; // it shows when somebody wants something
  }
}

/** Settings change by themselves, and the session is told of it as of any change. */
export const drifted = (body: Body, to: ReadonlyMap<number, SettingValue>): Body =>
  tell({ ...body, drifted: to }, ...changesOf(to));

const changesOf = (settings: ReadonlyMap<number, SettingValue>) =>
  [...settings.keys()].map((code) => ({ kind: 'setting-changed', code }) as const);

/** Another body takes this one's place, and this one goes onto the shelf with its card. What was in memory is lost. */
const exchanged = (body: Body): Body => ({
  ...sessionEnded(body),
  ...body.shelved,
  ram: [],
  drifted: new Map(),
  shelved: { card: body.card, settings: body.settings },
});

const each = (body: Body, becomes: (picture: HeldPicture) => readonly HeldPicture[]): Body => ({
  ...body,
  ram: body.ram.flatMap(becomes),
  card: body.card.flatMap(becomes),
});

/** Why the body will not open the shutter now, or undefined. */
export type Refusal = 'busy' | 'out-of-focus' | 'battery-empty' | 'card-full';

export function refusal(body: Body, target: Target): Refusal | undefined {
  if (body.faults.has('battery-empty')) return 'battery-empty';
  if (body.faults.has('busy') || body.shutter === 'open') return 'busy';
  if (target === 'ram' && body.ram.length >= ramPicturesMax) return 'busy';
  if (body.faults.has('card-full')) return 'card-full';
  if (target === 'card' && cardBytesFree(body) === 0) return 'card-full';
  if (body.faults.has('out-of-focus')) return 'out-of-focus';
  return undefined;
}
