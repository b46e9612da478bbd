/** What is typed into a form, before it is known to be right. Pure. */

/** What is wrong: the field's name, as in the server's answer, to a sentence. */
export type Errors = Readonly<Record<string, string>>;

/** A day as it is typed. */
export interface TypedDay {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export function dayTyped(iso: string): TypedDay {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
}

/** `2026-11-22`, or undefined where there is no such day. */
export function dayMeant({ day, month, year }: TypedDay): string | undefined {
  if (!/^\d{1,2}$/.test(day.trim()) || !/^\d{1,2}$/.test(month.trim()) || !/^\d{4}$/.test(year.trim()))
    return undefined;
  const iso = `${year.trim()}-${month.trim().padStart(2, '0')}-${day.trim().padStart(2, '0')}`;
  const at = new Date(`${iso}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
}
