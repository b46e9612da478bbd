/**
 * Choosing a clinic and one of its free times. Tells the choice through `chosen({ session, slotAt })`; whoever uses it
 * sends it. Clinics after the clock's last day are marked.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ClinicDay, ClinicLine } from '../../../services/hospital/web/api/clinics.ts';
import type { Clock } from '../../../services/hospital/web/api/shared.ts';
import { counted } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { Loading, Sending } from '../loading.ts';
import { focusIn } from '../parts/focus.ts';
import { dayOf, daysAfter, momentDay, momentWritten, timeWritten } from '../when.ts';

/** Clinics are planned no further ahead than this. */
const aheadDays = 42;

export interface ChosenSlot {
  readonly session: string;
  readonly slotAt: string;
  readonly site: string;
}

export class SlotPicker extends LitElement {
  static override properties = {
    desk: { attribute: false },
    clock: { attribute: false },
    chosen: { attribute: false },
    action: { attribute: false },
    sending: { attribute: false },
    clinic: { state: true },
    time: { state: true },
  };
  declare desk: Desk;
  declare clock: Clock;
  declare chosen: (slot: ChosenSlot) => void;
  /** What the button says: `Book`. */
  declare action: string;
  /** The sender's: its refusal is shown here, beside the times. */
  declare sending: Sending;
  declare clinic: ClinicDay | undefined;
  declare time: string | undefined;

  readonly #clinics = new Loading<readonly ClinicLine[]>(this, (signal) => {
    const today = dayOf(new Date());
    return this.desk.server.read(`/api/clinics?from=${today}&to=${daysAfter(today, aheadDays)}`, { signal });
  });
  readonly #opening = new Sending(this);

  constructor() {
    super();
    this.clinic = undefined;
    this.time = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #open(line: ClinicLine): Promise<void> {
    this.time = undefined;
    const found = await this.#opening.send(() => this.desk.server.read<ClinicDay>(`/api/clinics/${line.id}`));
    if (!found) return;
    this.clinic = found.value;
    void focusIn(this, 'input[type=radio], h4');
  }

  /** The slot was taken meanwhile: what is free is read anew. */
  async freshen(): Promise<void> {
    void this.#clinics.again();
    const { clinic } = this;
    const found = clinic && (await this.desk.server.read<ClinicDay>(`/api/clinics/${clinic.id}`));
    if (found?.kind === 'answered') this.clinic = found.value;
    this.time = undefined;
  }

  override render(): TemplateResult {
    return html`${this.#clinics.shown((clinics) => this.#list(clinics))} ${this.#opening.shown()}
    ${this.clinic ? this.#times(this.clinic) : nothing} ${this.sending.shown()}`;
  }

  #list(clinics: readonly ClinicLine[]): TemplateResult {
    const free = clinics.filter(
      ({ state, slots, taken, endsAt }) => state === 'open' && taken < slots && new Date(endsAt) > new Date(),
    );
    if (free.length === 0)
      return html`<p class="empty">
        No clinic of the next ${aheadDays} days has a free time. <a href="/clinics/new">Plan another clinic</a>
      </p>`;
    const late = ({ startsAt }: ClinicLine) => this.clock.stoppedOn === undefined && dayOf(startsAt) > this.clock.dueOn;
    return html`<h3>Clinics with free times</h3>
      <ul class="plain rows clinics">
        ${free.map(
          (line) =>
            html`<li class=${this.clinic?.id === line.id ? 'open' : ''}>
              <span class="stack"
                ><b>${momentDay(line.startsAt)}, ${timeWritten(line.startsAt)} to ${timeWritten(line.endsAt)}</b>
                <span>${line.site.name}, ${line.slots - line.taken} free</span>
                ${late(line) ? html`<span class="missing"><span aria-hidden="true">▲ </span>after the 28 days</span>` : nothing}</span
              >
              <button class="small" aria-expanded=${this.clinic?.id === line.id} @click=${() => this.#open(line)}>
                Times<span class="unseen"> on ${momentDay(line.startsAt)}, ${line.site.name}</span>
              </button>
            </li>`,
        )}
      </ul>`;
  }

  #times(clinic: ClinicDay): TemplateResult {
    const free = clinic.slots.filter(({ at, booked }) => !booked && new Date(at) > new Date());
    const { time } = this;
    return html`<form
      class="times"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (time) this.chosen({ session: clinic.id, slotAt: time, site: clinic.site.name });
      }}
    >
      <h4 tabindex="-1">${momentDay(clinic.startsAt)}, ${clinic.site.name}: ${counted(free.length, 'free time', 'free times')}</h4>
      <fieldset class="slots">
        <legend class="unseen">Time</legend>
        ${free.map(
          ({ at }) =>
            html`<label class="slot">
              <input type="radio" name="slot" .checked=${at === time} @change=${() => {
                this.time = at;
              }} />
              ${timeWritten(at)}
            </label>`,
        )}
      </fieldset>
      <div class="buttons">
        <button class="call" aria-disabled=${time === undefined || this.sending.busy}>
          ${time ? `${this.action} ${momentWritten(time)}` : 'Choose a time first'}
        </button>
      </div>
    </form>`;
  }
}

customElements.define('slot-picker', SlotPicker);
