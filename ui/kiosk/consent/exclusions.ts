/**
 * The questions before the first picture: what the station has looked up is told, the rest is asked. When something was
 * found: what it means, and either the visit ends or somebody writes why it goes on.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConsentView } from '../../../services/station/api/view.ts';
import type { Exclusion } from '../../../services/wire/visit-record.ts';
import { choice } from '../../parts/choice.ts';
import { exclusionQuestions, exclusionWords, lookedUp } from './words.ts';

/** What was answered so far, by exclusion: true when it was found. */
export type ExclusionAnswers = Readonly<Partial<Record<Exclusion, boolean>>>;

/** Everything that was found, whoever found it, in the order of the questions. */
export function foundBy(known: ConsentView['known'], answers: ExclusionAnswers): readonly Exclusion[] {
  const order = [...lookedUp, ...exclusionQuestions].map(({ exclusion }) => exclusion);
  return order.filter((exclusion) => known.includes(exclusion) || answers[exclusion] === true);
}

/** Whether every question that needs somebody in the room has its answer. */
export function allAnswered(known: ConsentView['known'], answers: ExclusionAnswers): boolean {
  return exclusionQuestions.every(({ exclusion }) => known.includes(exclusion) || answers[exclusion] !== undefined);
}

export interface ExclusionParts {
  readonly known: ConsentView['known'];
  readonly answers: ExclusionAnswers;
  readonly answer: (exclusion: Exclusion, found: boolean) => void;
  readonly next: () => void;
}

export function exclusionsStep({ known, answers, answer, next }: ExclusionParts): TemplateResult {
  const ready = allAnswered(known, answers);
  return html`<div class="content">
      <h2 tabindex="-1">Before the pictures</h2>
      <div class="body questions">
        <ul class="looked-up">
          ${lookedUp.map((one) =>
            known.includes(one.exclusion)
              ? html`<li class="careful"><span class="sign" aria-hidden="true">!</span> ${one.found}</li>`
              : html`<li><span class="sign good" aria-hidden="true">✓</span> ${one.not}</li>`,
          )}
        </ul>
        ${exclusionQuestions.map((question) => {
          const { exclusion } = question;
          const answered = answers[exclusion];
          const options = [
            { value: 'clear', label: question.clear },
            { value: 'found', label: question.found },
          ] as const;
          return html`<div class="question">
            <p><b>${question.ask}</b> <span class="quiet">${question.means}</span></p>
            ${
              known.includes(exclusion)
                ? html`<p class="careful already"><span class="sign" aria-hidden="true">!</span> Yes: the letter names such a place</p>`
                : choice(
                    question.ask,
                    options,
                    answered === undefined ? undefined : answered ? 'found' : 'clear',
                    (said) => answer(exclusion, said === 'found'),
                  )
            }
          </div>`;
        })}
      </div>
    </div>
    <div class="actions">
      <button
        class=${ready ? 'call' : ''}
        data-target="shutter"
        aria-disabled=${!ready}
        @click=${() => ready && next()}
      >
        ${ready ? 'Next' : 'Answer both first'}
      </button>
    </div>`;
}

export interface FoundParts {
  readonly found: readonly Exclusion[];
  readonly back: () => void;
  readonly end: () => void;
  readonly write: () => void;
}

export function foundStep({ found, back, end, write }: FoundParts): TemplateResult {
  return html`<div class="content">
      <h2 tabindex="-1">${found.length === 1 ? 'Not for this clinic' : `${found.length} reasons against pictures here`}</h2>
      <div class="body panel stop found">
        <p><b>This clinic does not photograph</b></p>
        <ul>
          ${found.map((exclusion) => html`<li><span class="sign wrong" aria-hidden="true">✕</span> ${exclusionWords[exclusion]}</li>`)}
        </ul>
        <p>End the visit: the hospital is told why, and offers another appointment.</p>
        <p>${found.includes('lacks-capacity') ? html`Only go on when somebody may decide for the patient and is here.` : nothing}</p>
      </div>
    </div>
    <div class="actions many">
      <button data-target="secondary" @click=${back}>Back</button>
      <button data-target="secondary" @click=${write}>Go on, and write why</button>
      <button class="call" data-target="shutter" @click=${end}>End the visit early</button>
    </div>`;
}
