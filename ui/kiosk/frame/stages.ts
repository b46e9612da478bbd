/** Which element fills the middle at which stage. Each is given what `screen.ts` says, and keeps what is only its own. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Screen } from '../screen.ts';
import '../capture/choosing.ts';
import '../capture/screen.ts';
import '../clinic/screen.ts';
import '../consent/screen.ts';
import '../ending/screen.ts';
import '../identify/screen.ts';
import '../lock/screen.ts';
import '../questionnaire/screen.ts';

/**
 * `hidden`: something lies over it that has to be answered first; what was typed in it stays. `edges`: banner and strip, for
 * the screen that has them over its picture.
 */
export function stageScreen(
  { view, ask, pictures, open }: Screen,
  hidden: boolean,
  edges: TemplateResult | typeof nothing,
): TemplateResult | typeof nothing {
  switch (view.stage) {
    case 'locked':
      return html`<lock-screen ?hidden=${hidden} .view=${view} .ask=${ask} .pictures=${pictures} .open=${open}></lock-screen>`;
    case 'clinic':
      return html`<clinic-screen ?hidden=${hidden} .view=${view} .ask=${ask} .pictures=${pictures} .open=${open}></clinic-screen>`;
    case 'identify':
      return html`<identify-screen ?hidden=${hidden} .view=${view} .ask=${ask} .pictures=${pictures} .open=${open}></identify-screen>`;
    case 'questionnaire':
      return html`<questionnaire-screen ?hidden=${hidden} .view=${view} .ask=${ask} .pictures=${pictures} .open=${open}></questionnaire-screen>`;
    case 'consent':
      return html`<consent-screen ?hidden=${hidden} .view=${view} .ask=${ask} .pictures=${pictures} .open=${open}></consent-screen>`;
    case 'choosing':
      return html`<choosing-screen ?hidden=${hidden} .view=${view} .ask=${ask} .pictures=${pictures} .open=${open}></choosing-screen>`;
    case 'armed':
    case 'exposing':
    case 'assessing':
    case 'sealing':
    case 'reviewing':
      return html`<capture-screen ?hidden=${hidden} .view=${view} .ask=${ask} .pictures=${pictures} .open=${open}>${edges}</capture-screen>`;
    case 'ending':
      return html`<ending-screen ?hidden=${hidden} .view=${view} .ask=${ask} .pictures=${pictures} .open=${open}></ending-screen>`;
    case 'patient':
      return nothing; // the page is on its way to the patient's
  }
}

/** The picture fills the screen, and all else is written over it: trouble, whose visit it is, how the station is. */
export function fillsScreen(view: Screen['view']): boolean {
  switch (view.stage) {
    case 'armed':
    case 'exposing':
    case 'assessing':
    case 'sealing':
    case 'reviewing':
      return true;
    default:
      return false;
  }
}

/** Names what is on the screen: another name is another screen, and the focus goes to its heading. */
export function screenName(view: Screen['view']): string {
  const stage = fillsScreen(view) ? 'capture' : view.stage;
  return `${stage} ${view.visit?.id ?? ''}`;
}
