/** Which element is which page. */
import { html, type TemplateResult } from 'lit';
import '../clinic/clinics-page.ts';
import '../clinic/day-page.ts';
import '../clinic/new-clinic-page.ts';
import '../clinic/sites-page.ts';
import '../entry/csv-page.ts';
import '../entry/entry-page.ts';
import '../inbox/inbox-page.ts';
import '../lists/access-page.ts';
import '../lists/audit-page.ts';
import '../lists/messages-page.ts';
import '../lists/outbound-page.ts';
import '../patient/patient-page.ts';
import '../reconciliation/queue-page.ts';
import '../reconciliation/settle-page.ts';
import '../referral/referral-page.ts';
import '../staff/photographers-page.ts';
import type { Desk } from '../desk.ts';
import { firstPathFor, mayOpen, type Route } from '../routes.ts';

export function middle(desk: Desk, route: Route): TemplateResult {
  if (!mayOpen(desk.me, route.kind)) return notYours(desk);
  switch (route.kind) {
    case 'inbox':
      return html`<inbox-page .desk=${desk} .query=${route.query}></inbox-page>`;
    case 'new-referral':
      return html`<entry-page .desk=${desk}></entry-page>`;
    case 'csv':
      return html`<csv-page .desk=${desk}></csv-page>`;
    case 'referral':
      return html`<referral-page .desk=${desk} .referral=${route.id}></referral-page>`;
    case 'clinics':
      return html`<clinics-page .desk=${desk} .query=${route.query}></clinics-page>`;
    case 'new-clinic':
      return html`<new-clinic-page .desk=${desk}></new-clinic-page>`;
    case 'sites':
      return html`<sites-page .desk=${desk}></sites-page>`;
    case 'clinic':
      return html`<clinic-day-page .desk=${desk} .clinic=${route.id}></clinic-day-page>`;
    case 'reconciliation':
      return html`<reconciliation-page .desk=${desk}></reconciliation-page>`;
    case 'set-aside':
      return html`<settle-page .desk=${desk} .parcel=${route.parcel}></settle-page>`;
    case 'patient':
      return html`<patient-page .desk=${desk} .patient=${route.id}></patient-page>`;
    case 'access':
      return html`<access-page .desk=${desk} .patient=${route.id}></access-page>`;
    case 'messages':
      return html`<messages-page .desk=${desk}></messages-page>`;
    case 'outbound':
      return html`<outbound-page .desk=${desk}></outbound-page>`;
    case 'photographers':
      return html`<photographers-page .desk=${desk}></photographers-page>`;
    case 'audit':
      return html`<audit-page .desk=${desk}></audit-page>`;
    case 'unknown':
      return html`<h1 tabindex="-1">There is no such page</h1>
        <p>The address may be mistyped. Choose a page above.</p>`;
  }
}

function notYours(desk: Desk): TemplateResult {
  return html`<h1 tabindex="-1">This page is not part of your work</h1>
    <p>
      ${firstPathFor(desk.me) ? 'Choose one of the pages above.' : 'Your role has no pages at this desk.'} If you need it,
      ask whoever manages the staff’s roles.
    </p>`;
}
