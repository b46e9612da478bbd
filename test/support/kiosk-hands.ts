/**
 * A photographer's hands at the kiosk's page in a real browser, and a foot on the pedal of its bench. Every step is what a
 * person would tap, found by what is written on it.
 */
import type { Locator, Page } from 'playwright-core';
import type { KioskClient } from '../../scripts/visit/kiosk-client.ts';
import type { PictureView, View } from '../../services/station/api/view.ts';
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
  /** The shot that is armed, taken with the pedal. Resolves with the picture, once the screen says that it is saved. */
  take(): Promise<PictureView>;
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
/** Longer than any step takes on a busy machine. */
const stepMsMax = 30_000;

/** `station`: what the station tells its pages, for what no screen says: which picture it is that is looked at. */
export function kioskHands(kiosk: Page, bench: Page, station: KioskClient): KioskHands {
  const button = (name: RegExp | string) => kiosk.getByRole('button', { name }).first();
  const choice = (name: RegExp | string) => kiosk.getByRole('radio', { name }).first();

  const place = () =>
    kiosk
      .getByRole('status')
      .filter({ hasText: /Page \d+ of \d+/ })
      .first();

  async function pageShown(): Promise<{ readonly page: number; readonly last: number }> {
    const [, page, last] = /Page (\d+) of (\d+)/.exec((await place().textContent()) ?? '') ?? [];
    return { page: Number(page), last: Number(last) };
  }

  /** Waits for the page that it turned to. */
  async function turn(to: 'Back' | 'More'): Promise<void> {
    const before = (await place().textContent()) ?? '';
    await kiosk.locator('.pager').getByRole('button', { name: to }).first().click();
    await place().filter({ hasNotText: before.trim() }).waitFor();
  }

  /** Back at the first page after the last one. */
  async function turnPage(): Promise<void> {
    const { page, last } = await pageShown();
    if (page < last) return turn('More');
    for (let left = page; left > 1; left--) await turn('Back');
  }

  async function digits(text: string): Promise<void> {
    for (const digit of text) await kiosk.getByRole('button', { name: digit, exact: true }).first().click();
  }

  let pressedAtMs = Number.NEGATIVE_INFINITY;

  /** No sooner after the last press than the station takes another one for a press of its own. */
  async function foot(): Promise<void> {
    await bench.waitForTimeout(Math.max(0, pressedAtMs + betweenShotsMs + footSlackMs - performance.now()));
    const pedal = bench.getByRole('button', { name: 'Pedal' }).first();
    await pedal.dispatchEvent('pointerdown');
    pressedAtMs = performance.now(); // not before: on a busy machine the page takes its time
    await pedal.dispatchEvent('pointerup');
  }

  /** The rows of the day, and no visit. */
  const theDay = () => button('Register by hand').waitFor();

  const saved = () =>
    kiosk
      .getByRole('status')
      .filter({ hasText: /Saved|Kept/ })
      .first();

  async function take(): Promise<PictureView> {
    const ready = kiosk.getByRole('status').filter({ hasText: 'press the pedal' });
    const afterTrouble = kiosk.getByRole('button', { name: /^Take picture/ });
    await ready.or(afterTrouble).first().waitFor({ state: 'attached' });
    const known = new Set(station.view().visit?.pictures.map(({ id }) => id));
    await foot();
    const fresh = ({ review }: View) => review !== undefined && !known.has(review.picture);
    const [{ review, visit }] = await Promise.all([
      station.until('a new picture to look at', fresh, stepMsMax),
      saved().waitFor(),
    ]);
    const picture = visit?.pictures.find(({ id }) => id === review?.picture);
    if (picture === undefined) throw new Error('the picture that is looked at is one of the visit');
    return picture;
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
      await theDay();
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
        .getByRole('button', { name: /^Hold up the patient’s letter/ })
        .first()
        .click();
      await bench
        .getByText(/Before the lens: the patient’s letter/)
        .first()
        .waitFor();
      await foot();
      await station.until('the letter read', ({ stage }) => stage !== 'identify', stepMsMax);
      await kiosk
        .getByText(/Reading the letter/)
        .first()
        .waitFor({ state: 'detached' });
      await bench
        .getByRole('button', { name: /^Take it away/ })
        .first()
        .click();
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
      const all = button(/^All of these are/);
      while (!(await all.isVisible())) await turn('More');
      await all.click();
      await button('Finish the visit').click();
      await theDay();
    },
  };
}
