/**
 * What the photographer sees, and how soon, on the real page in a real Chromium:
 *
 *   press ──► the camera: opens, reads out, sends 24 MP ──► frozen picture ──► sealed, advice
 *             measured alone, and taken off                 300 ms beyond      700 ms beyond
 *
 * and the first view after power: from the navigation to the names on the lock.
 *
 * The page's moments are noted in the page (`page/watch.ts`) when the frame that shows something is over. Nothing is
 * attached to Chromium between the first press and the last: the watch is put in before, its notes are read afterwards.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { forkSimulatedCamera } from '../../device/camera/simulated/process.ts';
import type { SimulatedPedal } from '../../device/pedal/simulated.ts';
import { serveKiosk } from '../../services/station/kiosk/server.ts';
import type { Station } from '../../services/station/station.ts';
import { lesionId } from '../../services/wire/ids.ts';
import { driverAlone } from './camera/driver-alone.ts';
import { makeLargePictures } from './camera/large-pictures.ts';
import { median, print } from './line.ts';
import { type StartedChromium, startChromium } from './page/chromium.ts';
import { type Seen, seenUntilNow, watch } from './page/watch.ts';
import { benchStation, framesPass, toFirstPatient, until } from './station.ts';

const kioskPort = 7473;
const url = `http://127.0.0.1:${kioskPort}/`;
const rounds = 7;
const firstViewMsMax = 1_000;
const pictureMsMax = 300;
const adviceMsMax = 700;
/** About a second of live view: before a press as a person takes it, afterwards for the page to show everything. */
const framesBetween = 30;

export async function benchReview(folder: string): Promise<void> {
  const pictures = join(folder, 'review-pictures');
  await makeLargePictures(pictures);
  const { exposeMs } = await driverAlone(pictures, join(folder, 'review-alone'));

  const camera = await forkSimulatedCamera({ picturesFolder: pictures });
  const { station, pedal } = await benchStation(camera.address, join(folder, 'review'), { repeatsPictures: true });
  const pagesFolder = join(import.meta.dirname, '..', '..', 'ui', 'dist');
  const kiosk = await serveKiosk({ station, pagesFolder, port: kioskPort });
  try {
    await until(station, (view) => view.camera.status === 'ready');
    const pageCame = once(kiosk.websocketServer, 'connection');
    const chromium = await startChromium(join(folder, 'review-profile'), url);
    try {
      await pageCame; // to attach while it is still on its way would hold both up
      const limit = { unit: 'ms', against: 'limit' } as const;
      const firstMs = median(await chromium.attached(firstViews));
      print({ bench: 'first view: names on the lock', value: firstMs, ...limit, againstValue: firstViewMsMax });

      await toFirstPatient(station);
      const reviews = await takeAndWatch(station, pedal, chromium);
      const beyond = (shownMs: readonly number[]) => Math.max(0, median(shownMs) - exposeMs);
      print({
        bench: 'press to frozen picture, beyond the camera, 24 MP',
        value: beyond(reviews.map(({ takenMs }) => takenMs)),
        ...limit,
        againstValue: pictureMsMax,
      });
      print({
        bench: 'press to advice, beyond the camera, 24 MP',
        value: beyond(reviews.map(({ adviceMs }) => adviceMs)),
        ...limit,
        againstValue: adviceMsMax,
      });
    } finally {
      await chromium.close();
    }
  } finally {
    await kiosk.close();
    await station.close();
    await camera.close();
  }
}

/** Each in a window of its own that has never been here: nothing is in its cache. */
async function firstViews(browser: Browser): Promise<readonly number[]> {
  const tookMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext({ viewport: { width: 853, height: 480 } });
    await context.addInitScript(watch);
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('lock-screen ol.rows button').first().waitFor();
    const name = (await page.evaluate(seenUntilNow))?.find(({ what }) => what === 'name');
    if (name === undefined) throw new Error('the page showed a name that its watch did not see');
    tookMs.push(name.sinceNavigationMs);
    await context.close();
  }
  return tookMs;
}

interface Review {
  /** From the press of the pedal to the end of the frame that showed it. */
  readonly takenMs: number;
  readonly adviceMs: number;
}

/** Close-ups with the pedal, each taken again. */
async function takeAndWatch(
  station: Station,
  pedal: SimulatedPedal,
  chromium: StartedChromium,
): Promise<readonly Review[]> {
  await chromium.attached(async (browser) => thePage(browser).evaluate(watch));
  const lesion = lesionId.parse('L1');
  const pressesMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    station.dispatch({ kind: 'arm', lesion, shot: 'close-up' });
    await framesPass(station, framesBetween);
    pressesMs.push(Date.now());
    pedal.set(true);
    await until(station, (view) => view.stage === 'reviewing');
    pedal.set(false);
    await framesPass(station, framesBetween);
  }
  const seen = await chromium.attached(async (browser) => thePage(browser).evaluate(seenUntilNow));
  return pressesMs.map((pressedMs, round) => {
    const its = (seen ?? []).filter(
      ({ atMs }) => atMs >= pressedMs && atMs < (pressesMs[round + 1] ?? Number.MAX_VALUE),
    );
    return { takenMs: momentOf('taken', its) - pressedMs, adviceMs: momentOf('advice', its) - pressedMs };
  });
}

function thePage(browser: Browser) {
  const page = browser
    .contexts()[0]
    ?.pages()
    .find((each) => each.url() === url);
  if (page === undefined) throw new Error('Chromium does not show the kiosk');
  return page;
}

function momentOf(what: Seen['what'], seen: readonly Seen[]): number {
  const found = seen.find((one) => one.what === what);
  if (found === undefined) throw new Error(`after a press the page has not shown: ${what}`);
  return found.atMs;
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'lentigo-bench-'));
  try {
    await benchReview(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
