/** Who may sign in at the stations: names, PINs and badges. What opens a station is shown once, when it is made. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { GivenBadge, StationStaffLine } from '../../../services/hospital/web/api/visits.ts';
import type { Desk } from '../desk.ts';
import { Loading, Sending } from '../loading.ts';
import { textField } from '../parts/fields.ts';
import { focusIn } from '../parts/focus.ts';
import { type Column, table } from '../parts/table.ts';
import type { Errors } from '../parts/typed.ts';
import { momentWritten } from '../when.ts';
import { badgeCard, pinCard } from './given.ts';
import './pin-form.ts';

/** What is open above the list. */
type Open =
  | { readonly kind: 'adding' }
  | { readonly kind: 'pin'; readonly person: StationStaffLine }
  | { readonly kind: 'new-pin'; readonly person: StationStaffLine; readonly pin: string }
  | { readonly kind: 'new-badge'; readonly person: StationStaffLine; readonly badge: GivenBadge }
  | { readonly kind: 'sure'; readonly person: StationStaffLine; readonly what: 'leave' | 'badge-back' | 'badge-anew' };

const sureWords = {
  leave: {
    ask: (name: string) => `May ${name} not sign in any more?`,
    tells: 'PIN and badge open nothing from then on. A station that has no network learns it with its next list.',
    yes: 'Yes, take out',
  },
  'badge-back': {
    ask: (name: string) => `Does ${name}’s badge open nothing any more?`,
    tells: 'For a badge that was handed in or lost. The PIN stays as it is.',
    yes: 'Yes, the badge is void',
  },
  'badge-anew': {
    ask: (name: string) => `A new badge for ${name}?`,
    tells: 'The one they have opens nothing from then on.',
    yes: 'Yes, make a new badge',
  },
} as const;

export class PhotographersPage extends LitElement {
  static override properties = {
    desk: { attribute: false },
    open: { state: true },
    name: { state: true },
    errors: { state: true },
  };
  declare desk: Desk;
  declare open: Open | undefined;
  declare name: string;
  declare errors: Errors;
  readonly #staff = new Loading<readonly StationStaffLine[]>(this, (signal) =>
    this.desk.server.read('/api/station-staff', { signal }),
  );
  readonly #sending = new Sending(this);

  constructor() {
    super();
    this.open = undefined;
    this.name = '';
    this.errors = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #show(open: Open | undefined): void {
    this.open = open;
    this.errors = {};
    this.#sending.clear();
    void focusIn(this, open ? '.opened h2' : '.adds');
  }

  #done(message: string, open?: Open): void {
    this.desk.say(message);
    void this.#staff.again();
    this.#show(open);
  }

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const name = this.name.trim();
    this.errors = name === '' ? { name: 'Write the name as it is to stand on the station’s screen.' } : {};
    if (name === '') {
      void focusIn(this, 'input');
      return;
    }
    if (await this.#sending.send(() => this.desk.server.write('/api/station-staff', { name }))) {
      this.name = '';
      this.#done(`${name} is on the list. Set a PIN or give a badge next.`);
    } else this.errors = this.#sending.fields;
  };

  async #badge(person: StationStaffLine): Promise<void> {
    const given = await this.#sending.send(() => this.desk.server.write<GivenBadge>(pathOf(person, 'badge'), {}));
    if (given) this.#done(`${person.name} has a new badge.`, { kind: 'new-badge', person, badge: given.value });
  }

  async #write(person: StationStaffLine, what: string, body: object, message: string): Promise<void> {
    if (await this.#sending.send(() => this.desk.server.write(pathOf(person, what), body))) this.#done(message);
  }

  override render(): TemplateResult {
    return html`<div class="top no-print">
        <h1 tabindex="-1">Photographers</h1>
        ${this.open ? nothing : html`<div class="buttons"><button class="call adds" @click=${() => this.#show({ kind: 'adding' })}>Add somebody</button></div>`}
      </div>
      <p class="lead no-print">Who may sign in at the stations: with the badge, or with name and PIN. Stations learn of a change within a minute, once they have a network.</p>
      ${this.open ? html`<div class="opened">${this.#opened(this.open)}</div>` : nothing}
      ${!this.open || this.open.kind === 'adding' ? nothing : this.#sending.shown()}
      <div class="no-print">
        ${this.#staff.shown((staff) =>
          staff.length === 0
            ? html`<p class="empty">Nobody yet: until somebody is added, no station can be used.</p>`
            : table('People who may sign in at stations, and who left', this.#columns, staff, {
                rowClass: ({ active }) => (active ? '' : 'faded'),
              }),
        )}
        ${this.open ? nothing : this.#sending.shown()}
      </div>`;
  }

  #opened(open: Open): TemplateResult {
    switch (open.kind) {
      case 'adding':
        return this.#adding();
      case 'pin':
        return html`<pin-form
          .desk=${this.desk}
          .person=${open.person}
          .set=${() => this.#done(`${open.person.name} has a new PIN.`)}
          .made=${(pin: string) => this.#done(`${open.person.name} has a new PIN.`, { kind: 'new-pin', person: open.person, pin })}
          .back=${() => this.#show(undefined)}
        ></pin-form>`;
      case 'new-pin':
        return pinCard(open.person, open.pin, () => this.#show(undefined));
      case 'new-badge':
        return badgeCard(open.person, open.badge, () => this.#show(undefined));
      case 'sure':
        return this.#sure(open.person, open.what);
    }
  }

  #adding(): TemplateResult {
    return html`<form class="panel" @submit=${this.#add} novalidate>
      <h2 tabindex="-1">Add somebody</h2>
      ${textField({
        name: 'name',
        label: 'Name',
        hint: 'As it stands on the station’s screen, and in the record of what was done there',
        value: this.name,
        errors: this.errors,
        set: (value) => {
          this.name = value;
        },
      })}
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy}>Add</button>
        <button type="button" @click=${() => this.#show(undefined)}>Back</button>
      </div>
      ${Object.keys(this.errors).length > 0 ? nothing : this.#sending.shown()}
    </form>`;
  }

  #sure(person: StationStaffLine, what: 'leave' | 'badge-back' | 'badge-anew'): TemplateResult {
    const { ask, tells, yes } = sureWords[what];
    const go = () => {
      if (what === 'badge-anew') void this.#badge(person);
      else if (what === 'leave')
        void this.#write(person, 'state', { active: false }, `${person.name} may not sign in any more.`);
      else void this.#write(person, 'badge-back', {}, `${person.name}’s badge opens nothing any more.`);
    };
    return html`<section class="panel care">
      <h2 tabindex="-1">${ask(person.name)}</h2>
      <p>${tells}</p>
      <div class="buttons">
        <button class="call" aria-disabled=${this.#sending.busy} @click=${go}>${yes}</button>
        <button @click=${() => this.#show(undefined)}>Back</button>
      </div>
    </section>`;
  }

  readonly #columns: readonly Column<StationStaffLine>[] = [
    {
      head: 'Name',
      cell: ({ name, active }) =>
        active ? html`<b>${name}</b>` : html`${name} <span class="quiet">(may not sign in)</span>`,
    },
    { head: 'PIN', cell: ({ active, hasPin }) => has(active, hasPin) },
    { head: 'Badge', cell: ({ active, hasBadge }) => has(active, hasBadge) },
    { head: 'Changed', cell: ({ changedAt }) => momentWritten(changedAt) },
    { head: 'What to do', cell: (person) => this.#deeds(person) },
  ];

  #deeds(person: StationStaffLine): TemplateResult {
    const { name, active, hasPin, hasBadge } = person;
    const whose = html`<span class="unseen"> (${name})</span>`;
    if (!active)
      return html`<div class="buttons">
        <button class="small" @click=${() => this.#write(person, 'state', { active: true }, `${name} is back. Set a PIN or give a badge next.`)}>Let sign in again${whose}</button>
      </div>`;
    return html`<div class="buttons">
      <button class="small" @click=${() => this.#show({ kind: 'pin', person })}>${hasPin ? 'Change PIN' : 'Set PIN'}${whose}</button>
      <button class="small" @click=${() => (hasBadge ? this.#show({ kind: 'sure', person, what: 'badge-anew' }) : void this.#badge(person))}>${hasBadge ? 'New badge' : 'Give badge'}${whose}</button>
      ${hasBadge ? html`<button class="small" @click=${() => this.#show({ kind: 'sure', person, what: 'badge-back' })}>Badge void${whose}</button>` : nothing}
      <button class="small" @click=${() => this.#show({ kind: 'sure', person, what: 'leave' })}>Take out${whose}</button>
    </div>`;
  }
}

function has(active: boolean, it: boolean): TemplateResult {
  if (it) return html`✓ yes`;
  return active ? html`<span class="quiet">none</span>` : html`<span class="quiet">taken away</span>`;
}

function pathOf({ id }: StationStaffLine, what: string): string {
  return `/api/station-staff/${encodeURIComponent(id)}/${what}`;
}

customElements.define('photographers-page', PhotographersPage);
