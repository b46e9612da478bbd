/**
 * A photographer's hands at the kiosk's page in a real browser, and a foot on the pedal of its bench. Every step is what a
 * person would tap, found by what is written on it.
 */
import type { Locator, Page } from 'playwright-core';

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
  /** From the lesions: all four shots of this one, each kept with the pedal. */
  takeAll(lesion: RegExp): Promise<void>;
  /** Presses the pedal once. */
  foot(): Promise<void>;
  /** The strip, what is missing, what to tell: to the end of the visit. */
  finish(): Promise<void>;
  button(name: RegExp | string): Locator;
}

const shotsOfLesion = 4;

export function kioskHands(kiosk: Page, bench: Page): KioskHands {
  const button = (name: RegExp | string) => kiosk.getByRole('button', { name }).first();
  const choice = (name: RegExp | string) => kiosk.getByRole('radio', { name }).first();

  async function digits(text: string): Promise<void> {
    for (const digit of text) await kiosk.getByRole('button', { name: digit, exact: true }).click();
  }

  async function foot(): Promise<void> {
    const pedal = bench.getByRole('button', { name: 'Pedal' });
    await pedal.dispatchEvent('pointerdown');
    await pedal.dispatchEvent('pointerup');
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
      await button('Lock').waitFor();
      while (!(await row.isVisible())) await button('More').click();
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
      await bench.getByRole('button', { name: /patient’s letter/ }).first().click();
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
    },
    async takeAll(lesion) {
      await button(lesion).click();
      for (let shot = 0; shot < shotsOfLesion; shot++) {
        await kiosk.getByRole('status').filter({ hasText: 'press the pedal' }).waitFor({ state: 'attached' });
        await foot();
        await kiosk.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
        await foot();
        await kiosk.getByText('Press again now').waitFor();
        await kiosk.getByText('Press again now').waitFor({ state: 'detached' });
      }
    },
    async finish() {
      await button('Finish').click();
    },
  };
}
