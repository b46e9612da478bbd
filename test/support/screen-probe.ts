/**
 * Runs inside the page: walks all that is shown, into the shadow roots too, and measures. Self-contained, because only
 * its own text reaches the browser.
 */

export interface Target {
  readonly name: string;
  /** `shutter`, `primary`, `secondary`, or empty for the least that anything to tap may have. */
  readonly kind: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Measured {
  readonly widthPx: number;
  readonly heightPx: number;
  /** How far the whole page can be scrolled. */
  readonly scrollsRightPx: number;
  readonly scrollsDownPx: number;
  readonly targets: readonly Target[];
  /** Texts that stand outside the screen, are cut off by their surroundings, or lie under something else. */
  readonly unreadable: readonly string[];
}

// As much of the browser as the probe touches: the tests are checked without its types.
interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}
interface PageNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
  readonly parentNode: PageNode | null;
  readonly host?: PageElement;
}
interface PageElement extends PageNode {
  readonly shadowRoot: PageNode | null;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
  matches(selector: string): boolean;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Rect;
  checkVisibility(options: object): boolean;
}
interface HitRoot extends PageNode {
  elementFromPoint(x: number, y: number): PageElement | null;
}
declare const document: HitRoot & {
  readonly documentElement: PageElement;
  createRange(): { selectNodeContents(node: PageNode): void; getClientRects(): Iterable<Rect> };
};
declare const getComputedStyle: (element: PageElement) => {
  readonly overflowX: string;
  readonly overflowY: string;
  readonly borderTopWidth: string;
};

export function measure(): Measured {
  const targets: Target[] = [];
  const unreadable: string[] = [];
  const page = document.documentElement;
  const slackPx = 1.5; // glyphs and rounding reach a little over their box

  const isElement = (node: PageNode): node is PageElement => node.nodeType === 1;
  const parentOf = (node: PageNode): PageElement | undefined => {
    let up: PageNode | null | undefined = node.parentNode;
    if (up && up.nodeType === 11) up = up.host; // a shadow root's parent is its host
    return up && isElement(up) ? up : undefined;
  };
  const holds = (outer: PageNode, inner: PageNode): boolean => {
    for (let at: PageNode | undefined = inner; at; at = parentOf(at)) if (at === outer) return true;
    return false;
  };
  const hit = (x: number, y: number): PageElement | undefined => {
    let root: PageNode = document;
    let found: PageElement | undefined;
    for (;;) {
      const next = (root as HitRoot).elementFromPoint(x, y);
      if (!next || next === found) return found;
      found = next;
      if (!next.shadowRoot) return found;
      root = next.shadowRoot;
    }
  };

  interface Box {
    readonly acrossIsCut: boolean;
    readonly downIsCut: boolean;
    readonly round: Rect;
  }
  const boxes = new Map<PageElement, Box>();
  /** What of an element's inside it cuts off, or frames: asked once, for all the texts in it. */
  const boxOf = (element: PageElement): Box => {
    const known = boxes.get(element);
    if (known) return known;
    const { overflowX, overflowY, borderTopWidth } = getComputedStyle(element);
    const frame = element.matches('button, a.button, main, header, footer') || Number.parseFloat(borderTopWidth) >= 2;
    const box = {
      acrossIsCut: frame || overflowX !== 'visible',
      downIsCut: frame || overflowY !== 'visible',
      round: element.getBoundingClientRect(),
    };
    boxes.set(element, box);
    return box;
  };

  function checkText(node: PageNode, element: PageElement): void {
    const text = (node.textContent ?? '').trim().slice(0, 60);
    if (text === '' || element.matches('.unseen, .unseen *, svg *')) return;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue;
      if (rect.left < -slackPx || rect.right > page.clientWidth + slackPx)
        unreadable.push(`“${text}” leaves the screen sideways`);
      if (rect.top < -slackPx || rect.bottom > page.clientHeight + slackPx)
        unreadable.push(`“${text}” leaves the screen upwards or downwards`);
      for (let box: PageElement | undefined = element; box; box = parentOf(box)) {
        const { acrossIsCut, downIsCut, round } = boxOf(box);
        if (acrossIsCut && (rect.left < round.left - slackPx || rect.right > round.right + slackPx))
          unreadable.push(`“${text}” is wider than its surroundings`);
        if (downIsCut && (rect.top < round.top - slackPx || rect.bottom > round.bottom + slackPx))
          unreadable.push(`“${text}” is taller than its surroundings`);
      }
      for (const across of [0.1, 0.5, 0.9]) {
        for (const down of [0.25, 0.5, 0.75]) {
          const over = hit(rect.left + across * rect.width, rect.top + down * rect.height);
          if (over && !holds(over, element) && !holds(element, over))
            unreadable.push(`“${text}” lies under something else`);
        }
      }
    }
  }

  function walk(node: PageNode): void {
    for (const child of node.childNodes) {
      if (child.nodeType === 3 && isElement(node)) checkText(child, node);
      if (!isElement(child)) continue;
      if (child.matches('style, script') || !child.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        continue;
      if (child.matches('button, a[href], input, select, textarea, [role="button"], [role="switch"], [tabindex="0"]')) {
        const { left, top, right, bottom } = child.getBoundingClientRect();
        const name = (child.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60);
        targets.push({ name, kind: child.getAttribute('data-target') ?? '', left, top, right, bottom });
      }
      walk(child);
      if (child.shadowRoot) for (const inner of child.shadowRoot.childNodes) if (isElement(inner)) walkRoot(inner);
    }
  }

  function walkRoot(element: PageElement): void {
    walk({ nodeType: 11, textContent: null, childNodes: [element], parentNode: null });
  }

  walk(page);
  return {
    widthPx: page.clientWidth,
    heightPx: page.clientHeight,
    scrollsRightPx: page.scrollWidth - page.clientWidth,
    scrollsDownPx: page.scrollHeight - page.clientHeight,
    targets,
    unreadable: [...new Set(unreadable)],
  };
}
