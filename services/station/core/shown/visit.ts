/** The open visit as the photographer sees it: until the patient is confirmed, name and number and nothing else. */
import type { ConsentView, LesionView, PictureView, QuestionnaireView, VisitView } from '../../api/view.ts';
import { isTyped } from '../book/lesions.ts';
import { missing, shotOf } from '../book/pictures.ts';
import type { AtWork } from '../course.ts';
import { knownExclusions } from '../rooms/consent.ts';
import { paperPages } from '../rooms/questionnaire.ts';
import type { DayList, OpenVisit, Picture, State } from '../visit.ts';
import { answersAsRead } from './answers.ts';

export function visitView(state: State, stage: AtWork): VisitView {
  const { visit } = stage;
  const { appointment } = visit;
  const { familyName, givenName, nhsNumber } = appointment.patient;
  const confirmed = stage.kind !== 'identify' || stage.step === 'frame';
  const named = {
    id: visit.id,
    appointment: appointment.id,
    time: appointment.time,
    named: { familyName, givenName, nhsNumber },
    language: appointment.language,
    urgency: appointment.urgency,
    registeredByHand: appointment.registeredByHand,
  };
  if (!confirmed) return { ...named, ...untold };
  return {
    ...named,
    patient: appointment.patient,
    lesions: appointment.lesions.map((lesion) => lesionView(lesion, visit, state.list)),
    pictures: visit.pictures.map(pictureView),
    questionnaire: questionnaireView(state, stage),
    consent: consentView(visit),
    wishes: visit.wishes,
    note: visit.note,
    missing: missing(visit),
  };
}

/** Before the patient is confirmed: nothing that was asked, answered, agreed to or taken. */
const untold: Omit<VisitView, 'id' | 'appointment' | 'time' | 'named' | 'language' | 'urgency' | 'registeredByHand'> = {
  lesions: [],
  pictures: [],
  questionnaire: { how: 'not-asked', state: 'none', answers: [], languages: [], paperPages: 0, paperArmed: false },
  consent: { known: [] },
  wishes: [],
  note: '',
  missing: [],
};

function lesionView(lesion: OpenVisit['appointment']['lesions'][number], visit: OpenVisit, list: DayList): LesionView {
  const { id, site, side, code } = lesion;
  const cannot = visit.cannot.find((entry) => entry.lesion === id)?.why;
  const listed = list.appointments.find((one) => one.id === visit.appointment.id)?.lesions.find((one) => one.id === id);
  return {
    id,
    site,
    ...(side !== undefined && { side }),
    ...(code !== undefined && { code: code.code }),
    ...(isTyped(visit.appointment, lesion) && { typed: true }),
    ...(cannot !== undefined && { cannot }),
    earlier: (listed?.earlier ?? []).map(({ view, polarised, takenAt }) => ({
      shot: shotOf(view, polarised),
      takenAt,
    })),
  };
}

function pictureView({ id, shows, sha256, state, verdict, quality, filedAs, pressToSavedMs }: Picture): PictureView {
  const advice = quality?.advice ?? [];
  return { id, shows, sha256, state, verdict, advice, ...(filedAs !== undefined && { filedAs }), pressToSavedMs };
}

function questionnaireView({ list, work }: State, stage: AtWork): QuestionnaireView {
  const { questionnaire, appointment, ...visit } = stage.visit;
  const pages = paperPages(stage.visit);
  const answered = questionnaire.how === 'at-station' || questionnaire.how === 'paper';
  const paper = stage.kind === 'questionnaire' && stage.paper;
  return {
    how: questionnaire.how,
    state: answered ? 'completed' : appointment.questionnaire,
    answers:
      questionnaire.how === 'at-station' ? answersAsRead(list.sheets, questionnaire.answers) : appointment.answers,
    languages: list.sheets.map(({ language, name }) => ({ code: language, name })),
    paperPages: pages,
    paperArmed: paper && work?.visit !== visit.id,
  };
}

function consentView(visit: OpenVisit): ConsentView {
  const last = visit.consent.at(-1);
  return {
    ...(last !== undefined && { given: last.given, how: last.how.kind }),
    ...(visit.exclusions !== undefined && { exclusions: visit.exclusions }),
    known: knownExclusions(visit),
    ...(visit.exclusionsWhy !== undefined && { exclusionsWhy: visit.exclusionsWhy }),
  };
}
