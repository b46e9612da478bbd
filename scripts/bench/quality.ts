/**
 * What the station does with a picture before it is shown: the reduced copy and all figures of quality, at the same time,
 * on a JPEG of 24 megapixels, against decoding the same JPEG and against what the photographer waits at most.
 */
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { drawnPictures } from '../../device/camera/simulated/pictures/drawn.ts';
import { reduced } from '../../services/station/pictures/reduced.ts';
import { openAssessor } from '../../services/station/quality/assess.ts';
import { smallOf } from '../../services/station/quality/decode.ts';
import { median, print } from './line.ts';

const size = { widthPx: 6000, heightPx: 4000 };
const rounds = 9;
const bothMsMax = 700;
const reducedMsMax = 300;
/** How long the station may be deaf to a pedal. */
const blockedMsMax = 10;

export async function benchQuality(): Promise<void> {
  const pictures = await drawnPictures({ seed: 1, ...size });
  await pictures.take(); // the locating picture
  const bytes = await pictures.take(); // a close-up: the one in which a ruler is looked for
  const photo = { bytes, ...size };
  const assessor = openAssessor();
  const decode = () => sharp(bytes).raw().toBuffer();
  const shown = async (small: ReturnType<typeof smallOf>) => reduced(await small);
  const both = () => {
    const small = smallOf(bytes);
    return Promise.all([assessor.assess({ ...photo, small }, 'close-up'), shown(small)]);
  };
  try {
    await both(); // warm: the thread starts with the first picture
    const decodeMs = await medianMs(decode);
    const bothMs = await medianMs(both);
    const reducedMs = await medianMs(() => shown(smallOf(bytes)));
    const bench = 'quality and reduced copy, 24 MP';
    print({ bench, value: bothMs, unit: 'ms', against: 'decoding it whole', againstValue: decodeMs });
    print({ bench, value: bothMs, unit: 'ms', against: 'limit', againstValue: bothMsMax });
    print({
      bench: 'reduced copy alone, 24 MP',
      value: reducedMs,
      unit: 'ms',
      against: 'limit',
      againstValue: reducedMsMax,
    });
    print({
      bench: 'event loop held up by it',
      value: await longestHoldMs(both),
      unit: 'ms',
      against: 'limit',
      againstValue: blockedMsMax,
    });
  } finally {
    await assessor.close();
  }
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const tookMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now();
    await work();
    tookMs.push(performance.now() - startedMs);
  }
  return median(tookMs);
}

/** The longest time in which nothing else had its turn, the median of the rounds. */
async function longestHoldMs(work: () => Promise<unknown>): Promise<number> {
  const holds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let [longest, working] = [0, true];
    const watching = (async () => {
      for (let lastMs = performance.now(); working; lastMs = performance.now()) {
        await pause(1);
        longest = Math.max(longest, performance.now() - lastMs - 1);
      }
    })();
    await work();
    working = false;
    await watching;
    holds.push(longest);
  }
  return median(holds);
}

if (import.meta.main) await benchQuality();
