/**
 * Runs inside the page: scrolls to every control as a person would, and says of each that stays outside the screen or
 * lies under something else. Self-contained, because only its own text reaches the browser.
 */

// As much of the browser as it touches: the tests are checked without its types.
interface Root {
  querySelectorAll(selector: string): Iterable<Control>;
  elementFromPoint(x: number, y: number): Control | null;
}
interface Control {
  readonly shadowRoot: Root | null;
  readonly textContent: string;
  matches(selector: string): boolean;
  contains(other: Control): boolean;
  checkVisibility(options: object): boolean;
  getBoundingClientRect(): {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  scrollIntoView(how: object): void;
}
declare const document: Root & {
  readonly documentElement: { readonly clientWidth: number; readonly clientHeight: number };
};

export function unreached(): readonly string[] {
  const missed: string[] = [];
  const { clientWidth, clientHeight } = document.documentElement;

  const hit = (x: number, y: number): Control | undefined => {
    let root: Root = document;
    for (let found: Control | undefined; ; ) {
      const next = root.elementFromPoint(x, y);
      if (!next || next === found) return found;
      found = next;
      if (!next.shadowRoot) return found;
      root = next.shadowRoot;
    }
  };

  const walk = (root: Root): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!element.matches('button, a[href], [role="switch"], [role="button"]')) continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const name = `“${element.textContent.replace(/\s+/g, ' ').trim()}”`;
      if (left < -1 || right > clientWidth + 1) missed.push(`${name} leaves the screen sideways`);
      else if (top < -1 || bottom > clientHeight + 1) missed.push(`${name} cannot be scrolled to`);
      else {
        const at = hit((left + right) / 2, (top + bottom) / 2);
        if (!at || !(at === element || element.contains(at))) missed.push(`${name} lies under something else`);
      }
    }
  };
  walk(document);
  return missed;
}
