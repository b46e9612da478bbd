/**
 * Choosing one lesion: part of the body and site from the table, or the letter's own words where the table has no such place;
 * then the side.
 *
 *   site ──► side ──► added        a site of the table goes with its code
 *     └─► words ─┘                 typed words go as they are, without a code
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Laterality } from '../../../../services/wire/patient.ts';
import { type Region, sideOfWords } from '../../../parts/body-map/regions.ts';
import { head } from '../../../parts/body-map/regions-head.ts';
import { limbs } from '../../../parts/body-map/regions-limbs.ts';
import { trunk } from '../../../parts/body-map/regions-trunk.ts';
import { choice, type Option } from '../../../parts/choice.ts';
import type { Paging } from '../../../parts/paging.ts';
import '../../../parts/typing/keyboard.ts';
import { sideWords } from '../../capture/shot-words.ts';
import { type BodyPart, type Picking, siteCharactersMax, siteWrong } from './draft.ts';
import type { StepParts } from './screen.ts';
import { wrongLine } from './typed-steps.ts';

export interface PickingParts extends Pick<StepParts, 'draft' | 'change'> {
  readonly pick: (picking: Picking | undefined) => void;
  readonly pages: Paging;
}

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

/** So near to the limit it is said how much room is left. */
const roomToldAt = 20;

export function pickingStep(picking: Picking, parts: PickingParts): TemplateResult {
  switch (picking.kind) {
    case 'site':
      return siteStep(picking, parts);
    case 'words':
      return wordsStep(picking, parts);
    case 'side':
      return sideStep(picking, parts);
  }
}

type At<Kind extends Picking['kind']> = Extract<Picking, { kind: Kind }>;

function siteStep({ part }: At<'site'>, { pick, pages }: PickingParts): TemplateResult {
  const sites = parts[part].regions.flatMap((offered) => (offered.pick ? { offered, site: offered.pick.words } : []));
  return html`<section class="columns">
    <div class="content">
      <h1 tabindex="-1">Where is the lesion?</h1>
      ${choice('Part of the body', partOptions, part, (other) => pick({ kind: 'site', part: other }))}
      <div class="paged">
        <ol class="sites" ${ref(pages.rows)}>
          ${pages.slice(sites).map(
            ({ offered, site }) => html`<li>
              <button data-target="secondary" @click=${() => pick({ kind: 'side', part, site, offered })}>${site}</button>
            </li>`,
          )}
        </ol>
        ${pages.buttons(sites.length, 'Back', 'More')}
      </div>
    </div>
    <div class="actions">
      <button data-target="secondary" @click=${() => pick({ kind: 'words', part, text: '', tried: false })}>
        Not here: type the letter’s words
      </button>
      <button data-target="secondary" @click=${() => pick(undefined)}>Cancel</button>
    </div>
  </section>`;
}

function wordsStep(at: At<'words'>, { pick }: PickingParts): TemplateResult {
  const { part, text, tried } = at;
  const title = 'Where, as the letter says it';
  const wrong = siteWrong(text);
  const left = siteCharactersMax - text.length;
  const next = () => {
    if (wrong === undefined) pick({ kind: 'side', part, site: text.trim(), offered: undefined });
    else pick({ ...at, tried: true });
  };
  return html`<section class="typing">
    <div class="line">
      <div class="field grows">
        <h1 tabindex="-1">${title}</h1>
        <div class="typed here tall" role="status" aria-label=${title}>${text}</div>
        ${tried && wrong !== undefined ? wrongLine(wrong) : html`<span class="quiet">${left < roomToldAt ? `Room for ${left} more.` : 'The side is asked after it.'}</span>`}
      </div>
      <button data-target="secondary" @click=${() => pick({ kind: 'site', part })}>Back</button>
      <button class="call" data-target="secondary" @click=${next}>Next</button>
    </div>
    <key-board
      label=${title}
      .value=${text}
      .charactersMax=${siteCharactersMax}
      @typed=${(event: CustomEvent<string>) => pick({ ...at, text: event.detail })}
    ></key-board>
  </section>`;
}

function sideStep({ part, site, offered }: At<'side'>, { draft, change, pick }: PickingParts): TemplateResult {
  const code = offered?.pick?.code;
  const add = (side: Laterality) => {
    change({ lesions: [...draft.lesions, { site, side, ...(code === undefined ? {} : { code }) }] });
    pick(undefined);
  };
  const sides = offered?.across === 'paired' ? pairedSides : allSides;
  const options = sides.map((value) => ({ value, label: sideWords[value] }));
  const said = offered ? undefined : sideOfWords(site);
  const back = (): Picking => (offered ? { kind: 'site', part } : { kind: 'words', part, text: site, tried: false });
  return html`<section class="columns">
    <div class="content">
      <h1 tabindex="-1">${site}: which side of the patient?</h1>
      <p>Right and left as the letter says them: the patient’s own.</p>
      ${said ? html`<p>The words that were typed say <b>${sideWords[said].toLowerCase()}</b>.</p>` : nothing}
      ${choice(`${site}: side`, options, undefined, add, 'primary')}
    </div>
    <div class="actions"><button data-target="secondary" @click=${() => pick(back())}>Back</button></div>
  </section>`;
}
