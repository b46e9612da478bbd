/**
 * Where the patient is in the questionnaire: one question at a time, only those that apply. Pure.
 *
 *   introduction ─► question ─► question ─► … ─► review ─► (sent)
 *                      ▲  from the review, and back to it when all is answered  │
 *                      └────────────────────────────────────────────────────────┘
 */
import type { Question } from '../../services/wire/questionnaire.ts';
import { askedOf, type Draft, isGiven } from '../parts/questionnaire/draft.ts';

export type Place =
  | { readonly kind: 'introduction' }
  /** `reviewing`: the review was seen, and the way on leads back to it. */
  | { readonly kind: 'question'; readonly linkId: string; readonly reviewing: boolean }
  | { readonly kind: 'review' };

export const beginning: Place = { kind: 'introduction' };

/** What comes after this place, as the draft stands now. */
export function onFrom(place: Place, questions: readonly Question[], draft: Draft): Place {
  const asked = askedOf(questions, draft);
  switch (place.kind) {
    case 'introduction':
      return at(asked[0], false);
    case 'question': {
      // from the review: an answer that was changed may have brought a question with it
      if (place.reviewing) return at(missingOf(asked, draft), true);
      return at(asked[placeOf(asked, place.linkId) + 1], false);
    }
    case 'review':
      return place;
    default:
      return place satisfies never;
  }
}

export function backFrom(place: Place, questions: readonly Question[], draft: Draft): Place {
  const asked = askedOf(questions, draft);
  switch (place.kind) {
    case 'introduction':
      return place;
    case 'question': {
      if (place.reviewing) return { kind: 'review' };
      const before = asked[placeOf(asked, place.linkId) - 1];
      return before === undefined ? beginning : at(before, false);
    }
    case 'review':
      return at(asked.at(-1), false);
    default:
      return place satisfies never;
  }
}

/** A required question without an answer: nothing is sent before it has one. */
export function missingOf(asked: readonly Question[], draft: Draft): Question | undefined {
  return asked.find(({ linkId, required }) => required && !isGiven(draft[linkId]));
}

/** Which of how many, counted from 1. */
export function progressOf(linkId: string, questions: readonly Question[], draft: Draft) {
  const asked = askedOf(questions, draft);
  return { n: placeOf(asked, linkId) + 1, all: asked.length };
}

function at(question: Question | undefined, reviewing: boolean): Place {
  return question === undefined ? { kind: 'review' } : { kind: 'question', linkId: question.linkId, reviewing };
}

function placeOf(asked: readonly Question[], linkId: string): number {
  return asked.findIndex((question) => question.linkId === linkId);
}
