/**
 * What the patient goes through, place by place: which screen it is, and which ways lead out of it. It decides nothing
 * about the answers: what a tap means is told to the page.
 *
 *   introduction ─► question (─► keyboard) ─► … ─► review ─► sent
 *        └── languages ──┴──────────────────────────┘   over any of them
 */
import { html, type TemplateResult } from 'lit';
import type { Question, StationSheet } from '../../../services/wire/questionnaire.ts';
import type { Paging } from '../../parts/paging.ts';
import { type Day, noDay, partsOf } from '../../parts/questionnaire/days.ts';
import type { Draft } from '../../parts/questionnaire/draft.ts';
import { backFrom, type Place, progressOf } from '../flow.ts';
import { type Around, framed } from './frame.ts';
import { questionScreen } from './question.ts';
import { reviewHeading, reviewScreen } from './review.ts';
import { introduction, type LanguageChoice, languageButtons, languagesAtOnceMax, languagesScreen } from './texts.ts';
import { writingScreen } from './writing.ts';

/** What lies over the questionnaire, by a tap. */
export type Layer = 'none' | 'languages' | 'writing' | 'staff';

/** A date as far as it was typed, and the part that the number pad fills. */
export interface Typing {
  readonly day: Day;
  readonly part: keyof Day;
}

/** What was typed of a date when its question comes. */
export function typingAt(place: Place, questions: readonly Question[], draft: Draft): Typing {
  const asked = place.kind === 'question' && questions.find(({ linkId }) => linkId === place.linkId);
  const date = asked && asked.type === 'date' ? draft[asked.linkId] : undefined;
  return { day: typeof date === 'string' ? partsOf(date) : noDay, part: 'day' };
}

export interface Sheet {
  readonly sheet: StationSheet;
  readonly choice: LanguageChoice;
  readonly place: Place;
  readonly draft: Draft;
  readonly typing: Typing;
  /** What stands in the way of going on. */
  readonly problem: string | undefined;
  readonly layer: Layer;
  readonly sending: boolean;
  readonly pages: Paging;
  /** The frame with these ways out of it. */
  readonly around: (ways: Partial<Around>) => Around;
  readonly go: (place: Place) => void;
  /** On from here; the question that is answered first, if there is one. */
  readonly on: (question: Question | undefined) => void;
  readonly open: (layer: Layer) => void;
  readonly change: (draft: Draft) => void;
  readonly type: (linkId: string, typing: Typing) => void;
  readonly send: () => void;
}

export function sheetScreen(parts: Sheet): TemplateResult {
  const { sheet, choice, place, draft, sending, around, open } = parts;
  const { words, questions } = sheet;
  const languages = () => open('languages');
  if (parts.layer === 'languages') return framed(languagesScreen(sheet, choice), around({ back: () => open('none') }));
  switch (place.kind) {
    case 'introduction': {
      const on = { word: words.start ?? '', act: () => parts.on(undefined), waits: false };
      const few = choice.languages.length <= languagesAtOnceMax;
      const ways = few ? { first: languageButtons(choice) } : { languages };
      return framed(introduction(sheet), around({ ...ways, on }));
    }
    case 'question':
      return questionPlace(parts, place.linkId, languages);
    case 'review': {
      const word = (sending ? words.sending : words.send) ?? '';
      const on = { word, act: parts.send, waits: sending };
      const change = ({ linkId }: Question) => parts.go({ kind: 'question', linkId, reviewing: true });
      const back = () => parts.go(backFrom(place, questions, draft));
      return framed(
        reviewScreen(sheet, { draft, pages: parts.pages, change }),
        around({ first: reviewHeading(words), back, languages, on }),
      );
    }
    default:
      return place satisfies never;
  }
}

function questionPlace(parts: Sheet, linkId: string, languages: () => void): TemplateResult {
  const { sheet, place, draft, problem, typing, change, open } = parts;
  const { words, questions, language } = sheet;
  const question = questions.find((one) => one.linkId === linkId);
  if (question === undefined) return html``; // another questionnaire has come: it begins anew with the next frame
  const answer = draft[linkId];
  if (parts.layer === 'writing') {
    return writingScreen(question, {
      ...{ words, language },
      text: typeof answer === 'string' ? answer : '',
      change: (text) => change({ ...draft, [linkId]: text }),
      done: () => open('none'),
    });
  }
  const type = (day: Day, part: keyof Day) => parts.type(linkId, { day, part });
  const asking = { draft, problem, words, change, typing, type, write: () => open('writing') };
  return framed(
    questionScreen(question, asking),
    parts.around({
      progress: { ...progressOf(linkId, questions, draft), step: question.step },
      back: () => parts.go(backFrom(place, questions, draft)),
      languages,
      on: { word: words.next ?? '', act: () => parts.on(question), waits: false },
    }),
  );
}
