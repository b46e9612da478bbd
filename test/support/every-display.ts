/**
 * One state of a page on every display that it is laid out for: measured, and kept as a picture for a person to look at
 * when `LENTIGO_SCREENSHOTS=DIR` names a folder.
 *
 *   assert.equal(await troublesOnEveryDisplay(page, 'lock-names'), []);
 *
 * Geometry is measured on all four, and axe looks at all four.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { displays, layoutTroubles, screenTroubles } from './screen.ts';
import { measure } from './screen-probe.ts';

const screenshots = process.env.LENTIGO_SCREENSHOTS;
if (screenshots !== undefined) mkdirSync(screenshots, { recursive: true });

/** Paging measures after a first drawing and draws again, and what it then shows may be measured once more. */
const drawings = 4;

/** The first display comes last: the page is left as it was found. */
const inTurn = [...displays.slice(1), displays[0]];

/** `axeOn`: on how many displays, the lying one first. Forced colours are the reader's own: `axeOn: 0`. */
export async function troublesOnEveryDisplay(
  page: Page,
  name: string,
  { axeOn = displays.length }: { readonly axeOn?: number } = {},
): Promise<readonly string[]> {
  const troubles: string[] = [];
  for (const display of inTurn) {
    await page.setViewportSize(display);
    await drawn(page);
    const size = `${display.width}x${display.height}`;
    await keepPicture(page, `${name}-${size}`);
    const found = [
      ...(displays.indexOf(display) < axeOn
        ? await screenTroubles(page)
        : layoutTroubles(await page.evaluate(measure))),
      ...(await page.evaluate(underTheFoot)),
    ];
    troubles.push(...found.map((trouble) => `${name}, ${size}: ${trouble}`));
  }
  return troubles;
}

/** Nothing, unless somebody named a folder for pictures. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (screenshots !== undefined) await page.screenshot({ path: join(screenshots, `${name}.png`) });
}

export async function drawn(page: Page): Promise<void> {
  await page.evaluate(`new Promise((drawn) => {
    const frame = (left) => (left === 0 ? drawn() : requestAnimationFrame(() => frame(left - 1)));
    frame(${drawings});
  })`);
}

// As much of the browser as is touched: the tests are checked without its types.
interface Place {
  readonly shadowRoot: Place | null;
  readonly textContent: string;
  querySelector(selector: string): Place | null;
  querySelectorAll(selector: string): Iterable<Place>;
  checkVisibility(): boolean;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number };
}
declare const document: Place;

/** Runs inside the page: buttons of the middle whose lower edge the strip hides. Their words may be all there. */
function underTheFoot(): readonly string[] {
  const page = document.querySelector('kiosk-page')?.shadowRoot;
  const footTop = page?.querySelector('.foot')?.getBoundingClientRect().top;
  const middle = page?.querySelector('main');
  if (footTop === undefined || !middle) return [];
  const hidden: string[] = [];
  const walk = (root: Place): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
    }
    for (const button of root.querySelectorAll('button')) {
      if (button.checkVisibility() && button.getBoundingClientRect().bottom > footTop + 1)
        hidden.push(`“${button.textContent.trim()}” reaches under the foot of the page`);
    }
  };
  walk(middle);
  return hidden;
}
