/** What comes from outside, as the core hears it: with the names and the moments that only the outside can give. */
import { randomUUID } from 'node:crypto';
import type { ParcelId, VisitId } from '../wire/ids.ts';
import type { Command } from './api.ts';
import type { Trigger, VisitEvent } from './core/visit.ts';

/** A press, or a picture that was noticed, now or `atMs` after the program's start. Its name becomes the picture's. */
export function newTrigger(atMs = performance.now()): Trigger {
  return { id: randomUUID() as unknown as ParcelId, at: new Date().toISOString(), atMs };
}

export function eventOf(command: Exclude<Command, { kind: 'drawn' | 'confirm-camera' }>): VisitEvent {
  switch (command.kind) {
    case 'press':
      return { kind: 'press', trigger: newTrigger() };
    case 'open-visit':
      return { ...command, newId: randomUUID() as unknown as VisitId };
    case 'arm':
    case 'disarm':
    case 'close-visit':
      return command;
  }
}
