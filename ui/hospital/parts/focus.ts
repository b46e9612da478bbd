/** Where the keyboard goes when something opens or closes. */
import type { ReactiveControllerHost } from 'lit';

/** A heading takes the focus without becoming a stop of the tab key. */
export async function focusIn(host: ReactiveControllerHost & HTMLElement, selector: string): Promise<void> {
  await host.updateComplete;
  const found = host.querySelector<HTMLElement>(selector);
  if (!found) return;
  if (found.tabIndex < 0 && !found.hasAttribute('tabindex')) found.tabIndex = -1;
  found.focus();
}

let opener: Element | null = null;

/** For `ref()`: opens a dialog over the page as soon as it is drawn, and gives the focus back when it goes. */
export function overPage(element: Element | undefined): void {
  if (element instanceof HTMLDialogElement) {
    opener = document.activeElement;
    if (element.isConnected) element.showModal();
    else queueMicrotask(() => element.isConnected && element.showModal());
    return;
  }
  const back = opener;
  opener = null;
  requestAnimationFrame(() => back instanceof HTMLElement && back.isConnected && back.focus());
}
