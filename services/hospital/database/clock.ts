/**
 * The hospital's days, and the clock of a referral: the faster diagnosis standard (NHS England 2023) asks for an answer to
 * the patient within 28 days of the day on which the referral was received, that day counted as day 0.
 *
 *   startsOn ──────────── 28 days ───────────► dueOn
 *                 today ├── daysLeft ─────────►
 *
 * A day here is text, `2026-11-22`: no moment, and in no time zone.
 */
import type { Clock } from '../web/api/shared.ts';

/** NHS England, faster diagnosis standard. */
export const clockDays = 28;

const dayMs = 24 * 60 * 60 * 1000;

/** The hospital's time zone, summer time included. */
export const hospitalZone = 'Europe/London';

const dayParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: hospitalZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in the hospital at this moment: `2026-11-22`. */
export function hospitalDay(at: Date): string {
  const parts = dayParts.formatToParts(at);
  const part = (type: 'year' | 'month' | 'day') => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** `days` after the day; before it when negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(numberOf(day) * dayMs + days * dayMs).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when `to` is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/**
 * The clock of a referral as it stands on `today`. A stopped clock stands still: `daysLeft` is what was left on the day
 * it stopped. Days are `2026-11-22`; throws for anything else.
 */
export function clockOf(startsOn: string, stoppedOn: string | undefined, today: string): Clock {
  const dueOn = dayAfter(startsOn, clockDays);
  const daysLeft = daysBetween(stoppedOn ?? today, dueOn);
  return { startsOn, dueOn, daysLeft, ...(stoppedOn === undefined ? {} : { stoppedOn }) };
}

/** Days since 1970. Calendar days are counted in UTC, where each has 24 hours. */
function numberOf(day: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new Error(`'${day}' is not a day`);
  return ms / dayMs;
}
