/** What every room says of a step: where the station goes, what it refuses, what is noticed. */
import type { LightScene } from '../../../device/ports.ts';
import type { VisitId } from '../../wire/ids.ts';
import type { Notice, Refusal } from '../api/command.ts';
import type { Effect, Fresh, Step, VisitEvent } from './happening.ts';
import type { OpenVisit, Stage, State } from './visit.ts';

/** An event of one kind. */
export type Happened<Kind extends VisitEvent['kind']> = Extract<VisitEvent, { kind: Kind }>;

/** A stage with a patient, somebody signed in. */
export type AtWork = Exclude<Stage, { kind: 'locked' | 'clinic' }>;

/** A stage in which the photographer has the screen and has confirmed whom it shows. */
export type Identified = Exclude<AtWork, { kind: 'identify' | 'patient' }>;

export function stay(state: State): Step {
  return { state, effects: [] };
}

export function refuse(state: State, why: Refusal): Step {
  return stay(noticed(state, { kind: 'refused', why }));
}

export function noticed(state: State, notice: Notice): State {
  return { ...state, notice, notices: state.notices + 1 };
}

/** The next stage; what was last complained of is settled by it. */
export function go(state: State, stage: Stage, ...effects: Effect[]): Step {
  return { state: { ...state, stage, notice: undefined }, effects };
}

export function light(scene: LightScene): Effect {
  return { kind: 'light', scene };
}

export const lightOff: Effect = light({ kind: 'off' });

/** The light goes off; not while a shutter is open, then it goes off after it. */
export function dark({ work }: State): readonly Effect[] {
  return work?.phase === 'exposing' ? [] : [lightOff];
}

/** Everything of the second step happens after the first. */
export function then(first: Step, next: (state: State) => Step): Step {
  const { state, effects } = next(first.state);
  return { state, effects: first.effects.length === 0 ? effects : [...first.effects, ...effects] };
}

/** Why something cannot be done where the station is. */
export function outOfPlace({ stage }: State): Refusal {
  switch (stage.kind) {
    case 'locked':
      return 'locked';
    case 'clinic':
      return 'no-visit';
    case 'identify':
      return 'not-identified';
    case 'taking':
      return 'still-working';
    default:
      return 'not-now';
  }
}

/** The stage, when there the photographer has the screen and the patient is confirmed. */
export function identified({ stage }: State): Identified | undefined {
  switch (stage.kind) {
    case 'locked':
    case 'clinic':
    case 'identify':
    case 'patient':
      return undefined;
    default:
      return stage;
  }
}

/** The visit that is going on, also behind a lock. */
export function openVisitOf({ stage }: Pick<State, 'stage'>): OpenVisit | undefined {
  return stage.kind === 'clinic' ? undefined : stage.visit;
}

/** Changes the visit that is going on, whatever is on the screen; another one is left alone. */
export function changeVisit(state: State, id: VisitId, change: (visit: OpenVisit) => OpenVisit): State {
  const { stage } = state;
  if (stage.kind === 'clinic' || stage.visit?.id !== id) return state;
  return { ...state, stage: { ...stage, visit: change(stage.visit) } };
}

/** A picture of this visit is under way. */
export function isWorking({ work }: State, visit: OpenVisit): boolean {
  return work?.visit === visit.id;
}

/** The names for what the event begins. */
export function freshOf(event: VisitEvent): Fresh {
  if (event.fresh === undefined) throw new Error(`${event.kind} begins something and brought no names for it`);
  return event.fresh;
}

/** Text that somebody typed, as a record takes it: without room around it, and not too long; undefined when there is none. */
export function typed(text: string | undefined, charactersMax = 2_000): string | undefined {
  const trimmed = text?.trim().slice(0, charactersMax).trim();
  return trimmed === '' ? undefined : trimmed;
}
