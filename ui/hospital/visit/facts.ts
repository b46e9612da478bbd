/** What happened in a visit beside its pictures: what a consultant has to know first, then how it went. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ConsentPurpose, VisitLine } from '../../../services/hospital/web/api/visits.ts';
import { counted } from '../../parts/written.ts';
import { siteWords } from '../parts/tags.ts';
import { momentWritten } from '../when.ts';
import { signature } from './signature.ts';
import {
  cannotWords,
  exclusionWords,
  frameWords,
  howAnsweredWords,
  openedWords,
  outcomeWords,
  purposeWords,
} from './words.ts';

/** `22 Nov 2026, 09:31, histon-1: completed` */
export function visitTitle({ openedAt, station, outcome }: VisitLine): string {
  return `${momentWritten(openedAt)}, ${station}: ${outcomeWords[outcome].toLocaleLowerCase('en-GB')}`;
}

export function visitFacts(visit: VisitLine): TemplateResult {
  return html`${forConsultant(visit)}
    <dl class="pairs">
      ${pair('Photographers', visit.staff.join(', ') || 'nobody named')} ${identity(visit)} ${questionnaire(visit)}
      ${exclusions(visit)} ${consent(visit)}
      ${visit.retaken > 0 ? pair('Retaken', counted(visit.retaken, 'picture was taken again', 'pictures were taken again')) : nothing}
      ${pair('Until', momentWritten(visit.endedAt))}
    </dl>`;
}

function pair(name: string, value: unknown): TemplateResult {
  return html`<dt>${name}</dt><dd>${value}</dd>`;
}

function forConsultant({ note, wishes, cannot, why }: VisitLine): TemplateResult | typeof nothing {
  if (!note && wishes.length === 0 && cannot.length === 0 && !why) return nothing;
  return html`<div class="box told">
    ${note ? html`<p><b>Note to the consultant:</b> <span class="letter">${note}</span></p>` : nothing}
    ${why ? html`<p><b>Why it ended like this:</b> ${why}</p>` : nothing}
    ${
      cannot.length > 0
        ? html`<p><b>Could not be photographed:</b></p>
          <ul>${cannot.map(({ lesion, why: reason }) => html`<li>${siteWords(lesion)}: ${cannotWords(reason)}</li>`)}</ul>`
        : nothing
    }
    ${
      wishes.length > 0
        ? html`<p><b>The patient also asks about:</b></p>
          <ul>${wishes.map((wish) => html`<li>${wish}</li>`)}</ul>`
        : nothing
    }
  </div>`;
}

function identity({ identity: { opened, confirmed, lookAlikes, frame }, registeredByHand }: VisitLine): TemplateResult {
  const asked = (once: (typeof confirmed)[number]): string => {
    const parts = [once.name && 'name', once.birthday && 'birthday', once.address && 'address'].filter((part) => part);
    return `${momentWritten(once.at)}, ${once.by}: ${parts.length > 0 ? `${parts.join(', ')} agreed` : 'nothing agreed'}`;
  };
  return pair(
    'Identity',
    html`<span class="stack">
      <span>Visit ${registeredByHand ? openedWords['by-hand'] : openedWords[opened]}.</span>
      ${confirmed.length === 0 ? html`<b><span aria-hidden="true">▲ </span>Identity was not confirmed.</b>` : confirmed.map((once) => html`<span>${asked(once)}</span>`)}
      <span>${frameWords[frame]}.</span>
      ${lookAlikes > 0 ? html`<span>${counted(lookAlikes, 'other patient', 'other patients')} of that day could have been taken for this one; that was settled.</span>` : nothing}
    </span>`,
  );
}

function questionnaire({ questionnaire: { how, language } }: VisitLine): TemplateResult {
  return pair('Questionnaire', `${howAnsweredWords[how]}${language ? `, language ${languageName(language)}` : ''}`);
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en-GB'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code; // no tag of a language (BCP 47): as the station wrote it
  }
}

function exclusions({ exclusions: { found, why } }: VisitLine): TemplateResult {
  if (found.length === 0) return pair('Exclusions', 'none found');
  return pair(
    'Exclusions',
    html`<span class="stack">
      ${found.map((one) => html`<b><span aria-hidden="true">▲ </span>${exclusionWords(one)}</b>`)}
      ${why ? html`<span>Photographed all the same: ${why}</span>` : nothing}
    </span>`,
  );
}

/** The last one holds; those before it are told in a line each. */
function consent({ consent: given }: VisitLine): TemplateResult {
  const last = given.at(-1);
  if (!last) return pair('Consent', html`<b><span aria-hidden="true">▲ </span>none was given</b>`);
  const purposes = Object.keys(purposeWords) as ConsentPurpose[];
  return pair(
    'Consent',
    html`<span class="stack">
      ${purposes.map(
        (purpose) =>
          html`<span><b>${last.given[purpose] ? '✓ yes' : '✗ no'}</b>: ${purposeWords[purpose].toLocaleLowerCase('en-GB')}</span>`,
      )}
      <span>${last.strokes ? 'Signed' : 'By word of mouth'}, ${momentWritten(last.at)}, asked by ${last.by}.</span>
      ${last.strokes ? signature(last.strokes, `The patient’s signature, ${momentWritten(last.at)}`) : nothing}
      ${given.slice(0, -1).map(
        (before) =>
          html`<span class="quiet">Before, ${momentWritten(before.at)}: ${
            purposes
              .filter((purpose) => before.given[purpose])
              .map((purpose) => purposeWords[purpose].toLocaleLowerCase('en-GB'))
              .join(', ') || 'nothing'
          }</span>`,
      )}
    </span>`,
  );
}
