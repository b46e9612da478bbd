/** The browser around the page: touches, menus, going back to a page that was left, and where the kiosk is. */

/** The station is told that somebody is there no oftener than this; it locks after two minutes without. */
const activeMsMin = 5_000;

export interface Watched {
  /** Somebody touched the screen or a key. */
  readonly active: () => void;
  /** The page is left. */
  readonly left: () => void;
}

/** Returns how to stop. */
export function watchBrowser({ active, left }: Watched): () => void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  const touched = (event: Event): void => {
    if (event.timeStamp - toldAtMs < activeMsMin) return;
    toldAtMs = event.timeStamp;
    active();
  };
  addEventListener('pointerdown', touched, { capture: true });
  addEventListener('keydown', touched, { capture: true });
  addEventListener('contextmenu', noMenu);
  addEventListener('pageshow', shownAgain);
  addEventListener('pagehide', left);
  return () => {
    removeEventListener('pointerdown', touched, { capture: true });
    removeEventListener('keydown', touched, { capture: true });
    removeEventListener('contextmenu', noMenu);
    removeEventListener('pageshow', shownAgain);
    removeEventListener('pagehide', left);
  };
}

/** A page that the browser kept whole would show its answers to whoever goes back to it: it begins anew. */
function shownAgain(event: PageTransitionEvent): void {
  if (event.persisted) location.reload();
}

function noMenu(event: Event): void {
  event.preventDefault();
}

/** The same station's kiosk, which lives at the address with numbers. */
export function kioskAddress(): string {
  return `http://127.0.0.1${location.port === '' ? '' : `:${location.port}`}/`;
}
