/** What of the calendar the core reads from a moment as the record says it. The shell has the clock, and does the sums. */

/** The date of a moment, `2026-11-22`. */
export function dateIn(at: string): string {
  return at.slice(0, 10);
}

/** Whole years from a date of birth to a day, both as `2026-11-22`. */
export function ageOn(day: string, dateOfBirth: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}
