/**
 * The station's ring light on this board's PWM chip and enable line. Words: a scene as JSON, or `close`.
 *
 * Arguments: the PWM chip's device name, the enable line's offset in the GPIO chip. Everything else is as in a station, except
 * the patience.
 */
import { kernelLine } from '../../../device/board/lines.ts';
import { type Clock, systemClock } from '../../../device/light/clock.ts';
import { gpioEnable, pwmBoard } from '../../../device/light/pwm/board.ts';
import { ringLight } from '../../../device/light/ring-light.ts';
import { onWord, ready, tell } from './telling.ts';

/** So much longer are the light's own limits here: an emulated processor on a busy machine is no proof of a slow lamp. */
const patience = 20;
const clock: Clock = { ...systemClock, later: (call, delayMs) => systemClock.later(call, delayMs * patience) };

const [chip = '', enable] = process.argv.slice(3);
const board = pwmBoard({
  plain: { chips: [chip], channel: 0 },
  polarised: { chips: [chip], channel: 1 },
  openEnable: () => gpioEnable(kernelLine(Number(enable))),
  note: (note) => tell('note', { note }),
});
const light = ringLight({ board, clock, note: (note) => tell('note', { note }) });

onWord(async (word) => {
  if (word === 'close') {
    await light.close();
    tell('closed');
    process.exit();
  }
  tell('answer', { answer: await light.show(JSON.parse(word)) });
});

ready();
