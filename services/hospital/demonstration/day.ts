/**
 * A clinic for today with twenty invented patients, one of whom was here before, four more whose referrals wait for the
 * coordinator, and an empty clinic two days later. Everything goes the way of real ones: referrals through intake, bookings
 * through the clinic, pictures through ingest, so that letters, worklists and the audit log are there as well. Begun again
 * after an interruption, it goes on where it was.
 */
import { dayAfter } from '../database/clock.ts';
import { answersOf } from './answers.ts';
import { earlierVisit } from './earlier-visit.ts';
import { demonstrationSite, newcomers, type Person, people } from './people.ts';
import { letterOf } from './referral.ts';
import { booked, clinicOf, type DemonstrationDeps, demonstrator, done, referred, slotMinutes } from './steps.ts';

/** Twenty slots, one for each patient. */
const dayClinic = { from: '09:00', to: '15:40' } as const;
/** Two days later, with nobody in it: for those whose referrals wait. */
const lateClinic = { from: '16:00', to: '18:00' } as const;
const lateAfterDays = 2;

/** `today`: the hospital's day. Throws when something is refused: that would be a mistake in here. */
export async function demonstrationDay(deps: DemonstrationDeps, today: string): Promise<void> {
  const [site] = await deps.database.query('select id from site where id = $1', [demonstrationSite.id]);
  if (site === undefined) done(await deps.createSite({ ...demonstrationSite, stations: [deps.station] }, demonstrator));
  await earlierVisit(deps, today); // first: who has the whole day before them has this as well
  const booking = deps.bookingBefore(today, 'written');
  const session = await clinicOf(deps, booking, today, dayClinic);
  await clinicOf(deps, booking, dayAfter(today, lateAfterDays), lateClinic);
  for (const [place, person] of people.entries()) {
    const referral = await referred(deps, letterFor(deps, person, place, today));
    const slotAt = new Date(session.startsAt.getTime() + place * slotMinutes * 60_000);
    const acceptedOn = dayAfter(today, 1 - person.waitedDays);
    await booked(deps, booking, { referral, session: session.id, slotAt, acceptedOn });
  }
  for (const [place, person] of newcomers.entries())
    await referred(deps, letterFor(deps, person, people.length + place, today));
}

function letterFor(deps: DemonstrationDeps, person: Person, place: number, today: string) {
  const { lesions, story } = person;
  const receivedOn = dayAfter(today, -person.waitedDays);
  const answeredAt = new Date(`${dayAfter(today, -1)}T18:00:00.000Z`);
  const response = () => deps.responseOf(answersOf(person), person, answeredAt);
  return letterOf(person, place, {
    ...{ sourceId: `${today}-${place + 1}`, receivedOn, lesions, story },
    ...(person.answered ? { answers: { status: 'completed', response: response() } } : {}),
  });
}
