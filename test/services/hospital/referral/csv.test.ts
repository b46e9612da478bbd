/** Referrals from a table: good rows are taken, wrong ones told by their line. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { csvBytesMax, csvRowsMax, readCsv, takeCsv } from '../../../../services/hospital/referral/csv.ts';
import { openIntake } from '../../../../services/hospital/referral/intake.ts';
import { databases } from '../../../support/databases.ts';
import { by, nhsNumberOf, now } from './made.ts';

const header =
  'nhs_number,family_name,given_name,date_of_birth,urgency,received_on,lesion_1_site,lesion_1_side,clinical_text';
const row = (n: number, changes: { text?: string; urgency?: string } = {}) =>
  `${nhsNumberOf(n)},Invented${n},Pat,03/04/1958,${changes.urgency ?? 'Suspected cancer'},2026-11-20,Shin,Left,${changes.text ?? ''}`;

for (const engine of databases) {
  const test = suite(`CSV on ${engine.name}`);

  test('right rows are taken, wrong ones told, and the same file again is known', async () => {
    const database = await engine.open();
    const intake = openIntake({ database, now, changed: () => {} });
    const file = [
      header,
      row(1, { text: '"a mole, that\nhas ""grown"""' }),
      row(2),
      row(3, { urgency: 'soon' }),
      `${row(4)},one too many`,
      '',
      row(5),
    ].join('\r\n');
    const outcome = await takeCsv(Buffer.from(file), intake, by);
    if (typeof outcome === 'string') throw new Error(outcome);
    assert.equal([outcome.taken, outcome.known], [3, 0]);
    assert.equal(
      outcome.refused.map(({ line }) => line),
      [5, 6],
    );
    assert.match(outcome.refused[0]?.why ?? '', /urgency/);
    assert.match(outcome.refused[1]?.why ?? '', /10 values, and there are 9 columns/);
    const again = await takeCsv(Buffer.from(file), intake, by);
    assert.equal(typeof again === 'string' ? again : [again.taken, again.known], [0, 3]);
    const [first] = await database.query<{ text: string; urgency: string; day: string; side: string }>(
      `select clinical_text as text, urgency, date_of_birth as day, side from referral
       join patient on patient.id = referral.patient join lesion on lesion.referral = referral.id where clinical_text <> ''`,
    );
    assert.equal(first, {
      text: 'a mole, that\nhas "grown"',
      urgency: 'suspected-cancer',
      day: '1958-04-03',
      side: 'left',
    });
    await database.close();
  });

  test.after(engine.stop);
  test.run();
}

const test = suite('CSV files');

test('a byte order mark, semicolons and columns in another order are read', () => {
  const columns = header.split(',').reverse();
  const values = row(1).split(',').reverse();
  const reading = readCsv(Buffer.from(`\ufeff${columns.join(';')}\n${values.join(';')}\n`));
  assert.is(reading.kind === 'table' && reading.rows.length, 1);
  assert.is(reading.kind === 'table' && reading.rows[0]?.referral.patient.familyName, 'Invented1');
});

test('a file that cannot be read is refused as a whole, and says what to do', () => {
  const wrong: [Uint8Array, RegExp][] = [
    [Buffer.from(`${header}\nÉ`, 'latin1'), /CSV UTF-8/],
    [Buffer.alloc(0), /no line/],
    [Buffer.from('name,age\nA,5'), /must name these columns/],
    [Buffer.from(`${header},colour\n`), /not known: colour/],
    [Buffer.from(`${header},urgency\n`), /twice/],
    [Buffer.alloc(csvBytesMax + 1, 65), /larger/],
    [Buffer.from(`${header}\n${`${row(1)}\n`.repeat(csvRowsMax + 1)}`), /split/],
  ];
  for (const [bytes, words] of wrong) {
    const reading = readCsv(bytes);
    assert.match(reading.kind === 'unreadable' ? reading.error : 'read', words);
  }
});

test('a quotation mark that never closes is told, and nothing after it is guessed', () => {
  const reading = readCsv(Buffer.from(`${header}\n${row(1)}\n"${row(2)}\n${row(3)}\n`));
  assert.is(reading.kind === 'table' && reading.rows.length, 1);
  assert.is(reading.kind === 'table' && reading.refused.length, 1);
});

test.run();
