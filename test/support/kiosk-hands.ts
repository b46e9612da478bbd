/**
 * A photographer's hands at the kiosk's page in a real browser, and a foot on the pedal of its bench. Every step is what a
 * person would tap, found by what is written on it.
 */
import type { Locator, Page } from 'playwright-core';
import { betweenShotsMs } from '../../services/station/core/visit.ts';

export interface KioskHands {
  readonly kiosk: Page;
  /** Lock, name, PIN. */
  signIn(name: string, pin: string): Promise<void>;
  /** A row of the day, turned to page by page. */
  open(name: RegExp): Promise<void>;
  /** Ticks name and address, types the day and the month. */
  answers(dateOfBirth: string): Promise<void>;
  /** The patient's own letter in front of the camera, photographed with the pedal. */
  photographLetter(): Promise<void>;
  /** From the questions before the pictures to the lesions, consent given aloud. */
  consentAloud(): Promise<void>;
  /** The shot that is armed, taken with the pedal: until it is saved. */
  take(): Promise<void>;
  /** The picture under review is good: a tap, or the pedal once. */
  keep(by: 'screen' | 'pedal'): Promise<void>;
  /** Presses the pedal once. */
  foot(): Promise<void>;
  /** The strip, what is missing, what to tell: to the end of the visit. */
  finish(): Promise<void>;
  button(name: RegExp | string): Locator;
}

/** Between this clock and the station's own. */
const footSlackMs = 100;

export function kioskHands(kiosk: Page, bench: Page): KioskHands {
  const button = (name: RegExp | string) => kiosk.getByRole('button', { name }).first();
  const choice = (name: RegExp | string) => kiosk.getByRole('radio', { name }).first();

  /** Back at the first page after the last one. Waits for the page that it turned to. */
  async function turnPage(): Promise<void> {
    const place = kiosk.getByRole('status').filter({ hasText: /Page \d+ of \d+/ });
    const before = (await place.textContent()) ?? '';
    const [, page, last] = /Page (\d+) of (\d+)/.exec(before) ?? [];
    const atEnd = page === last;
    await button(atEnd ? 'Back' : 'More').click();
    await place.filter({ hasNotText: before.trim() }).waitFor();
    if (atEnd) while (!(await place.filter({ hasText: 'Page 1 of' }).isVisible())) await button('Back').click();
  }

  async function digits(text: string): Promise<void> {
    for (const digit of text) await kiosk.getByRole('button', { name: digit, exact: true }).click();
  }

  let pressedAtMs = Number.NEGATIVE_INFINITY;

  /** No sooner after the last press than the station takes another one for a press of its own. */
  async function foot(): Promise<void> {
    await bench.waitForTimeout(Math.max(0, pressedAtMs + betweenShotsMs + footSlackMs - performance.now()));
    pressedAtMs = performance.now();
    const pedal = bench.getByRole('button', { name: 'Pedal' });
    await pedal.dispatchEvent('pointerdown');
    await pedal.dispatchEvent('pointerup');
  }

  const saved = () =>
    kiosk
      .getByRole('status')
      .filter({ hasText: /Saved|Kept/ })
      .first();

  async function take(): Promise<void> {
    await kiosk.getByRole('status').filter({ hasText: 'press the pedal' }).waitFor({ state: 'attached' });
    await foot();
    await saved().waitFor();
  }

  return {
    kiosk,
    button,
    foot,
    async signIn(name, pin) {
      await button(name).click();
      await digits(pin);
      await button('Sign in').click();
    },
    async open(name) {
      const row = button(name);
      await button('Register by hand').waitFor(); // the day, and no visit
      await button(/^\d\d:\d\d/).waitFor();
      while (!(await row.isVisible())) await turnPage();
      await row.click();
    },
    async answers(dateOfBirth) {
      const [, month = '', day = ''] = dateOfBirth.split('-');
      await button(/full name/).click();
      await button(/first line of your address/).click();
      await button(/^Day/).click();
      await digits(day);
      await button(/^Month/).click();
      await digits(month);
      await button('Yes, and compare').click();
    },
    async photographLetter() {
      await button('Photograph the letter').waitFor();
      await bench
        .getByRole('button', { name: /patient’s letter/ })
        .first()
        .click();
      await bench.getByText(/Before the lens: the patient’s letter/).waitFor();
      await foot();
      await button('Photograph the letter').waitFor({ state: 'detached' });
      await kiosk.getByText(/Reading the letter/).waitFor({ state: 'detached' });
      await bench.getByRole('button', { name: /away/ }).click();
    },
    async consentAloud() {
      await choice('No, none').click();
      await choice('Yes, can decide').click();
      for (let page = 0; page < 3; page++) await button('Next').click();
      await button('Ask for consent').click();
      const purposes = ['record', 'teaching', 'publication'];
      for (const [place, purpose] of purposes.entries()) {
        const said = purpose === 'record' ? 'Yes' : 'No';
        await kiosk.getByRole('radio', { name: said }).nth(place).click();
      }
      await button('Next').click();
      await button(/^Say so aloud/).click();
      await button('Finish').waitFor();
    },
    take,
    async keep(by) {
      if (by === 'screen') await button(/^Keep/).click();
      else await foot();
      await saved().waitFor({ state: 'detached' });
    },
    async finish() {
      await button('Finish').click();
      await button(/^(See all pages first|All of these are)/).waitFor();
      while (await button('See all pages first').isVisible()) await button('More').click();
      await button(/^All of these are/).click();
      await button('Finish the visit').click();
      await button('Register by hand').waitFor(); // the day, and no visit
    },
  };
}
