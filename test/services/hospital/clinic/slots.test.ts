/** The times of a clinic, on ordinary days and when the clocks change. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  hospitalTime,
  momentOf,
  sessionTimes,
  slotsOf,
  startOfDay,
} from '../../../../services/hospital/clinic/slots.ts';
import { dayAfter, hospitalDay } from '../../../../services/hospital/database/clock.ts';

const test = suite('slots of a clinic');
const now = new Date('2026-01-01T08:00:00Z');

function times(day: string, from: string, to: string, slotMinutes = 20) {
  const found = sessionTimes({ day, from, to, slotMinutes }, now);
  if ('fields' in found) throw new Error(JSON.stringify(found.fields));
  return slotsOf(found).map((at) => at.toISOString().slice(11, 16));
}

test('a morning is cut into slots, and what is left at its end is no slot', () => {
  assert.equal(times('2026-11-23', '09:00', '10:10'), ['09:00', '09:20', '09:40']);
});

test('in summer the clinic begins an hour earlier for the rest of the world', () => {
  assert.equal(times('2026-07-01', '09:00', '09:40'), ['08:00', '08:20']);
});

test('on the morning after the clocks go forward a clinic begins at nine by the clock on the wall', () => {
  assert.equal(times('2026-03-29', '09:00', '09:40'), ['08:00', '08:20']);
  assert.equal(times('2026-03-28', '09:00', '09:40'), ['09:00', '09:20']);
});

test('on the morning after the clocks go back a clinic begins at nine by the clock on the wall', () => {
  assert.equal(times('2026-10-25', '09:00', '09:40'), ['09:00', '09:20']);
  assert.equal(times('2026-10-24', '09:00', '09:40'), ['08:00', '08:20']);
});

test('a clinic through the night on which the clocks change is an hour shorter or longer', () => {
  assert.is(times('2026-03-29', '00:00', '04:00', 60).length, 3);
  assert.is(times('2026-10-25', '00:00', '04:00', 60).length, 5);
});

test('a time that the clocks skip is refused, and of a time that comes twice the first is meant', () => {
  assert.is(momentOf('2026-03-29', '01:30'), undefined);
  assert.is(momentOf('2026-10-25', '01:30')?.toISOString(), '2026-10-25T00:30:00.000Z');
  const refusal = sessionTimes({ day: '2026-03-29', from: '01:30', to: '04:00', slotMinutes: 20 }, now);
  assert.match(JSON.stringify(refusal), /There is no 01:30 on this day/);
});

test('each wrong form has a sentence beside the field', () => {
  const wrong = (day: string, from: string, to: string, slotMinutes: number) => {
    const found = sessionTimes({ day, from, to, slotMinutes }, now);
    return 'fields' in found ? Object.keys(found.fields) : [];
  };
  assert.equal(wrong('2026-11-23', '10:00', '09:00', 20), ['to']);
  assert.equal(wrong('2026-11-23', '09:00', '09:00', 20), ['to']);
  assert.equal(wrong('2026-11-23', '06:00', '23:00', 20), ['to']);
  assert.equal(wrong('2026-11-23', '09:00', '09:15', 20), ['slotMinutes']);
  assert.equal(wrong('2025-11-23', '09:00', '10:00', 20), ['day']);
});

test('every moment of the years is found again by its day and time, except the second of two', () => {
  const minutes = fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2036, 0, 1) / 60_000 });
  fc.assert(
    fc.property(minutes, (minute) => {
      const at = new Date(minute * 60_000);
      const found = momentOf(hospitalDay(at), hospitalTime(at));
      const early = found === undefined ? Number.NaN : at.getTime() - found.getTime();
      return early === 0 || (early === 3_600_000 && at.getUTCMonth() === 9);
    }),
    { numRuns: 2_000 },
  );
});

test('a day begins where the day before it ends', () => {
  for (let day = '2026-01-01'; day < '2027-01-01'; day = dayAfter(day, 1)) {
    const start = startOfDay(day);
    assert.is(hospitalDay(start), day);
    assert.is(hospitalDay(new Date(start.getTime() - 1)), dayAfter(day, -1));
  }
});

test.run();
