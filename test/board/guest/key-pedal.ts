/** The station's pedal on a kernel input device, by its name. Tells every trouble and every edge. */
import { openPedal } from '../../../device/pedal/choice.ts';
import { onWord, ready, tell } from './telling.ts';

const pedal = await openPedal({ kind: 'name', name: process.argv[3] ?? '' }, (trouble) =>
  tell('trouble', { is: trouble?.kind ?? 'none' }),
);
pedal.onEdge((edge) => tell('edge', { ...edge }));

onWord(async (word) => {
  if (word !== 'close') return;
  await pedal.close();
  tell('closed');
  process.exit();
});

ready();
