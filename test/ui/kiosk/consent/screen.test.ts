/** What may be photographed, and what for: every step of <consent-screen> on the four displays, and what it tells. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../../services/station/api/command.ts';
import type { ConsentView, View } from '../../../../services/station/api/view.ts';
import type { LesionId } from '../../../../services/wire/ids.ts';
import { signature } from '../../../../services/wire/visit-record.ts';
import { type KioskRig, openKiosk } from '../../../support/kiosk-page.ts';
import { pictureShown, shinShown, viewShown, visitShown } from '../../../support/shown.ts';

const unasked: ConsentView = { known: [] };
const begun = (consent: ConsentView, changes: Parameters<typeof visitShown>[0] = {}): View =>
  viewShown({ stage: 'consent', visit: visitShown({ consent, ...changes }) });

/** The station remembers exclusions and consent, and stays on this screen. */
function remembered(command: Command, view: View): View | undefined {
  const { visit } = view;
  if (!visit) return undefined;
  const change = (consent: Partial<ConsentView>): View => ({
    ...view,
    visit: { ...visit, consent: { ...visit.consent, ...consent } },
  });
  switch (command.kind) {
    case 'exclusions':
      return change({
        exclusions: command.found,
        ...(command.why === undefined ? {} : { exclusionsWhy: command.why }),
      });
    case 'consent':
      return change({ given: command.given, how: command.how.kind });
    default:
      return undefined;
  }
}

const test = suite('consent screen');
let rig: KioskRig;

const yes = (question: string) =>
  rig.page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: 'Yes' }).tap();
const no = (question: string) =>
  rig.page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: 'No' }).tap();

/** A finger that writes: points as shares of the field. */
async function write(...points: readonly (readonly [number, number])[]): Promise<void> {
  const box = await rig.page.locator('signature-pad').boundingBox();
  if (!box) throw new Error('there is no field to sign in');
  for (const [place, [x, y]] of points.entries()) {
    await rig.page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    if (place === 0) await rig.page.mouse.down();
  }
  await rig.page.mouse.up();
}

async function listen(): Promise<void> {
  await rig.heading(/What is photographed/);
  await rig.tap('Next');
  await rig.heading(/How it is done/);
  await rig.tap('Next');
  await rig.heading(/Who sees them/);
  await rig.tap('Ask for consent');
  await rig.heading('What does the patient agree to?');
}

test.before(async () => {
  rig = await openKiosk(begun(unasked), remembered);
});

test('two questions are asked, two are looked up, and nothing goes on before both have their answer', async () => {
  await rig.heading('Before the pictures');
  assert.is(await rig.page.locator('[aria-checked=true]').count(), 0);
  await rig.look('consent-exclusions');
  await rig.tap('No, none');
  await rig.tapInVain('Answer both first');
  await rig.heading('Before the pictures');
  await rig.tap('Yes, can decide');
  await rig.tap('Next');
  assert.equal((await rig.station.asked('exclusions')).found, []);
});

test('what happens is read to the patient, a page at a time', async () => {
  await rig.heading(/What is photographed/);
  await rig.page.getByText('Shin · Left').waitFor();
  await rig.look('consent-information-1');
  await rig.tap('Next');
  await rig.heading(/How it is done/);
  await rig.look('consent-information-2');
  await rig.tap('Next');
  await rig.heading(/Who sees them/);
  await rig.look('consent-information-3');
  await rig.tap('Ask for consent');
});

test('teaching and publication are asked only once there are pictures, each by itself, and none is chosen beforehand', async () => {
  await rig.heading('What does the patient agree to?');
  assert.is(await rig.page.getByRole('radiogroup').count(), 1);
  await rig.look('consent-purposes-first');
  await yes('Your record');
  assert.is(await rig.page.getByRole('radiogroup').count(), 3);
  assert.is(await rig.page.locator('[aria-checked=true]').count(), 1);
  await yes('Teaching');
  await no('Publication');
  await rig.look('consent-purposes');
  await rig.tap('Next');
  await rig.heading('How does the patient agree?');
  await rig.look('consent-how');
});

test('an empty field, a dot and a cleared signature are none; a written one goes to the station as thousandths of the field', async () => {
  await rig.tap('Sign on this screen');
  await rig.tapInVain('Waiting for the signature');
  await write([0.5, 0.5]);
  await rig.tapInVain('Waiting for the signature');
  await write([0.1, 0.8], [0.3, 0.1], [0.5, 0.9], [0.9, 0.2]);
  await rig.page.getByRole('button', { name: 'Signed', exact: true }).waitFor();
  await rig.tap('Clear');
  await rig.page.getByRole('button', { name: 'Waiting for the signature' }).waitFor();
  await write([0.1, 0.8], [0.3, 0.1], [0.5, 0.9]);
  await write([0.6, 0.5], [1.2, 0.5]);
  await rig.look('consent-signature');
  assert.is(rig.station.commands.filter(({ kind }) => kind === 'consent').length, 0);
  await rig.page.getByRole('button', { name: 'Signed', exact: true }).tap();
  const { given, how } = await rig.station.asked('consent');
  assert.equal(given, { record: true, teaching: true, publication: false });
  if (how.kind !== 'signed') return assert.unreachable('it was signed');
  const strokes = signature.parse(how.strokes);
  assert.is(strokes.length, 2);
  assert.ok(
    Math.abs((strokes[0]?.[0] ?? 0) - 100) <= 3 && Math.abs((strokes[0]?.[1] ?? 0) - 800) <= 3,
    String(strokes[0]),
  );
  assert.is(Math.max(...strokes.flat()), 1000, 'what leaves the field ends at its edge');
});

test('what holds now is shown, and the visit goes on to the pictures', async () => {
  await rig.heading('The patient agreed');
  await rig.page.getByText('Signed on this screen.').waitFor();
  await rig.look('consent-holds');
  await rig.tap('Go on to the pictures');
  assert.is((await rig.station.asked('go')).to, 'choosing');
});

test('an answer is changed or withdrawn at any time, and nothing of the earlier one is chosen beforehand', async () => {
  await rig.tap('Change or withdraw');
  await rig.heading('What does the patient agree to?');
  assert.is(await rig.page.locator('[aria-checked=true]').count(), 0);
  await yes('Your record');
  await no('Teaching');
  await no('Publication');
  await rig.tap('Next');
  await rig.tap('Say so aloud');
  const { given, how } = await rig.station.asked('consent');
  assert.equal([given, how.kind], [{ record: true, teaching: false, publication: false }, 'verbal']);
  await rig.page.getByText('Said aloud; you were the witness.').waitFor();
});

test('the same answer once more is taken too', async () => {
  await rig.tap('Change or withdraw');
  await yes('Your record');
  await no('Teaching');
  await no('Publication');
  await rig.tap('Next');
  await rig.tap('Say so aloud');
  await rig.heading('The patient agreed');
});

test('without pictures for the record the visit only ends; what was taken before stays safe', async () => {
  const pictures = [pictureShown(shinShown.id, 'locating')];
  rig.station.show(
    begun(
      { ...unasked, exclusions: [], given: { record: true, teaching: false, publication: false }, how: 'verbal' },
      { pictures },
    ),
  );
  await rig.tap('Change or withdraw');
  await no('Your record');
  await rig.page.getByText('No picture is taken.').waitFor();
  await rig.look('consent-refusing');
  const before = rig.station.commands.length;
  await rig.tap('Write down the refusal');
  await rig.heading('The patient did not agree to pictures');
  const [refusal] = rig.station.commands.slice(before);
  assert.equal(refusal?.kind === 'consent' && refusal.given, { record: false, teaching: false, publication: false });
  await rig.look('consent-refused');
  assert.is(await rig.page.getByRole('button', { name: /pictures/ }).count(), 0);
  await rig.tap('End the visit');
  assert.is((await rig.station.asked('go')).to, 'ending');
});

test('what the station has found is told and counts; then the visit ends, or somebody writes why it goes on', async () => {
  rig.station.show(begun({ known: ['under-16', 'more-than-three-lesions'] }));
  await rig.page.getByText('Under 16, by the date of birth').waitFor();
  await rig.look('consent-known');
  await rig.tap('Yes, one is');
  await rig.tap('No, cannot');
  await rig.tap('Next');
  await rig.heading('4 reasons against pictures here');
  await rig.look('consent-found');
  await rig.tap('Go on, and write why');
  await rig.heading('Why are pictures taken all the same?');
  await rig.tapInVain(/^\s*Go on\s*$/);
  for (const letter of ['S', 'e', 'e', 'n']) await rig.page.getByRole('button', { name: letter, exact: true }).tap();
  await rig.look('consent-why');
  await rig.tap(/^Go on$/);
  const { found, why } = await rig.station.asked('exclusions');
  assert.equal(
    [[...found].sort(), why],
    [['excluded-site', 'lacks-capacity', 'more-than-three-lesions', 'under-16'], 'Seen'],
  );
  await listen();
});

test('a visit that ends for a reason tells the station which one', async () => {
  rig.station.show(begun({ known: [] }));
  await rig.tap('Yes, one is');
  await rig.tap('Yes, can decide');
  await rig.tap('Next');
  await rig.heading('Not for this clinic');
  await rig.tap('End the visit early');
  const { found, why } = await rig.station.asked('exclusions');
  assert.equal([found, why], [['excluded-site'], undefined]);
  assert.is((await rig.station.asked('go')).to, 'ending');
});

test('places with long names are read out whole', async () => {
  const site =
    'Upper back, a hand’s breadth below the hairline and three fingers to the left of the spine, near the older scar';
  const lesions = ['L1', 'L2', 'L3'].map((id) => ({ ...shinShown, id: id as LesionId, site: site.slice(0, 110) }));
  rig.station.show(begun({ known: [], exclusions: [] }, { lesions }));
  await rig.heading(/What is photographed/);
  await rig.look('consent-long-places');
});

test('the page complained of nothing and asked nobody but the station', () => {
  assert.equal(rig.complaints(), []);
});

test.after(() => rig.close());
test.run();
