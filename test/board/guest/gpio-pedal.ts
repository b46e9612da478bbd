/**
 * The station's pedal on a GPIO line, opened as the station opens it, and its press machine. Tells every edge and every
 * press; the word `sum` asks for the totals, `close` for an orderly end.
 */
import { gpioChips, kernelLine } from '../../../device/board/lines.ts';
import { pinFor } from '../../../device/board/pins.ts';
import { openPedal } from '../../../device/pedal/choice.ts';
import { pedalAtRest, stepPedal } from '../../../services/station/core/pedal.ts';
import { onWord, ready, tell } from './telling.ts';

const pedal = await openPedal({ kind: 'gpio' }, () => {});
let state = pedalAtRest;
let edges = 0;
let presses = 0;

pedal.onEdge((edge) => {
  edges += 1;
  tell('edge', { ...edge });
  const step = stepPedal(state, { kind: 'edge', ...edge });
  state = step.state;
  if (step.says !== 'press') return;
  presses += 1;
  tell('press');
});

onWord(async (word) => {
  if (word === 'sum') tell('sum', { edges, presses });
  if (word !== 'close') return;
  await pedal.close();
  process.exit();
});

ready({ chips: gpioChips(), bcm: pinFor('pedal').bcm, line: kernelLine(pinFor('pedal').bcm) });
