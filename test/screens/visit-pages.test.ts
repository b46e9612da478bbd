/**
 * One visit on the kiosk's own screens, from the question who is here to the last word, at a station that plays it: each
 * screen gives way to the next by what the photographer taps, and nothing of the patient is left in the page afterwards.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../services/station/api/command.ts';
import type { ConsentView, View, VisitView } from '../../services/station/api/view.ts';
import { type KioskRig, openKiosk } from '../support/kiosk-page.ts';
import {
  identifyShown,
  lockedShown,
  pictureShown,
  questionnaireShown,
  shinShown,
  unconfirmed,
  viewShown,
  visitShown,
} from '../support/shown.ts';

const unasked: ConsentView = { known: [] };
const visit = visitShown({
  lesions: [shinShown],
  consent: unasked,
  questionnaire: { ...questionnaireShown, how: 'not-asked', state: 'none', answers: [] },
});
const taken = (['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised'] as const).map((shot) =>
  pictureShown(shinShown.id, shot),
);

/** As the station goes through a visit in which all is well; between consent and the end the pictures are there. */
function goesOn(command: Command, view: View): View | undefined {
  const at = (stage: View['stage'], changes: Partial<VisitView> = {}): View => {
    const { identify: _, ...rest } = view;
    return { ...rest, stage, visit: { ...visit, ...changes } };
  };
  const { consent } = view.visit ?? visit;
  switch (command.kind) {
    case 'this-one':
      return { ...view, identify: identifyShown() };
    case 'identify':
      return { ...view, identify: identifyShown({ step: 'frame' }) };
    case 'no-frame':
      return at('questionnaire');
    case 'questionnaire-done':
      return at('consent');
    case 'exclusions':
      return at('consent', { consent: { ...consent, exclusions: command.found } });
    case 'consent':
      return at('ending', {
        consent: { ...consent, given: command.given, how: command.how.kind },
        pictures: taken,
        missing: [],
      });
    case 'end-visit':
      return viewShown();
    default:
      return undefined;
  }
}

const test = suite('visit pages');
let rig: KioskRig;

test.before(async () => {
  const twin = { time: '10:20', addressLine: '4 High Street, Cottenham', likeness: 'same-surname' } as const;
  const named = { ...twin, appointment: visit.appointment, ...visit.named };
  rig = await openKiosk(
    viewShown({
      stage: 'identify',
      visit: unconfirmed(visit),
      identify: identifyShown({ step: 'look-alike', people: [named, { ...named, givenName: 'Grace' }] }),
    }),
    goesOn,
  );
});

test('from the look-alikes to the end of the visit, one tap after the other', async () => {
  await rig.tap(/Margaret/);
  await rig.tap(/full name/);
  await rig.tap(/first line of your address/);
  for (const digit of ['0', '3', '0', '4']) await rig.page.getByRole('button', { name: digit, exact: true }).tap();
  await rig.tap(/compare/);
  await rig.tap('No letter here');
  await rig.tap(/does not want to answer/);
  await rig.tap('No, none');
  await rig.tap('Yes, can decide');
  await rig.tap('Next');
  await rig.heading(/What is photographed/);
  await rig.tap('Next');
  await rig.heading(/How it is done/);
  await rig.tap('Next');
  await rig.tap('Ask for consent');
  await rig.page.getByRole('radiogroup', { name: 'Your record' }).getByRole('radio', { name: 'Yes' }).tap();
  for (const purpose of ['Teaching', 'Publication'])
    await rig.page.getByRole('radiogroup', { name: purpose }).getByRole('radio', { name: 'No' }).tap();
  await rig.tap('Next');
  await rig.tap('Say so aloud');
  await rig.heading('Look at all 4 pictures of this visit');
  await rig.tap(/All of these are/);
  await rig.heading('Before the patient leaves');
  await rig.tap('Finish the visit');
  await rig.page.locator('clinic-screen').waitFor();
  assert.equal(
    rig.station.commands.map(({ kind }) => kind),
    ['this-one', 'identify', 'no-frame', 'questionnaire-done', 'exclusions', 'consent', 'end-visit'],
  );
});

test('after it nothing of the patient is in the page, nor in the browser’s storage', async () => {
  assert.is(await rig.page.getByText('Okonkwo').count(), 0);
  assert.is(await rig.page.getByText('999 000 0018').count(), 0);
  const kept = await rig.page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])');
  assert.is(kept, '[{},{},""]');
});

test('a lock in the middle of a question leaves nothing of it: name and birthday are asked again', async () => {
  const asking = viewShown({ stage: 'identify', visit: unconfirmed(visit), identify: identifyShown() });
  rig.station.show(asking);
  await rig.tap(/full name/);
  await rig.page.getByRole('button', { name: '9', exact: true }).tap();
  await rig.page.getByRole('button', { name: 'Day 9' }).waitFor();
  rig.station.show(lockedShown({ visitWaits: true }));
  await rig.page.locator('lock-screen').waitFor();
  rig.station.show({ ...asking, identify: identifyShown({ again: true }) });
  await rig.heading('It was locked: ask again');
  await rig.page.getByRole('button', { name: 'Day – –' }).waitFor();
  assert.is(await rig.page.locator('.said[aria-pressed=true]').count(), 0);
});

test('every screen begins at its heading, for readers of the screen and for the keyboard', async () => {
  const focused = () => rig.page.evaluate(deepFocus);
  rig.station.show(viewShown({ stage: 'questionnaire', visit: visitShown() }));
  await rig.heading('Answered at home');
  assert.is(await focused(), 'Answered at home');
  await rig.page.keyboard.press('Tab');
  assert.is(await focused(), 'Change or add');
  await rig.page.keyboard.press('Enter');
  await rig.heading('Not answered yet');
  assert.is(await focused(), 'Not answered yet');
});

/** The text of what has the focus, inside the elements of the page. */
const deepFocus = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return (at?.textContent ?? '').trim();
})()`;

test('the page complained of nothing and asked nobody but the station', () => {
  assert.equal(rig.complaints(), []);
});

test.after(() => rig.close());
test.run();
