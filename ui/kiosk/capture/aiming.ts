/**
 * Before and during the press: what can be tapped, over the picture's edge and beside it.
 *
 *   ┌───────────────┐   lying: a column at the side      ┌──────┬──────┬──────┬──────┐
 *   │ Wrong │ Lock  │   standing: rows below the picture │ ✓    │ ○    │ ○    │ ○    │
 *   ├───────────────┤                                    ├──────┴──────┴──────┴──────┤
 *   │ Lesion 1 of 2 │                                    │      Press the pedal      │
 *   ├───────┬───────┤                                    ├─────────────┬──────┬──────┤
 *   │ ✓     │ ○     │                                    │Lesion 1 of 2│Wrong │ Lock │
 *   │ ○     │ ○     │                                    └─────────────┴──────┴──────┘
 *   ├───────┴───────┤
 *   │Press the pedal│
 *   └───────────────┘
 */
import { html, type TemplateResult } from 'lit';
import type { Command } from '../../../services/station/api/command.ts';
import type { Shot } from '../../../services/station/api/picture.ts';
import { progressOf, shotOrder } from './progress.ts';
import { progressWords, shotWords } from './shot-words.ts';
import type { Shown } from './shown.ts';

/** The help over the live picture, switched by the photographer. */
export interface HelpSwitches {
  readonly focus: boolean;
  readonly bright: boolean;
  readonly toggle: (which: 'focus' | 'bright') => void;
}

export function helpSwitches({ focus, bright, toggle }: HelpSwitches, busy: boolean): readonly TemplateResult[] {
  return [
    helpSwitch('Focus', 'show what is sharp', focus, busy, () => toggle('focus')),
    helpSwitch('Bright', 'show what is too bright', bright, busy, () => toggle('bright')),
  ];
}

function helpSwitch(word: string, label: string, on: boolean, busy: boolean, toggle: () => void): TemplateResult {
  return html`<button role="switch" aria-checked=${on} ?hidden=${busy} @click=${toggle}>
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
      ${several ? html`Lesion ${shown.number} of ${visit.lesions.length}<br /><u>Change</u>` : html`<u>Stop and go back</u>`}
    </button>
    <div class="shots" role="group" aria-label="Pictures of this lesion">
      ${shotOrder.map((shot) => shotButton(shown, shot, busy, ask))}
    </div>
    <button class="go call" data-target="shutter" aria-disabled=${busy} @click=${() => !busy && press()}>
      ${busy ? 'Wait' : shown.trouble ? 'Take picture' : html`<b class="large">Press</b> <b>the pedal</b><br /><span>or tap here</span>`}
    </button>
  `;
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
