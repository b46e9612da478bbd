/** What opens a station, on the screen once: a PIN that was made, a badge to be printed. */
import { html, type TemplateResult } from 'lit';
import type { GivenBadge, StationStaffLine } from '../../../services/hospital/web/api/visits.ts';

export function pinCard({ name }: StationStaffLine, pin: string, close: () => void): TemplateResult {
  return html`<section class="panel todo">
    <h2 tabindex="-1">The PIN of ${name}</h2>
    <p class="secret">${pin}</p>
    <p>It is shown now and never again. Tell it to nobody else.</p>
    <div class="buttons"><button class="call" @click=${close}>I have passed it on</button></div>
  </section>`;
}

/** On paper, the card is all that is printed. */
export function badgeCard(
  { name }: StationStaffLine,
  { code, picture }: GivenBadge,
  close: () => void,
): TemplateResult {
  return html`<section class="panel todo">
    <h2 tabindex="-1" class="no-print">The badge of ${name}</h2>
    <div class="badge">
      <img src=${picture} alt="QR code of the badge" width="180" height="180" />
      <div><b>${name}</b><br />Medical photography<br /><code>${code}</code></div>
    </div>
    <p class="no-print">It is shown now and never again: print it, cut it out, and give it to nobody else.</p>
    <div class="buttons">
      <button class="call" @click=${() => print()}>Print the badge</button>
      <button @click=${close}>It is printed</button>
    </div>
  </section>`;
}
