/**
 * What the patient says of their skin: answered before, here on the station's screen, on paper, or not at all. While the
 * patient has the screen nothing of anybody is on it, and only staff takes it back.
 */

import { about, deed } from '../book/deeds.ts';
import { go, type Happened, isWorking, light, lightOff, outOfPlace, refuse, stay } from '../course.ts';
import { setupFor } from '../exposure.ts';
import type { Step } from '../happening.ts';
import type { Aim, In, OpenVisit, State } from '../visit.ts';

export const paperAim: Aim = { kind: 'paper-questionnaire' };

/** The patient gets the screen. */
export function handOver(state: State, event: Happened<'hand-over'>): Step {
  const { stage } = state;
  if (stage.kind !== 'questionnaire') return refuse(state, outOfPlace(state));
  if (isWorking(state, stage.visit)) return refuse(state, 'still-working');
  if (!state.list.sheets.some(({ language }) => language === event.language)) return refuse(state, 'not-now');
  const { staff, visit } = stage;
  return go(
    { ...state, refusedSignIn: undefined },
    { kind: 'patient', staff, visit, language: event.language, answered: false },
    lightOff,
    deed('hand-to-patient', event.now, stage, about(visit)),
  );
}

/** The screen is the photographer's again. */
export function taken({ staff, visit }: In<'patient'>): In<'questionnaire'> {
  return { kind: 'questionnaire', staff, visit, paper: false };
}

export function chooseLanguage(state: State, event: Happened<'patient-language'>): Step {
  const { stage } = state;
  const known = state.list.sheets.some(({ language }) => language === event.language);
  return stage.kind === 'patient' && known ? go(state, { ...stage, language: event.language }) : stay(state);
}

/** The answers are with the station. They come once: the page has forgotten them. */
export function answer(state: State, event: Happened<'patient-answers'>): Step {
  const { stage } = state;
  if (stage.kind !== 'patient' || stage.answered) return stay(state);
  const { language, answers } = event;
  const questionnaire = { how: 'at-station' as const, language, answers };
  return go(state, { ...stage, language, answered: true, visit: { ...stage.visit, questionnaire } });
}

/** The pedal photographs pages of the paper copy, or no longer. */
export function photographPaper(state: State, event: Happened<'photograph-paper'>): Step {
  const { stage } = state;
  if (stage.kind !== 'questionnaire') return refuse(state, outOfPlace(state));
  if (isWorking(state, stage.visit)) return refuse(state, 'still-working');
  if (!event.on) return go(state, { ...stage, paper: false }, lightOff);
  const aiming = light({ kind: 'aim', polarised: false });
  return go(state, { ...stage, paper: true }, aiming, { kind: 'prepare', setup: setupFor(paperAim) });
}

/** On to consent. What was asked and how follows from what is there. */
export function questionnaireDone(state: State, event: Happened<'questionnaire-done'>): Step {
  const { stage } = state;
  if (stage.kind !== 'questionnaire') return refuse(state, outOfPlace(state));
  if (isWorking(state, stage.visit)) return refuse(state, 'still-working');
  const { staff, visit } = stage;
  const off = stage.paper ? [lightOff] : [];
  const questionnaire = event.declined ? { how: 'declined' as const } : answeredHow(visit);
  return go(state, { kind: 'consent', staff, visit: { ...visit, questionnaire } }, ...off);
}

function answeredHow(visit: OpenVisit): OpenVisit['questionnaire'] {
  const { questionnaire, appointment } = visit;
  if (questionnaire.how === 'at-station') return questionnaire;
  if (paperPages(visit) > 0) return { how: 'paper' };
  return { how: appointment.questionnaire === 'completed' ? 'before' : 'not-asked' };
}

/** Pages of the paper copy that were photographed. */
export function paperPages({ pictures }: OpenVisit): number {
  return pictures.filter(({ shows, state }) => shows.kind === 'paper-questionnaire' && state !== 'taken-back').length;
}
