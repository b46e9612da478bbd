/** Looking for a patient by name: what was typed, how many of today fit, the keyboard. A marked fallback for the code. */
import { html, type TemplateResult } from 'lit';
import type { AppointmentView } from '../../../services/station/api/view.ts';
import { counted, nameWritten } from '../../parts/written.ts';

export interface SearchActions {
  readonly typed: (text: string) => void;
  readonly show: () => void;
  readonly back: () => void;
}

const charactersMax = 40;

export function searchScreen(
  text: string,
  fitting: readonly AppointmentView[],
  { typed, show, back }: SearchActions,
): TemplateResult {
  const [only] = fitting.length === 1 ? fitting : [];
  const words = only ? nameWritten(only) : counted(fitting.length, 'patient', 'patients');
  return html`<section class="search">
    <div class="line">
      <h1 class="unseen" tabindex="-1">Search by name</h1>
      <div class="field"><div class="typed here" role="status" aria-label="Name">${text}</div></div>
      <button @click=${back}>Cancel</button>
      <button class="call" aria-disabled=${text.trim() === ''} @click=${() => text.trim() !== '' && show()}>
        Show ${text.trim() === '' ? '' : words}
      </button>
    </div>
    <key-board
      label="Name"
      words="names"
      .value=${text}
      .charactersMax=${charactersMax}
      @typed=${(event: CustomEvent<string>) => typed(event.detail)}
    ></key-board>
  </section>`;
}
