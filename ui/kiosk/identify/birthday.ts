/**
 * Day and month of birth while they are typed, without knowing which they are: 31 days, 12 months, and no more.
 *
 *   3 ─► day 3 _      4 ─► day cannot be 34: month 4        0, 3 ─► day 03
 */

export type Field = 'day' | 'month';

/** Digits as they were typed, two at the most, and the field that takes the next one. */
export interface Birthday {
  readonly day: string;
  readonly month: string;
  readonly at: Field;
}

export const untyped: Birthday = { day: '', month: '', at: 'day' };

const largest: Readonly<Record<Field, number>> = { day: 31, month: 12 };

/** The next digit. A day that can take no more digits hands over to the month. What would be no date is not taken. */
function typed(birthday: Birthday, digit: string): Birthday {
  const { at } = birthday;
  const text = birthday[at] + digit;
  const fits = text.length <= 2 && Number(text) <= largest[at] && text !== '00';
  if (!fits) {
    const goesOn = at === 'day' && numberOf(birthday, 'day') !== undefined && birthday.month === '';
    return goesOn ? typed({ ...birthday, at: 'month' }, digit) : birthday;
  }
  const next = { ...birthday, [at]: text };
  const full = text.length === 2 || Number(text) * 10 > largest[at];
  return at === 'day' && full && birthday.month === '' ? { ...next, at: 'month' } : next;
}

/** What the keys of one field have become: another digit, or fewer of them. */
export function keyed(birthday: Birthday, text: string): Birthday {
  const before = birthday[birthday.at];
  return text.length > before.length ? typed(birthday, text.slice(-1)) : { ...birthday, [birthday.at]: text };
}

/** A field that is tapped is typed again. */
export function retyped(birthday: Birthday, at: Field): Birthday {
  return { ...birthday, at, [at]: '' };
}

/** Both as numbers, once they are a date that some year has. */
export function dateOf(birthday: Birthday): { readonly day: number; readonly month: number } | undefined {
  const day = numberOf(birthday, 'day');
  const month = numberOf(birthday, 'month');
  if (day === undefined || month === undefined || day > (daysOf[month - 1] ?? 0)) return undefined;
  return { day, month };
}

const daysOf = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function numberOf(birthday: Birthday, field: Field): number | undefined {
  const number = Number(birthday[field]);
  return birthday[field] === '' || number === 0 ? undefined : number;
}
