/** "Wrong patient": takes a picture or a paper out of a record, with a reason, after it was said in words what that does. */
import { html, LitElement, type TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { longField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';

const reasonLengthMin = 3;

export class WrongPatient extends LitElement {
  static override properties = {
    desk: { attribute: false },
    path: { attribute: false },
    heading: { attribute: false },
    about: { attribute: false },
    done: { attribute: false },
    back: { attribute: false },
    why: { state: true },
    error: { state: true },
  };
  declare desk: Desk;
  /** Where the reason is sent to. */
  declare path: string;
  declare heading: TemplateResult;
  /** What would be taken out, and what then becomes of it. */
  declare about: TemplateResult;
  /** It is out of the record. */
  declare done: () => void;
  declare back: () => void;
  declare why: string;
  declare error: string | undefined;
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.why = '';
    this.error = undefined;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** What was refused for one picture says nothing of the next. */
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('path')) return;
    this.error = undefined;
    this.#sending.clear();
    void focusIn(this, 'h3, h4');
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const why = this.why.trim();
    this.error = why.length < reasonLengthMin ? 'Write how you know: the record keeps it.' : undefined;
    if (this.error) return focusIn(this, 'textarea');
    if (!(await this.#sending.send(() => this.desk.server.write(this.path, { why })))) return;
    this.done();
    document.querySelector<HTMLElement>('main h1')?.focus();
  };

  override render(): TemplateResult {
    return html`<form class="panel care" @submit=${this.#send} novalidate>
      ${this.heading} ${this.about}
      ${longField({
        name: 'why',
        label: 'How do you know?',
        rows: 2,
        value: this.why,
        errors: { ...(this.error ? { why: this.error } : {}), ...this.#sending.fields },
        set: (value) => {
          this.why = value;
        },
      })}
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy}>Yes, take it out of this record</button>
        <button type="button" @click=${this.back}>Back</button>
      </div>
      ${this.#sending.shown()}
    </form>`;
  }
}

customElements.define('wrong-patient', WrongPatient);
