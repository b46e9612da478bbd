/** What the parts on the desk tell, as the core hears it. */
import type { Camera, Pedal, Stop } from '../../device/ports.ts';
import type { VisitEvent } from './core/happening.ts';
import { momentOf, newTrigger, pressOf } from './events.ts';
import { footOn } from './foot.ts';
import type { Watched } from './listeners.ts';

export interface Senses {
  readonly parts: { readonly camera: Camera; readonly pedal: Pedal };
  readonly pedalWorks: Watched<boolean>;
  happen(event: VisitEvent): void;
  /** Something changed that only the view tells of. */
  changed(): void;
}

export function listenTo({ parts, pedalWorks, happen, changed }: Senses): Stop {
  const { camera, pedal } = parts;
  const stops = [
    camera.onStatus((status) => happen({ kind: 'camera', status, now: momentOf() })),
    camera.onAdvice(changed),
    camera.onUnexplained((photo) => happen({ kind: 'unexplained', noticed: newTrigger(), photo, now: momentOf() })),
    pedalWorks.onChange(changed),
    footOn(pedal, {
      press: (atMs) => happen(pressOf(newTrigger(atMs))),
      stuck: () => happen({ kind: 'pedal-stuck', now: momentOf() }),
    }),
  ];
  happen({ kind: 'camera', status: camera.status(), now: momentOf() });
  return () => {
    for (const stop of stops) stop();
  };
}

/** What happens while something else is being done about waits for its turn. */
export function inTurn(act: (event: VisitEvent) => void): (event: VisitEvent) => void {
  const waiting: VisitEvent[] = [];
  let acting = false;
  return (event) => {
    waiting.push(event);
    if (acting) return;
    acting = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) act(next);
    acting = false;
  };
}
