/**
 * Today's clinic: one row for each appointment.
 *
 *   ┌────────────┬──────────────────────────────────────────┐
 *   │ Today's    │ 09:20  SMITH, Jane                       │
 *   │ clinic     │        Born 3 Apr 1958 · 999 000 0018    │
 *   │ ▲ Earlier  ├──────────────────────────────────────────┤
 *   │ ▼ Later    │ 09:40  …                                 │
 *   └────────────┴──────────────────────────────────────────┘
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { AppointmentView, Command, View } from '../../../services/station/api.ts';
import type { Paging } from '../../parts/paging.ts';
import { counted, dateWritten, nameWritten, nhsNumberWritten } from '../../parts/written.ts';
import { troubleIn } from '../trouble.ts';
import { troubleBar } from './trouble-bar.ts';

/** Rows grow for a name that needs more lines: a name is never cut short. */
const longNameLength = 60;

export function clinicScreen(view: View, pages: Paging, ask: (command: Command) => void): TemplateResult {
  const { clinic } = view;
  const long = clinic.some(({ patient }) => nameWritten(patient).length > longNameLength);
  return html`<main class="clinic">
    <div class="side">
      <h1 tabindex="-1">Today’s clinic</h1>
      <p>${clinic.length > 0 ? html`${counted(clinic.length, 'patient', 'patients')} · tap to start` : nothing}</p>
      ${pages.buttons(clinic.length, 'Earlier', 'Later')}
    </div>
    <div class="news">${troubleBar(troubleIn(view))} ${confirmCamera(view, ask)}</div>
    ${
      clinic.length === 0
        ? emptyClinic(view.hospital)
        : html`<ol class="rows ${long ? 'long' : ''}" ${ref(pages.rows)}>
          ${pages.slice(clinic).map((appointment) => appointmentRow(appointment, ask))}
        </ol>`
    }
  </main>`;
}

/** Another body than before: between visits, who exchanged it on purpose says so here. */
function confirmCamera({ camera }: View, ask: (command: Command) => void): TemplateResult | typeof nothing {
  const { serial } = camera.advice;
  if (camera.status !== 'other-camera' || serial === undefined) return nothing;
  return html`<button
    class="confirm-camera"
    data-target="secondary"
    @click=${() => ask({ kind: 'confirm-camera', serial: serial.is })}
  >
    It was exchanged on purpose: use camera ${serial.is} from now on
  </button>`;
}

function appointmentRow(appointment: AppointmentView, ask: (command: Command) => void): TemplateResult {
  const { patient } = appointment;
  return html`<li>
    <button data-target="primary" @click=${() => ask({ kind: 'open-visit', appointment: appointment.id })}>
      <span class="time">${appointment.time}</span>
      <b>${nameWritten(patient)}</b>
      <span class="facts">
        <span>Born ${dateWritten(patient.dateOfBirth)}</span>
        <span>NHS ${nhsNumberWritten(patient.nhsNumber)}</span>
        <span>${counted(appointment.lesions.length, 'lesion', 'lesions')}</span>
      </span>
    </button>
  </li>`;
}

function emptyClinic(hospital: View['hospital']): TemplateResult {
  return html`<div class="empty">
    <h2>No patients in the list</h2>
    ${
      hospital === 'connected'
        ? html`<p>The hospital has sent no appointments for this station today. New ones appear here by themselves.</p>`
        : html`<p>The list comes from the hospital, and this station is not connected to it now.</p>
          <p>Check the network cable or the mobile signal. The list appears here by itself.</p>`
    }
  </div>`;
}
