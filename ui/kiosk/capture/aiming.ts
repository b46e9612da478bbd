/**
 * Before and during the press: what is written over the live picture, and what stands beside it.
 *
 *   ┌───────┬───────────────────────┬────────┐ ┌────────────────────┐
 *   │ Focus │ Close-up              │ Bright │ │ 1 Shin · Left      │
 *   ├───────┘ About 20 cm away …    └────────┤ │ Change             │
 *   │                                        │ ├────┬────┬────┬─────┤
 *   │               live view                │ │ ✓  │ ○  │ ○  │ ○   │
 *   │                                        │ ├────┴────┴────┴─────┤
 *   ├─────────┐                              │ │  Press the pedal   │
 *   │ earlier │                              │ │    or tap here     │
 *   └─────────┴──────────────────────────────┘ └────────────────────┘
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Command } from '../../../services/station/api/command.ts';
import type { Shot } from '../../../services/station/api/picture.ts';
import { troubleToast } from '../frame/toast.ts';
import { progressOf, shotOrder } from './progress.ts';
import { placeWords, progressWords, shotWords } from './shot-words.ts';
import type { Shown } from './shown.ts';

/** Sites longer than these are written smaller; they are never cut short. */
const longSite = 26;
const veryLongSite = 60;

/** The help over the live picture, switched by the photographer. */
export interface HelpSwitches {
  readonly focus: boolean;
  readonly bright: boolean;
  readonly toggle: (which: 'focus' | 'bright') => void;
}

export function overLive(shown: Shown, help: HelpSwitches, earlier: TemplateResult | typeof nothing): TemplateResult {
  const { shot, stage, trouble } = shown;
  const { name, hint, reminder } = shotWords[shot];
  if (stage !== 'armed') return html`<div class="below"><p role="status" class="word">${workWords(stage)}</p></div>`;
  return html`<div class="above">
      ${helpSwitch('Focus', 'show what is sharp', help.focus, () => help.toggle('focus'))}
      <div class="todo">
        <p class="shot">${name}</p>
        <p>${hint}</p>
        ${reminder ? html`<p class="reminder"><span aria-hidden="true">!</span> ${reminder}</p>` : nothing}
      </div>
      ${helpSwitch('Bright', 'show what is too bright', help.bright, () => help.toggle('bright'))}
    </div>
    <div class="below">
      ${earlier}
      <p role="status" class="unseen">${trouble ? nothing : 'Ready: press the pedal'}</p>
      ${troubleToast(trouble)}
    </div>`;
}

function workWords(stage: Shown['stage']): string {
  switch (stage) {
    case 'armed':
    case 'exposing':
      return 'Taking…';
    case 'assessing':
      return 'Checking…';
    case 'sealing':
    case 'reviewing':
      return 'Saving…';
  }
}

function helpSwitch(word: string, label: string, on: boolean, toggle: () => void): TemplateResult {
  return html`<button role="switch" aria-checked=${on} @click=${toggle}>
    ${word}<span class="unseen">: ${label}</span><br /><b>${on ? 'on' : 'off'}</b>
  </button>`;
}

export interface AimingParts {
  readonly shown: Shown;
  readonly ask: (command: Command) => void;
  readonly press: () => void;
}

export function besideLive({ shown, ask, press }: AimingParts): TemplateResult {
  const { visit, stage } = shown;
  const busy = stage !== 'armed';
  const several = visit.lesions.length > 1;
  return html`
    <button class="lesion" data-target="secondary" aria-disabled=${busy} @click=${() => !busy && ask({ kind: 'disarm' })}>
      ${caption(shown)}
      <span class="change">${several ? `Lesion ${shown.number} of ${visit.lesions.length} · Change` : 'Stop and go back'}</span>
    </button>
    <div class="shots" role="group" aria-label="Pictures of this lesion">
      ${shotOrder.map((shot) => shotButton(shown, shot, busy, ask))}
    </div>
    <button class="call" data-target="shutter" aria-disabled=${busy} @click=${() => !busy && press()}>
      ${busy ? 'Wait' : shown.trouble ? 'Take picture' : html`<b class="large">Press the pedal</b><br />or tap here`}
    </button>
  `;
}

/** Number, site and side: the heading of this screen. */
export function caption({ number, lesion }: Shown): TemplateResult {
  const place = placeWords(lesion);
  const size = place.length > veryLongSite ? 'very-long' : place.length > longSite ? 'long' : '';
  return html`<b class="place ${size}"><span class="number">${number}</span> ${place}</b>`;
}

function shotButton(shown: Shown, shot: Shot, busy: boolean, ask: (command: Command) => void): TemplateResult {
  const { visit, lesion } = shown;
  const aimed = shown.shot === shot;
  const { sign, words } = progressWords[progressOf(visit, lesion.id, shot)];
  const { name, short } = shotWords[shot];
  const arm = () => {
    if (!busy && !aimed) ask({ kind: 'arm', lesion: lesion.id, shot });
  };
  return html`<button aria-pressed=${aimed} aria-disabled=${busy} @click=${arm}>
    <span class="sign" aria-hidden="true">${sign}</span><br />${short}<span class="unseen">: ${name}, ${words}</span>
  </button>`;
}
