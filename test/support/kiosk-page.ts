/**
 * The built kiosk in real Chromium at a station that plays views: what the tests of its screens before and after the
 * pictures share. `LENTIGO_SCREENSHOTS=DIR` keeps a picture of every screen that was measured, for a person to look at.
 */
import { chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import * as assert from 'uvu/assert';
import type { Command } from '../../services/station/api/command.ts';
import type { View } from '../../services/station/api/view.ts';
import { builtPages } from './built-pages.ts';
import { keepPicture, troublesOnEveryDisplay } from './every-display.ts';
import { type FakeStation, fakeStation } from './fake-station.ts';
import { chromiumArguments, chromiumProgram, displays } from './screen.ts';

const stepMsMax = 20_000;

export interface KioskRig {
  readonly station: FakeStation;
  readonly page: Page;
  /** Measures the screen on every display, and keeps a picture of it when somebody wants to look. */
  look(name: string): Promise<void>;
  /** A picture of what is shown now, when somebody wants to look. */
  keep(name: string): Promise<void>;
  /** Taps a button that says this. */
  tap(words: string | RegExp): Promise<void>;
  /** Taps a button that takes nothing at present. */
  tapInVain(words: string | RegExp): Promise<void>;
  /** Waits for the heading of a screen. */
  heading(words: string | RegExp): Promise<void>;
  /** What the page complained of, and whom it asked beside the station. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

export async function openKiosk(
  view: View,
  answer?: (command: Command, view: View) => View | undefined,
): Promise<KioskRig> {
  const station = await fakeStation({ view, pagesFolder: await builtPages(), ...(answer ? { answer } : {}) });
  const browser = await chromium.launch({ executablePath: chromiumProgram, args: chromiumArguments });
  const page = await browser.newPage({ viewport: displays[0], hasTouch: true });
  page.setDefaultTimeout(stepMsMax);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(station.kiosk)) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(station.kiosk);

  return {
    station,
    page,
    async look(name) {
      assert.equal(await troublesOnEveryDisplay(page, name), []);
    },
    keep: (name) => keepPicture(page, name),
    tap: (words) =>
      page
        .getByRole('button', { name: words })
        .or(page.getByRole('radio', { name: words }))
        .first()
        .tap(),
    tapInVain: (words) => page.locator('button[aria-disabled=true]').filter({ hasText: words }).tap({ force: true }),
    heading: (words) => page.getByRole('heading', { name: words }).first().waitFor(),
    complaints: () => complaints,
    async close() {
      await browser.close();
      await station.close();
    },
  };
}

/** A small picture with a spot of this hue, degrees: no two look the same. */
export async function spot(hue: number, widthPx = 320, heightPx = 213): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">
    <rect width="100%" height="100%" fill="hsl(25 45% 72%)"/>
    <ellipse cx="50%" cy="50%" rx="22%" ry="28%" fill="hsl(${hue} 45% 35%)"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer();
}
