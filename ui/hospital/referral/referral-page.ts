/**
 * One referral: the letter on the left, what to do about it on the right. Whoever may only read sees no button.
 *
 *   received ─ accept / reject / duplicate ─► accepted ─ book ─► booked ─ move / cancel / did not attend
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ReferralDetail } from '../../../services/hospital/web/api/referrals.ts';
import { dateWritten, nameWritten, nhsNumberWritten } from '../../parts/written.ts';
import { type Desk, isCoordinator } from '../desk.ts';
import { Loading } from '../loading.ts';
import { clockTag, stateTag, urgencyTag } from '../parts/tags.ts';
import { momentWritten } from '../when.ts';
import { questionnaireWords, sourceWords } from '../words.ts';
import './appointments.ts';
import './decide.ts';
import './lesions.ts';
import './same-patient.ts';
import './same-referral.ts';

export class ReferralPage extends LitElement {
  static override properties = { desk: { attribute: false }, referral: { attribute: false } };
  declare desk: Desk;
  declare referral: string;

  readonly #detail = new Loading<ReferralDetail>(this, (signal) =>
    this.desk.server.read(`/api/referrals/${encodeURIComponent(this.referral)}`, { signal }),
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Something about it was changed: said, counted, and read anew. */
  readonly #done = async (message: string): Promise<void> => {
    this.desk.say(message);
    this.desk.changed();
    await this.#detail.again();
  };

  override render(): TemplateResult {
    const referral = this.#detail.value;
    return html`<p class="path"><a href="/">Referrals</a></p>
      <h1 tabindex="-1">${referral ? nameWritten(referral.patient) : 'Referral'}</h1>
      ${this.#detail.shown((detail) => this.#page(detail))}`;
  }

  override updated(): void {
    const heading = this.querySelector('h1');
    if (this.#detail.value && heading) document.title = `Referral of ${heading.textContent} - Lentigo`;
  }

  #page(referral: ReferralDetail): TemplateResult {
    const mayWork = isCoordinator(this.desk.me);
    const { desk } = this;
    return html`${summary(referral)}
      ${
        mayWork && referral.samePatient.length > 0
          ? html`<same-patient .desk=${desk} .referral=${referral} .done=${this.#done}></same-patient>`
          : nothing
      }
      ${
        referral.sameReferral.length > 0
          ? html`<same-referral .desk=${desk} .referral=${referral} .done=${this.#done} .mayWork=${mayWork}></same-referral>`
          : nothing
      }
      <div class="columns">
        <div>
          ${letter(referral)}
          <referral-lesions .desk=${desk} .referral=${referral} .done=${this.#done} .mayWork=${mayWork}></referral-lesions>
        </div>
        <div>
          ${mayWork ? html`<decide-referral .desk=${desk} .referral=${referral} .done=${this.#done}></decide-referral>` : nothing}
          <referral-appointments .desk=${desk} .referral=${referral} .done=${this.#done} .mayWork=${mayWork}></referral-appointments>
          ${contact(referral)}
        </div>
      </div>`;
  }
}

function summary(referral: ReferralDetail): TemplateResult {
  const { patient, urgency, state, stateReason, clock, duplicateOf } = referral;
  return html`<dl class="facts">
    <div><dt>Date of birth</dt><dd>${dateWritten(patient.dateOfBirth)}</dd></div>
    <div><dt>NHS number</dt><dd>${patient.nhsNumber ? nhsNumberWritten(patient.nhsNumber) : 'not known'}</dd></div>
    <div><dt>Hospital number</dt><dd>${patient.hospitalNumber}</dd></div>
    <div><dt>Urgency</dt><dd>${urgencyTag(urgency)}</dd></div>
    <div>
      <dt>State</dt>
      <dd>
        ${stateTag(state)}
        ${stateReason ? html`<span class="reason">${stateReason}</span>` : nothing}
        ${duplicateOf ? html`<a href="/referrals/${duplicateOf}">The referral that counts</a>` : nothing}
      </dd>
    </div>
    <div><dt>28 days</dt><dd>${clockTag(clock)}</dd></div>
    <div><dt>Journey</dt><dd><a href="/patients/${patient.id}">Everything about this patient</a></dd></div>
  </dl>`;
}

function letter(referral: ReferralDetail): TemplateResult {
  const { practice, practitioner, receivedAt, source, ubrn, clinicalText, documents, questionnaire } = referral;
  return html`<section class="panel" aria-labelledby="letter">
    <h2 id="letter">The letter</h2>
    <dl class="pairs">
      <dt>From</dt>
      <dd>${[practitioner, practice].filter((part) => part !== '').join(', ')}</dd>
      <dt>Received</dt>
      <dd>${momentWritten(receivedAt)}, ${sourceWords[source]}</dd>
      ${ubrn ? html`<dt>Booking reference (UBRN)</dt><dd>${ubrn.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1 $2 $3')}</dd>` : nothing}
      <dt>Questionnaire</dt>
      <dd>${questionnaireWords[questionnaire]}</dd>
      <dt>Documents</dt>
      <dd>
        ${
          documents.length === 0
            ? 'none attached'
            : html`<ul class="plain">
              ${documents.map(
                ({ id, title, mediaType }) =>
                  html`<li>
                    <a href="/api/documents/${id}" target="_blank" rel="noopener"
                      >${title}<span class="quiet"> (${mediaType === 'application/pdf' ? 'PDF' : mediaType}, opens in a new tab)</span></a
                    >
                  </li>`,
              )}
            </ul>`
        }
      </dd>
    </dl>
    <h3>What the GP writes</h3>
    ${clinicalText ? html`<p class="letter">${clinicalText}</p>` : html`<p class="quiet">Nothing was written.</p>`}
  </section>`;
}

function contact({ address, postcode, email, telephone, language }: ReferralDetail): TemplateResult {
  const named = new Intl.DisplayNames(['en-GB'], { type: 'language', fallback: 'code' });
  return html`<section class="panel" aria-labelledby="contact">
    <h2 id="contact">How to reach the patient</h2>
    <dl class="pairs">
      <dt>Address</dt>
      <dd>${[...address, ...(postcode ? [postcode] : [])].map((line) => html`${line}<br />`)}${address.length === 0 && !postcode ? 'not known' : nothing}</dd>
      <dt>Telephone</dt>
      <dd>${telephone ?? 'not known'}</dd>
      <dt>E-mail</dt>
      <dd>${email ?? 'not known: letters have to be printed and posted'}</dd>
      <dt>Language</dt>
      <dd>${named.of(language) ?? language}</dd>
    </dl>
  </section>`;
}

customElements.define('referral-page', ReferralPage);
