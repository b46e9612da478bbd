/**
 * The screens where lesions are chosen and pictures taken, in Chromium at a station that plays views: the visit they are
 * shown with, a live view that moves, and what the large picture shows.
 */
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import * as assert from 'uvu/assert';
import type { Shot } from '../../services/station/api/picture.ts';
import type { View, VisitView } from '../../services/station/api/view.ts';
import type { QualityAdvice } from '../../services/wire/quality.ts';
import { drawn, troublesOnEveryDisplay } from './every-display.ts';
import type { FakeStation } from './fake-station.ts';
import { openKiosk } from './kiosk-page.ts';
import { chestShown, pictureShown, shinShown, viewShown, visitShown } from './shown.ts';

const stepMsMax = 15_000;
/** A live view gets a picture at least this often, or it says that it stands still. */
export const framesEveryMs = 150;

export const { id: shin } = shinShown;
const { id: thisVisit } = visitShown();
/** Always the same visit: pictures of another one are forgotten. */
export const visitOf = (changes: Partial<VisitView> = {}) => visitShown({ id: thisVisit, ...changes });
export const located = pictureShown(shin, 'locating');
export const closeUp = pictureShown(shin, 'close-up');
export const aim = (shot: Shot) => ({ lesion: shin, shot });

export const armed = (shot: Shot, visit: VisitView = visitOf({ pictures: [located] })): Partial<View> => ({
  stage: 'armed',
  visit,
  aim: aim(shot),
});

/** The shin, pictured before. */
export const repeated = { ...shinShown, earlier: [{ shot: 'close-up' as const, takenAt: '2025-11-03T09:00:00.000Z' }] };
export const longSite = visitOf({
  lesions: [
    {
      ...shinShown,
      site: 'On the outer side of the right upper arm, about four finger breadths below the tip of the shoulder, by a scar',
    },
    chestShown,
  ],
});

/** A close-up that was just saved, with what was found in it. */
export function reviewing(
  advice: readonly QualityAdvice[],
  changes: Partial<NonNullable<View['review']>> = {},
): Partial<View> {
  return {
    stage: 'reviewing',
    visit: visitOf({ pictures: [located, closeUp] }),
    aim: aim('close-up'),
    review: {
      picture: closeUp.id,
      advice,
      state: 'deciding',
      next: { lesion: shin, shot: 'dermoscopic' },
      ...changes,
    },
  };
}

export interface CaptureRig {
  readonly station: FakeStation;
  readonly page: Page;
  /** A live picture, red, and one that was taken, blue. */
  readonly live: Buffer;
  readonly taken: Buffer;
  /** Measures what is shown on every display, with a live view that moves. */
  look(name: string): Promise<void>;
  button(name: RegExp | string): Locator;
  until(what: string, is: () => boolean | Promise<boolean>): Promise<void>;
  pixel(): Promise<string>;
  untilPixel(wanted: string): Promise<void>;
  complaints(): readonly string[];
  close(): Promise<void>;
}

export async function openCapture(): Promise<CaptureRig> {
  const { station, page, complaints, close } = await openKiosk(viewShown());
  await page.locator('main').first().waitFor();
  const live = await skin('#d02010');
  const taken = await skin('#1020d0');
  const pixel = () => pixelOf(page);
  async function until(what: string, is: () => boolean | Promise<boolean>): Promise<void> {
    const giveUpAtMs = performance.now() + stepMsMax;
    while (!(await is())) {
      if (performance.now() > giveUpAtMs) throw new Error(`not within ${stepMsMax / 1000} s: ${what}`);
      await drawn(page);
    }
  }
  return {
    ...{ station, page, live, taken, complaints, close, pixel, until },
    async look(name) {
      const frames = setInterval(() => station.live(live), framesEveryMs);
      try {
        assert.equal(await troublesOnEveryDisplay(page, name), []);
      } finally {
        clearInterval(frames);
      }
    },
    button: (name) => page.getByRole('button', { name }),
    untilPixel: (wanted) => until(`the picture is ${wanted}`, async () => (await pixel()) === wanted),
  };
}

/** Skin with a dark lesion in its middle, and a burnt-out patch in it. */
export function skin(colour: string): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="683"><rect width="1024" height="683" fill="${colour}"/>
    <ellipse cx="512" cy="340" rx="180" ry="150" fill="#40200f"/><circle cx="560" cy="280" r="40" fill="#fff"/></svg>`;
  return sharp(Buffer.from(drawing)).jpeg().toBuffer();
}

/** The colour of the skin in the large picture, or `nothing` while none is shown. */
async function pixelOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const find = (root: ParentNodeLike): CanvasLike | undefined => {
      for (const element of root.querySelectorAll('*')) {
        if (element.tagName === 'LIVE-VIEW') return element.shadowRoot?.querySelector('canvas') ?? undefined;
        const inner = element.shadowRoot ? find(element.shadowRoot) : undefined;
        if (inner) return inner;
      }
      return undefined;
    };
    const canvas = find((globalThis as unknown as { readonly document: ParentNodeLike }).document);
    if (!canvas || canvas.width === 0) return 'nothing';
    const [red = 0, , blue = 0] = canvas.getContext('2d').getImageData(20, 20, 1, 1).data;
    return Math.abs(red - blue) < 50 ? 'grey' : red > blue ? 'red' : 'blue';
  });
}

// As much of the browser as `pixelOf` touches: the tests are checked without its types.
interface CanvasLike {
  readonly width: number;
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, w: number, h: number): { readonly data: Iterable<number> };
  };
}
interface ElementLike {
  readonly tagName: string;
  readonly shadowRoot: (ParentNodeLike & { querySelector(selector: 'canvas'): CanvasLike | null }) | null;
}
interface ParentNodeLike {
  querySelectorAll(selector: string): Iterable<ElementLike>;
}
