/** Who gets behind the lock: by PIN, by badge, and not by trying. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { demonstrationStaff } from '../../../services/station/demonstration.ts';
import { staffByBadge, staffByPin } from '../../../services/station/sign-in.ts';
import { hashSecret, type StaffId, type StaffMember } from '../../../services/wire/staff.ts';
import { signIn, stationRig } from '../../support/station.ts';

const test = suite('sign-in at the station');
const { id, pin, badge } = demonstrationStaff;

test('a locked station shows names of staff and of no patient, and opens with the right PIN', async () => {
  const rig = await stationRig();
  try {
    const locked = rig.station.view();
    assert.is(locked.stage, 'locked');
    assert.equal(locked.signIn?.roster, [{ id, name: demonstrationStaff.name }]);
    const text = JSON.stringify(locked) + JSON.stringify(rig.station.patient());
    for (const { patient } of rig.clinic) {
      for (const secret of [patient.familyName, patient.givenName, patient.nhsNumber]) assert.not.match(text, secret);
    }
    const open = await signIn(rig);
    assert.is(open.stage, 'clinic');
    assert.is(open.staff?.id, id);
    assert.is(open.clinic.length, rig.clinic.length);
    rig.station.dispatch({ kind: 'lock' });
    const again = await rig.until('the lock', ({ stage }) => stage === 'locked');
    assert.equal(again.clinic, []);
    assert.is(rig.station.letterCode('own'), undefined, 'the list is let go of');
  } finally {
    await rig.close();
  }
});

test('a badge opens it as well, and one that nobody has does not', async () => {
  const rig = await stationRig();
  try {
    rig.station.dispatch({ kind: 'scan', code: 'LB-AAAAAAAAAAAAAAAA' });
    const refused = await rig.until('refusal', ({ signIn: asked }) => asked?.refused !== undefined);
    assert.is(refused.signIn?.refused, 'unknown-badge');
    rig.station.dispatch({ kind: 'scan', code: badge });
    const open = await rig.until('the clinic', ({ stage }) => stage === 'clinic');
    assert.is(open.staff?.id, id);
  } finally {
    await rig.close();
  }
});

test('after five wrong PINs nobody’s PIN is compared for a minute, also not after a restart', async () => {
  const rig = await stationRig();
  try {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      rig.station.dispatch({ kind: 'sign-in', staff: id, pin: '0000' });
      await rig.until(
        `refusal ${attempt}`,
        ({ signIn: asked }) => asked?.checking === false && asked.refused !== undefined,
      );
    }
    rig.station.dispatch({ kind: 'sign-in', staff: id, pin });
    assert.is(rig.station.view().signIn?.checking, false);
    assert.is(rig.station.view().signIn?.refused, 'wait');
    await rig.restart();
    rig.station.dispatch({ kind: 'sign-in', staff: id, pin });
    const waiting = rig.station.view();
    assert.is(waiting.stage, 'locked');
    assert.is(waiting.signIn?.refused, 'wait');
    const waitMs = waiting.signIn?.waitMs ?? 0;
    assert.ok(waitMs > 0 && waitMs <= 60_000);
  } finally {
    await rig.close();
  }
});

test('badges that were hashed at other costs, or with a salt of their own, are found all the same', async () => {
  const member = async (index: number, code: string): Promise<StaffMember> => ({
    id: `5b7f0f52-3f0c-4d39-9a3e-2f6f5f1c7a1${index}` as StaffId,
    name: `Member ${index}`,
    badge: await hashSecret(code),
  });
  const [one, other] = [await member(1, 'LB-ONEONEONEONEONE2'), await member(2, 'LB-TWOTWOTWOTWOTWO3')];
  assert.is((await staffByBadge([one, other], 'LB-TWOTWOTWOTWOTWO3'))?.name, 'Member 2');
  const shared = one.badge?.salt;
  const third = { ...one, name: 'Member 3', badge: await hashSecret('LB-333333333333333A', shared) };
  assert.is((await staffByBadge([one, third], 'LB-333333333333333A'))?.name, 'Member 3');
  assert.is(await staffByBadge([one, other], 'LB-ONEONEONEONEONE3'), undefined);
  assert.is(await staffByBadge([one, other], 'not a badge'), undefined);
});

test('somebody without a PIN has none that fits', async () => {
  const nobody: StaffMember = { id: id as StaffId, name: 'No PIN' };
  assert.is(await staffByPin([nobody], nobody.id, ''), undefined);
});

test.run();
