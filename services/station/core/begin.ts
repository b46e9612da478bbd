/** How the station's state begins: empty, or with what it has kept over a restart. A visit that was open waits behind the lock. */
import type { ParcelId, StationId } from '../../wire/ids.ts';
import { showsOf } from './book/pictures.ts';
import { changeVisit, openVisitOf } from './course.ts';
import { withoutFrame } from './rooms/identify.ts';
import { backOf } from './rooms/lock.ts';
import { joining } from './rooms/saving.ts';
import type { Kept, State } from './visit.ts';

const longAgo = Number.NEGATIVE_INFINITY;

/** Locked, with no list, no camera yet, and nobody there. */
export function begin(station: StationId): State {
  return {
    station,
    roster: [],
    list: { appointments: [], madeAt: undefined, sheets: [] },
    stage: { kind: 'locked', visit: undefined, back: 'questionnaire' },
    work: undefined,
    ended: [],
    attempts: [],
    checking: undefined,
    refusedSignIn: undefined,
    activeAtMs: longAgo,
    warned: false,
    lastPressAtMs: longAgo,
    armedAtMs: longAgo,
    notice: undefined,
    notices: 0,
    camera: 'starting',
    disk: 'ok',
    waiting: 0,
  };
}

/**
 * What has to outlive a restart. `before`: what was kept last; it comes back itself when nothing of it has changed, so that
 * one comparison tells whether anything has to be written.
 */
export function keptOf(state: State, day: string, before?: Kept): Kept {
  const { work, stage } = state;
  const kept: Kept = {
    version: 1,
    day,
    visit: openVisitOf(state),
    back: backOf(stage),
    // What is sealed as unexplained is no visit's any more.
    work: work === undefined || work.binding.kind === 'unexplained' ? undefined : pickOf(work),
    ended: state.ended,
    attempts: state.attempts,
  };
  return before !== undefined && same(kept, before) ? before : kept;
}

function pickOf({ trigger, visit, aim, sha256, quality }: NonNullable<State['work']>): NonNullable<Kept['work']> {
  return { trigger, visit, aim, sha256, quality };
}

/** By reference: the core copies what it changes, and nothing else. */
function same(one: Kept, other: Kept): boolean {
  const [a, b] = [one.work, other.work];
  const sameWork = a?.trigger === b?.trigger && a?.sha256 === b?.sha256 && a?.quality === b?.quality;
  const sameVisit = one.visit === other.visit && one.back === other.back && one.day === other.day;
  return sameWork && sameVisit && one.ended === other.ended && one.attempts === other.attempts;
}

/**
 * After a restart: locked, with the visit behind. A picture that was on its way belongs to its visit if the outbox has it
 * (`has`); nobody has looked at it. One that the outbox does not have is lost with the memory it was in.
 */
export function resumed(state: State, kept: Kept, has: (id: ParcelId) => boolean): State {
  const { work } = kept;
  const next: State = {
    ...state,
    stage: { kind: 'locked', visit: kept.visit, back: kept.back },
    ended: kept.ended,
    attempts: kept.attempts,
  };
  if (work === undefined) return next;
  if (work.sha256 === undefined || !has(work.trigger.id))
    return work.aim.kind === 'identity-frame' ? changeVisit(next, work.visit, withoutFrame) : next;
  return joining(next, work.visit, {
    id: work.trigger.id,
    shows: showsOf(work.aim),
    sha256: work.sha256,
    state: 'saved',
    verdict: 'unreviewed',
    quality: work.quality,
    filedAs: undefined,
    pressToSavedMs: 0,
  });
}
