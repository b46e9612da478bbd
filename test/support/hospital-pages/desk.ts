/**
 * A coordinator's desk in real Chromium, before the stand-in hospital. Every page and state that a test looks at is
 * measured in every window. `LENTIGO_SCREENSHOTS=DIR` keeps a picture of each, for a person to look at.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { builtPages } from '../built-pages.ts';
import { chromiumArguments, chromiumProgram } from '../screen.ts';
import { deskTroubles, keyboardTroubles, windows } from './desk-screen.ts';
import { type StandIn, standIn } from './server.ts';

const shots = process.env.LENTIGO_SCREENSHOTS;
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const stepMsMax = 15_000;
/** A Monday morning, while the clinic at Histon is on. */
const moment = new Date('2026-11-23T10:10:00Z');

export interface OpenDesk {
  readonly desk: Page;
  readonly hospital: StandIn;
  /** What the page asked for, and what the browser complained of. */
  readonly asked: readonly string[];
  readonly complaints: readonly string[];
  button(name: string | RegExp): Locator;
  link(name: string | RegExp): Locator;
  heading(name: string | RegExp): Locator;
  /** Waits for the message below the navigation. */
  said(text: string | RegExp): Promise<void>;
  /** Text of what has the keyboard. */
  focused(): Promise<unknown>;
  /** Measures the page as it is now; `keyboard: false` where the tab key would change it. */
  look(name: string, options?: { keyboard?: boolean }): Promise<void>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<OpenDesk> {
  const hospital = await standIn(await builtPages(), () => moment);
  const browser = await chromium.launch({ executablePath: chromiumProgram, args: chromiumArguments });
  const context = await browser.newContext({ viewport: windows[0], reducedMotion: 'reduce' });
  const desk = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  desk.setDefaultTimeout(stepMsMax);
  desk.on('dialog', (dialog) => dialog.accept()); // the browser asks before it leaves a page with a form that was begun
  desk.on('request', (request) => asked.push(request.url()));
  desk.on('pageerror', (error) => complaints.push(String(error)));
  desk.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await desk.clock.setFixedTime(moment);

  return {
    desk,
    hospital,
    asked,
    complaints,
    button: (name) => desk.getByRole('button', { name }),
    link: (name) => desk.getByRole('link', { name }),
    heading: (name) => desk.getByRole('heading', { name }),
    said: (text) => desk.locator('.said').getByText(text).waitFor(),
    focused: () => desk.evaluate('document.activeElement?.textContent?.trim().slice(0, 80)'),
    async look(name, options = {}) {
      await desk.locator('main:not(:has(.waiting)), .trouble').first().waitFor();
      await desk.evaluate(
        "Promise.all([...document.images].filter((image) => image.loading !== 'lazy').map((image) => image.decode().catch(() => {})))",
      );
      for (const window of windows) {
        await desk.setViewportSize(window);
        await desk.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
        if (shots !== undefined)
          await desk.screenshot({ path: join(shots, `${name}-${window.width}.png`), fullPage: window.width < 1000 });
        assert.equal(
          await deskTroubles(desk, { withAxe: shots !== undefined || window.width !== 900 }),
          [],
          `${name} at ${window.width}×${window.height}`,
        );
      }
      await desk.setViewportSize(windows[0]);
      if (options.keyboard !== false) assert.equal(await keyboardTroubles(desk), [], `the keyboard on ${name}`);
    },
    async close() {
      await browser.close();
      await hospital.close();
    },
  };
}
