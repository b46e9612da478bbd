/** Finds the heading of what is shown in the middle of the page, once it has drawn itself. */
import { LitElement } from 'lit';

const heading = 'h1[tabindex="-1"], h2[tabindex="-1"]';

/** The last one that is visible: what lies over the screen comes after it. */
export async function headingIn(page: DocumentFragment | HTMLElement): Promise<HTMLElement | undefined> {
  const main = page.querySelector('main');
  const places = [...(main?.children ?? [])].filter((place) => place.checkVisibility()).reverse();
  for (const place of places) {
    if (place instanceof LitElement) await place.updateComplete;
    const found = (place.shadowRoot ?? place).querySelector<HTMLElement>(heading);
    if (found) return found;
  }
  return undefined;
}
