/**
 * The station's pedal and light drivers, unchanged, on a real kernel: an emulated arm64 board with Debian's stock kernel,
 * whose GPIO lines are driven and watched from outside.
 *
 *   this test ── level on a wire ──► PL061 ── kernel ── sysfs, epoll ── onoff ── device/pedal/gpio.ts ── core/pedal.ts
 *        ▲                             │             └─ evdev ── device/pedal/evdev.ts                        │
 *        └──── level on a wire ◄───────┴─ pwm-gpio ── kernel ── sysfs ── johnny-five ── device/light        told
 *
 *   npm run test:board       this folder; about a minute, and half a minute more at the first time
 *
 *   prepared.ts    the board's files, from scripts/board/     guest/init           mounts, loads modules
 *   machine.ts     QEMU, switched on and off                  guest/agent.ts       starts, ends, reads for the test
 *   board.dts      what is wired to the chip                  guest/gpio-pedal.ts  programs of one driver each, on
 *   lines.ts       levels, through QEMU's test protocol       guest/key-pedal.ts   the station's sources as they are
 *   guest.ts       programs in the guest, seen from here      guest/light.ts       in this checkout
 *   foot.ts, lamps.ts   what a foot does, what an eye sees
 *
 * What is emulated is the processor and the chip. The kernel, Node, onoff with its native part, koffi, johnny-five and the
 * drivers are what a station runs. What this does not show: the Raspberry Pi's own pin controller and PWM unit (the
 * module in scripts/board/pwm-gpio stands in for it), pull-ups, voltages, and how fast anything is: times are printed, not
 * judged.
 *
 * Needs QEMU and, the first time, a cross compiler and the mirrors. Where they are missing it says so and skips; with `CI`
 * in the environment that is a failure.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { usualBrightness } from '../../device/light/levels.ts';
import { isEdge, press } from './foot.ts';
import type { Program } from './guest.ts';
import { channels, ring, ringChip, seen } from './lamps.ts';
import { type Machine, switchOn } from './machine.ts';
import { prepared } from './prepared.ts';

const edgesInAll = 300;
const pressesInAll = 5;
/** A killed station's light; generous, as the processor is emulated. */
const darkWithinMsMax = 20_000;
/** Lines of the chip, as board.dts and the pin map wire them. */
const [keyLine, pedalLine, freeLine] = [4, 5, 7];
/** johnny-five counts brightness in 255 steps. */
const dutyStep = 1 / 255;

const board = prepared();
const test = suite('real kernel GPIO and PWM');

if (board.kind === 'cannot') {
  const { why } = board;
  console.log(`The emulated board cannot run here, so its tests are skipped. ${why}`);
  test('a machine that cannot run the board is told what it lacks', () => {
    assert.match(why, /apt-get install .* \w|cannot be fetched: \S/);
  });
  test.skip('the drivers on a real kernel', () => {});
} else {
  let machine: Machine;
  const startedMs = performance.now();
  test.before(async () => {
    machine = await switchOn(board.files);
    console.log(`the station's Node was up ${seconds(machine.bootMs)} after switching on`);
  });
  test.after(async () => {
    await machine.off();
    console.log(`switched off after ${seconds(performance.now() - startedMs)}`);
  });

  let pedal: Program;

  test('the pedal is found by its chip, whatever number the kernel gave the line', async () => {
    pedal = await machine.guest.start('pedal', 'gpio-pedal.ts');
    const ready = pedal.told()[0] as unknown as { line: number; chips: readonly { label: string; base: number }[] };
    const chip = ready.chips.find(({ label }) => label.endsWith('.pl061'));
    assert.ok(chip !== undefined && chip.base > 0, 'a chip whose lines the kernel counts from 0 would show nothing');
    assert.is(ready.line, chip.base + pedalLine);
    const report = await machine.guest.read('/sys/kernel/debug/gpio');
    assert.match(report, new RegExp(`gpio-${ready.line} .*sysfs.* in .*IRQ`), 'the kernel says who holds the line');
  });

  test(`of ${edgesInAll} edges on the wire the driver tells every one, in order`, async () => {
    const tookMs: number[] = [];
    for (let edge = 0; edge < edgesInAll; edge++) {
      const level = edge % 2 === 0 ? 0 : 1;
      const startMs = performance.now();
      const told = pedal.next(`edge ${edge}`, isEdge(level));
      await machine.lines.drive(pedalLine, level);
      await told;
      tookMs.push(performance.now() - startMs);
      if (edge % 10 === 0) await machine.lines.drive(freeLine, level); // somebody else's wire
    }
    pedal.say('sum');
    const sum = await pedal.next('the totals', ({ kind }) => kind === 'sum');
    assert.is(sum.edges, edgesInAll);
    const sorted = tookMs.toSorted((one, other) => one - other);
    const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
    console.log(`wire to station and back, ${edgesInAll} edges: median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms`);
  });

  test('a worn contact bounces at every press, and each press is one', async () => {
    const before = presses(pedal);
    for (let count = 0; count < pressesInAll; count++) await press(machine.lines, pedalLine, pedal);
    pedal.say('sum');
    await pedal.next('the totals', ({ kind }) => kind === 'sum');
    assert.is(presses(pedal) - before, pressesInAll);
  });

  test('a pedal that was killed cannot give its line back, and the next takes it over; one that was closed does', async () => {
    await pedal.kill();
    assert.match(await machine.guest.read('/sys/kernel/debug/gpio'), /sysfs/);
    pedal = await machine.guest.start('pedal', 'gpio-pedal.ts');
    await press(machine.lines, pedalLine, pedal);
    assert.is(presses(pedal), 1);

    pedal.say('close');
    assert.is(await pedal.ended(), 0);
    assert.not.match(await machine.guest.read('/sys/kernel/debug/gpio'), /sysfs/);
  });

  test('a pedal that is a keyboard belongs to one station: the second is told that it is taken', async () => {
    const first = await machine.guest.start('first', 'key-pedal.ts', 'Board pedal');
    const second = await machine.guest.start('second', 'key-pedal.ts', 'Board pedal');
    const troubles = (program: Program) => program.told().filter(({ kind }) => kind === 'trouble');
    assert.equal(
      troubles(first).map(({ is }) => is),
      ['none'],
    );
    assert.equal(
      troubles(second).map(({ is }) => is),
      ['taken'],
    );

    await step(first);
    assert.equal(edges(second), []);

    const freed = second.next('the pedal to be free', ({ kind, is }) => kind === 'trouble' && is === 'none');
    await first.kill(); // a grab ends with its process
    await freed;
    await step(second);
    assert.equal(edges(second), [true, false]);
    second.say('close');
    assert.is(await second.ended(), 0);
  });

  let light: Program;

  test('each scene is the duty that the kernel plays, and the light on the wire', async () => {
    light = await startLight();
    assert.equal(await shares(), [0, 0]);

    await show(light, { kind: 'aim', polarised: false });
    const [plain, polarised] = await shares();
    assert.ok(Math.abs((plain ?? 0) - usualBrightness.aimDuty) < dutyStep, `duty ${plain}`);
    assert.is(polarised, 0);
    assert.equal(await seen(machine.lines), { plain: 'dimmed', polarised: 'dark', enable: 'full' });

    await show(light, { kind: 'flash', polarised: true });
    assert.equal(await shares(), [0, usualBrightness.flashDuty]);
    assert.equal(await seen(machine.lines), { plain: 'dark', polarised: 'full', enable: 'full' });

    await show(light, { kind: 'off' });
    assert.equal(await shares(), [0, 0]);
    assert.equal(await seen(machine.lines), { plain: 'dark', polarised: 'dark', enable: 'dark' });
  });

  test('a station that is killed with its light on leaves it dark, and lights it again after its start', async () => {
    await show(light, { kind: 'flash', polarised: false });
    assert.equal(await shares(), [1, 0]);
    await light.kill();
    await becomesDark();

    light = await startLight();
    await show(light, { kind: 'flash', polarised: false });
    assert.equal(await seen(machine.lines), { plain: 'full', polarised: 'dark', enable: 'full' });
  });

  test('a light that is closed is dark', async () => {
    await show(light, { kind: 'aim', polarised: true });
    light.say('close');
    await light.next('the light to close', ({ kind }) => kind === 'closed');
    assert.equal(await shares(), [0, 0]);
    assert.equal(await seen(machine.lines), { plain: 'dark', polarised: 'dark', enable: 'dark' });
  });

  function presses(program: Program): number {
    return program.told().filter(({ kind }) => kind === 'press').length;
  }

  /** A foot goes down and up on the keyboard pedal. */
  async function step(program: Program): Promise<void> {
    for (const level of [0, 1] as const) {
      const told = program.next('an edge', isEdge(level));
      await machine.lines.drive(keyLine, level);
      await told;
    }
  }

  function edges(program: Program): readonly unknown[] {
    return program
      .told()
      .filter(({ kind }) => kind === 'edge')
      .map(({ down }) => down);
  }

  function startLight(): Promise<Program> {
    return machine.guest.start('light', 'light.ts', ringChip, String(ring.enable));
  }

  async function show(light: Program, scene: object): Promise<void> {
    const answered = light.next('an answer', ({ kind }) => kind === 'answer');
    light.say(JSON.stringify(scene));
    assert.is((await answered).answer, 'shown');
  }

  /** The kernel's duty of both channels, as a share of the period; a channel that is not enabled has none. */
  async function shares(): Promise<readonly number[]> {
    return (await channels(machine.guest)).map(({ enabled, dutyNs, periodNs }) => (enabled ? dutyNs / periodNs : 0));
  }

  /** The guard of a killed station needs a moment for its last words. */
  async function becomesDark(): Promise<void> {
    const untilMs = performance.now() + darkWithinMsMax;
    for (;;) {
      const [duties, wires] = [await shares(), await seen(machine.lines)];
      if (duties.every((duty) => duty === 0) && Object.values(wires).every((shown) => shown === 'dark')) return;
      const found = `duty ${duties}, on the wires ${JSON.stringify(wires)}; console:\n${machine.console()}`;
      assert.ok(performance.now() < untilMs, `the ring stays lit: ${found}`);
    }
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

test.run();
