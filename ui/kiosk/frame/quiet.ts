/** Switches off what a browser does with fingers by itself: menus, dragging, selecting, zooming with two of them. */

const events = ['contextmenu', 'dragstart', 'selectstart', 'gesturestart'] as const;

/** Returns how to switch it on again. */
export function quietBrowser(page: HTMLElement): () => void {
  for (const event of events) page.addEventListener(event, prevent);
  page.addEventListener('touchmove', pinch, { passive: false });
  page.addEventListener('wheel', zoomWheel, { passive: false });
  return () => {
    for (const event of events) page.removeEventListener(event, prevent);
    page.removeEventListener('touchmove', pinch);
    page.removeEventListener('wheel', zoomWheel);
  };
}

function prevent(event: Event): void {
  const [at] = event.composedPath();
  const field = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement;
  if (!(field && event.type === 'selectstart')) event.preventDefault();
}

function pinch(event: TouchEvent): void {
  if (event.touches.length > 1 && event.cancelable) event.preventDefault();
}

/** Pinching a touchpad arrives as a wheel with the control key. Zooming from the keyboard stays. */
function zoomWheel(event: WheelEvent): void {
  if (event.ctrlKey) event.preventDefault();
}
