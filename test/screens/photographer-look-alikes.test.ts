/**
 * The other half of a photographer's morning: two patients of today have the same surname. The visit of one is interrupted
 * and goes on in other hands; in the other's, somebody else sat in the chair, and those pictures are taken back.
 * At the end every picture is filed with its own patient, lesion and view.
 */
import { suite } from 'uvu';
import { shots } from '../../scripts/visit/walk.ts';
import { photographers } from '../../services/hospital/demonstration/photographers.ts';
import { morningIn, person, stepMsMax } from '../support/photographers-morning.ts';

const [, callum] = photographers;

const test = suite('photographer: two of the same surname');
const { at, compareAll } = morningIn(test);

test('fourth patient: somebody else of today has the same surname; and the visit is interrupted, and goes on in other hands', async () => {
  const { begin, photograph, hands, kiosk } = at();
  const patient = person('Haddad, Samir');
  const answer = () => hands.button('The patient does not want to answer').click();
  await begin(patient, { lookAlike: /^HADDAD, Yusuf/i, answer });
  await photograph(patient, 0);
  await hands.button('Lock').click();
  await hands.button(callum.name).waitFor();
  await kiosk
    .getByText(/Haddad/i)
    .first()
    .waitFor({ state: 'detached' }); // behind the lock nobody is named
  await hands.signIn(callum.name, callum.pin);
  await hands.answers(patient.dateOfBirth);
  await photograph(patient, 1);
  await photograph(patient, 2);
  await hands.finish();
});

test('fifth patient: it was somebody else in the chair; those pictures are taken back, and the right one is photographed', async () => {
  const { begin, photograph, photographAll, hands, station, taken, takenBack } = at();
  const patient = person('Haddad, Yusuf');
  const lookAlike = /^HADDAD, Samir/i;
  const before = new Set(taken());
  await begin(patient, { lookAlike });
  await photograph(patient, 0);
  for (const sha256 of taken()) if (!before.has(sha256)) takenBack.add(sha256);
  await hands.button(/^Wrong\s*patient/).click();
  await hands.button(/^Take back/).click();
  await station.until('the clinic', ({ stage }) => stage === 'clinic', stepMsMax);
  await begin(patient, { lookAlike });
  await photographAll(patient);
  await hands.finish();
});

compareAll(7 * shots.length);
test.run();
