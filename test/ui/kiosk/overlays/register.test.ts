/** A patient who is not in the list, typed in from the letter, step by step on the screen. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { siteCharactersMax } from '../../../../services/wire/patient.ts';
import { type KioskRig, openKiosk } from '../../../support/kiosk-page.ts';
import { clinicShown, viewShown } from '../../../support/shown.ts';

const test = suite('registering by hand, on the screen');
let rig: KioskRig;

const type = async (letters: string) => {
  const keys = rig.page.locator('key-board');
  for (const letter of letters) await keys.getByRole('button', { name: letter, exact: true }).tap();
};
const digits = async (typed: string) => {
  const pad = rig.page.locator('number-pad');
  for (const digit of typed) await pad.getByRole('button', { name: digit, exact: true }).tap();
};

test.before(async () => {
  rig = await openKiosk(viewShown({ clinic: clinicShown() }));
});

test('without a name it does not go on, and says so', async () => {
  await rig.tap('Register by hand');
  await rig.heading('Family name');
  await rig.tap('Next');
  await rig.page.getByText('Type the name as it stands').waitFor();
  await rig.look('register-family-name');
});

test('the keyboard begins each part of a name with a capital', async () => {
  await type('Zieli');
  await rig.tap('éßł');
  await rig.look('register-marks');
  await type('ń');
  await type('ska');
  await rig.tap('-');
  await type('Nowak');
  await rig.page.getByRole('status', { name: 'Family name' }).filter({ hasText: 'Zielińska-Nowak' }).waitFor();
  await rig.tap('Next');
  await rig.heading('Given name');
  await type('Ewa');
  await rig.look('register-given-name');
  await rig.tap('Next');
});

test('a day that does not exist, and a mistyped NHS number, are found before they are sent', async () => {
  await rig.heading('Date of birth');
  await digits('31021980');
  await rig.tap('Next');
  await rig.page.getByText('There is no such day').waitFor();
  await rig.look('register-birth');
  await rig.tap('Clear');
  await digits('28021980');
  await rig.tap('Next');
  await rig.heading('NHS number');
  await digits('9990000019');
  await rig.tap('Next');
  await rig.page.getByText('This is no NHS number').waitFor();
  await rig.look('register-number');
  await rig.tap('Clear');
  await digits('9990000093');
  await rig.tap('Next');
});

test('a lesion is chosen by part, site and side, and stands on the figure', async () => {
  await rig.heading('Lesions on the letter');
  await rig.tap('Next');
  await rig.page.getByText('Add the lesions that the letter names').waitFor();
  await rig.look('register-no-lesion');
  await rig.tap('Add a lesion');
  await rig.look('register-site');
  await rig.tap('Arms, legs');
  await rig.tap(/^Elbow$/);
  await rig.heading('Elbow: which side');
  await rig.look('register-side');
  await rig.tap('Left');
  await rig.page.getByRole('button', { name: /^1: Elbow/ }).waitFor();
  await rig.tap('Add a lesion');
  await rig.tap('Trunk');
  await rig.tap(/^Chest$/);
  await rig.tap('Midline');
  await rig.look('register-lesions');
});

test('a place that the table lacks is typed as the letter says it, with its side, and is marked as typed', async () => {
  await rig.tap('Add a lesion');
  await rig.tap('Not here: type the letter’s words');
  await rig.heading('Where, as the letter says it');
  await rig.tap('Next');
  await rig.page.getByText('Type the place as it stands on the letter').waitFor();
  await type('Behind');
  await rig.tap('Space');
  await type('the');
  await rig.tap('Space');
  await type('left');
  await rig.tap('Space');
  await type('ear');
  await rig.look('register-words');
  await rig.tap('Next');
  await rig.heading('Behind the left ear: which side');
  await rig.page.getByText('The words that were typed say left').waitFor();
  await rig.look('register-words-side');
  await rig.tap('Back');
  await rig.page.getByRole('status', { name: 'Where' }).filter({ hasText: 'Behind the left ear' }).waitFor();
  await rig.tap('Next');
  await rig.tap('Left');
  await rig.page.getByText('Behind the left ear · Left · typed').waitFor();
  await rig.look('register-lesions-typed');
});

test('no more is typed than a record takes', async () => {
  await rig.tap('Add a lesion');
  await rig.tap('Not here: type the letter’s words');
  const field = rig.page.getByRole('status', { name: 'Where' });
  await field.waitFor();
  const words =
    'Upper back, a hand’s breadth below the hairline, three fingers to the left of the spine and close to an older scar';
  assert.ok(words.length < siteCharactersMax);
  const line = words.padEnd(siteCharactersMax, ' x');
  // A real keyboard types faster than taps do, and means the same.
  await rig.page.evaluate(
    `for (const key of ${JSON.stringify(`${line}and more`)}) dispatchEvent(new CustomEvent('lentigo-typed-key', { detail: key }))`,
  );
  await field.filter({ hasText: line.trim() }).waitFor();
  assert.is((await field.textContent())?.trim(), line.trim());
  await rig.look('register-words-longest');
  await rig.tap('Next');
  await rig.look('register-words-longest-side');
  await rig.tap('Left');
  await rig.look('register-lesions-longest');
  await rig.tap('Next');
  await rig.heading('Compare with the letter');
  await rig.page.getByText('4, as in the list before').waitFor();
  await rig.tap('Back');
  await rig.tap('Remove the last one');
  await rig.page.getByText('Upper back').waitFor({ state: 'detached' });
  await rig.tap('Next');
});

test('everything is compared with the letter before it goes to the station', async () => {
  await rig.heading('Compare with the letter');
  await rig.look('register-check');
  assert.not.ok(rig.station.commands.some(({ kind }) => kind === 'register'));
  await rig.tap('Register and open');
  const { patient, lesions } = await rig.station.asked('register');
  assert.equal(patient, {
    familyName: 'Zielińska-Nowak',
    givenName: 'Ewa',
    dateOfBirth: '1980-02-28',
    nhsNumber: '9990000093',
  });
  assert.equal(
    lesions.map(({ site, side }) => `${site} ${side}`),
    ['Elbow left', 'Chest midline', 'Behind the left ear left'],
  );
  assert.equal(
    lesions.map(({ code }) => code !== undefined),
    [true, true, false],
    'what was typed has no code',
  );
});

test('somebody who is in the list after all is pointed out', async () => {
  await rig.tap('Register by hand');
  await type('Smith');
  await rig.tap('Next');
  await type('Dan');
  await rig.tap('Next');
  await digits('01011990');
  await rig.tap('Next');
  await digits('9990000050');
  await rig.tap('Next');
  await rig.tap('Add a lesion');
  await rig.tap(/^Forehead$/);
  await rig.tap('Right');
  await rig.tap('Next');
  await rig.page.getByText('SMITH, Daniel, 10:20. Open that row instead.').waitFor();
  await rig.look('register-listed');
});

test('giving up leaves nothing: the next one begins empty', async () => {
  for (let step = 0; step < 6; step++)
    await rig.page
      .locator('register-overlay .actions, register-overlay .line')
      .getByRole('button', { name: /^(Back|Cancel)$/ })
      .tap();
  await rig.heading('Today’s clinic');
  await rig.tap('Register by hand');
  await rig.page.getByRole('status', { name: 'Family name' }).waitFor();
  assert.is(await rig.page.getByRole('status', { name: 'Family name' }).textContent(), '');
});

test('the page complained of nothing and asked nobody else', () => {
  assert.equal(rig.complaints(), []);
});

test.after(async () => {
  await rig.close();
});

test.run();
