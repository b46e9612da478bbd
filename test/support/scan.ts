/**
 * A scanner at a page in Chromium: it types a code and Enter as a keyboard does, all keys at once and 5 ms apart by their
 * own time stamps, so that a busy machine does not make a slow typist of it.
 */
import type { Page } from 'playwright-core';

const keyEveryMs = 5;

export async function scan(page: Page, code: string): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const beganMs = Date.now();
  const keys = [...code, 'Enter'];
  await Promise.all(
    keys.flatMap((key, place) => {
      const timestamp = (beganMs + place * keyEveryMs) / 1_000;
      const text = key === 'Enter' ? '\r' : key;
      const windowsVirtualKeyCode = key === 'Enter' ? 13 : (key.toUpperCase().codePointAt(0) ?? 0);
      return [
        browser.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, windowsVirtualKeyCode, timestamp }),
        browser.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode, timestamp }),
      ];
    }),
  );
  await browser.detach();
}
