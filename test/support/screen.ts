/**
 * Is a screen fit for gloves, for all eyes, and for the display it is on? Used over every page, in every state.
 *
 *   for (const display of displays) {
 *     await page.setViewportSize(display);
 *     assert.equal(await screenTroubles(page), []);
 *   }
 */
import type { Page } from 'playwright-core';
import { graveTroubles } from './axe.ts';
import { type Measured, measure, type Target } from './screen-probe.ts';

/** The displays that the pages are laid out for, in CSS pixels. */
export const displays = [
  { width: 853, height: 480 }, // the 7-inch display, lying, at a device scale of 1.5
  { width: 480, height: 853 }, // the same, standing
  { width: 800, height: 480 }, // the display before it
  { width: 1280, height: 800 },
] as const;

/** CSS pixels to the millimetre on the 7-inch display: 8.3 device pixels at a device scale of 1.5. */
export const pxPerMm = 8.3 / 1.5;

const sideMmMin: Record<string, number> = { shutter: 25, primary: 20, secondary: 15, '': 10 };
const gapMmMin = 3;
/** Positions are rounded to device pixels. */
const roundingMm = 0.1;

/** Debian's own, as on the station. */
export const chromiumProgram = '/usr/bin/chromium';

/**
 * What is switched off. The first two are hidden pages behind the address bar: a second of work at every start. The third is a
 * process that waits for a second site. The others are Playwright's own list: the browser obeys the last such list only.
 */
const notWanted = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess'],
  ...['PaintHolding', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose'],
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'ThirdPartyStoragePartitioning', 'PreconnectToSearch'],
  ...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'LensOverlay', 'MediaRouter', 'Translate'],
];

/** What Chromium is started with: no display, and nothing of its own that calls out. */
export const chromiumArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-audio-output', // or one process mixes silence all the time, once a page was touched
  `--disable-features=${notWanted.join(',')}`,
];

/**
 * Everything that is wrong with what the page shows now, each as a sentence; empty when nothing is.
 * Targets too small or too close, a page that scrolls, texts cut off or covered, and what axe calls serious or critical
 * (with text contrast of 7 : 1).
 */
export async function screenTroubles(page: Page): Promise<readonly string[]> {
  const measured = await page.evaluate(measure);
  return [...layoutTroubles(measured), ...(await graveTroubles(page))];
}

/** The part of `screenTroubles` that is geometry. */
export function layoutTroubles(measured: Measured): readonly string[] {
  const troubles = [...measured.unreadable];
  if (measured.scrollsRightPx > 0) troubles.push(`the page scrolls sideways by ${measured.scrollsRightPx} px`);
  if (measured.scrollsDownPx > 0) troubles.push(`the page scrolls down by ${measured.scrollsDownPx} px`);
  for (const [index, target] of measured.targets.entries()) {
    const side = Math.min(target.right - target.left, target.bottom - target.top) / pxPerMm;
    const wanted = sideMmMin[target.kind] ?? Number.POSITIVE_INFINITY;
    if (side < wanted - roundingMm)
      troubles.push(`“${target.name}” is ${side.toFixed(1)} mm small, it needs ${wanted}`);
    if (
      target.left < -0.5 ||
      target.top < -0.5 ||
      target.right > measured.widthPx + 0.5 ||
      target.bottom > measured.heightPx + 0.5
    ) {
      troubles.push(`“${target.name}” leaves the screen`);
    }
    for (const other of measured.targets.slice(index + 1)) {
      const gap = distance(target, other) / pxPerMm;
      if (gap < gapMmMin - roundingMm)
        troubles.push(`“${target.name}” is ${gap.toFixed(1)} mm from “${other.name}”, it needs ${gapMmMin}`);
    }
  }
  return troubles;
}

function distance(one: Target, other: Target): number {
  const across = Math.max(one.left, other.left) - Math.min(one.right, other.right);
  const down = Math.max(one.top, other.top) - Math.min(one.bottom, other.bottom);
  return Math.max(across, down);
}
