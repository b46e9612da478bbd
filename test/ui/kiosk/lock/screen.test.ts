/** Signing in at the screen: a name and its PIN, a badge, what went wrong, and that nothing of a patient is shown. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { StaffView } from '../../../../services/station/api/view.ts';
import type { StaffId } from '../../../../services/wire/staff.ts';
import { type KioskRig, openKiosk } from '../../../support/kiosk-page.ts';
import { scan } from '../../../support/scan.ts';
import { amira, clinicShown, lockedShown, tomasz } from '../../../support/shown.ts';

const others = ['Ngozi Adeyemi', 'Siân Llewellyn-Price', 'Bartholomew Featherstonehaugh-Cholmondeley', 'Li Wei'];
const roster: readonly StaffView[] = [
  amira,
  tomasz,
  ...others.map((name, place) => ({ id: `5d1c1f6e-6c0b-4a53-9f9a-0d6f1c1f2b0${place}` as StaffId, name })),
];

const test = suite('lock screen');
let rig: KioskRig;

async function pin(digits: string): Promise<void> {
  for (const digit of digits) await rig.page.getByRole('button', { name: digit, exact: true }).tap();
}

test.before(async () => {
  rig = await openKiosk(lockedShown({ roster }));
});

test('names stand to choose from, in pages', async () => {
  await rig.heading('Who is working here?');
  await rig.page.getByText('Page 1 of').waitFor();
  await rig.page.locator('footer.strip').getByText('Camera').waitFor();
  assert.is(await rig.page.locator('footer.strip').getByText('List').count(), 0, 'it is closed behind the lock');
  await rig.look('lock-names');
});

test('a name leads to its PIN, which is never shown', async () => {
  await rig.tap('Amira Khan');
  await rig.heading('Amira Khan');
  await pin('2468');
  await rig.page.getByRole('img', { name: 'PIN: 4 digits typed' }).waitFor();
  assert.is(await rig.page.getByText('2468').count(), 0);
  await rig.look('lock-pin');
});

test('too short a PIN signs nobody in', async () => {
  await rig.tap('Clear');
  await pin('246');
  await rig.tapInVain('Sign in');
  assert.is(rig.station.commands.filter(({ kind }) => kind === 'sign-in').length, 0);
});

test('the PIN goes to the station, and while it is compared nothing more is taken', async () => {
  await pin('8');
  await rig.tap('Sign in');
  const asked = await rig.station.asked('sign-in');
  assert.equal(asked, { kind: 'sign-in', staff: amira.id, pin: '2468' });
  rig.station.show(lockedShown({ roster, checking: true }));
  await rig.page.getByText('Checking…').waitFor();
  await rig.tapInVain('Checking…');
  assert.is(rig.station.commands.filter(({ kind }) => kind === 'sign-in').length, 1);
});

test('a wrong one says how many tries are left, and has to be typed anew', async () => {
  rig.station.show(lockedShown({ roster, refused: 'wrong', attemptsLeft: 3, visitWaits: true, hint: 'PIN 2468' }));
  await rig.page.getByText('3 tries left').waitFor();
  await rig.page
    .getByRole('img', { name: 'PIN: empty' })
    .or(rig.page.getByRole('img', { name: 'PIN: 0 digits typed' }))
    .waitFor();
  await rig.page.getByText('A visit waits behind the lock').waitFor();
  await rig.look('lock-wrong');
});

test('after too many the screen says how long to wait, counts it down, and takes no attempt', async () => {
  rig.station.show(lockedShown({ roster, refused: 'wait', waitMs: 63_000 }));
  await rig.page.getByText(/Wait (6[0-2]|[1-5]\d) seconds/).waitFor();
  await rig.look('lock-wait');
  await rig.tapInVain('Sign in');
  assert.is(rig.station.commands.filter(({ kind }) => kind === 'sign-in').length, 1);
});

test('another name can be chosen meanwhile', async () => {
  rig.station.show(lockedShown({ roster }));
  await rig.tap('Other name');
  await rig.heading('Who is working here?');
});

test('digits of a real keyboard count as well', async () => {
  await rig.tap('Tomasz Zieliński');
  await rig.page.keyboard.type('1357', { delay: 80 });
  await rig.page.getByRole('img', { name: 'PIN: 4 digits typed' }).waitFor();
  await rig.tap('Sign in');
  assert.equal(await rig.station.asked('sign-in'), { kind: 'sign-in', staff: tomasz.id, pin: '1357' });
});

test('a badge that is scanned while a PIN is half typed signs in, and adds nothing to the PIN', async () => {
  rig.station.show(lockedShown({ roster, checking: true }));
  rig.station.show(lockedShown({ roster }));
  await rig.page.getByRole('img', { name: 'PIN: 0 digits typed' }).waitFor();
  await scan(rig.page, 'LB-ABCDEFGH23456722');
  assert.is((await rig.station.asked('scan')).code, 'LB-ABCDEFGH23456722');
  assert.is(await rig.page.getByRole('img', { name: 'PIN: 0 digits typed' }).count(), 1);
});

test('an unknown badge says what to do instead', async () => {
  rig.station.show(lockedShown({ roster, refused: 'unknown-badge' }));
  await rig.page.getByText('Use your name and PIN').waitFor();
});

test('a station that has never had a list says so, and why', async () => {
  rig.station.show(lockedShown({ roster: [] }, { hospital: 'not-connected' }));
  await rig.heading('No list has come from the hospital yet');
  await rig.page.getByText('not connected to the hospital').waitFor();
  await rig.look('lock-no-list');
});

test('behind the lock no patient is in the page at all', async () => {
  rig.station.show(lockedShown({ roster, visitWaits: true }));
  await rig.heading('Who is working here?');
  const text = await rig.page.evaluate(`(function all(node) {
    return [...node.childNodes].map((child) => (child.nodeType === 3 ? child.textContent : all(child))).join(' ') + (node.shadowRoot ? all(node.shadowRoot) : '');
  })(document.body)`);
  for (const { familyName, nhsNumber } of clinicShown()) {
    assert.not.match(String(text), new RegExp(familyName, 'i'));
    assert.not.ok(String(text).includes(nhsNumber.slice(-4)));
  }
});

test('the page complained of nothing and asked nobody else', () => {
  assert.equal(rig.complaints(), []);
});

test.after(async () => {
  await rig.close();
});

test.run();
