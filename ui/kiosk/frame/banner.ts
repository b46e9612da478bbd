/**
 * Whose visit it is: on every screen of it, never cut short.
 *
 *   ┌──────────────────────────────────────────────────────────────────────────┐
 *   │ OKONKWO-BRIGHT, Margaret    Born 3 Apr 1958   NHS 999 000 0018   [Wrong] [Lock] │
 *   └──────────────────────────────────────────────────────────────────────────┘
 *
 * Where the live picture fills the screen the same stands over the picture, and the buttons beside it.
 * The date of birth stands here only once the patient has said it: it is asked blind.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { VisitView } from '../../../services/station/api/view.ts';
import { dateWritten, nameWritten, nhsNumberWritten } from '../../parts/written.ts';

/** Longer names are written smaller, and over more lines, rather than shortened. */
const longNameLength = 22;
const veryLongNameLength = 54;

export interface BannerActions {
  readonly lock: () => void;
  readonly wrongPatient: () => void;
}

/** `busy`: the press before is still under way, or a question lies over the screen: nothing is offered but locking. */
export function banner(visit: VisitView, actions: BannerActions, busy: boolean): TemplateResult {
  return html`<header class="banner">
    ${identity(visit, 'NHS number')}
    <div class="banner-actions">${buttons(actions, busy)}</div>
  </header>`;
}

/** For the slots `who` and `acts` of `<capture-screen>`. */
export function bannerOverPicture(visit: VisitView, actions: BannerActions, busy: boolean): TemplateResult {
  return html`<header slot="who" class="who">${identity(visit, 'NHS')}</header>
    <div slot="acts" class="acts">${buttons(actions, busy)}</div>`;
}

function identity(visit: VisitView, nhsNumber: string): TemplateResult {
  const name = nameWritten(visit.named);
  const size = name.length > veryLongNameLength ? 'very-long' : name.length > longNameLength ? 'long' : '';
  return html`<p class="name ${size}">
      ${name}${visit.registeredByHand ? html` <span class="tag">Registered by hand</span>` : nothing}
    </p>
    ${visit.patient ? html`<p class="fact"><span>Born</span> <b>${dateWritten(visit.patient.dateOfBirth)}</b></p>` : nothing}
    <p class="fact"><span>${nhsNumber}</span> <b>${nhsNumberWritten(visit.named.nhsNumber)}</b></p>`;
}

function buttons({ lock, wrongPatient }: BannerActions, busy: boolean): TemplateResult {
  return html`<button ?hidden=${busy} @click=${wrongPatient}>Wrong<br />patient</button>
    <button class="lock" @click=${lock}>Lock</button>`;
}
