/** Fields of a form: a label, a hint, and what is wrong beside it; and the list of what is wrong above the form. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Errors, TypedDay } from './typed.ts';

/** The id of the field that is called so in the server's answer (`lesions.0.site`). */
export function fieldId(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly errors?: Errors;
  readonly hint?: string | undefined;
  readonly set: (value: string) => void;
}

function around(
  name: string,
  label: string,
  hint: string | undefined,
  error: string | undefined,
  input: TemplateResult,
) {
  const id = fieldId(name);
  return html`<div class="field ${error ? 'wrong' : ''}">
    <label for=${id}>${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${error ? html`<p class="error" id="${id}-error"><span aria-hidden="true">▲ </span>${error}</p>` : nothing} ${input}
  </div>`;
}

function described(name: string, hint: unknown, error: unknown): string | typeof nothing {
  const id = fieldId(name);
  return [hint && `${id}-hint`, error && `${id}-error`].filter((part) => part).join(' ') || nothing;
}

export function textField(
  field: Field & {
    readonly type?: 'text' | 'email' | 'tel' | 'search' | 'time';
    readonly numeric?: boolean;
    readonly width?: 'short' | 'middle';
    readonly leave?: () => void;
    readonly lengthMax?: number;
  },
): TemplateResult {
  const { name, label, value, hint, set } = field;
  const error = field.errors?.[name];
  return around(
    name,
    label,
    hint,
    error,
    html`<input
      id=${fieldId(name)}
      class=${field.width ?? ''}
      type=${field.type ?? 'text'}
      inputmode=${field.numeric ? 'numeric' : nothing}
      maxlength=${field.lengthMax ?? nothing}
      autocomplete="off"
      spellcheck="false"
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${described(name, hint, error)}
      .value=${live(value)}
      @input=${(event: Event) => set((event.target as HTMLInputElement).value)}
      @change=${field.leave ?? nothing}
    />`,
  );
}

/** Digits that nobody beside the screen is to read. */
export function secretField(field: Field): TemplateResult {
  const { name, label, value, hint, set } = field;
  const error = field.errors?.[name];
  return around(
    name,
    label,
    hint,
    error,
    html`<input
      id=${fieldId(name)}
      class="short"
      type="password"
      inputmode="numeric"
      maxlength="8"
      autocomplete="new-password"
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${described(name, hint, error)}
      .value=${live(value)}
      @input=${(event: Event) => set((event.target as HTMLInputElement).value)}
    />`,
  );
}

export function longField(field: Field & { readonly rows?: number }): TemplateResult {
  const { name, label, value, hint, set } = field;
  const error = field.errors?.[name];
  return around(
    name,
    label,
    hint,
    error,
    html`<textarea
      id=${fieldId(name)}
      rows=${field.rows ?? 3}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${described(name, hint, error)}
      .value=${live(value)}
      @input=${(event: Event) => set((event.target as HTMLTextAreaElement).value)}
    ></textarea>`,
  );
}

export function choiceField(
  field: Field & { readonly options: readonly { readonly value: string; readonly text: string }[] },
): TemplateResult {
  const { name, label, value, hint, set, options } = field;
  const error = field.errors?.[name];
  return around(
    name,
    label,
    hint,
    error,
    html`<select
      id=${fieldId(name)}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${described(name, hint, error)}
      @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}
    >
      ${options.map((option) => html`<option value=${option.value} .selected=${option.value === value}>${option.text}</option>`)}
    </select>`,
  );
}

export function dayFields(field: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: TypedDay;
  readonly errors?: Errors;
  readonly set: (value: TypedDay) => void;
}): TemplateResult {
  const { name, label, hint, value, set } = field;
  const error = field.errors?.[name];
  const id = fieldId(name);
  const part = (which: keyof TypedDay, words: string) => {
    const partId = which === 'day' ? id : `${id}-${which}`; // the summary's link goes to the first of them
    return html`<div>
      <label for=${partId}>${words}</label>
      <input
        id=${partId}
        class=${which === 'year' ? 'four' : 'two'}
        inputmode="numeric"
        maxlength=${which === 'year' ? 4 : 2}
        autocomplete="off"
        aria-invalid=${error ? 'true' : nothing}
        .value=${live(value[which])}
        @input=${(event: Event) => set({ ...value, [which]: (event.target as HTMLInputElement).value })}
      />
    </div>`;
  };
  return html`<fieldset class="field day ${error ? 'wrong' : ''}" aria-describedby=${described(name, hint, error)}>
    <legend>${label}</legend>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${error ? html`<p class="error" id="${id}-error"><span aria-hidden="true">▲ </span>${error}</p>` : nothing}
    <div class="beside">${part('day', 'Day')}${part('month', 'Month')}${part('year', 'Year')}</div>
  </fieldset>`;
}

/** What is wrong, above the form: each entry leads to its field. */
export function errorSummary(errors: Errors): TemplateResult | typeof nothing {
  const entries = Object.entries(errors);
  if (entries.length === 0) return nothing;
  const lead = (name: string) => (event: Event) => {
    event.preventDefault();
    document.getElementById(fieldId(name))?.focus();
  };
  return html`<div class="box bad summary" role="alert" tabindex="-1">
    <h2>There is a problem</h2>
    <ul>
      ${entries.map(([name, sentence]) => html`<li><a href="#${fieldId(name)}" @click=${lead(name)}>${sentence}</a></li>`)}
    </ul>
  </div>`;
}
