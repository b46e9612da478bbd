/** What can be done with a booked appointment: move it, cancel it, note that the patient did not come. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Clock } from '../../../services/hospital/web/api/shared.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { longField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';
import type { ChosenSlot, SlotPicker } from '../referral/slot-picker.ts';
import '../referral/slot-picker.ts';
import { momentWritten } from '../when.ts';

const reasonLengthMin = 3;

type Doing = 'nothing' | 'move' | 'cancel' | 'did-not-attend';

export class AppointmentDeeds extends LitElement {
  static override properties = {
    desk: { attribute: false },
    appointment: { attribute: false },
    slotAt: { attribute: false },
    who: { attribute: false },
    clock: { attribute: false },
    done: { attribute: false },
    doing: { state: true },
    reason: { state: true },
    wrong: { state: true },
  };
  declare desk: Desk;
  declare appointment: string;
  declare slotAt: string;
  declare who: string;
  declare clock: Clock;
  /** Says it, and resolves once the page shows what has become of the appointment. */
  declare done: (message: string) => Promise<void>;
  declare doing: Doing;
  declare reason: string;
  declare wrong: Record<string, string>;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.doing = 'nothing';
    this.reason = '';
    this.wrong = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #open(doing: Doing): void {
    const before = this.doing;
    this.doing = doing;
    this.#sending.clear();
    void focusIn(this, doing === 'nothing' ? `.${before}` : 'h3');
  }

  async #send(what: string, body: unknown, message: string): Promise<boolean> {
    const path = `/api/appointments/${encodeURIComponent(this.appointment)}/${what}`;
    const sent = await this.#sending.send(async () => {
      const answer = await this.desk.server.write(path, body);
      if (answer.kind === 'answered') await this.done(message); // until then this is the appointment as it was
      return answer;
    });
    if (!sent) return false;
    this.doing = 'nothing';
    document.querySelector<HTMLElement>('main h1')?.focus();
    return true;
  }

  readonly #move = async ({ session, slotAt, site }: ChosenSlot): Promise<void> => {
    const moved = await this.#send('move', { session, slotAt }, `Moved to ${momentWritten(slotAt)}, ${site}.`);
    if (!moved && this.#sending.error) await this.querySelector<SlotPicker>('slot-picker')?.freshen();
  };

  readonly #cancel = (event: SubmitEvent): void => {
    event.preventDefault();
    const reason = this.reason.trim();
    this.wrong = reason.length < reasonLengthMin ? { reason: 'Write why: the patient is told.' } : {};
    if (this.wrong.reason) void focusIn(this, 'textarea');
    else void this.#send('cancel', { reason }, 'The appointment is cancelled. The patient is told.');
  };

  override render(): TemplateResult {
    if (this.doing === 'nothing') {
      const unseen = html`<span class="unseen"> the appointment of ${this.who}</span>`;
      return html`<div class="buttons no-print">
        <button class="small move" @click=${() => this.#open('move')}>Move${unseen}</button>
        <button class="small cancel" @click=${() => this.#open('cancel')}>Cancel${unseen}</button>
        ${
          new Date(this.slotAt) <= new Date()
            ? html`<button class="small did-not-attend" @click=${() => this.#open('did-not-attend')}>
              Did not attend<span class="unseen">: ${this.who}</span>
            </button>`
            : nothing
        }
      </div>`;
    }
    return html`<div class="deed">${this.#form()}</div>`;
  }

  #form(): TemplateResult {
    const back = html`<button type="button" @click=${() => this.#open('nothing')}>Back</button>`;
    const when = momentWritten(this.slotAt);
    switch (this.doing) {
      case 'nothing':
        return html``;
      case 'move':
        return html`<h3 tabindex="-1">Move ${this.who} from ${when}</h3>
          <slot-picker .desk=${this.desk} .clock=${this.clock} .action=${'Move to'} .chosen=${this.#move} .sending=${this.#sending}></slot-picker>
          <div class="buttons">${back}</div>`;
      case 'cancel':
        return html`<form @submit=${this.#cancel} novalidate>
          <h3 tabindex="-1">Cancel ${this.who}, ${when}</h3>
          ${longField({
            name: 'reason',
            label: 'Why?',
            hint: 'The patient is told, and the record keeps it. The referral can be booked again.',
            value: this.reason,
            errors: { ...this.wrong, ...this.#sending.fields },
            set: (value) => {
              this.reason = value;
            },
          })}
          <div class="buttons">
            <button class="call" aria-disabled=${this.#sending.busy}>Cancel the appointment</button>
            ${back}
          </div>
          ${this.#sending.shown()}
        </form>`;
      case 'did-not-attend':
        return html`<h3 tabindex="-1">Did ${this.who} not come to ${when}?</h3>
          <p>The slot stays used. The referral can be booked again.</p>
          <div class="buttons">
            <button
              class="call"
              aria-disabled=${this.#sending.busy}
              @click=${() => this.#send('did-not-attend', {}, `Noted: ${this.who} did not attend.`)}
            >
              Yes, did not attend
            </button>
            ${back}
          </div>
          ${this.#sending.shown()}`;
    }
  }
}

customElements.define('appointment-deeds', AppointmentDeeds);
