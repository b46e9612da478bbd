/** Who is here: every step of <identify-screen> on the four displays, and what it tells the station. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { IdentifyView, LookAlikeView, View } from '../../../../services/station/api/view.ts';
import type { AppointmentId } from '../../../../services/wire/ids.ts';
import { type KioskRig, openKiosk, spot } from '../../../support/kiosk-page.ts';
import { identifyShown, unconfirmed, viewShown, visitShown } from '../../../support/shown.ts';

const visit = unconfirmed(visitShown());
const asking = (changes: Partial<IdentifyView> = {}): View =>
  viewShown({ stage: 'identify', visit, identify: identifyShown(changes) });

function person(number: number, changes: Partial<LookAlikeView> = {}): LookAlikeView {
  return {
    appointment: `A-000${number}` as AppointmentId,
    time: `10:${number}0`,
    familyName: 'Smith',
    givenName: 'Daniel',
    nhsNumber: '9990000050',
    addressLine: `${number} Mill Lane, Histon`,
    likeness: 'same-surname',
    ...changes,
  };
}

const smiths = [person(1), person(2, { givenName: 'Danielle', nhsNumber: '9990000069', likeness: 'both' })];
/** On the number pad: `1` is also part of an address. */
async function keys(...digits: readonly string[]): Promise<void> {
  for (const digit of digits) await rig.page.getByRole('button', { name: digit, exact: true }).tap();
}

const test = suite('identify screen');
let rig: KioskRig;

test.before(async () => {
  rig = await openKiosk(asking({ step: 'look-alike', people: smiths }));
});

test('people who could be taken for each other stand side by side, nobody is chosen, and one tap says who is here', async () => {
  await rig.heading('Ask: which of these are you?');
  assert.is(await rig.page.locator('.card[aria-pressed=true], .card.call').count(), 0);
  await rig.page.getByText('999 000 0069').waitFor();
  await rig.look('identify-look-alike');
  await rig.tap(/Danielle/);
  assert.is((await rig.station.asked('this-one')).appointment, 'A-0002');
});

test('many of them, with long names, come in pages', async () => {
  const long = { givenName: 'Wilhelmina Constance Philippa', familyName: 'Featherstonehaugh-Cholmondeley' };
  const address = 'Flat 14B, The Old Maltings Courtyard, 227 Upper Cambridge Road North';
  const people = Array.from({ length: 7 }, (_, place) => person(place + 1, { ...long, addressLine: address }));
  rig.station.show(asking({ step: 'look-alike', people }));
  await rig.page.getByText('Page 1 of').waitFor();
  await rig.look('identify-look-alike-many');
});

test('name and address are ticked, the birthday is typed blind, and only then it is compared', async () => {
  rig.station.show(asking());
  await rig.heading('Ask, and tick what is said');
  assert.is(await rig.page.getByText('3 Apr').count(), 0);
  await rig.look('identify-questions');
  await rig.tapInVain(/Ask all three/);
  await rig.tap(/full name/);
  await rig.tap(/first line of your address/);
  await keys('3', '4');
  await rig.page.getByRole('button', { name: 'Day 3' }).waitFor();
  await rig.page.getByRole('button', { name: 'Month 4' }).waitFor();
  await rig.look('identify-answered');
  await rig.tap(/compare/);
  assert.equal(await rig.station.asked('identify'), { kind: 'identify', name: true, address: true, day: 3, month: 4 });
  assert.is(rig.station.commands.filter(({ kind }) => kind === 'identify').length, 1, 'nothing was compared before');
});

test('a wrong birthday says so and how many times, keeps what was heard, and asks for the birthday anew', async () => {
  rig.station.show({
    ...asking({ wrongBirthdays: 2 }),
    notice: { kind: 'refused', why: 'wrong-birthday' },
    notices: 1,
  });
  await rig.heading(/Another birthday, 2 times/);
  await rig.look('identify-wrong-birthday');
  assert.is(await rig.page.locator('.said[aria-pressed=true]').count(), 2);
  await rig.page.getByRole('button', { name: 'Day – –' }).waitFor();
});

test('a digit too many is corrected by tapping its field', async () => {
  rig.station.show(asking());
  await keys('1', '9', '1', '2');
  await rig.page.getByRole('button', { name: 'Day 19' }).tap();
  await keys('0', '7');
  await rig.page.getByRole('button', { name: 'Day 07' }).waitFor();
  await rig.page.getByRole('button', { name: 'Month 12' }).tap();
  await keys('8');
  await rig.tap(/compare/);
  const { day, month } = await rig.station.asked('identify');
  assert.equal([day, month], [7, 8]);
});

test('somebody else is one tap and one question away from every step', async () => {
  await rig.tap('Not this patient');
  await rig.heading('Not this patient?');
  await rig.look('identify-not-this');
  await rig.tap('Back');
  await rig.heading('Ask, and tick what is said');
  await rig.tap('Not this patient');
  await rig.tap(/It is not/);
  await rig.station.asked('not-this-patient');
});

test('after a lock it is asked again, with the reason', async () => {
  rig.station.show(
    viewShown({ stage: 'identify', visit: unconfirmed(visitShown()), identify: identifyShown({ again: true }) }),
  );
  await rig.heading('It was locked: ask again');
  await rig.look('identify-again');
});

test('without an address on the referral there is nothing to tick for it', async () => {
  const { addressLine: _, ...rest } = identifyShown();
  rig.station.show(viewShown({ stage: 'identify', visit: unconfirmed(visitShown()), identify: rest }));
  await rig.page.getByText('No address to compare').waitFor();
  await rig.tap(/full name/);
  await keys('3', '1', '1', '2');
  await rig.look('identify-no-address');
  await rig.tap(/compare/);
  assert.equal(await rig.station.asked('identify'), {
    kind: 'identify',
    name: true,
    address: false,
    day: 31,
    month: 12,
  });
});

test('the letter is shown live inside its outline, and the button takes it like the pedal', async () => {
  rig.station.show(asking({ step: 'frame' }));
  await rig.heading(/The letter, with its code/);
  rig.station.live(await spot(30, 900, 600));
  await rig.page.locator('live-view canvas').first().waitFor();
  await rig.look('identify-frame');
  await rig.tap('Photograph the letter');
  await rig.station.asked('press');
  rig.station.show(asking({ step: 'reading' }));
  await rig.page.getByText('Reading the letter…').waitFor();
  await rig.look('identify-reading');
});

test('no code in the picture is told with what to do, and the ways round it', async () => {
  rig.station.show(asking({ step: 'frame', frame: 'no-code' }));
  await rig.page.getByText('No code was found.').waitFor();
  await rig.look('identify-no-code');
  await rig.tap('Code cannot be read');
  assert.is((await rig.station.asked('no-frame')).why, 'unreadable');
  await rig.tap('No letter here');
  assert.is((await rig.station.asked('no-frame')).why, 'no-letter');
});

test('another patient’s letter stops everything until somebody has said what it means', async () => {
  rig.station.show(asking({ step: 'reading' }));
  rig.station.show(asking({ step: 'frame', frame: 'other-patient' }));
  await rig.heading(/Stop: this letter is another patient’s/);
  await rig.look('identify-other-patient');
  await rig.tap('Take the right letter');
  await rig.heading(/The letter, with its code/);
});

test('the page complained of nothing and asked nobody but the station', () => {
  assert.equal(rig.complaints(), []);
});

test.after(() => rig.close());
test.run();
