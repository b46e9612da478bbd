/** Is a page of the desk fit for every window, every eye and the keyboard? Each trouble is a sentence; none is well. */
import type { Page } from 'playwright-core';
import { axeTroubles } from '../axe.ts';

/** Windows that a coordinator may have, in CSS pixels. 640 × 400 is 1280 × 800 at 200 % zoom, 320 wide is 400 %. */
const all = [
  { width: 1280, height: 800 },
  { width: 900, height: 800 },
  { width: 640, height: 400 },
  { width: 1440, height: 900 },
  { width: 320, height: 640 },
] as const;

/** The ordinary run measures the first three, a run that keeps screenshots all of them. */
export const windows = process.env.LENTIGO_SCREENSHOTS === undefined ? all.slice(0, 3) : all;

/** WCAG 2.2, 2.5.8: the least that anything to operate may have, links inside a sentence excepted. */
const targetPxMin = 24;

/** More stops of the tab key than any page has. */
const stopsMax = 400;

interface Found {
  readonly sideways: number;
  readonly small: readonly string[];
  readonly cut: readonly string[];
}

/** Runs inside the page. */
function measure(): Found {
  const view = globalThis as unknown as {
    document: { documentElement: PageElement; querySelectorAll(all: string): Iterable<PageElement> };
  };
  interface PageElement {
    readonly textContent: string | null;
    readonly scrollWidth: number;
    readonly clientWidth: number;
    readonly labels?: Iterable<PageElement> | null;
    matches(selector: string): boolean;
    closest(selector: string): PageElement | null;
    getAttribute(name: string): string | null;
    getBoundingClientRect(): { left: number; right: number; width: number; height: number };
    checkVisibility(): boolean;
  }
  const page = view.document.documentElement;
  const named = (element: PageElement) =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60) ||
    (element.getAttribute('id') ?? '');
  const small: string[] = [];
  for (const element of view.document.querySelectorAll('button, a[href], input, select, textarea, summary')) {
    if (!element.checkVisibility() || element.matches('.skip')) continue;
    const inSentence = element.matches('a:not(.button)') && !element.closest('nav');
    let { width, height } = element.getBoundingClientRect();
    for (const label of element.matches('input[type=radio]') ? (element.labels ?? []) : [])
      ({ width, height } = label.getBoundingClientRect());
    if (!inSentence && (width < 23.5 || height < 23.5)) small.push(named(element));
  }
  const cut: string[] = [];
  for (const element of view.document.querySelectorAll('main *, header *')) {
    if (!element.checkVisibility() || element.closest('.unseen, svg, [hidden], thead')) continue;
    const { left, right, width } = element.getBoundingClientRect();
    if (width > 0 && (left < -1 || right > page.clientWidth + 1)) cut.push(named(element));
  }
  return {
    sideways: page.scrollWidth - page.clientWidth,
    small: [...new Set(small)],
    cut: [...new Set(cut)].slice(0, 5),
  };
}

/** `withAxe`: also by axe, which takes a moment; what it finds depends on the window only where the layout changes. */
export async function deskTroubles(page: Page, { withAxe }: { readonly withAxe: boolean }): Promise<readonly string[]> {
  const { sideways, small, cut } = await page.evaluate(measure);
  const troubles = small.map((name) => `“${name}” is smaller than ${targetPxMin} px`);
  if (sideways > 0) troubles.push(`the page scrolls sideways by ${sideways} px`);
  for (const name of cut) troubles.push(`“${name}” leaves the window sideways`);
  return withAxe ? [...troubles, ...(await axeTroubles(page, ['target-size']))] : troubles;
}

/** Tabs once through the page: every stop has to be seen, with a ring around it; every way leads out again. */
export async function keyboardTroubles(page: Page): Promise<readonly string[]> {
  // The tab key goes on from where the keyboard was last: from the very beginning here.
  await page.evaluate(
    "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); scrollTo(0, 0)",
  );
  const troubles: string[] = [];
  const names: string[] = [];
  for (let stop = 0; stop < stopsMax; stop++) {
    await page.keyboard.press('Tab');
    const at = (await page.evaluate(`(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      element.dataset.stop ??= String(${stop});
      return {
        name: (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').replace(/\\s+/g, ' ').trim().slice(0, 60),
        ringed: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
        inside: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && width > 0 && height > 0,
        again: element.dataset.stop !== String(${stop}),
      };
    })()`)) as { name: string; ringed: boolean; inside: boolean; again: boolean } | undefined;
    if (!at || at.again) {
      await page.evaluate(
        `for (const element of document.querySelectorAll('[data-stop]')) delete element.dataset.stop`,
      );
      return names.length >= 3 ? troubles : [...troubles, `the keyboard finds only ${names.join(', ')}`];
    }
    names.push(at.name);
    if (!at.ringed) troubles.push(`“${at.name}” has the keyboard and no ring around it`);
    if (!at.inside) troubles.push(`“${at.name}” has the keyboard and cannot be seen`);
    if (at.name === '') troubles.push('something without a name has the keyboard');
  }
  return [...troubles, 'the keyboard does not come round'];
}
