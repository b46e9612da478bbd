/**
 * Deciding about what waits: whose it is, or that it belongs to nobody here. Confirmed in words before it is sent. A picture of
 * a lesion also needs the lesion and the view; a photographed paper and a visit's record do not.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReconciliationDetail } from '../../../services/hospital/web/api/patients.ts';
import type { View } from '../../../services/hospital/web/api/shared.ts';
import { nameWritten } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { errorSummary, fieldId, longField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';
import { lesionWords, patientCell } from '../parts/tags.ts';
import type { Errors } from '../parts/typed.ts';
import { momentWritten } from '../when.ts';
import { appointmentWords, viewWords, waitingWords } from '../words.ts';
import { besideWords, type Candidate, type Filing, filingWords, foundBy } from './candidates.ts';
import './look-up.ts';

type Step = 'choose' | 'confirm' | 'keep-out';
const reasonLengthMin = 3;

export class SettleForm extends LitElement {
  static override properties = {
    desk: { attribute: false },
    detail: { attribute: false },
    done: { attribute: false },
    stale: { attribute: false },
    step: { state: true },
    lookedUp: { state: true },
    candidate: { state: true },
    lesion: { state: true },
    view: { state: true },
    why: { state: true },
    errors: { state: true },
  };
  declare desk: Desk;
  declare detail: ReconciliationDetail;
  declare done: (message: string) => void;
  /** Somebody else was quicker: the page is read anew. */
  declare stale: () => void;
  declare step: Step;
  declare lookedUp: readonly Candidate[];
  declare candidate: Candidate | undefined;
  declare lesion: string | undefined;
  declare view: View | undefined;
  declare why: string;
  declare errors: Errors;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.step = 'choose';
    this.lookedUp = [];
    this.candidate = undefined;
    this.lesion = undefined;
    this.view = undefined;
    this.why = '';
    this.errors = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override firstUpdated(): void {
    this.view = this.detail.view; // what the photographer chose; patient and lesion a person has to choose
  }

  #goTo(step: Step): void {
    this.step = step;
    this.errors = {};
    this.#sending.clear();
    void focusIn(this, 'h2');
  }

  get #filing(): Filing | undefined {
    if (!this.#isPicture) return undefined;
    const lesion = this.candidate?.lesions.find(({ id }) => id === this.lesion);
    return this.candidate && lesion && this.view ? { candidate: this.candidate, lesion, view: this.view } : undefined;
  }

  get #isPicture(): boolean {
    return this.detail.what === 'picture';
  }

  #check(filing: boolean): boolean {
    const errors: Record<string, string> = {};
    const lesions = filing && this.#isPicture;
    if (filing && !this.candidate) errors.candidate = `Choose whose ${this.#isPicture ? 'picture ' : ''}it is.`;
    if (lesions && this.candidate && !this.lesion) errors.lesion = 'Choose which lesion it shows.';
    if (lesions && !this.view) errors.view = 'Choose which view it is.';
    if (this.why.trim().length < reasonLengthMin) errors.why = 'Write how you know: the record keeps it.';
    this.errors = errors;
    if (Object.keys(errors).length > 0) void focusIn(this, '.summary');
    return Object.keys(errors).length === 0;
  }

  async #decide(decision: object, message: string): Promise<void> {
    const path = `/api/reconciliation/${encodeURIComponent(this.detail.parcel)}/decision`;
    if (await this.#sending.send(() => this.desk.server.write(path, decision))) this.done(message);
  }

  override render(): TemplateResult {
    return html`<section class="panel todo" aria-labelledby="decide">
      ${this.step === 'confirm' ? this.#confirming() : this.step === 'keep-out' ? this.#keepOut() : this.#choose()}
      ${this.#sending.shown()}
      ${this.#sending.error ? html`<p>If somebody else has decided meanwhile, look at what they decided first. <button @click=${() => this.stale()}>Read it anew</button></p>` : nothing}
    </section>`;
  }

  #choose(): TemplateResult {
    const candidates = [...foundBy(this.detail), ...this.lookedUp];
    return html`<h2 id="decide" tabindex="-1">${this.#isPicture ? 'Whose picture is it?' : `Whose is ${waitingWords[this.detail.what]}?`}</h2>
      ${errorSummary(this.errors)}
      <form novalidate @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (this.#check(true)) this.#goTo('confirm');
      }}>
        <fieldset class="field" id=${fieldId('candidate')} tabindex="-1">
          <legend>Patient and appointment</legend>
          ${candidates.length === 0 ? html`<p class="quiet">Nobody was found who fits. Look the referral up below.</p>` : nothing}
          ${candidates.map((candidate) => this.#candidate(candidate))}
        </fieldset>
        ${this.#isPicture && this.candidate ? this.#lesions(this.candidate) : nothing}
        ${this.#isPicture ? this.#views() : nothing} ${this.#whyField()}
        <div class="buttons">
          <button class="call">Go on</button>
          <button type="button" @click=${() => this.#goTo('keep-out')}>It belongs to nobody here…</button>
        </div>
      </form>
      <look-up .desk=${this.desk} .found=${(found: readonly Candidate[]) => {
        const known = new Set(candidates.map(({ appointment }) => appointment.id));
        this.lookedUp = [...this.lookedUp, ...found.filter(({ appointment }) => !known.has(appointment.id))];
        void focusIn(this, `#${fieldId('candidate')}`);
      }}></look-up>`;
  }

  #candidate(candidate: Candidate): TemplateResult {
    const { appointment, patient, why } = candidate;
    const chosen = this.candidate?.appointment.id === appointment.id;
    return html`<label class="choice wide">
      <input type="radio" name="candidate" .checked=${chosen} @change=${() => {
        this.candidate = candidate;
        this.lesion = candidate.lesions.length === 1 ? candidate.lesions[0]?.id : undefined;
      }} />
      <span class="stack"><span class="quiet">${why}</span>${patientCell(patient)}</span>
      <span class="stack"><span>${momentWritten(appointment.slotAt)}</span><span>${appointment.site}</span><span>${appointmentWords[appointment.state]}</span></span>
    </label>`;
  }

  #lesions({ lesions, patient }: Candidate): TemplateResult {
    return html`<fieldset class="field" id=${fieldId('lesion')} tabindex="-1">
      <legend>Lesion of ${nameWritten(patient)}</legend>
      ${lesions.map(
        (lesion) =>
          html`<label class="choice"><input type="radio" name="lesion" .checked=${this.lesion === lesion.id} @change=${() => {
            this.lesion = lesion.id;
          }} /> ${lesionWords(lesion)}</label>`,
      )}
    </fieldset>`;
  }

  #views(): TemplateResult {
    return html`<fieldset class="field" id=${fieldId('view')} tabindex="-1">
      <legend>View</legend>
      ${(Object.keys(viewWords) as View[]).map(
        (view) =>
          html`<label class="choice"><input type="radio" name="view" .checked=${this.view === view} @change=${() => {
            this.view = view;
          }} /> ${viewWords[view]}${this.detail.view === view ? ', as the photographer chose' : ''}</label>`,
      )}
    </fieldset>`;
  }

  #whyField(): TemplateResult {
    return longField({
      name: 'why',
      label: 'How do you know?',
      hint: 'For example: telephoned the clinic, the photographer remembers the patient.',
      rows: 2,
      value: this.why,
      errors: { ...this.errors, ...this.#sending.fields },
      set: (value) => {
        this.why = value;
      },
    });
  }

  #confirming(): TemplateResult {
    const { candidate, detail } = this;
    const filing = this.#filing;
    const why = this.why.trim();
    if (filing) {
      const { lesion, view } = filing;
      const decision = { kind: 'file', appointment: filing.candidate.appointment.id, lesion: lesion.id, view, why };
      const message = `Filed to ${nameWritten(filing.candidate.patient)}, ${lesionWords(lesion).toLocaleLowerCase('en-GB')}.`;
      return this.#confirm(filing.candidate, filingWords(filing), decision, message);
    }
    if (!candidate || this.#isPicture) return this.#choose();
    const decision = { kind: 'file-beside', appointment: candidate.appointment.id, why };
    const message = `It is with ${nameWritten(candidate.patient)} now.`;
    return this.#confirm(candidate, besideWords(waitingWords[detail.what], candidate), decision, message);
  }

  #confirm({ patient }: Candidate, words: string, decision: object, message: string): TemplateResult {
    return html`<h2 id="decide" tabindex="-1">Is this right?</h2>
      <p class="box care large">${words}</p>
      <p>Because: ${this.why}</p>
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy} @click=${() => this.#decide(decision, message)}>
          Yes, file it to ${patient.givenName} ${patient.familyName}
        </button>
        <button @click=${() => this.#goTo('choose')}>Back</button>
      </div>`;
  }

  #keepOut(): TemplateResult {
    return html`<h2 id="decide" tabindex="-1">Keep ${waitingWords[this.detail.what]} out?</h2>
      <p>It is filed to nobody. It stays where it is${this.detail.what === 'visit-record' ? '' : ', sealed'}; nothing is deleted.</p>
      <form novalidate @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (this.#check(false))
          void this.#decide(
            { kind: 'keep-out', why: this.why.trim() },
            `${this.#isPicture ? 'The picture' : 'It'} is kept out of the record.`,
          );
      }}>
        ${this.#whyField()}
        <div class="buttons">
          <button class="call" aria-disabled=${this.#sending.busy}>Keep it out</button>
          <button type="button" @click=${() => this.#goTo('choose')}>Back</button>
        </div>
      </form>`;
  }
}

customElements.define('settle-form', SettleForm);
