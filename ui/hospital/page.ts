/**
 * The coordinator's desk: one page whose parts have addresses of their own.
 *
 *   address ──► routes ──► one element for each page ──► server (JSON below /api)
 *   frame: skip link, navigation with counts, who is signed in, trouble, messages
 *
 * The frame keeps who is signed in, the counts and what a person typed; every page reads its own things when it opens.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Me, Overview } from '../../services/hospital/web/api/shared.ts';
import type { Desk } from './desk.ts';
import { header } from './frame/header.ts';
import { middle } from './frame/middle.ts';
import { troubleBar } from './frame/trouble.ts';
import { firstPathFor, mayOpen, type Route, routeOf } from './routes.ts';
import { openServer, type Trouble } from './server.ts';

/** The counts are read again after this time, because others work at the same desk. */
const countsEveryMs = 60_000;

export class HospitalPage extends LitElement {
  static override properties = {
    me: { state: true },
    route: { state: true },
    counts: { state: true },
    troubles: { state: true },
    message: { state: true },
    signedOut: { state: true },
  };

  declare me: Me | undefined;
  declare route: Route;
  declare counts: Overview | undefined;
  declare troubles: readonly Trouble[];
  declare message: string;
  declare signedOut: boolean;

  readonly #server = openServer({
    fetch: (path, init) => fetch(path, init),
    signIn: () => location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`),
    troubles: (waiting) => {
      this.troubles = waiting;
    },
  });
  readonly #drafts = new Map<string, unknown>();
  #desk: Desk | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #opened = '';

  constructor() {
    super();
    this.me = undefined;
    this.route = routeOf(new URL(location.href));
    this.counts = undefined;
    this.troubles = [];
    this.message = '';
    this.signedOut = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this; // one document: labels, links to fields and the printed page reach everything
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.#addressChanged);
    addEventListener('online', this.#again);
    addEventListener('beforeunload', this.#keepDrafts);
    this.addEventListener('click', this.#followed);
    this.#timer = setInterval(() => void this.#count(), countsEveryMs);
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#addressChanged);
    removeEventListener('online', this.#again);
    removeEventListener('beforeunload', this.#keepDrafts);
    this.removeEventListener('click', this.#followed);
    clearInterval(this.#timer);
  }

  async #begin(): Promise<void> {
    const me = await this.#server.me();
    this.#desk = {
      me,
      server: this.#server,
      drafts: this.#drafts,
      say: (message) => {
        this.message = message;
      },
      go: (path) => this.#go(path),
      changed: () => void this.#count(),
    };
    this.me = me;
    const first = firstPathFor(me);
    if (this.route.kind === 'inbox' && !mayOpen(me, 'inbox') && first) this.#go(first, true);
    await this.#count();
  }

  async #count(): Promise<void> {
    if (!this.me || this.signedOut || !mayOpen(this.me, 'messages')) return; // the counts are of coordinators and IT
    const answer = await this.#server.read<Overview>('/api/overview', { quiet: true });
    if (answer.kind === 'answered') this.counts = answer.value;
  }

  #go(path: string, replace = false): void {
    if (replace) history.replaceState(null, '', path);
    else history.pushState(null, '', path);
    this.route = routeOf(new URL(location.href));
  }

  readonly #addressChanged = (): void => {
    this.route = routeOf(new URL(location.href));
    this.message = '';
  };

  readonly #again = (): void => {
    for (const trouble of this.troubles) if (trouble.why === 'no-answer') trouble.again();
  };

  readonly #keepDrafts = (event: BeforeUnloadEvent): void => {
    if (this.#drafts.size > 0 && !this.signedOut) event.preventDefault(); // the browser asks whether to leave
  };

  /** Links between pages of the desk change the address without leaving the page. */
  readonly #followed = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = (event.target as Element).closest('a');
    if (!link?.href || link.target !== '' || link.origin !== location.origin) return;
    if (link.hash !== '' && link.pathname === location.pathname) return;
    if (link.pathname.startsWith('/api/') || link.pathname.startsWith('/sign-')) return;
    event.preventDefault();
    this.message = '';
    this.#go(link.pathname + link.search);
  };

  readonly #signOut = async (): Promise<void> => {
    const answer = await this.#server.write<{ to: string }>('/sign-out', {});
    if (answer.kind === 'given-up') return;
    this.#drafts.clear();
    this.signedOut = true; // nothing of a patient stays on the screen
    if (answer.kind === 'answered') location.assign(answer.value.to); // the provider signs out, too
  };

  override render(): TemplateResult {
    if (this.signedOut) {
      return html`<main class="alone">
        <h1 tabindex="-1">You are signed out</h1>
        <p><a class="button call" href="/sign-in?to=%2F">Sign in</a></p>
      </main>`;
    }
    const desk = this.#desk;
    return html`<a class="skip" href="#main" @click=${skip}>Skip to the page’s content</a>
      ${desk ? header(desk.me, this.route, this.counts, this.#signOut) : nothing} ${troubleBar(this.troubles)}
      <div class="said" role="status" aria-live="polite">
        ${
          this.message
            ? html`<p>
              <span aria-hidden="true">✓</span> ${this.message}
              <button class="small" @click=${() => this.desk?.say('')}>Hide<span class="unseen"> this message</span></button>
            </p>`
            : nothing
        }
      </div>
      <main id="main" tabindex="-1">
        ${desk ? keyed(keyOf(this.route), middle(desk, this.route)) : html`<p class="waiting">Loading…</p>`}
      </main>`;
  }

  get desk(): Desk | undefined {
    return this.#desk;
  }

  override updated(): void {
    // Another page: its heading takes the focus, so that the keyboard and a reader of the screen start there.
    const opened = `${keyOf(this.route)} ${this.me !== undefined} ${this.signedOut}`;
    if (opened === this.#opened) return;
    const first = !this.#opened.includes('true');
    this.#opened = opened;
    const heading = this.querySelector<HTMLElement>('main h1');
    document.title = heading ? `${heading.textContent?.replace(/\s+/g, ' ').trim()} - Lentigo` : 'Lentigo';
    scrollTo(0, 0);
    if (!first) (heading ?? this.querySelector<HTMLElement>('main'))?.focus({ preventScroll: true });
  }
}

/** Another key is another page; the query of a list is the same page with other rows. */
function keyOf(route: Route): string {
  switch (route.kind) {
    case 'referral':
    case 'clinic':
    case 'patient':
    case 'access':
      return `${route.kind} ${route.id}`;
    case 'set-aside':
      return `${route.kind} ${route.parcel}`;
    default:
      return route.kind;
  }
}

function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

customElements.define('hospital-page', HospitalPage);
