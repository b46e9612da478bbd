/** A day of the calendar, as people type it. Pure. */

export interface Day {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export const noDay: Day = { day: '', month: '', year: '' };

/** `1958-04-03`, from digits of any script that people type (Arabic-Indic, Persian); undefined when they are no date. */
export function dayOf({ day, month, year }: Day): string | undefined {
  const [d, m, y] = [day, month, year].map((text) => Number(westernDigits(text.trim()) || Number.NaN));
  if (d === undefined || m === undefined || y === undefined || !(y >= 1000 && y <= 9999)) return undefined;
  const at = new Date(Date.UTC(y, m - 1, d));
  const same = at.getUTCFullYear() === y && at.getUTCMonth() === m - 1 && at.getUTCDate() === d;
  return same ? at.toISOString().slice(0, 10) : undefined;
}

/** The parts of `1958-04-03`; empty ones for anything else. */
export function partsOf(date: string): Day {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  return { day, month, year };
}

/** `3 April 1958` in the language, in digits that all can read. */
export function dayWritten(date: string, language: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** British order and digits that the staff can read too. */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : `${language}-u-nu-latn`;
}

function westernDigits(text: string): string {
  return text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
