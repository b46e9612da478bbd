/** The letters of a clinic's patients that have to be printed and posted. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { MessageLine } from '../../../services/hospital/web/api/clinics.ts';
import { counted, nameWritten } from '../../parts/written.ts';
import type { Desk } from '../desk.ts';
import { Sending } from '../loading.ts';
import { messageKindWords } from '../words.ts';

export class LettersToPrint extends LitElement {
  static override properties = {
    desk: { attribute: false },
    letters: { attribute: false },
    done: { attribute: false },
  };
  declare desk: Desk;
  declare letters: readonly MessageLine[];
  declare done: (message: string) => void;
  readonly #sending = new Sending(this);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #printed({ id, patient }: MessageLine): Promise<void> {
    if (!(await this.#sending.send(() => this.desk.server.write(`/api/messages/${id}/printed`, {})))) return;
    this.done(`The letter to ${patient.givenName} ${patient.familyName} is marked as printed.`);
    document.querySelector<HTMLElement>('main h1')?.focus();
  }

  override render(): TemplateResult {
    const { letters } = this;
    return html`<section class="panel care" aria-labelledby="letters">
      <h2 id="letters">${counted(letters.length, 'letter has', 'letters have')} to be printed and posted</h2>
      <ul class="plain rows">
        ${letters.map(
          (letter) =>
            html`<li>
              <span>${messageKindWords[letter.kind]} to <b>${nameWritten(letter.patient)}</b></span>
              <span class="buttons">${letterDeeds(letter, () => this.#printed(letter))}</span>
            </li>`,
        )}
      </ul>
      ${this.#sending.shown()}
    </section>`;
  }
}

/** Open the letter's PDF, and say afterwards that it is on its way. */
export function letterDeeds(letter: MessageLine, printed: () => void): TemplateResult {
  const whose = html`<span class="unseen"> the letter to ${letter.patient.givenName} ${letter.patient.familyName}</span>`;
  return html`<a class="button small" href="/api/messages/${letter.id}/pdf" target="_blank" rel="noopener"
      >Open PDF<span class="unseen"> of</span>${whose}</a
    >
    ${letter.state === 'to-print' ? html`<button class="small" @click=${printed}>Mark as printed<span class="unseen">:</span>${whose}</button>` : nothing}`;
}

customElements.define('letters-to-print', LettersToPrint);
