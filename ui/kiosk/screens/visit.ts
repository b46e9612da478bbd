/**
 * The camera's picture, large, with what is being taken written over it; views on one side, the one thing to do on the other.
 *
 *   ┌──────────────┬───────────────────────────────┬──────────────┐
 *   │ ✓ Locating   │ Upper back · Left             │ Lesion 2 of 3│
 *   │   1 saved    │ Close-up                      ├──────────────┤
 *   ├──────────────┤                               │              │
 *   │ ○ Close-up   │          live view            │ Take picture │
 *   ├──────────────┤                               │              │
 *   │ ○ Dermoscopic│ ● Ready                       ├──────────────┤
 *   │              │                               │ Finish visit │
 *   └──────────────┴───────────────────────────────┴──────────────┘
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import type { Command, Stage, View } from '../../../services/station/api.ts';
import type { PictureMode } from '../picture/live-view.ts';
import { type Lesion, nextShot, progressOf, type ViewKind, type Visit, viewOrder } from '../shots.ts';
import { type Trouble, troubleIn } from '../trouble.ts';
import { progressWords, viewWords } from '../words.ts';
import { finishButton, nextButton, sitePlace } from './pieces.ts';
import { troubleBar } from './trouble-bar.ts';

/** What the photographer can open and close over the visit. */
export interface Opening {
  readonly lesions: () => void;
  readonly finish: () => void;
  readonly back: () => void;
}

export interface VisitParts {
  readonly view: View;
  readonly visit: Visit;
  /** The station's stage, or `exposing` from the tap on the shutter until the station's word comes. */
  readonly stage: Stage;
  readonly open: Opening;
  readonly ask: (command: Command) => void;
  readonly press: () => void;
  /** Marks the element that pictures are drawn on. */
  readonly live: DirectiveResult;
}

export function visitScreen(parts: VisitParts): TemplateResult {
  const { view, visit, stage, live } = parts;
  const lesion = lesionInView(parts);
  const trouble = troubleIn(view);
  const busy = stage === 'exposing' || stage === 'sealing';
  const shownTrouble = busy ? undefined : trouble;
  const cameraGone = view.camera.status !== 'ready';
  return html`<main class="visit">
    <div class="views" role="group" aria-label="Views">
      ${lesion ? viewOrder.map((kind) => viewButton(parts, lesion, kind, busy)) : nothing}
    </div>
    <div class="picture ${ringOf(stage, shownTrouble)}">
      <live-view .mode=${modeOf(stage)} .quiet=${cameraGone} ${live}></live-view>
      ${lesion ? caption(visit, lesion, view.aim?.view, stage === 'armed') : nothing}
      <div class="told">
        <p role="status" class="word">${stageWord(stage, shownTrouble)}</p>
        ${troubleBar(shownTrouble)}
      </div>
    </div>
    <div class="actions">${actions(parts, busy)}</div>
  </main>`;
}

/** The lesion aimed at; before that the only one there is. */
function lesionInView({ view, visit }: VisitParts): Lesion | undefined {
  const aimed = visit.lesions.find((lesion) => lesion.id === view.aim?.lesion);
  return aimed ?? (visit.lesions.length === 1 ? visit.lesions[0] : undefined);
}

function viewButton(parts: VisitParts, lesion: Lesion, kind: ViewKind, busy: boolean): TemplateResult {
  const shot = { lesion: lesion.id, view: kind };
  const { sign, words } = progressWords(progressOf(parts.visit, shot));
  const aimed = parts.view.aim?.view === kind;
  const arm = () => {
    if (!busy) parts.ask({ kind: 'arm', ...shot });
  };
  return html`<button data-target="secondary" aria-pressed=${aimed} aria-disabled=${busy} @click=${arm}>
    <b>${viewWords[kind].name}</b>
    <span><span class="sign" aria-hidden="true">${sign}</span> ${words}</span>
  </button>`;
}

function caption(visit: Visit, lesion: Lesion, aimed: ViewKind | undefined, hinted: boolean): TemplateResult {
  const several = visit.lesions.length > 1;
  return html`<div class="caption">
    <p>${several ? html`<span class="number">${visit.lesions.indexOf(lesion) + 1}</span> ` : nothing}${sitePlace(lesion)}</p>
    ${aimed ? html`<p><b>${viewWords[aimed].name}</b> ${hinted ? html`<span class="hint">${viewWords[aimed].hint}</span>` : nothing}</p>` : nothing}
  </div>`;
}

function actions(parts: VisitParts, busy: boolean): TemplateResult {
  const { view, visit, stage, open, ask } = parts;
  const several = visit.lesions.length > 1;
  const place = visit.lesions.findIndex((lesion) => lesion.id === view.aim?.lesion);
  const next = stage === 'saved' || stage === 'choosing' ? nextShot(visit, view.aim) : undefined;
  const complete = (stage === 'saved' || stage === 'choosing') && next === undefined;
  return html`
    ${
      several
        ? html`<button data-target="secondary" aria-disabled=${busy} @click=${() => !busy && open.lesions()}>
          Lesion ${place + 1} of ${visit.lesions.length}<br /><b>Change</b>
        </button>`
        : nothing
    }
    ${complete ? nothing : next ? nextButton(visit, next, ask) : shutter(parts, busy)}
    ${finishButton(open.finish, complete, !busy)}
  `;
}

function shutter(parts: VisitParts, busy: boolean): TemplateResult {
  return html`<button class="call" data-target="shutter" aria-disabled=${busy} @click=${() => !busy && parts.press()}>
    ${busy ? 'Wait' : 'Take picture'}
  </button>`;
}

function modeOf(stage: Stage): PictureMode {
  switch (stage) {
    case 'idle':
    case 'choosing':
    case 'armed':
      return 'live';
    case 'exposing':
      return 'exposing';
    case 'sealing':
    case 'saved':
      return 'taken';
  }
}

/** The class of the ring around the picture; each has its words and its sign too. */
function ringOf(stage: Stage, trouble: Trouble | undefined): string {
  if (trouble?.kind === 'failed') return 'failed';
  if (stage === 'saved') return 'saved';
  return trouble?.kind === 'warned' ? 'warned' : stage;
}

function stageWord(stage: Stage, trouble: Trouble | undefined): TemplateResult | typeof nothing {
  switch (stage) {
    case 'idle':
      return nothing;
    case 'choosing':
      return trouble ? nothing : html`Choose a view`;
    case 'armed':
      return trouble ? nothing : html`<span class="sign" aria-hidden="true">●</span> Ready: press the pedal`;
    case 'exposing':
      return html`<span class="large">Taking…</span>`;
    case 'sealing':
      return html`<span class="large">Saving…</span>`;
    case 'saved':
      return html`<span class="large"><span class="sign" aria-hidden="true">✓</span> Saved</span>`;
  }
}
