/** How days and times are written: always the hospital's own, whatever the computer's clock is set to. */
import { dateWritten } from '../parts/written.ts';

export const hospitalZone = 'Europe/London';

const partsOf = new Intl.DateTimeFormat('en-GB', {
  timeZone: hospitalZone,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function read(moment: string | Date): Record<string, string> {
  const parts = partsOf.formatToParts(typeof moment === 'string' ? new Date(moment) : moment);
  const found = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return { ...found, month: (found.month ?? '').slice(0, 3) }; // British English abbreviates September to four letters
}

/** `Sun 22 Nov 2026, 14:30` */
export function momentWritten(moment: string): string {
  return `${momentDay(moment)}, ${timeWritten(moment)}`;
}

/** `14:30` */
export function timeWritten(moment: string): string {
  const { hour, minute } = read(moment);
  return `${hour}:${minute}`;
}

/** `Sun 22 Nov 2026` of a moment. */
export function momentDay(moment: string): string {
  const { weekday, day, month, year } = read(moment);
  return `${weekday} ${day} ${month} ${year}`;
}

/** `Sun 22 Nov 2026` of a calendar day, `2026-11-22`. */
export function dayWritten(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' });
  return `${weekday} ${dateWritten(day)}`;
}

const isoOf = new Intl.DateTimeFormat('en-CA', {
  timeZone: hospitalZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The hospital's calendar day at that moment, `2026-11-22`. */
export function dayOf(moment: string | Date): string {
  const parts = Object.fromEntries(
    isoOf.formatToParts(typeof moment === 'string' ? new Date(moment) : moment).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** The calendar day `days` after another one; no clock is involved. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The Monday of that day's week. */
export function mondayOf(day: string): string {
  return daysAfter(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7));
}
