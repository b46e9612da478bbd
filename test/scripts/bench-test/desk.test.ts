/** The parts on the desk, each with a fault planted: the bench test names the part and what to do. */
import { setTimeout as pause } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { walk } from '../../../scripts/bench-test/walk.ts';
import { actingEngineer, benchDesk, faultsOf, nowhere, remarksOf, resultOf, walkDesk } from './bench.ts';

const test = suite('bench test: the desk');

test('a desk where all is well passes with nobody there', async () => {
  const desk = await benchDesk();
  const around = await nowhere();
  const only = ['camera', 'capture', 'pedal', 'light'] as const;
  const outcomes = await walk({ around, only, openDesk: async () => desk.desk });
  assert.equal(
    outcomes.map(({ part, result }) => `${part} ${result.kind}`),
    only.map((part) => `${part} ok`),
  );
  assert.equal(desk.light.scene(), { kind: 'off' }, 'it leaves the ring dark');
});

test('an unplugged camera is told as its cable or power, and what needs it is left out', async () => {
  const desk = await benchDesk({ before: (camera) => camera.set('unplugged', true) });
  const outcomes = await walk({
    around: await nowhere(),
    only: ['live-view', 'capture'],
    openDesk: async () => desk.desk,
  });
  const [fault = ''] = faultsOf(resultOf(outcomes, 'camera'));
  assert.match(fault, /USB cable or its power: No camera answers\. → Is the body on/);
  for (const part of ['live-view', 'capture']) {
    assert.equal(resultOf(outcomes, part), { kind: 'skipped', why: 'the camera does not work' });
  }
});

test('a live view that stands still is told as standing still', async () => {
  const faults = faultsOf(await walkDesk('live-view', await benchDesk(), await nowhere())); // this desk's frames are all the same
  assert.is(faults.length, 1);
  assert.match(faults[0] ?? '', 'The picture stands still');
});

test('a lens on autofocus, an empty battery and a full card are told apart', async () => {
  for (const [planted, part, todo] of [
    ['out-of-focus', 'lens', 'manual focus'],
    ['card-full', 'memory card', 'Take the card out'],
    ['cuts-off', 'USB cable', ''],
  ] as const) {
    const desk = await benchDesk({ before: (camera) => camera.set(planted, true) });
    const [fault = ''] = faultsOf(await walkDesk('capture', desk, await nowhere()));
    assert.match(fault, part);
    assert.match(fault, todo);
  }
});

test('a ring light that does not answer is told as its driver, with the leads to look at', async () => {
  const desk = await benchDesk();
  desk.light.answer(false);
  const faults = faultsOf(await walkDesk('light', desk, await nowhere()));
  assert.is(faults.length, 1);
  assert.match(
    faults[0] ?? '',
    /^ring light driver: It takes no scene at all\. → .*pins 29 to 40.*green lead at pin 36/,
  );
});

test('a segment that the engineer does not see is named with its pin', async () => {
  const { engineer, asked } = actingEngineer({
    answer: (question) => (question.includes('inner ring') ? 'no' : 'yes'),
  });
  const faults = faultsOf(
    await walkDesk('light', await benchDesk({ real: true }), await nowhere({ engineer, simulated: false })),
  );
  assert.is(faults.length, 1);
  assert.match(faults[0] ?? '', /^ring light, polarised segment: .* → Look at the violet lead from pin 33/);
  assert.is(asked.length, 5);
});

test('questions that nobody answers are no proof, and that is said', async () => {
  const { engineer } = actingEngineer({ answer: () => 'no-answer' });
  const remarks = remarksOf(
    await walkDesk('light', await benchDesk({ real: true }), await nowhere({ engineer, simulated: false })),
  );
  assert.match(remarks.join(), '5 questions were not answered');
});

test('a pedal that nobody can press is left out, not passed', async () => {
  const result = await walkDesk('pedal', await benchDesk({ real: true }), await nowhere({ simulated: false }));
  assert.equal(result, { kind: 'skipped', why: 'needs a foot on the pedal' });
});

test('a press of the foot passes; no press is told as the pedal or its lead, with what to measure', async () => {
  const pressing = await benchDesk({ real: true });
  const foot = actingEngineer({
    async onTold() {
      for (const down of [true, false, true]) pressing.pedal.set(down); // it bounces
      await pause(50);
      pressing.pedal.set(false);
    },
  });
  const pressed = await walkDesk('pedal', pressing, await nowhere({ engineer: foot.engineer, simulated: false }));
  assert.is(pressed.kind, 'ok');
  assert.match(foot.told.join(), 'within 2 s');

  const { engineer } = actingEngineer();
  const idle = await walkDesk(
    'pedal',
    await benchDesk({ real: true }),
    await nowhere({ engineer, simulated: false, pressWithinMs: 100 }),
  );
  assert.match(
    faultsOf(idle).join(),
    /^foot pedal or its lead: No press came within 0\.1 s\. → .*yellow lead at pin 29/,
  );
});

test('a contact that was closed before, and one that makes two presses of one, are told', async () => {
  const closed = await benchDesk({ real: true });
  closed.pedal.set(true);
  const opens = actingEngineer({ onTold: () => closed.pedal.set(false) });
  const before = await walkDesk('pedal', closed, await nowhere({ engineer: opens.engineer, simulated: false }));
  assert.match(faultsOf(before).join(), 'Its contact was closed before the press');

  const worn = await benchDesk({ real: true });
  const twice = actingEngineer({
    async onTold() {
      for (let press = 0; press < 3; press += 1) {
        worn.pedal.set(true);
        await pause(500);
        worn.pedal.set(false);
        await pause(300);
      }
    },
  });
  const heard = await walkDesk('pedal', worn, await nowhere({ engineer: twice.engineer, simulated: false }));
  assert.match(faultsOf(heard).join(), /One press was heard as [23]/);
});

test('a part that another program holds is told in the driver’s own words', async () => {
  const around = await nowhere();
  const openDesk = () =>
    Promise.reject(new Error('GPIO line 517 cannot be opened for the pedal: another program has it'));
  const outcomes = await walk({ around, only: ['pedal'], openDesk });
  assert.match(faultsOf(resultOf(outcomes, 'desk')).join(), 'GPIO line 517');
  assert.equal(resultOf(outcomes, 'pedal'), { kind: 'skipped', why: 'the desk could not be opened' });
});

test('the station’s program makes room for the desk and comes back, also when a part fails', async () => {
  const calls: string[] = [];
  const desk = await benchDesk();
  desk.light.answer(false);
  await walk({
    around: await nowhere(),
    only: ['light'],
    openDesk: async () => {
      calls.push('open');
      return {
        ...desk.desk,
        close: () => {
          calls.push('close');
          return desk.desk.close();
        },
      };
    },
    unit: {
      stop: async () => void calls.push('stop'),
      start: async () => void calls.push('start'),
    },
  });
  assert.equal(calls, ['stop', 'open', 'close', 'start']);
});

test.run();
