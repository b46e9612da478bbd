/**
 * What a tap can lay over the screen of a stage. Closing one loses what was typed in it, a lock does not; the station knows
 * nothing of it.
 */
import { html, type TemplateResult } from 'lit';
import type { View } from '../../../services/station/api/view.ts';
import type { VisitId } from '../../../services/wire/ids.ts';
import type { Overlay, Screen } from '../screen.ts';
import './register/screen.ts';
import './text.ts';
import './wrong-patient.ts';

/** What an overlay is given. */
export interface Laid {
  view: View;
  ask: Screen['ask'];
  pictures: Screen['pictures'];
  close: () => void;
}

export interface OverlayParts extends Laid {
  readonly kind: Overlay;
  /** With `wrong-patient`: a visit of today that has ended. */
  readonly visit: VisitId | undefined;
}

export function overlayScreen(
  { kind, visit, view, ask, pictures, close }: OverlayParts,
  hidden: boolean,
): TemplateResult {
  switch (kind) {
    case 'register':
      return html`<register-overlay ?hidden=${hidden} .view=${view} .ask=${ask} .close=${close}></register-overlay>`;
    case 'wrong-patient':
      return html`<wrong-patient-overlay
        ?hidden=${hidden}
        .view=${view}
        .ask=${ask}
        .pictures=${pictures}
        .close=${close}
        .ended=${visit}
      ></wrong-patient-overlay>`;
    case 'wish':
    case 'note':
      return html`<text-overlay ?hidden=${hidden} .what=${kind} .view=${view} .ask=${ask} .close=${close}></text-overlay>`;
  }
}
