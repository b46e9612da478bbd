/** Does each segment of the ring light what it is told, and is it dark afterwards? */
import { setTimeout as pause } from 'node:timers/promises';
import { pinFor } from '../../../device/board/pins.ts';
import type { LightScene } from '../../../device/ports.ts';
import { type DeskCheck, newFindings } from '../check.ts';
import { answerMsMax } from '../engineer.ts';

interface Step {
  readonly part: string;
  readonly scenes: readonly LightScene[];
  /** How long each scene is left on for somebody who looks; a signal ends by itself. */
  readonly eachMs: number;
  readonly question: string;
  readonly whatToDo: string;
}

const [plain, polarised, enable] = [pinFor('ring-plain'), pinFor('ring-polarised'), pinFor('ring-enable')];
const supply = `Is its own 5 V supply on? Measure the ${enable.wire} lead at pin ${enable.pin}: 3.3 V while any light is on.`;
const onBoth = [false, true] as const;

// Full light is short: the ring may be bright for five seconds at a time only.
const steps: readonly Step[] = [
  {
    part: 'ring light, plain segment',
    scenes: [{ kind: 'aim', polarised: false }],
    eachMs: 400,
    question: 'Does the outer ring glow, evenly and without flicker?',
    whatToDo: `Look at the ${plain.wire} lead from pin ${plain.pin}, its MOSFET and the outer ring’s core in the flexible lead. ${supply}`,
  },
  {
    part: 'ring light, polarised segment',
    scenes: [{ kind: 'aim', polarised: true }],
    eachMs: 400,
    question: 'Does the inner ring glow, behind the film?',
    whatToDo: `Look at the ${polarised.wire} lead from pin ${polarised.pin}, its MOSFET and the inner ring’s core in the flexible lead. ${supply}`,
  },
  {
    part: 'supply of the ring light',
    scenes: onBoth.map((polarised) => ({ kind: 'flash', polarised })),
    eachMs: 400,
    question: 'Did both flash brightly, one after the other?',
    whatToDo: 'Its 5 V supply is too weak: 2 A, measured at the driver while it flashes.',
  },
  {
    part: 'ring light driver',
    scenes: [
      { kind: 'signal', what: 'saved' },
      { kind: 'signal', what: 'failed' },
    ],
    eachMs: 2_000,
    question: 'Did it pulse twice, and then blink twice slowly?',
    whatToDo: 'It follows late or not at all: is the pulse-width unit in the device tree (overlay lentigo-ring-light)?',
  },
  {
    part: 'ring light driver',
    scenes: [{ kind: 'off' }],
    eachMs: 100,
    question: 'Is the ring dark now?',
    whatToDo: 'A glow at rest means a gate or the enable input without its 100 kΩ to ground.',
  },
];

export const lightCheck: DeskCheck = {
  name: 'light',
  where: 'desk',
  needs: [],
  limitMs: steps.length * (answerMsMax + 10_000),
  async run({ parts: { light }, simulated }, { engineer }) {
    const findings = newFindings();
    const looksOn = simulated === undefined && engineer.present;
    const silent: Step[] = [];
    let slowestMs = 0;
    let asked = 0;
    let unanswered = 0;
    for (const step of steps) {
      let shown = true;
      for (const scene of step.scenes) {
        const startedMs = performance.now();
        const answer = await light.show(scene);
        slowestMs = Math.max(slowestMs, performance.now() - startedMs);
        shown &&= answer === 'shown';
        const shows = simulated?.light?.scene();
        if (answer === 'shown' && shows !== undefined && shows.kind !== scene.kind) {
          findings.fault(step.part, `It says that it shows “${scene.kind}” and shows “${shows.kind}”.`, step.whatToDo);
        }
        if (looksOn) await pause(step.eachMs);
      }
      if (!shown) {
        silent.push(step);
        continue;
      }
      if (!looksOn) continue;
      asked += 1;
      const seen = await engineer.confirm(step.question);
      if (seen === 'no') findings.fault(step.part, `To “${step.question}” the answer was no.`, step.whatToDo);
      if (seen === 'no-answer') unanswered += 1;
    }
    await light.show({ kind: 'off' });
    findings.figure('slowestMs', Math.round(slowestMs));
    findings.figure('questionsAnswered', asked - unanswered);
    if (silent.length === steps.length) {
      findings.fault('ring light driver', 'It takes no scene at all.', `Is its connector in, pins 29 to 40? ${supply}`);
    } else {
      for (const { part, whatToDo } of silent) findings.fault(part, 'It did not take the scene.', whatToDo);
    }
    if (unanswered > 0) findings.remark(`${unanswered} questions were not answered: nobody has seen that it lights.`);
    if (asked === 0)
      return findings.result('the driver says that every scene was shown; nobody was asked whether it was seen');
    return findings.result(`every scene was shown; ${asked - unanswered} of ${asked} seen by the engineer`);
  },
};
