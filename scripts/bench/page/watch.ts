/**
 * Runs inside the page: looks at what is shown once in every drawn frame and notes when it changes. It reads four
 * elements and observes nothing, so that the page is not held up. Self-contained: only its own text reaches the browser.
 */

/** Something began to be shown. */
export interface Seen {
  readonly what: 'name' | 'live' | 'taken' | 'advice';
  /** `Date.now()` when the frame that showed it first was over: on one machine it is everybody's clock. */
  readonly atMs: number;
  /** The same moment since the navigation to this page. */
  readonly sinceNavigationMs: number;
}

// As much of the browser as is touched: this folder is checked without its types.
interface Node {
  readonly shadowRoot: Node | null;
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Node | null;
}

interface Window {
  readonly document: Node;
  requestAnimationFrame(callback: () => void): void;
  seen?: Seen[];
}

/** Notes from now on, in `window.seen`. */
export function watch(): void {
  const page = globalThis as unknown as Window;
  const seen: Seen[] = [];
  page.seen = seen;
  let before: readonly Seen['what'][] = [];

  function inShadow(node: Node | null | undefined, selector: string): Node | null | undefined {
    return node?.shadowRoot?.querySelector(selector);
  }

  function shownNow(): Seen['what'][] {
    const kiosk = page.document.querySelector('kiosk-page');
    const name = inShadow(inShadow(kiosk, 'lock-screen'), 'ol.rows button');
    const capture = inShadow(kiosk, 'capture-screen');
    const label = inShadow(inShadow(capture, 'live-view'), 'canvas')?.getAttribute('aria-label');
    const advice = inShadow(capture, '.reviewing ul.advice li');
    const shown: Seen['what'][] = [];
    if (name?.textContent.trim()) shown.push('name');
    if (label === 'Live picture of the camera') shown.push('live');
    if (label === 'The picture just taken') shown.push('taken');
    if (advice?.textContent.trim()) shown.push('advice');
    return shown;
  }

  function look(): void {
    const shown = shownNow();
    const begun = shown.filter((what) => !before.includes(what));
    before = shown;
    page.requestAnimationFrame(() => {
      for (const what of begun) seen.push({ what, atMs: Date.now(), sinceNavigationMs: performance.now() });
      look();
    });
  }
  page.requestAnimationFrame(look);
}

/** What was noted since `watch`, with the frame that is being drawn; undefined where nobody watched. */
export async function seenUntilNow(): Promise<readonly Seen[] | undefined> {
  const page = globalThis as unknown as Window;
  for (let frames = 0; frames < 2; frames++) {
    await new Promise<void>((resolve) => page.requestAnimationFrame(resolve));
  }
  return page.seen;
}
