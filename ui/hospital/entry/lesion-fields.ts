/** The lesions of the letter: at most three, each in the letter's words. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Side } from '../../../services/hospital/web/api/shared.ts';
import { choiceField, textField } from '../parts/fields.ts';
import type { Errors } from '../parts/typed.ts';
import { type Entry, emptyLesion, lesionsMax, type TypedLesion } from './check.ts';

export function lesionsPart(entry: Entry, errors: Errors, set: (change: Partial<Entry>) => void): TemplateResult {
  const { lesions } = entry;
  const change = (index: number, changed: Partial<TypedLesion>) =>
    set({ lesions: lesions.map((lesion, at) => (at === index ? { ...lesion, ...changed } : lesion)) });
  return html`<fieldset class="panel">
    <legend><h2>Lesions in the letter</h2></legend>
    <p class="hint">Only these are photographed, at most ${lesionsMax}. The place in the standard list is chosen afterwards.</p>
    ${lesions.map(
      (lesion, index) =>
        html`<div class="lesion">
          ${textField({
            name: `lesions.${index}.site`,
            label: `Lesion ${index + 1}: where`,
            lengthMax: 120,
            value: lesion.site,
            errors,
            set: (site) => change(index, { site }),
          })}
          ${choiceField({
            name: `lesions.${index}.side`,
            label: `Lesion ${index + 1}: side`,
            value: lesion.side,
            errors,
            options: [
              { value: '', text: 'Not said' },
              { value: 'left', text: 'Left' },
              { value: 'right', text: 'Right' },
              { value: 'midline', text: 'Midline' },
            ],
            set: (side) => change(index, { side: side as Side | '' }),
          })}
          ${
            lesions.length > 1
              ? html`<button type="button" class="small" @click=${() => set({ lesions: lesions.filter((_, at) => at !== index) })}>
                Take out<span class="unseen"> lesion ${index + 1}</span>
              </button>`
              : nothing
          }
        </div>`,
    )}
    ${
      lesions.length < lesionsMax
        ? html`<button type="button" @click=${() => set({ lesions: [...lesions, emptyLesion] })}>Another lesion</button>`
        : nothing
    }
  </fieldset>`;
}
