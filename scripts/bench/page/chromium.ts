/** A real Chromium with nothing attached to it: a debugging connection would copy every picture and be measured as well. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';

const startMsMax = 20_000;
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--window-size=853,480', // the 7-inch display, lying
  '--remote-debugging-port=0',
];

export interface StartedChromium {
  /** Attaches for as long as `work` takes. */
  attached<Found>(work: (browser: Browser) => Promise<Found>): Promise<Found>;
  close(): Promise<void>;
}

/** Resolves once it can be attached to; it goes to `url` by itself. `profile`: a folder that need not exist. */
export async function startChromium(profile: string, url: string): Promise<StartedChromium> {
  const chromiumProcess = spawn('/usr/bin/chromium', [...flags, `--user-data-dir=${profile}`, url], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const patience = new AbortController();
  const address = await Promise.race([
    debuggingAddress(chromiumProcess.stderr),
    pause(startMsMax, undefined, { ref: false, signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
  if (address === undefined) {
    chromiumProcess.kill('SIGKILL');
    throw new Error('Chromium did not start');
  }
  return {
    async attached(work) {
      const browser = await chromium.connectOverCDP(address);
      try {
        return await work(browser);
      } finally {
        await browser.close(); // of a browser that somebody else started, it closes the connection only
      }
    },
    async close() {
      chromiumProcess.kill('SIGKILL');
      await once(chromiumProcess, 'exit');
    },
  };
}

/** Chromium prints it when it listens; undefined when it ended first. */
async function debuggingAddress(stderr: NodeJS.ReadableStream): Promise<string | undefined> {
  const lines = createInterface({ input: stderr });
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
      if (address !== undefined) resolve(address); // the rest is read on and dropped, or Chromium would wait for us
    });
    lines.once('close', () => resolve(undefined));
  });
}
