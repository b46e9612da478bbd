/** Any day of any coordinators: whatever they do in whatever order, the appointments keep their rules. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bookings } from '../../../../services/hospital/clinic/booking.ts';
import { isRefusal } from '../../../../services/hospital/clinic/refusal.ts';
import { databases } from '../../../support/databases.ts';
import { coordinator, type SmallHospital, slotAt, smallHospital } from './hospital.ts';

const runs = 12;
const stepsMax = 14;
const referralsMax = 3;
const clinicDays = ['2026-11-23', '2026-11-24'];

type Step =
  | { readonly kind: 'book'; readonly referral: number; readonly clinic: number; readonly place: number }
  | { readonly kind: 'move'; readonly referral: number; readonly clinic: number; readonly place: number }
  | { readonly kind: 'cancel'; readonly referral: number }
  | { readonly kind: 'did-not-attend'; readonly referral: number }
  | { readonly kind: 'cancel-clinic'; readonly clinic: number }
  | { readonly kind: 'later'; readonly minutes: number };

const referral = fc.nat(referralsMax - 1);
const clinic = fc.nat(clinicDays.length - 1);
const place = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('book' as const, 'move' as const), referral, clinic, place }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'did-not-attend' as const), referral }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel-clinic' as const), clinic }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('later' as const), minutes: fc.constantFrom(20, 24 * 60) }) },
);
/** What stands in one row is done by different people at the same moment. */
const day = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: stepsMax });

interface Clinic {
  readonly id: string;
  readonly slots: readonly Date[];
}

interface Row {
  readonly id: string;
  readonly referral: string;
  readonly session: string;
  readonly slotAt: Date;
  readonly state: string;
  readonly referralState: string;
  readonly sessionState: string;
  readonly letters: string;
  readonly tasks: number;
}

for (const engine of databases) {
  const test = suite(`any order of bookings on ${engine.name}`);

  test('no time is given twice, nobody is stranded, nothing is forgotten, everybody is told', async () => {
    const database = await engine.open();
    const hospital = await smallHospital(database, { now: new Date('2026-11-23T08:50:00Z') });
    await fc.assert(
      fc.asyncProperty(day, async (rows) => {
        hospital.setTime(new Date('2026-11-23T08:50:00Z'));
        await emptied(hospital);
        const referrals: string[] = [];
        for (let count = 0; count < referralsMax; count++) referrals.push((await hospital.refer()).referral);
        const clinics: Clinic[] = [];
        for (const each of clinicDays) clinics.push(await hospital.clinicOn(each, { to: '10:00' }));
        let before: readonly Row[] = [];
        for (const row of rows) {
          await Promise.all(row.map((each) => act(hospital, each, referrals, clinics)));
          const now = await state(hospital);
          hold(now, before);
          before = now;
        }
      }),
      { numRuns: runs },
    );
    await database.close();
  });

  test.after(engine.stop);
  test.run();
}

async function emptied({ database }: SmallHospital): Promise<void> {
  for (const table of [
    'message',
    'questionnaire_link',
    'outbound',
    'event',
    'appointment',
    'session',
    'lesion',
    'referral',
  ]) {
    await database.query(`delete from ${table}`);
  }
}

async function act(
  hospital: SmallHospital,
  step: Step,
  referrals: readonly string[],
  clinics: readonly Clinic[],
): Promise<void> {
  const { booking } = hospital;
  switch (step.kind) {
    case 'later':
      hospital.setTime(new Date(hospital.now().getTime() + step.minutes * 60_000));
      return;
    case 'cancel-clinic':
      await hospital.clinics.cancelClinic(String(clinics[step.clinic]?.id), 'Flood', coordinator);
      return;
    case 'book': {
      const clinic = clinics[step.clinic] ?? { id: '', slots: [] };
      const slot = { session: clinic.id, slotAt: slotAt(clinic, step.place) };
      await expected(booking.book({ referral: String(referrals[step.referral]), ...slot }, coordinator));
      return;
    }
    default: {
      const [open] = await hospital.database.query<{ id: string }>(
        `select id from appointment where referral = $1 order by (state = 'booked') desc, booked_at desc limit 1`,
        [referrals[step.referral]],
      );
      const id = open?.id ?? 'none';
      if (step.kind === 'cancel') await expected(booking.cancel(id, 'On holiday', coordinator));
      else if (step.kind === 'did-not-attend') await expected(booking.didNotAttend(id, coordinator));
      else {
        const clinic = clinics[step.clinic] ?? { id: '', slots: [] };
        await expected(booking.move(id, { session: clinic.id, slotAt: slotAt(clinic, step.place) }, coordinator));
      }
    }
  }
}

/** Done, or refused with a sentence; anything thrown is a bug. */
async function expected(outcome: ReturnType<Bookings['book'] | Bookings['cancel']>): Promise<void> {
  const answer = await outcome;
  if (isRefusal(answer)) assert.match(answer.error, /^[A-Z].*[.:].*/);
}

function state({ database }: SmallHospital): Promise<readonly Row[]> {
  return database.query<Row>(
    `select appointment.id, appointment.referral, session, slot_at as "slotAt", appointment.state, referral.state as "referralState",
            session.state as "sessionState",
            (select string_agg(kind || ':' || message.state, ',' order by kind) from message where message.appointment = appointment.id) as letters,
            (select count(*) from outbound where outbound.subject ->> 'appointment' = appointment.id) as tasks
     from appointment join referral on referral.id = appointment.referral join session on session.id = appointment.session`,
  );
}

function hold(now: readonly Row[], before: readonly Row[]): void {
  const occupied = now.filter(({ state }) => ['booked', 'seen', 'did-not-attend'].includes(state));
  assert.is(new Set(occupied.map(({ session, slotAt }) => `${session} ${slotAt.getTime()}`)).size, occupied.length);
  for (const [referral, rows] of Map.groupBy(now, (row) => row.referral)) {
    const open = rows.filter(({ state }) => state === 'booked');
    assert.ok(open.length <= 1, referral);
    assert.is(rows[0]?.referralState, open.length === 1 ? 'booked' : 'accepted');
  }
  for (const row of now) {
    if (row.state === 'booked')
      assert.is(row.sessionState, 'open', 'nobody waits in a clinic that does not take place');
    assert.is(row.tasks, row.state === 'booked' ? 1 : 2, 'the record system hears of each state');
    switch (row.state) {
      case 'booked':
        assert.match(row.letters, /^(invitation|moved):to-print$/);
        break;
      case 'cancelled':
        assert.match(row.letters, /^cancelled:to-print,(invitation|moved):withdrawn$/);
        break;
      default:
        assert.match(row.letters, /^(invitation|moved):withdrawn$/);
    }
  }
  for (const old of before) {
    const still = now.find(({ id }) => id === old.id);
    assert.ok(still, 'no appointment is ever deleted');
    if (old.state !== 'booked') assert.is(still.state, old.state, 'what is closed stays closed');
  }
}
