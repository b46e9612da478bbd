/** The stand-in's record, in memory: referrals in every state, clinics of this week and the next, pictures that wait. */

import { clockOf, dayAfter, hospitalDay } from '../../../services/hospital/database/clock.ts';
import type { ClinicLine, MessageLine, Site } from '../../../services/hospital/web/api/clinics.ts';
import type { OutboundLine } from '../../../services/hospital/web/api/outbound.ts';
import type { DeedLine, ReconciliationDetail } from '../../../services/hospital/web/api/patients.ts';
import type { AppointmentLine, ReferralDetail } from '../../../services/hospital/web/api/referrals.ts';
import type { Clock } from '../../../services/hospital/web/api/shared.ts';
import { idOf, lineOf, type Person, people } from './people.ts';
import { clinicPlan, letters, places, plans, practices } from './plans.ts';
import { waitingPictures } from './waiting.ts';

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
export type Referral = Mutable<
  Omit<ReferralDetail, 'sameReferral' | 'samePatient' | 'advice' | 'lesions' | 'appointments'>
> & {
  lesions: Mutable<ReferralDetail['lesions'][number]>[];
  appointments: Mutable<AppointmentLine>[];
};
export type Clinic = Mutable<Omit<ClinicLine, 'slots' | 'taken' | 'seen' | 'didNotAttend'>>;
export interface Booked {
  readonly session: string;
  readonly slotAt: string;
  readonly referral: string;
  readonly appointment: string;
}
export interface TakenPicture {
  readonly sopUid: string;
  readonly patient: string;
  readonly referral: string;
  readonly takenAt: string;
  readonly lesion: { readonly ordinal: number; readonly site: string; readonly side?: 'left' | 'right' };
  readonly view: 'locating' | 'close-up' | 'dermoscopic';
  readonly polarised: boolean;
  state: 'filed' | 'rejected';
}
export interface RecordedEvent {
  readonly patient: string;
  readonly at: string;
  readonly kind: string;
  readonly detail: Record<string, string | number | boolean>;
}

export interface HospitalRecord {
  readonly now: () => Date;
  people: Person[];
  merged: Map<string, string>;
  referrals: Referral[];
  sites: Site[];
  clinics: Clinic[];
  booked: Booked[];
  pictures: TakenPicture[];
  waiting: Mutable<ReconciliationDetail>[];
  messages: Mutable<MessageLine>[];
  outbound: Mutable<OutboundLine>[];
  events: RecordedEvent[];
  deeds: DeedLine[];
  note(patient: string, kind: string, detail?: RecordedEvent['detail']): void;
  did(action: string, patient?: string, detail?: DeedLine['detail']): void;
}

export function clock(startsOn: string, now: Date, stoppedOn?: string): Clock {
  return clockOf(startsOn, stoppedOn, hospitalDay(now));
}

export function openRecord(now: () => Date): HospitalRecord {
  const today = hospitalDay(now());
  const record: HospitalRecord = {
    now,
    people: [...people],
    merged: new Map(),
    referrals: [],
    sites: [
      {
        id: 'histon',
        name: 'Histon Community Clinic',
        address: ['The Green', 'Histon', 'Cambridge', 'CB24 9JA'],
        directions: 'Bus 8 to The Green. Main entrance, follow the blue line.',
        parking: 'Free for two hours behind the building; three spaces for blue badges.',
        stations: ['histon-1'],
      },
      {
        id: 'cambourne',
        name: 'Cambourne Community Diagnostic Centre',
        address: ['Sackville House', 'Cambourne', 'CB23 6HL'],
        directions: '',
        parking: 'Pay and display.',
        stations: ['cambourne-1', 'cambourne-2'],
      },
    ],
    clinics: [],
    booked: [],
    pictures: [],
    waiting: [],
    messages: [],
    outbound: [],
    events: [],
    deeds: [],
    note(patient, kind, detail = {}) {
      record.events.push({ patient, at: now().toISOString(), kind, detail });
    },
    did(action, patient, detail = {}) {
      record.deeds.push({
        seq: record.deeds.length + 1,
        at: now().toISOString(),
        who: 'Ada Coordinator',
        action,
        ...(patient === undefined ? {} : { patient }),
        detail,
      });
    },
  };
  fill(record, today);
  record.waiting = waitingPictures(record, today);
  return record;
}

function fill(record: HospitalRecord, today: string): void {
  const at = (day: string, time: string) => `${day}T${time}:00.000Z`;
  for (const [index, plan] of clinicPlan.entries()) {
    const day = dayAfter(today, plan.days);
    record.clinics.push({
      id: idOf(3, index),
      site: { id: plan.site, name: record.sites.find(({ id }) => id === plan.site)?.name ?? plan.site },
      station: `${plan.site}-1`,
      startsAt: at(day, plan.from),
      endsAt: at(day, plan.to),
      slotMinutes: 20,
      photographer: plan.photographer,
      state: 'open',
    });
  }
  for (const [index, person] of people.entries()) refer(record, person, index, today);
  const again = record.referrals[0];
  if (again) refer(record, people[0] as Person, 20, today);
}

function refer(record: HospitalRecord, person: Person, index: number, today: string): void {
  const { state, urgency, age } = plans[index] ?? { state: 'received', urgency: 'routine', age: 1 };
  const day = dayAfter(today, -age);
  const id = idOf(2, index);
  const lesions = Array.from({ length: index === 17 ? 4 : (index % 3) + 1 }, (_, ordinal) => {
    const [site, side] = places[(index + ordinal) % places.length] ?? places[0];
    return {
      id: `LE${index}${ordinal}`,
      ordinal: ordinal + 1,
      site,
      ...(side === undefined ? {} : { side }),
      ...(state === 'seen' ? { coded: { scheme: 'SCT', code: '11708003', meaning: 'Shin' } } : {}),
    };
  });
  const referral: Referral = {
    id,
    patient: lineOf(person),
    urgency,
    state,
    source: (['fhir', 'ers', 'csv', 'form'] as const)[index % 4] ?? 'form',
    practice: practices[index % practices.length] ?? '',
    practitioner: `Dr ${['Aisha Rahman', 'Colin Bell', 'Ngozi Eze'][index % 3]}`,
    ...(index % 4 === 1 ? { ubrn: `00012345${String(6000 + index)}` } : {}),
    clinicalText: letters[index % letters.length] ?? '',
    receivedAt: `${day}T08:${String(10 + index)}:00.000Z`,
    clock: clock(day, record.now(), state === 'closed' ? dayAfter(day, 21) : undefined),
    lesions,
    documents: index % 5 === 4 ? [] : [{ id: idOf(4, index), title: 'Referral letter', mediaType: 'application/pdf' }],
    questionnaire: (['completed', 'none', 'in-progress'] as const)[index % 3] ?? 'none',
    appointments: [],
    address: person.address,
    postcode: person.postcode,
    ...(person.email ? { email: person.email } : {}),
    ...(person.telephone ? { telephone: person.telephone } : {}),
    language: person.language,
    ...(state === 'rejected' ? { stateReason: 'The site is not photographed here; please refer to the clinic.' } : {}),
  };
  record.referrals.push(referral);
  record.events.push({
    patient: person.id,
    at: referral.receivedAt,
    kind: 'referral-received',
    detail: { source: referral.source, practice: referral.practice },
  });
  if (state === 'booked' || state === 'seen' || state === 'closed') attend(record, referral, index);
}

function attend(record: HospitalRecord, referral: Referral, index: number): void {
  const clinic = record.clinics[referral.state === 'booked' && index % 2 ? 1 : 0] as Clinic;
  const used = record.booked.filter(({ session }) => session === clinic.id).length;
  const slotAt = new Date(Date.parse(clinic.startsAt) + used * 20 * 60_000).toISOString();
  const id = `AP${index}`;
  const state = referral.state === 'booked' ? 'booked' : 'seen';
  referral.appointments.push({ id, slotAt, site: clinic.site.name, state });
  record.booked.push({ session: clinic.id, slotAt, referral: referral.id, appointment: id });
  const patient = referral.patient.id;
  const tell = (kind: string, detail: RecordedEvent['detail']) =>
    record.events.push({ patient, at: slotAt, kind, detail });
  tell('referral-accepted', {});
  tell('appointment-booked', { appointment: id, slotAt, site: clinic.site.name });
  record.messages.push({
    id: idOf(5, index),
    kind: 'invitation',
    state: referral.email ? (index % 2 ? 'sent' : 'failed') : 'to-print',
    patient: referral.patient,
    slotAt,
    ...(referral.email ? { recipient: referral.email } : {}),
    ...(referral.email && index % 2 === 0 ? { lastError: '550 5.1.1 no such mailbox' } : {}),
  });
  record.outbound.push({
    seq: index,
    subject: 'task',
    state: index % 2 ? 'dead' : 'waiting',
    attempts: index % 2 ? 8 : 1,
    dueAt: slotAt,
    ...(index % 2 ? { lastError: '422: Task.owner is not known here' } : {}),
    queuedAt: referral.receivedAt,
    patient: referral.patient,
  });
  if (state !== 'seen') return;
  for (const lesion of referral.lesions)
    for (const [view, name] of (['locating', 'close-up', 'dermoscopic'] as const).entries()) {
      const sopUid = `1.2.826.0.1.3680043.10.999.${index}.${lesion.ordinal}.${view}`;
      const { ordinal, site } = lesion;
      record.pictures.push({
        sopUid,
        patient,
        referral: referral.id,
        takenAt: slotAt,
        lesion: { ordinal, site },
        view: name,
        polarised: view === 2,
        state: 'filed',
      });
      tell('picture-filed', { sopUid, lesion: lesion.id, view: name });
    }
}
