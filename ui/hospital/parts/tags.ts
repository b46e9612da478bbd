/** Small things that stand on many pages: who, how urgent, how long there is left. Never by colour alone. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { BodySite, LesionLine } from '../../../services/hospital/web/api/referrals.ts';
import type { Clock, PatientLine, ReferralState, Side, Urgency } from '../../../services/hospital/web/api/shared.ts';
import { counted, dateWritten, nameWritten, nhsNumberWritten } from '../../parts/written.ts';
import { dayWritten } from '../when.ts';
import { referralStateWords, sideWords, urgencyWords } from '../words.ts';

/** The faster diagnosis standard (NHS England): 28 days from referral to diagnosis. */
const clockDays = 28;
/** Below these the clock asks for attention. */
const daysLeftLow = 7;

export function urgencyTag(urgency: Urgency): TemplateResult {
  const { sign, words } = urgencyWords[urgency];
  return html`<span class="tag urgency ${urgency}"
    >${sign ? html`<span class="sign" aria-hidden="true">${sign}</span>` : nothing}${words}</span
  >`;
}

export function stateTag(state: ReferralState): TemplateResult {
  return html`<span class="tag state ${state}">${referralStateWords[state]}</span>`;
}

/** How the clock stands, in words. */
export function clockWords(clock: Clock): string {
  if (clock.stoppedOn !== undefined) return `Stopped on ${dayWritten(clock.stoppedOn)}`;
  if (clock.daysLeft < 0) return `${counted(-clock.daysLeft, 'day', 'days')} over`;
  if (clock.daysLeft === 0) return 'Due today';
  return `${counted(clock.daysLeft, 'day', 'days')} left`;
}

/** The 28-day clock: words, the day it ends, and a bar that fills. */
export function clockTag(clock: Clock): TemplateResult {
  const running = clock.stoppedOn === undefined;
  const over = running && clock.daysLeft < 0;
  const low = running && !over && clock.daysLeft <= daysLeftLow;
  const used = Math.max(0, Math.min(clockDays, clockDays - clock.daysLeft));
  const look = !running ? 'stopped' : over ? 'over' : low ? 'low' : 'well';
  return html`<span class="clock ${look}">
    <span class="words"
      >${over ? html`<span class="sign" aria-hidden="true">▲▲</span>` : low ? html`<span class="sign" aria-hidden="true">▲</span>` : nothing}${clockWords(clock)}</span
    >
    ${
      running
        ? html`<svg class="bar" viewBox="0 0 112 8" aria-hidden="true" preserveAspectRatio="none">
          <rect class="all" x="0.5" y="0.5" width="111" height="7" rx="2" />
          ${svg`<rect class="used" x="0.5" y="0.5" width=${String((111 * used) / clockDays)} height="7" rx="2" />`}
        </svg>`
        : nothing
    }
    <span class="due">due ${dayWritten(clock.dueOn)}</span>
  </span>`;
}

/** `SMITH, Jane` with the date of birth and the numbers below: who it is, wherever a patient is named. */
export function patientCell(patient: PatientLine, link?: string): TemplateResult {
  const name = nameWritten(patient);
  return html`<span class="patient">
    <b>${link ? html`<a href=${link}>${name}</a>` : name}</b>
    <span>born ${dateWritten(patient.dateOfBirth)}</span>
    <span>${numbersOf(patient)}</span>
  </span>`;
}

function numbersOf({ nhsNumber, hospitalNumber }: PatientLine): string {
  return nhsNumber ? `NHS ${nhsNumberWritten(nhsNumber)}` : `no NHS number, ${hospitalNumber}`;
}

/** The patient in one sentence: what a person confirms. */
export function patientWords(patient: PatientLine): string {
  return `${nameWritten(patient)}, born ${dateWritten(patient.dateOfBirth)}, ${numbersOf(patient)}`;
}

/** Of words that stand in no table of sites. */
export const typedWords = 'typed at the station';

/** A lesion as it is said: `left shin`, `scalp, midline`. Of a place that was typed, the side as it was chosen as well. */
export function siteWords({
  site,
  side,
  typed,
}: {
  readonly site: string;
  readonly side?: Side;
  readonly typed?: true;
}): string {
  if (typed) return `${site}${side === undefined ? '' : `, ${sideWords[side]}`} (${typedWords})`;
  if (side === undefined) return site;
  return site.toLocaleLowerCase('en-GB').includes(side) ? site : `${site}, ${sideWords[side]}`;
}

export function lesionWords(lesion: Pick<LesionLine, 'ordinal' | 'site' | 'side'>): string {
  return `Lesion ${lesion.ordinal}: ${siteWords(lesion)}`;
}

export function codedWords(coded: BodySite): string {
  return `${coded.meaning} (${coded.scheme} ${coded.code})`;
}
