/**
 * A photographer's morning by taps and pedal, nine lesions of three patients: one as it should go, one answers on paper,
 * and once the camera's cable falls out. At the end every picture is filed with its own patient, lesion and view.
 * The patients who are called the same have a morning of their own: photographer-look-alikes.test.ts.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { shots } from '../../scripts/visit/walk.ts';
import { morningIn, person, stepMsMax } from '../support/photographers-morning.ts';

const test = suite('photographer');
const { at, compareAll } = morningIn(test);

test('first patient: three lesions, all shots, and nothing of it left on the screen', async () => {
  const { begin, photographAll, hands, kiosk } = at();
  const patient = person('Fenwick, Tobias');
  await begin(patient);
  await kiosk.getByText('29 Nov 1971').first().waitFor();
  await photographAll(patient, 'pedal');
  await hands.finish();
  await kiosk.getByText('29 Nov 1971').first().waitFor({ state: 'detached' });
  assert.is(await kiosk.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])'), '[{},{},""]');
});

test('second patient: the questionnaire is on paper, and its page is photographed', async () => {
  const { begin, photographAll, hands, kiosk } = at();
  const patient = person('Pryce-Jones, Gwilym');
  const answer = async () => {
    await hands.button('Photograph the paper copy').click();
    await hands.button('Photograph page 1').waitFor();
    await hands.foot();
    await kiosk.getByText('1 page saved').first().waitFor();
    await hands.button('All pages are taken').click();
    await hands.button('Go on to consent').click();
  };
  await begin(patient, { answer });
  await photographAll(patient);
  await hands.finish();
});

test('third patient: the camera’s cable falls out; nothing is taken, and the press after it takes the picture', async () => {
  const { begin, photograph, photographArmed, hands, kiosk, bench, station } = at();
  const patient = person('Silva, João');
  await begin(patient, { answer: () => hands.button('The patient does not want to answer').click() });
  await photograph(patient, 0);
  const before = station.view().visit?.pictures.length;
  await hands.button(/^2: /).click();
  await station.until('the next lesion armed', ({ stage }) => stage === 'armed', stepMsMax);
  const cable = bench.getByRole('switch', { name: /Cable out/ }).first();
  const more = bench.getByRole('button', { name: 'More' }).first();
  while (!(await cable.isVisible())) await more.click();
  await cable.click();
  await station.until('the camera gone', ({ camera }) => camera.status === 'unplugged', stepMsMax);
  await hands.foot();
  await kiosk.getByRole('alert').first().waitFor();
  assert.is(station.view().stage, 'armed');
  await cable.click();
  await station.until('the camera back', ({ camera }) => camera.status === 'ready', stepMsMax);
  assert.is(station.view().visit?.pictures.length, before);
  await photographArmed(patient, 1);
  await photograph(patient, 2);
  await hands.finish();
});

compareAll(9 * shots.length);
test.run();
