/**
 * Runs inside the kiosk's page: how much room the large picture has, whether anything lies over its middle, and where the
 * parts stand that must not move between aiming, taking and reviewing. Self-contained, because only its own text reaches
 * the browser.
 */

export interface PictureRoom {
  /** The side of the drawn picture, of that of the largest one that this display could show: 1 is all of it. */
  readonly share: number;
  /** Of 81 points over the middle half of the picture, across and down, those where something else is on top. */
  readonly covered: readonly string[];
  /** Left, top, right and lower edge of the parts that stay, in CSS pixels. */
  readonly places: Readonly<Record<string, readonly number[]>>;
}

// As much of the browser as it touches: the tests are checked without its types.
interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}
interface Part {
  readonly shadowRoot: Root | null;
  readonly tagName: string;
  readonly className: string;
  readonly width: number;
  readonly height: number;
  getBoundingClientRect(): Rect;
}
interface Root {
  querySelector(selector: string): Part | null;
  elementFromPoint(x: number, y: number): Part | null;
}
declare const document: Root & {
  readonly documentElement: { readonly clientWidth: number; readonly clientHeight: number };
};
declare const getComputedStyle: (part: Part) => { readonly objectPosition: string };

export function pictureRoom(): PictureRoom {
  const page = document.querySelector('kiosk-page')?.shadowRoot;
  const capture = page?.querySelector('capture-screen')?.shadowRoot;
  const canvas = capture?.querySelector('live-view')?.shadowRoot?.querySelector('canvas');
  if (!page || !capture || !canvas) throw new Error('no large picture is shown');
  const { clientWidth, clientHeight } = document.documentElement;
  const box = canvas.getBoundingClientRect();
  const scale = Math.min(box.width / canvas.width, box.height / canvas.height);
  const largest = Math.min(clientWidth / canvas.width, clientHeight / canvas.height);
  const [across = 0.5, down = 0.5] = getComputedStyle(canvas)
    .objectPosition.split(' ')
    .map((share) => Number.parseFloat(share) / 100);
  const left = box.left + (box.width - canvas.width * scale) * across;
  const top = box.top + (box.height - canvas.height * scale) * down;

  const covered: string[] = [];
  for (let step = 0; step < 81; step++) {
    const x = left + canvas.width * scale * (0.25 + ((step % 9) / 8) * 0.5);
    const y = top + canvas.height * scale * (0.25 + (Math.floor(step / 9) / 8) * 0.5);
    const over = capture.elementFromPoint(x, y);
    if (over?.tagName !== 'LIVE-VIEW')
      covered.push(`${over?.tagName} ${over?.className} at ${Math.round(x)}, ${Math.round(y)}`);
  }

  const places: Record<string, readonly number[]> = {};
  const parts = {
    picture: canvas,
    aim: capture.querySelector('.line'),
    shutter: capture.querySelector('.go'),
    who: page.querySelector('.who'),
    lock: page.querySelector('.lock'),
  };
  for (const [name, part] of Object.entries(parts)) {
    const rect = part?.getBoundingClientRect();
    if (rect) places[name] = [rect.left, rect.top, rect.right, rect.bottom].map(Math.round);
  }
  return { share: scale / largest, covered, places };
}
