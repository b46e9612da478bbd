/** Records that may be the same person, side by side; joining them takes a reason and is said in words first. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReferralDetail } from '../../../services/hospital/web/api/referrals.ts';
import type { PatientLine } from '../../../services/hospital/web/api/shared.ts';
import { dateWritten, nhsNumberWritten } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { longField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';
import { patientCell, patientWords } from '../parts/tags.ts';

const reasonLengthMin = 3;

type Step = { readonly kind: 'list' } | { readonly kind: 'compare' | 'join'; readonly other: PatientLine };

export class SamePatient extends LitElement {
  static override properties = {
    desk: { attribute: false },
    referral: { attribute: false },
    done: { attribute: false },
    step: { state: true },
    keep: { state: true },
    why: { state: true },
    wrong: { state: true },
  };
  declare desk: Desk;
  declare referral: ReferralDetail;
  declare done: (message: string) => void;
  declare step: Step;
  declare keep: 'this' | 'other';
  declare why: string;
  declare wrong: Record<string, string>;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.step = { kind: 'list' };
    this.keep = 'this';
    this.why = '';
    this.wrong = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #goTo(step: Step): void {
    this.step = step;
    void focusIn(this, step.kind === 'list' ? '.rows button' : 'h3');
  }

  async #join(other: PatientLine): Promise<void> {
    const here = this.referral.patient;
    const [gone, kept] = this.keep === 'this' ? [other, here] : [here, other];
    const otherBirthday = here.dateOfBirth !== other.dateOfBirth; // seen side by side, and said again below
    const body = { into: kept.id, why: this.why.trim(), ...(otherBirthday ? { otherBirthday } : {}) };
    if (!(await this.#sending.send(() => this.desk.server.write(`/api/patients/${gone.id}/merge`, body)))) return;
    this.step = { kind: 'list' };
    this.done(`The records are joined: ${kept.hospitalNumber} holds everything now.`);
    document.querySelector<HTMLElement>('main h1')?.focus();
  }

  override render(): TemplateResult {
    const { step } = this;
    return html`<section class="panel care" aria-labelledby="same-patient">
      <h2 id="same-patient">Is this somebody we know already?</h2>
      ${step.kind === 'list' ? this.#list() : step.kind === 'compare' ? this.#compare(step.other) : this.#confirm(step.other)}
      ${this.#sending.shown()}
    </section>`;
  }

  #list(): TemplateResult {
    return html`<ul class="plain rows">
      ${this.referral.samePatient.map(
        (other) =>
          html`<li>
            ${patientCell(other)}
            <button class="small" @click=${() => this.#goTo({ kind: 'compare', other })}>
              Compare<span class="unseen"> with ${other.hospitalNumber}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #compare(other: PatientLine): TemplateResult {
    const choice = (which: 'this' | 'other', words: string) =>
      html`<label class="choice">
        <input type="radio" name="keep" .checked=${this.keep === which} @change=${() => {
          this.keep = which;
        }} />
        ${words}
      </label>`;
    return html`<h3 tabindex="-1">Side by side</h3>
      ${compared(this.referral.patient, other)}
      <form
        novalidate
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          this.wrong =
            this.why.trim().length < reasonLengthMin ? { why: 'Write how you know that this is one person.' } : {};
          if (this.wrong.why) void focusIn(this, 'textarea');
          else this.#goTo({ kind: 'join', other });
        }}
      >
        <fieldset class="field">
          <legend>Which record stays?</legend>
          ${choice('this', `The one of this referral, ${this.referral.patient.hospitalNumber}`)}
          ${choice('other', `The other one, ${other.hospitalNumber}`)}
        </fieldset>
        ${longField({
          name: 'why',
          label: 'How do you know that this is one person?',
          value: this.why,
          errors: { ...this.wrong, ...this.#sending.fields },
          set: (value) => {
            this.why = value;
          },
        })}
        <div class="buttons">
          <button class="call">Go on</button>
          <button type="button" @click=${() => this.#goTo({ kind: 'list' })}>They are two people</button>
        </div>
      </form>`;
  }

  #confirm(other: PatientLine): TemplateResult {
    const here = this.referral.patient;
    const [gone, kept] = this.keep === 'this' ? [other, here] : [here, other];
    return html`<h3 tabindex="-1">Join these two records?</h3>
      <p class="box care">
        Everything of <b>${patientWords(gone)}</b> will belong to <b>${patientWords(kept)}</b>. This cannot be undone here.
      </p>
      ${here.dateOfBirth === other.dateOfBirth ? nothing : html`<p class="box bad"><b>Their dates of birth differ.</b> Join them only if you know that one of the two is a mistake.</p>`}
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy} @click=${() => this.#join(other)}>Yes, join them</button>
        <button @click=${() => this.#goTo({ kind: 'compare', other })}>Back</button>
      </div>`;
  }
}

function compared(here: PatientLine, other: PatientLine): TemplateResult {
  const nhs = (patient: PatientLine) => (patient.nhsNumber ? nhsNumberWritten(patient.nhsNumber) : 'not known');
  const rows: readonly (readonly [string, string, string])[] = [
    ['Family name', here.familyName, other.familyName],
    ['Given name', here.givenName, other.givenName],
    ['Date of birth', dateWritten(here.dateOfBirth), dateWritten(other.dateOfBirth)],
    ['NHS number', nhs(here), nhs(other)],
    ['Hospital number', here.hospitalNumber, other.hospitalNumber],
  ];
  return html`<table class="compare">
    <thead>
      <tr><td></td><th scope="col">This referral’s patient</th><th scope="col">The other record</th><th scope="col">Same?</th></tr>
    </thead>
    <tbody>
      ${rows.map(
        ([name, mine, theirs]) =>
          html`<tr class=${mine === theirs ? '' : 'differs'}>
            <th scope="row">${name}</th>
            <td>${mine}</td>
            <td>${theirs}</td>
            <td>${mine === theirs ? 'same' : html`<b><span aria-hidden="true">▲ </span>differs</b>`}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

customElements.define('same-patient', SamePatient);
