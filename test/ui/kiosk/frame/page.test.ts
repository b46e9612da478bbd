/** The frame around every screen: banner, strip, the warning before the lock, the scanner, a station that is lost. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type KioskRig, openKiosk, spot } from '../../../support/kiosk-page.ts';
import { scan } from '../../../support/scan.ts';
import {
  cameraShown,
  clinicShown,
  identifyShown,
  lockedShown,
  pictureShown,
  shinShown,
  unconfirmed,
  viewShown,
  visitShown,
} from '../../../support/shown.ts';

const test = suite('kiosk page');
const clinic = clinicShown();
const picture = pictureShown(shinShown.id, 'locating');
const visit = visitShown({ pictures: [picture] });
const ending = viewShown({ stage: 'ending', visit });
let rig: KioskRig;

/** The text of the element that has the focus, into the shadow roots. */
const focused = () =>
  rig.page.evaluate(`(function find(root) {
    const active = root.activeElement;
    return active?.shadowRoot ? find(active.shadowRoot) : active?.textContent.trim();
  })(document)`);

test.before(async () => {
  rig = await openKiosk(viewShown({ clinic }));
  await rig.heading('Today’s clinic');
});

test('the banner says whose visit it is, and the date of birth only after it was said', async () => {
  const before = viewShown({ stage: 'identify', visit: unconfirmed(visitShown()), identify: identifyShown() });
  rig.station.show(before);
  const banner = rig.page.locator('header.banner');
  await banner.getByText('OKONKWO-BRIGHT, Margaret').waitFor();
  await banner.getByText('999 000 0018').waitFor();
  assert.is(await banner.getByText('1958').count(), 0);
  rig.station.show(ending);
  await banner.getByText('3 Apr 1958').waitFor();
});

test('a visit that was registered by hand is marked on every screen, with the longest of names', async () => {
  const named = {
    familyName: 'Featherstonehaugh-Cholmondeley-Wilberforce',
    givenName: 'Wilhelmina Constance',
    nhsNumber: '9990000042',
  };
  const byHand = visitShown({ registeredByHand: true, named });
  rig.station.show(viewShown({ stage: 'consent', visit: byHand }));
  await rig.page.getByText('Registered by hand').waitFor();
  await rig.look('banner-by-hand');
});

test('locking is one tap away in a visit', async () => {
  await rig.tap('Lock');
  await rig.station.asked('lock');
});

test('another screen puts the focus on its heading', async () => {
  rig.station.show(viewShown({ clinic }));
  await rig.heading('Today’s clinic');
  await rig.page.getByText('SMITH, Daniel', { exact: true }).waitFor();
  assert.is(await focused(), 'Today’s clinic');
});

test('before the station locks the page says in how many seconds, and a tap goes on', async () => {
  rig.station.show({ ...ending, locksInMs: 59_000 });
  await rig.heading('This screen locks soon');
  await rig.page.getByText(/^5\d s$/).waitFor();
  await rig.look('locks-soon');
  const before = rig.station.count('active');
  await rig.tap('Go on');
  rig.station.show(ending);
  await rig.page.locator('ending-screen').waitFor();
  assert.ok(rig.station.count('active') > before);
});

test('the seconds go down', async () => {
  rig.station.show({ ...ending, locksInMs: 30_000 });
  await rig.page.getByText(/^30 s$/).waitFor();
  await rig.page.getByText(/^28 s$/).waitFor();
  rig.station.show(ending);
  await rig.page.locator('ending-screen').waitFor();
});

test('while a picture is aimed at the warning is a bar at the edge: the live picture stays, and so does the focus', async () => {
  const armed = viewShown({ stage: 'armed', visit, aim: { lesion: shinShown.id, shot: 'close-up' } });
  const letter = viewShown({
    stage: 'identify',
    visit: unconfirmed(visitShown({ id: visit.id })),
    identify: identifyShown({ step: 'frame' }),
  });
  for (const [name, aimed] of [
    ['letter', letter],
    ['armed', armed],
  ] as const) {
    rig.station.show(aimed);
    await rig.page.locator('live-view').waitFor();
    rig.station.show({ ...aimed, locksInMs: 55_000 });
    await rig.page.getByText('This screen locks soon').waitFor();
    await rig.page.locator('live-view').waitFor();
    await rig.page.getByText(/^5\d s$/).waitFor();
    await rig.look(`locks-soon-${name}`);
    assert.is(await rig.page.getByRole('heading', { name: 'This screen locks soon' }).count(), 0);
  }
  const before = rig.station.count('active');
  await rig.tap('Go on');
  rig.station.show(armed);
  await rig.page.getByText('This screen locks soon').waitFor({ state: 'detached' });
  assert.ok(rig.station.count('active') > before);
});

test('many touches are told as one', async () => {
  const before = rig.station.count('active');
  for (let tap = 0; tap < 12; tap++) await rig.page.touchscreen.tap(200, 200 + tap);
  assert.ok(rig.station.count('active') - before <= 2);
});

test('a letter that is scanned goes to the station whatever has the focus, and presses no button', async () => {
  rig.station.show(viewShown({ clinic }));
  await rig.heading('Today’s clinic');
  await rig.page.getByRole('button', { name: 'Lock' }).focus();
  const locks = rig.station.commands.filter(({ kind }) => kind === 'lock').length;
  await scan(rig.page, 'LENT-7KQ2-33PX');
  assert.is((await rig.station.asked('scan')).code, 'LENT-7KQ2-33PX');
  assert.is(rig.station.commands.filter(({ kind }) => kind === 'lock').length, locks);
});

test('a person’s Enter still presses the button that has the focus', async () => {
  const locks = rig.station.commands.filter(({ kind }) => kind === 'lock').length;
  await rig.page.getByRole('button', { name: 'Lock' }).press('Enter');
  await rig.station.asked('lock');
  assert.is(rig.station.commands.filter(({ kind }) => kind === 'lock').length, locks + 1);
});

test('trouble is told once, with what to do, by the screens that do not tell it themselves', async () => {
  rig.station.show({ ...ending, notice: { kind: 'not-kept' }, notices: 1 });
  await rig.page.getByRole('alert').filter({ hasText: 'could not be saved' }).waitFor();
  assert.is(await rig.page.locator('footer.strip').count(), 0);
  rig.station.show(ending);
  await rig.page.locator('footer.strip').waitFor();
});

test('the strip says what is missing, without colour alone', async () => {
  rig.station.show(
    viewShown({
      clinic,
      hospital: 'not-connected',
      pedal: 'missing',
      disk: 'full',
      outbox: { waiting: 41, atHospital: 120, quarantined: 2 },
      camera: cameraShown('battery-low'),
      listMadeAt: '2026-11-19T07:02:11.000Z',
    }),
  );
  const strip = rig.page.locator('footer.strip');
  for (const words of ['not connected', 'not found', 'battery empty', 'full', 'set aside', 'from Thu'])
    await strip.getByText(words).first().waitFor();
  await rig.look('strip-all-trouble');
});

test('over a live picture stand who it is, how many pictures wait, and of the rest only what is wrong', async () => {
  const named = {
    familyName: 'Featherstonehaugh-Cholmondeley-Wilberforce',
    givenName: 'Wilhelmina Constance',
    nhsNumber: '9990000042',
  };
  const aim = { lesion: shinShown.id, shot: 'close-up' } as const;
  rig.station.show(viewShown({ stage: 'armed', visit: visitShown({ registeredByHand: true, named }), aim }));
  const strip = rig.page.locator('footer.slim');
  await strip.getByText('waiting here').waitFor();
  assert.is(await strip.getByText('Hospital').count(), 0);
  for (const words of ['FEATHERSTONEHAUGH', 'Registered by hand', '3 Apr 1958', '999 000 0042'])
    await rig.page.locator('header.who').getByText(words).first().waitFor();
  rig.station.change({
    hospital: 'not-connected',
    pedal: 'missing',
    disk: 'full',
    outbox: { waiting: 41, atHospital: 120, quarantined: 2 },
    camera: cameraShown('battery-low'),
  });
  for (const words of ['not connected', 'not found', 'battery empty', 'full', '41'])
    await strip.getByText(words).first().waitFor();
  await rig.look('armed-all-trouble');
});

test('pictures of a visit are let go when the screen locks', async () => {
  rig.station.show(ending);
  await rig.page.locator('ending-screen').waitFor();
  rig.station.thumbnail(picture.id, await spot(20));
  const held = `document.querySelector('kiosk-page').shadowRoot.querySelector('ending-screen, lock-screen').pictures.thumbnail('${picture.id}') !== undefined`;
  await rig.page.locator('ending-screen canvas').first().waitFor();
  assert.is(await rig.page.evaluate(held), true);
  rig.station.show(lockedShown({ visitWaits: true }));
  await rig.heading('Who is working here?');
  assert.is(await rig.page.evaluate(held), false);
});

test('a finger that rests on the glass opens no menu', async () => {
  const prevented = await rig.page.evaluate(`(() => {
    const event = new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true });
    document.querySelector('kiosk-page').shadowRoot.querySelector('main').dispatchEvent(event);
    return event.defaultPrevented;
  })()`);
  assert.is(prevented, true);
});

test('a station that does not answer leaves nothing of the patient on the screen, and comes back by itself', async () => {
  rig.station.show(ending);
  await rig.page.locator('ending-screen').waitFor();
  rig.station.cutOff(false);
  await rig.heading('The station does not answer');
  assert.is(await rig.page.getByText('OKONKWO').count(), 0);
  await rig.look('lost');
  rig.station.cutOff(true);
  await rig.page.locator('ending-screen').waitFor();
});

test('nothing is complained of and nobody else is asked', () => {
  const own = rig.complaints().filter((complaint) => !complaint.includes('WebSocket'));
  assert.equal(own, []);
});

test('while the patient has the screen, it is another page at another origin', async () => {
  rig.station.show(viewShown({ stage: 'patient', simulated: false }));
  await rig.page.getByText('The patient’s page').waitFor();
  assert.is(rig.page.url(), `http://localhost:${rig.station.port}/patient/`);
});

test.after(async () => {
  await rig.close();
});

test.run();
