/** The letter as PDF: chosen, read and kept with the form. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { fieldId } from '../parts/fields.ts';

/** A scanned letter is far smaller; the server takes no larger request. */
const letterBytesMax = 15_000_000;

export interface ReadLetter {
  readonly title: string;
  readonly base64: string;
}

export class LetterFile extends LitElement {
  static override properties = {
    letter: { attribute: false },
    error: { attribute: false },
    chosen: { attribute: false },
    wrong: { state: true },
  };
  declare letter: ReadLetter | undefined;
  declare error: string | undefined;
  declare chosen: (letter: ReadLetter | undefined) => void;
  declare wrong: string | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #read(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = ''; // the same file may be chosen again
    if (!file) return;
    this.wrong = undefined;
    if (file.size > letterBytesMax) {
      this.wrong = `The file is too large. It may have ${letterBytesMax / 1_000_000} MB.`;
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (new TextDecoder('latin1').decode(bytes.subarray(0, 5)) !== '%PDF-') {
      this.wrong = 'This is not a PDF. Save or scan the letter as PDF.';
      return;
    }
    this.chosen({ title: file.name.replace(/\.pdf$/i, ''), base64: base64Of(bytes) });
  }

  override render(): TemplateResult {
    const id = fieldId('letter');
    const error = this.wrong ?? this.error;
    return html`<div class="field ${error ? 'wrong' : ''}">
      <label for=${id}>The letter as PDF (if there is one)</label>
      ${error ? html`<p class="error" id="${id}-error"><span aria-hidden="true">▲ </span>${error}</p>` : nothing}
      ${
        this.letter
          ? html`<p>
              Attached: <b>${this.letter.title}</b>
              <button type="button" class="small" @click=${() => this.chosen(undefined)}>Take it out</button>
            </p>`
          : nothing
      }
      <input
        id=${id}
        type="file"
        accept="application/pdf,.pdf"
        aria-describedby=${error ? `${id}-error` : nothing}
        @change=${(event: Event) => this.#read(event.target as HTMLInputElement)}
      />
    </div>`;
  }
}

/** In pieces: one call with millions of arguments is refused. */
function base64Of(bytes: Uint8Array): string {
  const pieceBytes = 32_768;
  let text = '';
  for (let from = 0; from < bytes.length; from += pieceBytes)
    text += String.fromCharCode(...bytes.subarray(from, from + pieceBytes));
  return btoa(text);
}

customElements.define('letter-file', LetterFile);
