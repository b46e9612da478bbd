/**
 * The hands of a monkey at a page: random clicks, taps, drags, wheels and keys, as the browser gets them from a touchscreen,
 * a mouse and a keyboard. Many go off together, each with its own place: nobody waits for the page between two of them.
 */
import type { CDPSession, Page } from 'playwright-core';

export interface MonkeyHands {
  /** Does this many things. Resolves when the page has had them all and answers; rejects when it does not answer any more. */
  play(count: number): Promise<void>;
}

const answerMsMax = 30_000;
const dragSteps = 3;

const keys = [
  ...['Enter', 'Escape', 'Tab', 'Space', 'Backspace', 'Delete', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown'],
  ...['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'ContextMenu', 'PrintScreen'],
  ...['Control+a', 'Control+c', 'Control+d', 'Control+f', 'Control+h', 'Control+j', 'Control+l', 'Control+n'],
  ...['Control+o', 'Control+p', 'Control+s', 'Control+t', 'Control+u', 'Control+w', 'Control+Shift+i'],
  ...['Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+d', 'Control+Equal', 'Control+Minus', 'Shift+F10'],
];
const texts = ['7', '42', 'Smith', '\'"><script>', '00-AAAA', 'javascript:alert(1)', 'é'];

type Button = 'left' | 'right' | 'middle';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** `chance`: numbers from 0 to 1; the same ones do the same things. */
export async function handsOf(
  page: Page,
  size: { readonly width: number; readonly height: number },
  chance: () => number,
): Promise<MonkeyHands> {
  const devtools = await page.context().newCDPSession(page);
  const pick = <T>(of: readonly T[]): T => {
    const found = of[Math.floor(chance() * of.length)];
    if (found === undefined) throw new Error('there is something to pick from');
    return found;
  };
  const place = (): Place => ({ x: Math.floor(chance() * size.width), y: Math.floor(chance() * size.height) });
  const mouse = mouseOf(devtools, { x: size.width / 2, y: size.height / 2 });

  const deeds: readonly (() => Promise<unknown>)[] = [
    () => mouse.click(place(), 'left'),
    () => mouse.click(place(), 'left'),
    () => tap(devtools, place()),
    () => tap(devtools, place()),
    () => mouse.click(place(), 'right'),
    () => mouse.click(place(), 'middle'),
    () => mouse.doubleClick(place()),
    () => mouse.wheel(place(), place()),
    () => mouse.drag(place(), place()),
    () => page.keyboard.press(pick(keys)),
    () => page.keyboard.press(pick(keys)),
    () => page.keyboard.type(pick(texts)),
  ];

  return {
    async play(count) {
      const done = Promise.all(Array.from({ length: count }, () => pick(deeds)()));
      if ((await settled(page, done)) === 'gone') await page.locator('body').waitFor({ timeout: answerMsMax });
    },
  };
}

/** A page that goes while it is touched takes its answers with it: `gone`, and then the next one has to answer. */
function settled(page: Page, done: Promise<unknown>): Promise<'done' | 'gone'> {
  return new Promise((resolve, reject) => {
    const gone = () => settle(() => resolve('gone'));
    const patience = setTimeout(
      () => settle(() => reject(new Error(`the page has not answered for ${answerMsMax / 1000} s`))),
      answerMsMax,
    );
    const settle = (how: () => void) => {
      clearTimeout(patience);
      page.off('framenavigated', gone);
      how();
    };
    page.on('framenavigated', gone);
    done.then(
      () => settle(() => resolve('done')),
      (error: Error) => settle(() => reject(error)),
    );
  });
}

// What follows is the DevTools protocol's domain Input: each event says where it is, so that none waits for the one before.

interface MouseHand {
  click(at: Place, button: Button): Promise<unknown>;
  doubleClick(at: Place): Promise<unknown>;
  drag(from: Place, to: Place): Promise<unknown>;
  /** The way of the wheel is from the middle of the page to `by`. */
  wheel(at: Place, by: Place): Promise<unknown>;
}

function mouseOf(devtools: CDPSession, middle: Place): MouseHand {
  type Kind = 'mousePressed' | 'mouseReleased' | 'mouseMoved';
  const event = (type: Kind, { x, y }: Place, button: Button | 'none', clickCount = 0) =>
    devtools.send('Input.dispatchMouseEvent', { type, x, y, button, clickCount });
  const click = (at: Place, button: Button, clickCount = 1) => [
    event('mousePressed', at, button, clickCount),
    event('mouseReleased', at, button, clickCount),
  ];
  return {
    click: (at, button) => Promise.all([event('mouseMoved', at, 'none'), ...click(at, button)]),
    doubleClick: (at) => Promise.all([event('mouseMoved', at, 'none'), ...click(at, 'left'), ...click(at, 'left', 2)]),
    drag(from, to) {
      const way = Array.from({ length: dragSteps }, (_, step) => ({
        x: from.x + ((to.x - from.x) * (step + 1)) / dragSteps,
        y: from.y + ((to.y - from.y) * (step + 1)) / dragSteps,
      }));
      return Promise.all([
        event('mouseMoved', from, 'none'),
        event('mousePressed', from, 'left', 1),
        ...way.map((at) => event('mouseMoved', at, 'left')),
        event('mouseReleased', to, 'left', 1),
      ]);
    },
    wheel: ({ x, y }, by) =>
      devtools.send('Input.dispatchMouseEvent', {
        type: 'mouseWheel',
        x,
        y,
        deltaX: by.x - middle.x,
        deltaY: by.y - middle.y,
      }),
  };
}

function tap(devtools: CDPSession, at: Place): Promise<unknown> {
  return Promise.all([
    devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] }),
    devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }),
  ]);
}
