/**
 * Moments as the record says them (RFC 3339, UTC, milliseconds) and the time between them: the calendar without a clock.
 *
 * Days are counted in years that begin in March, so that a leap day is the last one of its year.
 */
const dayMs = 86_400_000;
const daysIn400Years = 146_097;

/** How long it is from one moment to another; negative when that one is past. */
export function untilMs(from: string, to: string): number {
  return msOf(to) - msOf(from);
}

/** The moment so much later. */
export function later(at: string, byMs: number): string {
  const ms = msOf(at) + byMs;
  const days = Math.floor(ms / dayMs);
  const rest = ms - days * dayMs;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const time = `${two(rest / 3_600_000)}:${two((rest / 60_000) % 60)}:${two((rest / 1000) % 60)}`;
  return `${dateOf(days)}T${time}.${String(rest % 1000).padStart(3, '0')}Z`;
}

/** The date of a moment, `2026-11-22`. */
export function dateIn(at: string): string {
  return at.slice(0, 10);
}

/** Whole years from a date of birth to a day, both as `2026-11-22`. */
export function ageOn(day: string, dateOfBirth: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

function msOf(at: string): number {
  const number = (from: number, to: number) => Number(at.slice(from, to));
  const days = dayNumber(number(0, 4), number(5, 7), number(8, 10));
  return days * dayMs + number(11, 13) * 3_600_000 + number(14, 16) * 60_000 + number(17, 19) * 1000 + number(20, 23);
}

function dayNumber(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? month - 3 : month + 9;
  const inYear = month > 2 ? year : year - 1;
  const leapDays = Math.floor(inYear / 4) - Math.floor(inYear / 100) + Math.floor(inYear / 400);
  return inYear * 365 + leapDays + Math.floor((153 * fromMarch + 2) / 5) + day - 1;
}

function dateOf(days: number): string {
  const age = Math.floor(days / daysIn400Years) * 400;
  let year = age + Math.floor((days - dayNumber(age, 3, 1)) / 365);
  while (dayNumber(year, 3, 1) > days) year -= 1; // leap days make the guess at most one too late
  const inYear = days - dayNumber(year, 3, 1);
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const day = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(month > 2 ? year : year + 1).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
