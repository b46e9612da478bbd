/** Booking, moving and closing appointments: the rules, each with a sentence for the coordinator who meets it. */
import { isRefused, type Queries, uniqueViolation } from '../database/api.ts';
import type { Staff } from '../identity/api.ts';
import {
  type ClinicDeps,
  closeAppointment,
  type FoundAppointment,
  findAppointment,
  type LockedReferral,
  type LockedSession,
  lockedReferral,
  lockedSession,
  openAppointment,
} from './appointment.ts';
import { type Refused, refused } from './refusal.ts';
import { isSlotOf, slotEnd } from './slots.ts';
import { unfitForStation } from './worklist/content.ts';

export interface Slot {
  readonly session: string;
  readonly slotAt: Date;
}

type Opened = { readonly kind: 'booked'; readonly id: string };
type Closed = { readonly kind: 'closed' };

export interface Bookings {
  book(booking: Slot & { readonly referral: string }, by: Staff): Promise<Opened | Refused>;
  /** The old appointment stays in the record as moved; the id is the new one's. */
  move(appointment: string, to: Slot, by: Staff): Promise<Opened | Refused>;
  cancel(appointment: string, reason: string, by: Staff): Promise<Closed | Refused>;
  didNotAttend(appointment: string, by: Staff): Promise<Closed | Refused>;
}

export function bookings(deps: ClinicDeps): Bookings {
  return {
    book: ({ referral: id, session, slotAt }, by) =>
      change(async (tx) => {
        const slot = await freeSlot(tx, { session, slotAt });
        if ('error' in slot) return slot;
        const referral = await bookableReferral(tx, id);
        if ('error' in referral) return referral;
        return { kind: 'booked', id: await openAppointment(tx, deps, { session: slot, referral, slotAt, by }) };
      }),

    move: (appointment, to, by) =>
      change(async (tx) => {
        const found = await findAppointment(tx, appointment);
        if (found === undefined) return noAppointment();
        // two moves across each other wait for each other's session in the same order
        for (const session of [found.session, to.session].sort()) await lockedSession(tx, session);
        const old = await bookedAppointment(tx, appointment);
        if ('error' in old) return old;
        if (old.session === to.session && old.slotAt.getTime() === to.slotAt.getTime()) {
          return refused(409, 'The appointment is at this time already.');
        }
        const slot = await freeSlot(tx, to);
        if ('error' in slot) return slot;
        const referral = await lockedReferral(tx, old.referral);
        if (referral === undefined) throw new Error('an appointment has a referral');
        const unfit = await unfitForStation(tx, referral.id);
        if (unfit !== undefined) return refused(409, unfit);
        await closeAppointment(tx, deps, { appointment, as: 'moved', by });
        const opening = { session: slot, referral, slotAt: to.slotAt, by, insteadOf: appointment };
        return { kind: 'booked', id: await openAppointment(tx, deps, opening) };
      }),

    cancel: (appointment, reason, by) =>
      change(async (tx) => {
        const found = await lockedAppointment(tx, appointment);
        if ('error' in found) return found;
        await closeAppointment(tx, deps, { appointment, as: 'cancelled', reason, by });
        return { kind: 'closed' };
      }),

    didNotAttend: (appointment, by) =>
      change(async (tx) => {
        const found = await lockedAppointment(tx, appointment);
        if ('error' in found) return found;
        if (deps.now() < slotEnd(found.slotAt, found.slotMinutes)) {
          return refused(409, 'The time of this appointment is not over yet: the patient may still come.');
        }
        await closeAppointment(tx, deps, { appointment, as: 'did-not-attend', by });
        return { kind: 'closed' };
      }),
  };

  /** One transaction; two of them that wanted the same thing give one answer and one refusal. */
  async function change<Done extends { readonly kind: string }>(
    work: (tx: Queries) => Promise<Done | Refused>,
  ): Promise<Done | Refused> {
    try {
      const done = await deps.database.transaction(work);
      if (done.kind !== 'refused') deps.changed();
      return done;
    } catch (error) {
      if (!isRefused(error, uniqueViolation)) throw error;
      if (error.constraint === 'appointment_one_a_slot') return slotTaken();
      if (error.constraint === 'appointment_one_open') return bookedAlready();
      throw error;
    }
  }

  async function freeSlot(tx: Queries, { session: id, slotAt }: Slot): Promise<LockedSession | Refused> {
    const session = await lockedSession(tx, id);
    if (session === undefined) return refused(404, 'There is no such clinic.');
    if (session.state === 'cancelled') return refused(409, 'This clinic is cancelled. Choose another one.');
    if (!isSlotOf(session, slotAt))
      return refused(422, 'This clinic has no appointment at that time. Choose one of its times.');
    if (slotAt <= deps.now()) return refused(409, 'This time is past. Choose a later one.');
    const [taken] = await tx.query(
      `select id from appointment where session = $1 and slot_at = $2 and state in ('booked', 'seen', 'did-not-attend')`,
      [id, slotAt],
    );
    return taken === undefined ? session : slotTaken();
  }

  async function bookableReferral(tx: Queries, id: string): Promise<LockedReferral | Refused> {
    const referral = await lockedReferral(tx, id);
    if (referral === undefined) return refused(404, 'There is no such referral.');
    const [open] = await tx.query(`select id from appointment where referral = $1 and state = 'booked'`, [id]);
    if (open !== undefined) return bookedAlready();
    switch (referral.state) {
      case 'accepted':
      case 'booked': {
        const unfit = await unfitForStation(tx, id);
        return unfit === undefined ? referral : refused(409, unfit);
      }
      case 'received':
        return refused(409, 'Accept this referral first.');
      case 'seen':
        return refused(
          409,
          'This patient has been photographed for this referral. A further visit needs a new referral.',
        );
      default:
        return refused(409, 'This referral is closed. An appointment needs one that is accepted.');
    }
  }

  /** With its session locked, so that nobody cancels the clinic meanwhile. */
  async function lockedAppointment(
    tx: Queries,
    id: string,
  ): Promise<(FoundAppointment & { readonly slotMinutes: number }) | Refused> {
    const found = await findAppointment(tx, id);
    const session = found && (await lockedSession(tx, found.session));
    if (session === undefined) return noAppointment();
    const booked = await bookedAppointment(tx, id);
    return 'error' in booked ? booked : { ...booked, slotMinutes: session.slotMinutes };
  }

  async function bookedAppointment(tx: Queries, id: string): Promise<FoundAppointment | Refused> {
    const found = await findAppointment(tx, id);
    if (found === undefined) return noAppointment();
    if (found.hasPictures || found.state === 'seen') {
      return refused(409, 'Pictures were taken at this appointment. It stays as it is.');
    }
    return found.state === 'booked' ? found : refused(409, alreadyClosed(found.state));
  }
}

function alreadyClosed(state: string): string {
  switch (state) {
    case 'moved':
      return 'This appointment was moved: open the one that stands for it.';
    case 'did-not-attend':
      return 'The patient did not attend this appointment. Book a new one.';
    default:
      return 'This appointment is cancelled. Book a new one.';
  }
}

const noAppointment = () => refused(404, 'There is no such appointment.');
const slotTaken = () => refused(409, 'Somebody has taken this time meanwhile. Choose another one.');
const bookedAlready = () => refused(409, 'This referral has an appointment. Move that one instead.');
