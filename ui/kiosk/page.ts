/**
 * The photographer's page. It keeps no truth: the station tells its whole state, this page shows it and sends commands.
 *
 *   View ──► idle → clinic   choosing → lesions or visit   armed … saved → visit      ┐
 *            not connected → the station does not answer                              ├─ strip at the edge
 *            asked to finish with pictures missing → finish                           ┘
 *
 * Its own are only: which part is open, and the moment between a tap on the shutter and the station's word for it.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { Command, View } from '../../services/station/api.ts';
import { controlStyles } from '../parts/controls.ts';
import { type LinkState, openLink } from '../parts/link.ts';
import { Paging } from '../parts/paging.ts';
import { soundFor } from './cues.ts';
import { latestPicture } from './picture/latest.ts';
import type { LiveView } from './picture/live-view.ts';
import './picture/live-view.ts';
import { banner } from './screens/banner.ts';
import { clinicScreen } from './screens/clinic.ts';
import { finishScreen } from './screens/finish.ts';
import { lesionsScreen } from './screens/lesions.ts';
import { lostScreen } from './screens/lost.ts';
import { statusStrip } from './screens/strip.ts';
import { visitScreen } from './screens/visit.ts';
import { missingShots } from './shots.ts';
import { speaker } from './sounds.ts';
import { askStyles } from './styles/asks.ts';
import { screenStyles } from './styles/frame.ts';
import { listStyles } from './styles/lists.ts';
import { pictureStyles } from './styles/picture.ts';

/** A tap on the shutter shows at once; if the station says nothing of it by then, the page shows the station's state again. */
const pressShownMsMax = 1_500;

/** What is open over the visit, by the photographer's own tap. */
type Opened = 'nothing' | 'lesions' | 'finish';

export class KioskPage extends LitElement {
  static override properties = {
    view: { state: true },
    link: { state: true },
    opened: { state: true },
    pressed: { state: true },
  };

  declare view: View | undefined;
  declare link: LinkState;
  declare opened: Opened;
  declare pressed: boolean;

  readonly #speaker = speaker();
  readonly #clinicPages = new Paging(this);
  readonly #lesionPages = new Paging(this);
  readonly #live = createRef<LiveView>();
  #station: ReturnType<typeof openLink> | undefined;
  #pressTimer: ReturnType<typeof setTimeout> | undefined;
  #screen = '';

  constructor() {
    super();
    this.view = undefined;
    this.link = 'connecting';
    this.opened = 'nothing';
    this.pressed = false;
  }

  static override styles = [controlStyles, screenStyles, listStyles, askStyles, pictureStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    const pictures = latestPicture({
      decode: (jpeg) => createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' })),
      draw: (kind, picture) => this.#live.value?.show(kind, picture),
      done: () => this.#station?.tell({ kind: 'drawn' } satisfies Command),
    });
    this.#station = openLink('/kiosk', {
      // The station serves this page and speaks its own types; what it says is not checked again here.
      text: (message) => this.#told(message as View),
      binary: pictures,
      state: (state) => {
        this.link = state;
        if (state !== 'connected') this.#letGo();
      },
    });
    addEventListener('pointerdown', this.#speaker.wake);
    addEventListener('keydown', this.#speaker.wake);
    addEventListener('contextmenu', noMenu);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#station?.close();
    this.#letGo();
    removeEventListener('pointerdown', this.#speaker.wake);
    removeEventListener('keydown', this.#speaker.wake);
    removeEventListener('contextmenu', noMenu);
  }

  #told(view: View): void {
    const before = this.view;
    const sound = soundFor(before, view);
    if (sound && !(sound === 'taken' && this.pressed)) this.#speaker.play(sound); // a tap has ticked already
    if (view.stage !== 'armed' || sound === 'failed') this.#letGo();
    // Not on `armed`: the station may tell of something else before it has heard that the pedal is to rest.
    const working = view.stage === 'exposing' || view.stage === 'sealing';
    if (working || view.visit?.id !== before?.visit?.id) this.opened = 'nothing';
    this.view = view;
  }

  readonly #ask = (command: Command): void => {
    if (command.kind === 'arm') this.opened = 'nothing';
    this.#station?.ask(command);
  };

  readonly #press = (): void => {
    this.pressed = true;
    this.#speaker.play('taken');
    clearTimeout(this.#pressTimer);
    this.#pressTimer = setTimeout(() => this.#letGo(), pressShownMsMax);
    this.#ask({ kind: 'press' });
  };

  #letGo(): void {
    clearTimeout(this.#pressTimer);
    this.pressed = false;
  }

  /** Opens a part of the page that covers the live view: nobody should take a picture unseen, so the pedal rests meanwhile. */
  #open(part: Opened): void {
    if (this.view?.stage === 'armed') this.#ask({ kind: 'disarm' });
    this.opened = part;
  }

  readonly #finish = (): void => {
    const visit = this.view?.visit;
    if (!visit) return;
    if (missingShots(visit).length > 0) this.#open('finish');
    else this.#ask({ kind: 'close-visit' });
  };

  override render(): TemplateResult {
    const view = this.view;
    const patient = view?.visit?.patient;
    return html`${patient ? banner(patient) : nothing}
      ${this.#middle()}
      ${view ? statusStrip(view, this.link === 'connected') : nothing}`;
  }

  #middle(): TemplateResult {
    const view = this.view;
    if (!view || this.link !== 'connected') return lostScreen(this.link, view !== undefined);
    const visit = view.visit;
    const ask = this.#ask;
    if (!visit) return clinicScreen(view, this.#clinicPages, ask);
    const open = { lesions: () => this.#open('lesions'), finish: this.#finish, back: () => this.#open('nothing') };
    const resting = view.stage === 'choosing' || view.stage === 'saved';
    if (resting && this.opened === 'finish') return finishScreen(view, visit, open, ask);
    const mustChoose = view.stage === 'choosing' && visit.lesions.length > 1;
    if (mustChoose || (resting && this.opened === 'lesions')) {
      return lesionsScreen(view, visit, this.#lesionPages, open, ask);
    }
    const stage = this.pressed && view.stage === 'armed' ? 'exposing' : view.stage;
    return visitScreen({ view, visit, stage, open, ask, press: this.#press, live: ref(this.#live) });
  }

  override updated(): void {
    // Another screen: its heading takes the focus, so that a reader of the screen and the keyboard start there.
    const main = this.renderRoot.querySelector('main');
    const screen = `${main?.className.split(' ')[0]} ${this.view?.visit?.id}`;
    if (screen === this.#screen) return;
    const first = this.#screen === '';
    this.#screen = screen;
    if (!first) this.renderRoot.querySelector<HTMLElement>('main [tabindex="-1"], header [tabindex="-1"]')?.focus();
  }
}

function noMenu(event: Event): void {
  event.preventDefault(); // a finger that rests on the glass opens no menu
}

customElements.define('kiosk-page', KioskPage);
