/** The forms of the clinic's pages, checked: bodies of requests, and a sentence for each field that is wrong. */
import { z } from 'zod';
import { stationId } from '../../wire/ids.ts';
import { type Refused, refused, wrongFields } from './refusal.ts';
import { slotMinutesMax, slotMinutesMin } from './slots.ts';

const line = z.string().trim().max(120, 'At most 120 characters.');
const longText = z.string().trim().max(2_000, 'At most 2,000 characters.');
const named = line.min(1, 'Fill this in.');
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is written like 09:20.');
const day = z.iso.date('A day is written like 2026-11-22.');

/** The way into the building, to be printed on the letter. */
const addressLinesMax = 8;
const stationsMax = 50;

export const siteForm = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'Use lower-case letters, digits and hyphens, from 2 to 63.'),
  name: named,
  address: z.array(named).min(1, 'The letter needs an address.').max(addressLinesMax, 'At most eight lines.'),
  directions: longText,
  parking: longText,
  stations: z.array(stationId).max(stationsMax),
});

export const clinicForm = z.object({
  site: named,
  station: stationId,
  day,
  from: timeOfDay,
  to: timeOfDay,
  slotMinutes: z
    .int('A whole number of minutes.')
    .min(slotMinutesMin, `At least ${slotMinutesMin} minutes.`)
    .max(slotMinutesMax, `At most ${slotMinutesMax} minutes.`),
  photographer: line,
});

const slotAt = z.iso.datetime({ offset: true, error: 'Choose one of the times.' }).transform((text) => new Date(text));
const session = z.uuid('Choose a clinic.');

export const booking = z.object({ referral: z.uuid('Choose a referral.'), session, slotAt });
export const newSlot = z.object({ session, slotAt });
export const cancellation = z.object({
  reason: z
    .string()
    .trim()
    .min(3, 'Say why: the record keeps it. It is not printed on the letter.')
    .max(500, 'At most 500 characters.'),
});
export const days = z.object({ from: day, to: day });

/** What was filled in, or what is wrong with it. */
export function filledIn<Form extends z.ZodType>(form: Form, body: unknown): z.infer<Form> | Refused {
  const read = form.safeParse(body);
  if (read.success) return read.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of read.error.issues) fields[path.join('.')] ??= message;
  return '' in fields ? refused(422, 'A form was expected here, as JSON.') : wrongFields(fields);
}
