/** The clinics of a week, day by day. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ClinicLine } from '../../../services/hospital/web/api/clinics.ts';
import type { Desk } from '../desk.ts';
import { Loading } from '../loading.ts';
import { type Column, table } from '../parts/table.ts';
import { dayOf, daysAfter, dayWritten, mondayOf, timeWritten } from '../when.ts';

const weekDays = 7;

const columns: readonly Column<ClinicLine>[] = [
  {
    head: 'Time',
    cell: ({ id, startsAt, endsAt }) =>
      html`<a href="/clinics/${id}">${timeWritten(startsAt)} to ${timeWritten(endsAt)}</a>`,
  },
  {
    head: 'Where',
    cell: ({ site, station }) =>
      html`<span class="stack"><span>${site.name}</span><span class="quiet">station ${station}</span></span>`,
  },
  {
    head: 'Photographer',
    cell: ({ photographer }) =>
      photographer || html`<span class="missing"><span aria-hidden="true">▲ </span>nobody named</span>`,
  },
  {
    head: 'Booked',
    cell: ({ state, taken, slots }) =>
      state === 'cancelled'
        ? html`<b>Cancelled</b>`
        : html`<span class="stack"><span>${taken} of ${slots}</span><span class="quiet">${slots - taken} free</span></span>`,
  },
  { head: 'Seen', cell: ({ seen }) => seen, number: true },
  { head: 'Did not attend', cell: ({ didNotAttend }) => didNotAttend, number: true },
];

export class ClinicsPage extends LitElement {
  static override properties = { desk: { attribute: false }, query: { attribute: false } };
  declare desk: Desk;
  declare query: URLSearchParams;
  #asked = '';

  readonly #clinics = new Loading<readonly ClinicLine[]>(this, (signal) => {
    const monday = this.#monday();
    return this.desk.server.read(`/api/clinics?from=${monday}&to=${daysAfter(monday, weekDays - 1)}`, { signal });
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #monday(): string {
    const week = this.query.get('week') ?? '';
    const asked = /^\d{4}-\d{2}-\d{2}$/.test(week) && !Number.isNaN(Date.parse(week)) ? week : dayOf(new Date());
    return mondayOf(asked);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    const monday = this.#monday();
    if (changed.has('query') && this.#asked !== '' && monday !== this.#asked) void this.#clinics.again();
    this.#asked = monday;
  }

  override render(): TemplateResult {
    const monday = this.#monday();
    const week = (days: number) => `/clinics?week=${daysAfter(monday, days)}`;
    return html`<div class="top">
        <h1 tabindex="-1">Clinics</h1>
        <div class="buttons">
          <a class="button call" href="/clinics/new">New clinic</a>
          <a class="button" href="/clinics/sites">Sites and stations</a>
        </div>
      </div>
      <nav class="week" aria-label="Week">
        <a class="button" href=${week(-weekDays)}><span aria-hidden="true">← </span>Week before</a>
        <b>${dayWritten(monday)} to ${dayWritten(daysAfter(monday, weekDays - 1))}</b>
        <a class="button" href=${week(weekDays)}>Week after<span aria-hidden="true"> →</span></a>
        ${monday === mondayOf(dayOf(new Date())) ? nothing : html`<a class="button" href="/clinics">This week</a>`}
      </nav>
      ${this.#clinics.shown((clinics) => days(clinics, monday))}`;
  }
}

function days(clinics: readonly ClinicLine[], monday: string): TemplateResult {
  if (clinics.length === 0) return html`<p class="empty">No clinic is planned in this week.</p>`;
  const today = dayOf(new Date());
  return html`${Array.from({ length: weekDays }, (_, index) => daysAfter(monday, index)).map((day) => {
    const held = clinics.filter(({ startsAt }) => dayOf(startsAt) === day);
    return held.length === 0
      ? nothing
      : html`<section aria-labelledby="day-${day}">
          <h2 id="day-${day}">${dayWritten(day)}${day === today ? ', today' : ''}</h2>
          ${table(`Clinics on ${dayWritten(day)}`, columns, held, { rowClass: ({ state }) => (state === 'cancelled' ? 'faded' : '') })}
        </section>`;
  })}`;
}

customElements.define('clinics-page', ClinicsPage);
