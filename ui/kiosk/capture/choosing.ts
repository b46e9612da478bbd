/**
 * <choosing-screen>: which lesion? Those on the referral letter and no others; nothing is taken while this is open.
 *
 *   ┌───────────┬──────────────────────────┬───────────────┐
 *   │ body map  │ Which lesion?            │               │
 *   │           │ 1 Shin · Left   ✓ ○ ○ ○  │     Next:     │
 *   │  ( ) ( )  │ 2 Chest         ○ ○ ○ ○  │   close-up    │
 *   │  /|\ /|\  │                          ├───────┬───────┤
 *   │           │                     ▲ ▼  │ More  │Finish │
 *   └───────────┴──────────────────────────┴───────┴───────┘
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LesionView, View, VisitView } from '../../../services/station/api/view.ts';
import type { MapLesion } from '../../parts/body-map/body-map.ts';
import '../../parts/body-map/body-map.ts';
import { controlStyles } from '../../parts/controls.ts';
import { layerStyles } from '../../parts/layers.ts';
import { Paging } from '../../parts/paging.ts';
import type { Fillable, HalfFilled } from '../lock/half-filled.ts';
import type { Overlay, Pictures, Screen } from '../screen.ts';
import { type Aside, asideOver } from './asides.ts';
import { lesionLabel, lesionRow } from './lesion-rows.ts';
import { type Aim, firstShotOf, nextAim, shotOrder, takenOf } from './progress.ts';
import { placeWords, shotWords } from './shot-words.ts';
import { choosingStyles } from './styles/choosing.ts';

/** A letter may say much of where a lesion is. Rows grow rather than cut it short. */
const longPlace = 24;
const veryLongPlace = 60;
/** With more lesions than these the map shows those of the page beside it: numbers would not find room. */
const onMapMax = 6;

export class ChoosingScreen extends LitElement implements Screen, Fillable {
  static override properties = {
    view: { attribute: false },
    ask: { attribute: false },
    pictures: { attribute: false },
    open: { attribute: false },
    aside: { state: true },
  };

  declare view: View;
  declare ask: Screen['ask'];
  declare pictures: Pictures;
  declare open: (overlay: Overlay) => void;
  declare aside: Aside | undefined;

  readonly #pages = new Paging(this);
  readonly #whichPages = new Paging(this);

  constructor() {
    super();
    this.aside = undefined;
  }

  static override styles = [controlStyles, layerStyles, choosingStyles];

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('view') as View | undefined;
    if (before && before.visit?.id !== this.view.visit?.id) this.aside = undefined;
  }

  takeDown(): HalfFilled | undefined {
    const { aside } = this;
    if (aside?.kind !== 'which' && aside?.kind !== 'why') return undefined;
    return { kind: 'cannot', lesion: aside.kind === 'why' ? aside.lesion.id : undefined };
  }

  putBack(half: HalfFilled): void {
    if (half.kind !== 'cannot') return;
    const lesion = this.view.visit?.lesions.find(({ id }) => id === half.lesion);
    this.aside = lesion ? { kind: 'why', lesion } : { kind: 'which' };
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('aside')) this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { visit } = this.view;
    if (!visit) return nothing;
    if (this.aside) return this.#over(this.aside, visit);
    const long = visit.lesions.map((lesion) => placeWords(lesion).length);
    const size = long.some((length) => length > veryLongPlace)
      ? 'very-long'
      : long.some((length) => length > longPlace)
        ? 'long'
        : '';
    const rows = this.#pages.slice(visit.lesions);
    const mapped = visit.lesions.length > onMapMax ? rows : visit.lesions;
    const next = nextAim(visit);
    return html`<section class="choosing" aria-label="Lesions">
      <body-map
        .lesions=${mapped.map((lesion) => onMap(visit, lesion))}
        .chosen=${next?.lesion}
        @choose=${(event: CustomEvent<string>) => this.#choose(visit, event.detail)}
      ></body-map>
      <div class="list">
        <h2 tabindex="-1">Which lesion?</h2>
        <div class="paged">
          <ol class="rows ${size}" ${ref(this.#pages.rows)}>
            ${rows.map((lesion) => lesionRow(lesion, { visit, ask: this.ask, doubt: (of) => this.#lay({ kind: 'doubt', lesion: of }) }))}
          </ol>
          ${this.#pages.buttons(visit.lesions.length, 'Up', 'Down')}
        </div>
      </div>
      <div class="actions">${this.#actions(visit, next)}</div>
    </section>`;
  }

  #actions(visit: VisitView, next: Aim | undefined): TemplateResult {
    const finish = () => this.ask({ kind: 'go', to: 'ending' });
    return html`
      ${
        next
          ? html`<button class="call" data-target="shutter" @click=${() => this.ask({ kind: 'arm', ...next })}>
              Next:<br /><b>${shotWords[next.shot].name}</b>
              ${visit.lesions.length > 1 ? html`<br />lesion ${visit.lesions.findIndex(({ id }) => id === next.lesion) + 1}` : nothing}
            </button>`
          : html`<button class="call" data-target="shutter" @click=${finish}>All pictures taken:<br /><b>Finish</b></button>`
      }
      <button data-target="secondary" @click=${() => this.#lay({ kind: 'more' })}>More…</button>
      <button data-target="secondary" ?hidden=${next === undefined} @click=${finish}>Finish</button>
    `;
  }

  #choose(visit: VisitView, id: string): void {
    const lesion = visit.lesions.find((one) => one.id === id);
    if (!lesion) return;
    if (lesion.cannot) this.#lay({ kind: 'doubt', lesion });
    else this.ask({ kind: 'arm', ...firstShotOf(visit, lesion.id) });
  }

  #lay(aside: Aside | undefined): void {
    this.aside = aside;
  }

  #over(aside: Aside, visit: VisitView): TemplateResult {
    const { ask, open } = this;
    const parts = { visit, pages: this.#whichPages, ask, open, lay: (next: Aside | undefined) => this.#lay(next) };
    return html`<section class="over" aria-label="Lesions">${asideOver(aside, parts)}</section>`;
  }
}

function onMap(visit: VisitView, lesion: LesionView): MapLesion {
  const { id, site, side, code } = lesion;
  const done = takenOf(visit, id) === shotOrder.length;
  return {
    id,
    site,
    side,
    code,
    number: visit.lesions.indexOf(lesion) + 1,
    state: lesion.cannot ? 'cannot' : done ? 'done' : 'open',
    label: lesionLabel(visit, lesion),
  };
}

customElements.define('choosing-screen', ChoosingScreen);
