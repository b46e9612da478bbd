/**
 * The times of a clinic session. Pure.
 *
 *   startsAt                                endsAt
 *   ├── slot ──┼── slot ──┼── slot ──┤  rest  │        a slot that would end after the session is none
 *
 * A day and a time of day are the hospital's own; a moment is what the clock of the world says. On the night in spring
 * there is no 01:30, and in autumn there are two: the first one is meant.
 */
import { hospitalDay, hospitalZone } from '../database/clock.ts';

const minuteMs = 60_000;

/** A session is within one working day. */
export const sessionMsMax = 14 * 60 * minuteMs;

export const slotMinutesMin = 5;
export const slotMinutesMax = 120;

const timeParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: hospitalZone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `09:20`, in the hospital. */
export function hospitalTime(at: Date): string {
  return timeParts.format(at);
}

/** The furthest that the hospital's time has been ahead of UTC since 1972. */
const offsetMsMax = 60 * minuteMs;

/**
 * The moment at which the hospital's clocks show this day and time (`2026-03-29`, `09:20`); undefined when they never do,
 * because they are put forward over it. Throws for texts of another form.
 */
export function momentOf(day: string, time: string): Date | undefined {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(asUtc)) throw new Error(`'${day}' '${time}' is no day and time`);
  const candidates = [new Date(asUtc - offsetMsMax), new Date(asUtc)]; // summer time first: of two, the earlier one
  return candidates.find((at) => hospitalDay(at) === day && hospitalTime(at) === time);
}

/** The first moment of a day in the hospital. */
export function startOfDay(day: string): Date {
  const at = momentOf(day, '00:00');
  if (at === undefined) throw new Error(`${day} has no midnight`); // clocks change at one o'clock
  return at;
}

export interface SessionTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly slotMinutes: number;
}

/** The beginnings of a session's slots, in order. */
export function slotsOf({ startsAt, endsAt, slotMinutes }: SessionTimes): readonly Date[] {
  const slotMs = slotMinutes * minuteMs;
  const count = Math.floor((endsAt.getTime() - startsAt.getTime()) / slotMs);
  return Array.from({ length: count }, (_, place) => new Date(startsAt.getTime() + place * slotMs));
}

export function isSlotOf(session: SessionTimes, at: Date): boolean {
  return slotsOf(session).some((slot) => slot.getTime() === at.getTime());
}

export function slotEnd(slotAt: Date, slotMinutes: number): Date {
  return new Date(slotAt.getTime() + slotMinutes * minuteMs);
}

export interface SessionForm {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly slotMinutes: number;
}

/** The times that a form asks for, or a sentence for each field that is wrong. Forms of text are checked before. */
export function sessionTimes(
  form: SessionForm,
  now: Date,
): SessionTimes | { readonly fields: Readonly<Record<string, string>> } {
  const startsAt = momentOf(form.day, form.from);
  const endsAt = momentOf(form.day, form.to);
  if (startsAt === undefined) return { fields: { from: changedOver(form.from) } };
  if (endsAt === undefined) return { fields: { to: changedOver(form.to) } };
  const lengthMs = endsAt.getTime() - startsAt.getTime();
  if (lengthMs <= 0) return { fields: { to: 'The clinic has to end after it begins.' } };
  if (lengthMs > sessionMsMax) return { fields: { to: 'A clinic is at most 14 hours long. Make two of it.' } };
  if (lengthMs < form.slotMinutes * minuteMs) {
    return { fields: { slotMinutes: 'Not one appointment of this length fits into the clinic.' } };
  }
  if (endsAt <= now) return { fields: { day: 'This clinic would be over already.' } };
  return { startsAt, endsAt, slotMinutes: form.slotMinutes };
}

function changedOver(time: string): string {
  return `There is no ${time} on this day: the clocks are put forward over it.`;
}
