/** Where clinics are held: what the patient's letter says of the way there, and which stations stand there. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Site } from '../../../services/hospital/web/api/clinics.ts';
import type { Desk } from '../desk.ts';
import { linesOf } from '../entry/check.ts';
import { Loading, Sending } from '../loading.ts';
import { errorSummary, longField, textField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';
import type { Errors } from '../parts/typed.ts';

/** As they are typed: one line for each. */
type Typed = Record<'id' | 'name' | 'address' | 'directions' | 'parking' | 'stations', string>;

const nothingTyped: Typed = { id: '', name: '', address: '', directions: '', parking: '', stations: '' };
const shortName = /^[a-z0-9][a-z0-9-]{1,62}$/;

export class SitesPage extends LitElement {
  static override properties = {
    desk: { attribute: false },
    typed: { state: true },
    known: { state: true },
    errors: { state: true },
  };
  declare desk: Desk;
  /** Open when there is one. */
  declare typed: Typed | undefined;
  /** A site that exists is changed, not added. */
  declare known: boolean;
  declare errors: Errors;
  readonly #sites = new Loading<readonly Site[]>(this, (signal) => this.desk.server.read('/api/sites', { signal }));
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.typed = undefined;
    this.known = false;
    this.errors = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #open(site: Site | undefined): void {
    this.known = site !== undefined;
    this.typed = site
      ? { ...site, address: site.address.join('\n'), stations: site.stations.join('\n') }
      : nothingTyped;
    this.errors = {};
    void focusIn(this, 'form h2');
  }

  #close(): void {
    this.typed = undefined;
    void focusIn(this, '.adds');
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { typed } = this;
    if (!typed) return;
    const errors: Record<string, string> = {};
    if (typed.name.trim() === '') errors.name = 'Type the name that patients know.';
    if (!shortName.test(typed.id.trim())) errors.id = 'Use lower-case letters, digits and hyphens, for example histon.';
    if (linesOf(typed.address).length === 0) errors.address = 'The letter needs an address.';
    this.errors = errors;
    if (Object.keys(errors).length === 0) {
      const form: Site = {
        id: typed.id.trim(),
        name: typed.name.trim(),
        address: linesOf(typed.address),
        directions: typed.directions.trim(),
        parking: typed.parking.trim(),
        stations: linesOf(typed.stations),
      };
      if (await this.#sending.send(() => this.desk.server.write('/api/sites', form))) {
        this.desk.say(`${form.name} is saved.`);
        void this.#sites.again();
        this.#close();
        return;
      }
      this.errors = this.#sending.fields;
    }
    if (Object.keys(this.errors).length > 0) void focusIn(this, '.summary');
  };

  override render(): TemplateResult {
    return html`<p class="path"><a href="/clinics">Clinics</a></p>
      <div class="top">
        <h1 tabindex="-1">Sites and stations</h1>
        ${this.typed ? nothing : html`<div class="buttons"><button class="call adds" @click=${() => this.#open(undefined)}>Add a site</button></div>`}
      </div>
      ${this.typed ? this.#form(this.typed) : nothing}
      ${this.#sites.shown((sites) =>
        sites.length === 0
          ? html`<p class="empty">No site yet. Add the first one: a clinic needs it.</p>`
          : html`<div class="cards">${sites.map((site) => this.#site(site))}</div>`,
      )}`;
  }

  #site(site: Site): TemplateResult {
    return html`<section class="panel" aria-label=${site.name}>
      <h2>${site.name}</h2>
      <p>${site.address.map((line) => html`${line}<br />`)}</p>
      <dl class="pairs">
        <dt>The way there</dt><dd>${site.directions || 'not said'}</dd>
        <dt>Parking</dt><dd>${site.parking || 'not said'}</dd>
        <dt>Stations</dt><dd>${site.stations.join(', ') || 'none'}</dd>
      </dl>
      <div class="buttons"><button class="small" @click=${() => this.#open(site)}>Change<span class="unseen"> ${site.name}</span></button></div>
    </section>`;
  }

  #form(typed: Typed): TemplateResult {
    const { errors } = this;
    const field = (name: keyof Typed) => ({
      name,
      value: typed[name],
      errors,
      set: (value: string) => {
        this.typed = { ...typed, [name]: value };
      },
    });
    return html`${errorSummary(errors)}
      <form class="panel" @submit=${this.#send} novalidate>
        <h2 tabindex="-1">${this.known ? `Change ${typed.name}` : 'Add a site'}</h2>
        ${textField({ ...field('name'), label: 'Name' })}
        ${
          this.known
            ? nothing
            : textField({
                ...field('id'),
                label: 'Short name',
                hint: 'For programs; it cannot be changed later. For example histon',
                width: 'middle',
              })
        }
        ${longField({ ...field('address'), label: 'Address', hint: 'One line each, at most eight', rows: 4 })}
        ${longField({ ...field('directions'), label: 'The way there (if known)', hint: 'Printed on the patient’s letter' })}
        ${longField({ ...field('parking'), label: 'Parking (if known)', hint: 'Printed on the patient’s letter' })}
        ${longField({ ...field('stations'), label: 'Stations', hint: 'One line each, for example histon-1' })}
        <div class="buttons">
          <button class="call" aria-disabled=${this.#sending.busy}>Save</button>
          <button type="button" @click=${() => this.#close()}>Back</button>
        </div>
        ${Object.keys(errors).length > 0 ? nothing : this.#sending.shown()}
      </form>`;
  }
}

customElements.define('sites-page', SitesPage);
