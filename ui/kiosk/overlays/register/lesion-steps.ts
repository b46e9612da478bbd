/**
 * The lesions that the letter names: part of the body, site, side. Each stands on the body map as soon as it is added, so
 * that left and right can be compared with the patient.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Laterality } from '../../../../services/wire/patient.ts';
import '../../../parts/body-map/body-map.ts';
import type { MapLesion } from '../../../parts/body-map/body-map.ts';
import type { Region } from '../../../parts/body-map/regions.ts';
import { head } from '../../../parts/body-map/regions-head.ts';
import { limbs } from '../../../parts/body-map/regions-limbs.ts';
import { trunk } from '../../../parts/body-map/regions-trunk.ts';
import { choice, type Option } from '../../../parts/choice.ts';
import type { Paging } from '../../../parts/paging.ts';
import { sideWords } from '../../capture/shot-words.ts';
import { type DraftLesion, lesionsMax } from './draft.ts';
import type { StepParts } from './screen.ts';
import { wrongLine } from './typed-steps.ts';

export type BodyPart = 'head' | 'trunk' | 'limbs';

/** How far choosing one lesion is. */
export type Picking =
  | { readonly kind: 'site'; readonly part: BodyPart }
  | { readonly kind: 'side'; readonly part: BodyPart; readonly region: Region };

const parts: Record<BodyPart, { readonly words: string; readonly regions: readonly Region[] }> = {
  head: { words: 'Head, neck', regions: head },
  trunk: { words: 'Trunk', regions: trunk },
  limbs: { words: 'Arms, legs', regions: limbs },
};
const partOptions: readonly Option<BodyPart>[] = (['head', 'trunk', 'limbs'] as const).map((value) => ({
  value,
  label: parts[value].words,
}));

const pairedSides: readonly Laterality[] = ['right', 'left'];
const allSides: readonly Laterality[] = ['right', 'midline', 'left'];

export function lesionsStep({ draft, wrong, change, back, next }: StepParts, add: () => void): TemplateResult {
  const { lesions } = draft;
  const full = lesions.length >= lesionsMax;
  return html`<section class="columns with-map">
    <div class="content">
      <h1 tabindex="-1">Lesions on the letter</h1>
      ${wrongLine(wrong)}
      ${lesions.length === 0 ? html`<p>None yet. Only lesions that the letter names are photographed.</p>` : nothing}
      <ol class="lesions">
        ${lesions.map((lesion, index) => html`<li><b>${index + 1}</b> ${placed(lesion)}</li>`)}
      </ol>
      ${
        lesions.length > 0
          ? html`<button data-target="secondary" @click=${() => change({ lesions: lesions.slice(0, -1) })}>Remove the last one</button>`
          : nothing
      }
    </div>
    <body-map .lesions=${lesions.map(onMap)}></body-map>
    <div class="actions">
      <button data-target="secondary" @click=${back}>Back</button>
      <button class=${lesions.length === 0 ? 'call' : ''} data-target="primary" aria-disabled=${full} @click=${() => !full && add()}>
        Add a lesion
      </button>
      <button class=${lesions.length > 0 ? 'call' : ''} data-target="shutter" @click=${next}>Next</button>
    </div>
  </section>`;
}

export function pickingStep(
  picking: Picking,
  { draft, change }: StepParts,
  pick: (picking: Picking | undefined) => void,
  pages: Paging,
): TemplateResult {
  if (picking.kind === 'side') {
    const { region, part } = picking;
    const words = region.pick?.words ?? '';
    const add = (side: Laterality) => {
      const code = region.pick?.code;
      change({ lesions: [...draft.lesions, { site: words, side, ...(code === undefined ? {} : { code }) }] });
      pick(undefined);
    };
    const sides = region.across === 'paired' ? pairedSides : allSides;
    const options = sides.map((value) => ({ value, label: sideWords[value] }));
    return html`<section class="columns">
      <div class="content">
        <h1 tabindex="-1">${words}: which side of the patient?</h1>
        <p>Right and left as the letter says them: the patient’s own.</p>
        ${choice(`${words}: side`, options, undefined, add, 'primary')}
      </div>
      <div class="actions"><button data-target="secondary" @click=${() => pick({ kind: 'site', part })}>Back</button></div>
    </section>`;
  }
  const sites = parts[picking.part].regions.filter(({ pick: offered }) => offered !== undefined);
  return html`<section class="columns">
    <div class="content">
      <h1 tabindex="-1">Where is the lesion?</h1>
      ${choice('Part of the body', partOptions, picking.part, (part) => pick({ kind: 'site', part }))}
      <div class="paged">
        <ol class="sites" ${ref(pages.rows)}>
          ${pages.slice(sites).map(
            (region) => html`<li>
              <button data-target="secondary" @click=${() => pick({ kind: 'side', part: picking.part, region })}>
                ${region.pick?.words}
              </button>
            </li>`,
          )}
        </ol>
        ${pages.buttons(sites.length, 'Back', 'More')}
      </div>
    </div>
    <div class="actions"><button data-target="secondary" @click=${() => pick(undefined)}>Cancel</button></div>
  </section>`;
}

export function placed(lesion: DraftLesion): string {
  return lesion.side ? `${lesion.site} · ${sideWords[lesion.side]}` : lesion.site;
}

function onMap(lesion: DraftLesion, index: number): MapLesion {
  return { ...lesion, id: String(index), number: index + 1, state: 'open', label: placed(lesion) };
}
