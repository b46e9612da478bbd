/**
 * One appointment of the day, as wide as the list.
 *
 *   ┌───────┬──────────────────────────────────────────────┐ ┌──────────┐
 *   │ 09:20 │ OKONKWO-BRIGHT, Margaret   [Suspected cancer] │ │ Did not  │
 *   │       │ 1958 · NHS 999 000 0018 · 2 lesions           │ │ attend   │
 *   └───────┴──────────────────────────────────────────────┘ └──────────┘
 *
 * Day and month of birth are not in it: they are asked blind.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { AppointmentView } from '../../../services/station/api/view.ts';
import { counted, nameWritten, nhsNumberWritten } from '../../parts/written.ts';
import { questionnaireWords, urgencyWords, visitWords } from './words.ts';

/** A name that needs a second line, and one that needs a third. */
const secondLineLength = 31;
const thirdLineLength = 50;

/** Rows grow for a name that needs more lines, with its tags beside it: a name is never cut short. */
export function needsTallRow(one: AppointmentView): boolean {
  const { length } = nameWritten(one);
  const tagged = urgencyWords[one.urgency] !== undefined || one.lookAlike || one.registeredByHand;
  return length > thirdLineLength || (tagged && length > secondLineLength);
}

export interface RowActions {
  readonly openVisit: (appointment: AppointmentView) => void;
  readonly didNotAttend: (appointment: AppointmentView) => void;
  readonly wrongPatient: (appointment: AppointmentView) => void;
}

export function appointmentRow(one: AppointmentView, actions: RowActions): TemplateResult {
  switch (one.state) {
    case 'waiting':
      return html`<li>
        ${openButton(one, actions)}
        <button
          class="side-action"
          data-target="secondary"
          aria-label=${`Did not attend: ${nameWritten(one)}`}
          @click=${() => actions.didNotAttend(one)}
        >
          Did not attend
        </button>
      </li>`;
    case 'open':
    case 'did-not-attend':
      return html`<li>${openButton(one, actions)}</li>`;
    case 'seen':
      return html`<li>
        <div class="row">${facts(one)}</div>
        ${
          one.visit && one.visit.pictures > 0 && !one.visit.takenBack
            ? html`<button
              class="side-action"
              data-target="secondary"
              aria-label=${`Wrong patient: ${nameWritten(one)}`}
              @click=${() => actions.wrongPatient(one)}
            >
              Wrong patient
            </button>`
            : nothing
        }
      </li>`;
  }
}

function openButton(one: AppointmentView, actions: RowActions): TemplateResult {
  return html`<button class="row" data-target="primary" @click=${() => actions.openVisit(one)}>${facts(one)}</button>`;
}

function facts(one: AppointmentView): TemplateResult {
  const urgency = urgencyWords[one.urgency];
  return html`<span class="time">${one.time}</span>
    <span class="who">
      <b>${nameWritten(one)}</b>
      ${urgency ? html`<span class="tag ${one.urgency === 'suspected-cancer' ? 'care' : ''}">${urgency}</span>` : nothing}
      ${one.lookAlike ? html`<span class="tag care">! Alike</span>` : nothing}
      ${one.registeredByHand ? html`<span class="tag">By hand</span>` : nothing}
    </span>
    <span class="facts">
      <span>Born ${one.birthYear}</span>
      <span>NHS ${nhsNumberWritten(one.nhsNumber)}</span>
      ${one.state === 'seen' ? nothing : html`<span>${counted(one.lesions, 'lesion', 'lesions')}</span><span>${questionnaireWords[one.questionnaire]}</span>`}
    </span>
    ${ended(one)}`;
}

function ended(one: AppointmentView): TemplateResult | typeof nothing {
  if (one.state === 'did-not-attend')
    return html`<span class="ended"><span class="sign" aria-hidden="true">–</span> Did not attend. Tap if they have come after all.</span>`;
  if (one.state !== 'seen') return nothing;
  const told = visitWords(one.visit);
  return html`<span class="ended ${told.tone}"><span class="sign" aria-hidden="true">${told.sign}</span> ${told.words}</span>`;
}
