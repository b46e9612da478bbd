/** Today's list in the order in which it is needed, and the part of it that a search finds. Pure. */
import type { AppointmentView } from '../../../services/station/api/view.ts';

/** Which part of the day is shown. `over`: seen, and those who did not come. */
export type Part = 'to-see' | 'over';

export function partOf(day: readonly AppointmentView[], part: Part): readonly AppointmentView[] {
  return day
    .filter(({ state }) => (state === 'waiting' || state === 'open') === (part === 'to-see'))
    .toSorted((one, other) => one.time.localeCompare(other.time));
}

/**
 * Who is meant by what was typed: every word of it begins a word of the name, in any order, whatever the accents; or it
 * begins the NHS number. Nothing typed finds everybody.
 */
export function found(day: readonly AppointmentView[], typed: string): readonly AppointmentView[] {
  const wanted = wordsOf(typed);
  const digits = typed.replaceAll(/\s/g, '');
  return day.filter((one) => {
    if (/^\d+$/.test(digits)) return one.nhsNumber.startsWith(digits);
    const names = wordsOf(`${one.familyName} ${one.givenName}`);
    return wanted.every((word) => names.some((name) => name.startsWith(word)));
  });
}

/** `Ó Briain` → `o`, `briain`, `obriain`: an apostrophe or a hyphen is typed by some and left out by others. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('Ł', 'l').toLowerCase();
  const words = plain.split(/\s+/u).filter((word) => word !== '');
  const parts = words.flatMap((word) => word.split(/[-'’]+/u)).filter((word) => word !== '');
  return [...new Set([...parts, ...words.map((word) => word.replaceAll(/[-'’]/gu, ''))])].filter((word) => word !== '');
}
