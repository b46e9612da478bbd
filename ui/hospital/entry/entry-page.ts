/** A referral for a coordinator who has only the letter. What was typed stays until it is sent or cleared. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { errorSummary } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';
import { dayTyped, type Errors } from '../parts/typed.ts';
import { dayOf } from '../when.ts';
import { checkEntry, type Entry, emptyLesion } from './check.ts';
import { lesionsPart } from './lesion-fields.ts';
import { letterPart, patientPart, reachPart } from './parts.ts';

const draft = 'new-referral';

function emptyEntry(): Entry {
  return {
    nhsNumber: '',
    familyName: '',
    givenName: '',
    dateOfBirth: { day: '', month: '', year: '' },
    sex: '',
    address: '',
    postcode: '',
    email: '',
    telephone: '',
    language: 'en',
    urgency: '',
    practice: '',
    practitioner: '',
    clinicalText: '',
    receivedOn: dayTyped(dayOf(new Date())),
    lesions: [emptyLesion],
  };
}

export class EntryPage extends LitElement {
  static override properties = { desk: { attribute: false }, entry: { state: true }, errors: { state: true } };
  declare desk: Desk;
  declare entry: Entry;
  declare errors: Errors;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.entry = emptyEntry();
    this.errors = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = this.desk.drafts.get(draft);
    if (kept) this.entry = kept as Entry; // only this page writes this draft
  }

  readonly #set = (change: Partial<Entry>): void => {
    this.entry = { ...this.entry, ...change };
    this.desk.drafts.set(draft, this.entry);
  };

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const checked = checkEntry(this.entry, dayOf(new Date()));
    if ('errors' in checked) {
      this.#tell(checked.errors);
      return;
    }
    this.errors = {};
    const sent = await this.#sending.send(() => this.desk.server.write<{ id: string }>('/api/referrals', checked.form));
    if (!sent) {
      if (Object.keys(this.#sending.fields).length > 0) this.#tell(this.#sending.fields);
      return;
    }
    this.desk.drafts.delete(draft);
    this.desk.changed();
    this.desk.go(`/referrals/${sent.value.id}`);
    this.desk.say('The referral is in the inbox. Decide about it here.');
  };

  #tell(errors: Errors): void {
    this.errors = errors;
    void focusIn(this, '.summary');
  }

  readonly #clear = (): void => {
    this.desk.drafts.delete(draft);
    this.entry = emptyEntry();
    this.errors = {};
    this.#sending.clear();
    void focusIn(this, 'h1');
  };

  override render(): TemplateResult {
    const { entry, errors } = this;
    const set = this.#set;
    return html`<p class="path"><a href="/">Referrals</a></p>
      <h1 tabindex="-1">New referral from a letter</h1>
      <p class="lead">For letters that came on paper or by e-mail. Everything is needed unless it says “if known”.</p>
      ${errorSummary(errors)}
      <form class="long" @submit=${this.#send} novalidate>
        <div class="columns">
          <div>${patientPart(entry, errors, set)} ${reachPart(entry, errors, set)}</div>
          <div>
            ${letterPart(entry, errors, set)} ${lesionsPart(entry, errors, set)}
            <div class="buttons end">
              <button class="call" aria-disabled=${this.#sending.busy}>Take this referral in</button>
              ${this.desk.drafts.has(draft) ? html`<button type="button" @click=${this.#clear}>Clear the form</button>` : nothing}
            </div>
            ${this.#sending.shown()}
          </div>
        </div>
      </form>`;
  }
}

customElements.define('entry-page', EntryPage);
