/** What comes from outside, as the core hears it: with the names and the moments that only the outside can give. */
import { randomUUID } from 'node:crypto';
import { appointmentId, parcelId, visitId } from '../wire/ids.ts';
import type { Command } from './api/command.ts';
import type { PatientCommand } from './api/patient.ts';
import { clinicTime } from './clinic/clinic-time.ts';
import type { Fresh, VisitEvent } from './core/happening.ts';
import type { Now, Trigger } from './core/visit.ts';

/** A command that the core hears of: the others concern the connection or the camera alone. */
export type CommandForCore = Exclude<Command, { kind: 'drawn' | 'confirm-camera' }>;

/** Now, or `atMs` after the program's start: the two clocks are read together. */
export function momentOf(atMs = performance.now()): Now {
  const epochMs = Math.round(Date.now() - (performance.now() - atMs));
  return { atMs, at: new Date(epochMs).toISOString(), epochMs };
}

/** A press, or a picture that was noticed. Its name becomes the picture's. */
export function newTrigger(atMs = performance.now()): Trigger {
  return { id: parcelId.parse(randomUUID()), atMs, at: momentOf(atMs).at };
}

/** Random names, in case an event begins something. */
export function freshNames(): Fresh {
  return {
    visit: visitId.parse(randomUUID()),
    parcel: parcelId.parse(randomUUID()),
    recordParcel: parcelId.parse(randomUUID()),
    appointment: appointmentId.parse(randomUUID()),
    time: clinicTime(new Date()),
  };
}

export function eventOf(command: CommandForCore): VisitEvent {
  if (command.kind === 'press') return pressOf(newTrigger());
  return { ...command, now: momentOf(), fresh: freshNames() };
}

/** A press of the pedal, or on the screen. */
export function pressOf(trigger: Trigger): VisitEvent {
  return { kind: 'press', trigger, now: momentOf(), fresh: freshNames() };
}

/** What the patient's page asks, as the core hears it. */
export function eventOfPatient(command: PatientCommand): VisitEvent {
  const now = momentOf();
  const fresh = freshNames();
  switch (command.kind) {
    case 'language':
      return { kind: 'patient-language', language: command.language, now, fresh };
    case 'answers':
      return { kind: 'patient-answers', language: command.language, answers: command.answers, now, fresh };
    case 'active':
    case 'take-back':
    case 'scan':
      return { ...command, now, fresh };
  }
}
