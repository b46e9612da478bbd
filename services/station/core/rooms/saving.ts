/**
 * Control 6: from the shutter to the disk. A picture belongs to the visit whose press it answers, by its trigger; whatever comes
 * with another one, or with none, is sealed as unexplained.
 *
 *   expose ─► exposed ─► assess ─► assessed ─► seal ─► sealed: it is safe, and joins its visit
 */
import type { LightScene, Photo } from '../../../../device/ports.ts';
import type { Capture } from '../../../wire/capture.ts';
import type { ParcelId, Sha256 } from '../../../wire/ids.ts';
import type { Notice } from '../../api/command.ts';
import { deed } from '../book/deeds.ts';
import { showsOf, withPicture } from '../book/pictures.ts';
import { changeVisit, go, type Happened, light, lightOff, noticed, openVisitOf, stay } from '../course.ts';
import { polarisedFor } from '../exposure.ts';
import type { Effect, Step } from '../happening.ts';
import type { Now, Picture, State, Trigger, Work } from '../visit.ts';
import { onFrom, readFrame, withoutFrame } from './identify.ts';

export function exposed(state: State, event: Happened<'exposed'>): Step {
  const { trigger, photo } = event;
  const work = workOf(state, trigger.id);
  // A picture of another moment may show another patient. Its own trigger never became a parcel, so the name is free.
  if (work === undefined) return setAside(state, trigger, photo, event.now);
  if (work.phase !== 'exposing') return stay(state); // told twice
  const sha256 = photo.sha256 as Sha256; // the camera's process took it over these very bytes
  const effects: Effect[] = [light(restingScene(state))];
  if (work.binding.kind === 'unexplained') return sealing({ state, effects }, { ...work, sha256 }, photo); // nobody's by now: nobody looks at it
  return {
    state: { ...state, work: { ...work, phase: 'assessing', sha256 } },
    effects: [...effects, { kind: 'assess', trigger: work.trigger, photo, aim: work.aim }],
  };
}

export function assessed(state: State, event: Happened<'assessed'>): Step {
  const { trigger, photo, quality } = event;
  const work = workOf(state, trigger.id);
  if (work?.phase !== 'assessing') return stay(state); // told twice
  const measured = { ...work, quality };
  if (work.aim.kind !== 'identity-frame' || work.binding.kind === 'unexplained')
    return sealing({ state, effects: [] }, measured, photo);
  const codes = state.list.appointments.filter(({ registeredByHand }) => !registeredByHand).map(({ code }) => code);
  const read = changeVisit(state, work.visit, (visit) => readFrame(visit, event.code, codes));
  // Somebody else's letter is not filed with this patient, whoever put it there.
  const theirs = openVisitOf(read)?.frameProblem === 'other-patient';
  return sealing(
    { state: read, effects: [] },
    theirs ? { ...measured, binding: { kind: 'unexplained' } } : measured,
    photo,
  );
}

function sealing({ state, effects }: Step, work: Work, photo: Photo): Step {
  const capture = captureOf(state, work, photo);
  const next = { ...state, work: { ...work, phase: 'sealing' as const } };
  return { state: next, effects: [...effects, { kind: 'seal', capture, photo }] };
}

export function sealed(state: State, event: Happened<'sealed'>): Step {
  const work = workOf(state, event.id);
  if (work?.phase !== 'sealing' || work.sha256 === undefined) return stay(state);
  const done = { ...state, work: undefined };
  const unexplained = work.binding.kind === 'unexplained';
  const what = unexplained ? 'unexplained-picture' : 'picture';
  const told = deed(what, event.now, state.stage, { ...(!unexplained && { visit: work.visit }), picture: event.id });
  const joined = unexplained ? done : joining(done, work.visit, pictureOf(work, work.sha256, event.atMs));
  const { stage } = joined;
  const shown = stage.kind !== 'locked' && stage.kind !== 'clinic' && stage.visit.id === work.visit;
  if (!shown) return { state: joined, effects: [told] };
  const saved = light({ kind: 'signal', what: 'saved' });
  if (stage.kind === 'taking') {
    const { staff, visit, aim } = stage;
    const reviewing = { kind: 'reviewing' as const, staff, visit, aim, picture: event.id, keepsAtMs: undefined };
    return go(joined, reviewing, saved, told);
  }
  if (stage.kind === 'identify' && stage.step === 'frame' && stage.visit.frame !== 'not-taken')
    return go(joined, onFrom(stage), lightOff, saved, told);
  return { state: joined, effects: [saved, told] };
}

/** The picture joins its visit, wherever that is by now. One that was given up meanwhile has named it in its correction. */
export function joining(state: State, visit: Work['visit'], picture: Picture): State {
  const next = changeVisit(state, visit, (open) => withPicture(open, picture));
  const back: Picture = { ...picture, state: 'taken-back' };
  const ended = next.ended.map((one) => (one.id === visit ? { ...one, pictures: [...one.pictures, back] } : one));
  return next.ended.some(({ id }) => id === visit) ? { ...next, ended } : next;
}

function pictureOf({ trigger, aim, quality }: Work, sha256: Sha256, savedAtMs: number): Picture {
  return {
    id: trigger.id,
    shows: showsOf(aim),
    sha256,
    state: 'saved',
    verdict: aim.kind === 'lesion' ? 'unreviewed' : 'kept', // a letter and a page are looked at on paper
    quality,
    filedAs: undefined,
    pressToSavedMs: savedAtMs - trigger.atMs,
  };
}

export function exposureFailed(state: State, { trigger, fault }: Happened<'exposure-failed'>): Step {
  const work = workOf(state, trigger.id);
  return work?.phase === 'exposing' ? notTaken(state, { kind: 'camera', fault }) : stay(state);
}

export function sealFailed(state: State, { id }: Happened<'seal-failed'>): Step {
  const work = workOf(state, id);
  if (work?.phase !== 'sealing') return stay(state);
  const { aim, visit } = work;
  const next = aim.kind === 'identity-frame' ? changeVisit(state, visit, withoutFrame) : state;
  return notTaken(next, { kind: 'not-kept' });
}

/** There is no picture. What was chosen stays chosen, so that the next press takes it. */
function notTaken(state: State, notice: Notice): Step {
  const { stage } = state;
  const next = noticed({ ...state, work: undefined }, notice);
  const failed = light({ kind: 'signal', what: 'failed' });
  if (stage.kind !== 'taking')
    return { state: next, effects: [light(restingScene(next)), ...(stage.kind === 'locked' ? [] : [failed])] };
  const { staff, visit, aim } = stage;
  const aiming = light({ kind: 'aim', polarised: polarisedFor(aim) });
  return { state: { ...next, stage: { kind: 'armed', staff, visit, aim } }, effects: [aiming, failed] };
}

/** A picture that nobody asked for: the camera's own button, or one that came after its exposure was given up. */
export function unexplained(state: State, { noticed: by, photo, now }: Happened<'unexplained'>): Step {
  return setAside(state, by, photo, now);
}

function setAside(state: State, trigger: Trigger, photo: Photo, now: Now): Step {
  const capture = captureOf(
    state,
    { trigger, binding: { kind: 'unexplained' }, aim: undefined, quality: undefined },
    photo,
  );
  return {
    state: noticed(state, { kind: 'set-aside' }),
    effects: [{ kind: 'seal', capture, photo }, deed('unexplained-picture', now, state.stage, { picture: trigger.id })],
  };
}

/** The hospital has a picture. */
export function received(state: State, { id, outcome, filedAs }: Happened<'receipt'>): Step {
  const mark = (pictures: readonly Picture[]) =>
    pictures.map((picture): Picture => {
      if (picture.id !== id) return picture;
      const arrived = outcome === 'filed' ? ('at-hospital' as const) : ('quarantined' as const);
      return { ...picture, state: picture.state === 'taken-back' ? 'taken-back' : arrived, filedAs };
    });
  const has = ({ pictures }: { readonly pictures: readonly Picture[] }) =>
    pictures.some((picture) => picture.id === id);
  const open = openVisitOf(state);
  if (open !== undefined && has(open))
    return stay(changeVisit(state, open.id, (visit) => ({ ...visit, pictures: mark(visit.pictures) })));
  if (!state.ended.some(has)) return stay(state); // a paper, or of another day
  return stay({
    ...state,
    ended: state.ended.map((one) => (has(one) ? { ...one, pictures: mark(one.pictures) } : one)),
  });
}

function workOf({ work }: State, id: ParcelId): Work | undefined {
  return work?.trigger.id === id ? work : undefined;
}

type Taken = Pick<Work, 'trigger' | 'binding' | 'quality'> & { readonly aim: Work['aim'] | undefined };

function captureOf({ station }: State, { trigger, binding, aim, quality }: Taken, photo: Photo): Capture {
  return {
    kind: 'capture',
    version: 1,
    parcel: trigger.id,
    station,
    takenAt: trigger.at,
    binding,
    picture: {
      sha256: photo.sha256 as Sha256, // the camera's process took it over these very bytes
      bytes: photo.bytes.length,
      widthPx: photo.widthPx,
      heightPx: photo.heightPx,
    },
    camera: photo.camera,
    polarised: aim !== undefined && polarisedFor(aim),
    ...(quality !== undefined && { quality }),
  };
}

/** What the ring shows while nothing is exposed: the next press's light where one is awaited, otherwise none. */
function restingScene({ stage }: State): LightScene {
  const letter = stage.kind === 'identify' && stage.step === 'frame';
  const page = stage.kind === 'questionnaire' && stage.paper;
  if (letter || page) return { kind: 'aim', polarised: false };
  return stage.kind === 'armed' ? { kind: 'aim', polarised: polarisedFor(stage.aim) } : { kind: 'off' };
}
