/** The ring on a USB board keeps the promises of the port: johnny-five, firmata-io and serialport on a pseudo-terminal. */
import { firmataBoard } from '../../device/light/firmata.ts';
import { ringLight } from '../../device/light/ring-light.ts';
import { firmataBoard as microcontroller } from '../device/light/firmata-board.ts';
import { lightContract, strength } from './light.ts';

const pins = { plain: 9, polarised: 10 };
/** Patient with a machine that is busy. */
const times = { helloMsMax: 10_000, askHelloMs: 5, answerMsMax: 1500, heartbeatMs: 50, reconnectMs: 20 };
const answerMs = 2000;

lightContract('johnny-five over Firmata', async () => {
  const ring = microcontroller(pins);
  const light = ringLight({ board: firmataBoard({ path: ring.path, pins, times }), answerMs });
  return {
    light,
    sees() {
      const { plain, polarised } = ring.levels();
      return { plain: strength(plain), polarised: strength(polarised) };
    },
    answer: ring.answer,
    close: async () => ring.remove(),
  };
});
