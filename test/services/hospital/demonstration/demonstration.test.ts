/** The invented clinic day, and the invented photographers who may sign in for it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Archive } from '../../../../services/hospital/archive/api.ts';
import { letters } from '../../../../services/hospital/clinic/invitation/letters.ts';
import { demonstrationStation, newcomers, people } from '../../../../services/hospital/demonstration/people.ts';
import { photographers } from '../../../../services/hospital/demonstration/photographers.ts';
import { keepDemonstration } from '../../../../services/hospital/demonstration.ts';
import { readForm } from '../../../../services/hospital/questionnaire/form.ts';
import { likeness } from '../../../../services/wire/look-alike.ts';
import { nhsNumber } from '../../../../services/wire/patient.ts';
import { badgeCode, isSecret, pin, secretHash } from '../../../../services/wire/staff.ts';
import { databases } from '../../../support/databases.ts';
import { benchOn } from '../../../support/filing.ts';
import { silent } from '../../../support/hospital.ts';
import { plainFonts } from '../clinic/plain-fonts.ts';

const everybody = [...people, ...newcomers];
const invented = suite('the invented people');

invented('twenty have a clinic, with numbers that are never issued, each once', () => {
  assert.is(people.length, 20);
  const numbers = everybody.map((person) => nhsNumber.parse(person.nhsNumber));
  assert.ok(numbers.every((number) => number.startsWith('999')));
  assert.is(new Set(numbers).size, everybody.length);
});

invented('two have one surname and two one birthday, so that look-alikes are met in the demonstration', () => {
  const alike = people.flatMap((one, place) =>
    people.slice(place + 1).flatMap((other) => {
      const how = likeness(one, other);
      return how === undefined ? [] : [`${one.familyName} ${other.familyName}: ${how}`];
    }),
  );
  assert.equal(alike.sort(), ['Haddad Haddad: same-surname', 'Wójcik Osei: same-birthday']);
});

invented('PINs and badges have the forms that the station takes, and no patient is called as a photographer', () => {
  for (const { pin: digits, badge, name } of photographers) {
    assert.ok(pin.safeParse(digits).success);
    assert.ok(badgeCode.safeParse(badge).success);
    assert.not(everybody.some(({ familyName }) => name.includes(familyName)));
  }
});

invented.run();

for (const engine of databases) {
  const test = suite(`the demonstration’s day on ${engine.name}`);

  test('photographers can sign in, twenty are booked, one was here before; what was interrupted goes on, and another start changes nothing', async () => {
    const database = await engine.open();
    const bench = benchOn(database);
    const start = async (archive: Archive = bench.archive) => {
      const head = { hospital: 'Fen', department: 'Skin', address: ['1 Road'], telephone: '01632 960 123' };
      const stop = keepDemonstration({
        database,
        station: demonstrationStation,
        form: readForm(),
        filing: { ...bench, archive },
        letters: letters({ head, publicUrl: 'http://127.0.0.1:7080', byEmail: false, fonts: plainFonts() }),
        changed: () => {},
        now: () => new Date('2026-11-22T10:00:00Z'),
        log: silent,
      });
      await stop();
    };
    let filed = 0;
    const file: Archive['file'] = (...picture) => {
      filed += 1;
      return filed > 2 ? Promise.reject(new Error('the power is gone')) : bench.archive.file(...picture);
    };
    await start({ ...bench.archive, file });
    assert.is(bench.archive.objects.size, 2);
    await start();
    const earlier = () =>
      database.query(
        `select referral.state, clock_stopped_on is null as runs, view, polarised, picture.state as filed,
                visit_record.state as record, record -> 'pictures' @> jsonb_build_array(jsonb_build_object('parcel', picture.parcel)) as listed
           from picture join referral on referral.id = picture.referral join visit_record on visit_record.visit = picture.visit
          order by taken_at`,
      );
    const whole = { state: 'closed', runs: false, filed: 'filed', record: 'matched', listed: true };
    assert.equal(await earlier(), [
      { ...whole, view: 'locating', polarised: false },
      { ...whole, view: 'close-up', polarised: false },
      { ...whole, view: 'dermoscopic', polarised: false },
      { ...whole, view: 'dermoscopic', polarised: true },
    ]);
    const staff = () =>
      database.query<{ id: string; name: string; pin: unknown; badge: unknown }>(
        'select id, name, pin, badge from station_staff where active order by name desc',
      );
    const first = await staff();
    assert.equal(
      first.map(({ name }) => name),
      photographers.map(({ name }) => name),
    );
    for (const [place, { pin: digits, badge }] of photographers.entries()) {
      assert.ok(await isSecret(digits, secretHash.parse(first[place]?.pin)));
      assert.ok(await isSecret(badge, secretHash.parse(first[place]?.badge)));
    }
    const booked = () => database.query(`select count(*)::int as booked from appointment where state = 'booked'`);
    assert.equal(await booked(), [{ booked: people.length }]);
    // Somebody takes one out meanwhile: the next start does not bring her back.
    await database.query('update station_staff set active = false, pin = null, badge = null where id = $1', [
      photographers[0].id,
    ]);
    await start();
    assert.equal(await booked(), [{ booked: people.length }]);
    assert.equal(await staff(), first.slice(1));
    assert.is((await earlier()).length, 4);
    assert.equal(await database.query(`select parcel from reconciliation`), []);
    await database.close();
  });

  test.after(engine.stop);
  test.run();
}
