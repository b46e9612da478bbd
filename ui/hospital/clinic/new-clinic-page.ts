/** Plan a clinic: where, with which station, when, how long each appointment is. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ClinicForm, Site } from '../../../services/hospital/web/api/clinics.ts';
import type { Desk } from '../desk.ts';
import { Loading, Sending } from '../loading.ts';
import { choiceField, dayFields, errorSummary, textField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';
import { dayMeant, dayTyped, type Errors, type TypedDay } from '../parts/typed.ts';
import { dayOf, daysAfter } from '../when.ts';

interface Typed {
  readonly site: string;
  readonly station: string;
  readonly day: TypedDay;
  readonly from: string;
  readonly to: string;
  readonly slotMinutes: string;
  readonly photographer: string;
}

const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;
/** As the record takes it. */
const slotMinutesMin = 5;
const slotMinutesMax = 120;

export class NewClinicPage extends LitElement {
  static override properties = { desk: { attribute: false }, typed: { state: true }, errors: { state: true } };
  declare desk: Desk;
  declare typed: Typed;
  declare errors: Errors;
  readonly #sites = new Loading<readonly Site[]>(this, (signal) => this.desk.server.read('/api/sites', { signal }));
  readonly #sending = new Sending(this);

  constructor() {
    super();
    const tomorrow = dayTyped(daysAfter(dayOf(new Date()), 1));
    this.typed = {
      site: '',
      station: '',
      day: tomorrow,
      from: '09:00',
      to: '12:00',
      slotMinutes: '20',
      photographer: '',
    };
    this.errors = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #check(): ClinicForm | undefined {
    const { site, station, from, to, photographer } = this.typed;
    const errors: Record<string, string> = {};
    if (site === '') errors.site = 'Choose where the clinic is.';
    if (station === '')
      errors.station = site === '' ? 'Choose the site first, then the station.' : 'Choose the station.';
    const day = dayMeant(this.typed.day);
    if (!day) errors.day = 'Type the day as day, month and a year of four digits.';
    else if (day < dayOf(new Date())) errors.day = 'That day is over.';
    if (!timeOfDay.test(from.trim())) errors.from = 'Type when it begins, for example 09:00.';
    if (!timeOfDay.test(to.trim())) errors.to = 'Type when it ends, for example 12:30.';
    else if (!errors.from && to.trim() <= from.trim()) errors.to = 'The end has to be after the beginning.';
    const slotMinutes = Number(this.typed.slotMinutes);
    if (!Number.isInteger(slotMinutes) || slotMinutes < slotMinutesMin || slotMinutes > slotMinutesMax)
      errors.slotMinutes = `Type a number of minutes from ${slotMinutesMin} to ${slotMinutesMax}.`;
    this.errors = errors;
    if (Object.keys(errors).length > 0 || !day) return undefined;
    return { site, station, day, from: from.trim(), to: to.trim(), slotMinutes, photographer: photographer.trim() };
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = this.#check();
    const sent = form && (await this.#sending.send(() => this.desk.server.write<{ id: string }>('/api/clinics', form)));
    if (sent) {
      this.desk.go(`/clinics/${sent.value.id}`);
      this.desk.say('The clinic is planned.');
      return;
    }
    if (form) this.errors = this.#sending.fields;
    if (Object.keys(this.errors).length > 0) void focusIn(this, '.summary');
  };

  override render(): TemplateResult {
    return html`<p class="path"><a href="/clinics">Clinics</a></p>
      <h1 tabindex="-1">New clinic</h1>
      ${errorSummary(this.errors)} ${this.#sites.shown((sites) => this.#form(sites))}`;
  }

  #form(sites: readonly Site[]): TemplateResult {
    const { typed, errors } = this;
    const set = (change: Partial<Typed>) => {
      this.typed = { ...typed, ...change };
    };
    if (sites.length === 0)
      return html`<p class="empty">There is no site yet. <a href="/clinics/sites">Add one first</a></p>`;
    const stations = sites.find(({ id }) => id === typed.site)?.stations ?? [];
    return html`<form class="panel" @submit=${this.#send} novalidate>
      ${choiceField({
        name: 'site',
        label: 'Where',
        value: typed.site,
        errors,
        options: [{ value: '', text: 'Choose' }, ...sites.map(({ id, name }) => ({ value: id, text: name }))],
        set: (site) => {
          const only = sites.find(({ id }) => id === site)?.stations;
          set({ site, station: only?.length === 1 ? (only[0] ?? '') : '' });
        },
      })}
      ${choiceField({
        name: 'station',
        label: 'Station',
        hint:
          typed.site !== '' && stations.length === 0
            ? 'This site has no station yet. Add one under “Sites and stations”.'
            : undefined,
        value: typed.station,
        errors,
        options: [{ value: '', text: 'Choose' }, ...stations.map((id) => ({ value: id, text: id }))],
        set: (station) => set({ station }),
      })}
      ${dayFields({ name: 'day', label: 'Day', value: typed.day, errors, set: (day) => set({ day }) })}
      <div class="beside">
        ${textField({ name: 'from', label: 'From', hint: 'For example 09:00', width: 'short', value: typed.from, errors, set: (from) => set({ from }) })}
        ${textField({ name: 'to', label: 'To', hint: 'For example 12:30', width: 'short', value: typed.to, errors, set: (to) => set({ to }) })}
        ${textField({ name: 'slotMinutes', label: 'Minutes each', hint: 'From 5 to 120', numeric: true, width: 'short', value: typed.slotMinutes, errors, set: (slotMinutes) => set({ slotMinutes }) })}
      </div>
      ${textField({ name: 'photographer', label: 'Photographer (if known)', value: typed.photographer, errors, set: (photographer) => set({ photographer }) })}
      <div class="buttons"><button class="call" aria-disabled=${this.#sending.busy}>Plan this clinic</button></div>
      ${Object.keys(this.errors).length > 0 ? nothing : this.#sending.shown()}
    </form>`;
  }
}

customElements.define('new-clinic-page', NewClinicPage);
