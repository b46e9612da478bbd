/** The measure of our screens is itself measured: each planted fault has to be found, and a good page has none. */
import { chromium } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chromiumArguments, chromiumProgram, screenTroubles } from '../support/screen.ts';

const test = suite('measuring a screen');

const good = `
  <main style="position:relative">
    <h1>Today</h1>
    <button style="width:150px;height:150px" data-target="shutter">Take picture</button>
    <button style="width:60px;height:60px;margin-left:20px">Back</button>
  </main>`;

/** What is planted into the good page, and the words that the finding has to have. */
const planted: readonly (readonly [string, string, RegExp])[] = [
  [
    'a button of 9 mm',
    '<button style="width:50px;height:80px">Small</button>',
    /“Small” is 9\.0 mm small, it needs 10/,
  ],
  [
    'a shutter of 20 mm',
    '<button data-target="shutter" style="width:111px;height:150px">Shutter</button>',
    /“Shutter” is 20\.1 mm small, it needs 25/,
  ],
  [
    'two buttons that touch',
    '<p><button style="width:90px;height:60px">One</button><button style="width:90px;height:60px">Two</button></p>',
    /“One” is 0\.0 mm from “Two”, it needs 3/,
  ],
  ['a page that scrolls', '<div style="height:2000px"></div>', /the page scrolls down/],
  [
    'a button beyond the edge',
    '<button style="position:fixed;left:780px;top:300px;width:90px;height:60px">Off</button>',
    /“Off” leaves the screen/,
  ],
  [
    'a word cut off',
    '<p style="width:60px;overflow:hidden;white-space:nowrap">Featherstonehaugh</p>',
    /“Featherstonehaugh” is wider than its surroundings/,
  ],
  [
    'a sentence under something else',
    '<p style="position:absolute;left:0;top:250px;margin:0">Still there</p><div style="position:absolute;left:0;top:250px;width:300px;height:30px;background:#fff"></div>',
    /“Still there” lies under something else/,
  ],
  ['grey on white', '<p style="color:#767676">Pale</p>', /axe color-contrast-enhanced/],
  [
    'a button without a name',
    '<button style="width:60px;height:60px;display:block;margin-top:20px"></button>',
    /axe button-name/,
  ],
];

const document = (body: string): string =>
  `<!doctype html><html lang="en-GB"><head><title>A screen</title></head><body style="margin:0">${body}</body></html>`;

test('a good screen has no findings, and each planted fault is found, inside a component too', async () => {
  const browser = await chromium.launch({ executablePath: chromiumProgram, args: chromiumArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 480 } });
    await page.setContent(document(good));
    assert.equal(await screenTroubles(page), []);
    for (const [name, fault, finding] of planted) {
      await page.setContent(document(good.replace('</main>', `${fault}</main>`)));
      assert.match((await screenTroubles(page)).join('\n'), finding, name);
      const inside = good.replace(
        '</main>',
        `<x-part><template shadowrootmode="open">${fault}</template></x-part></main>`,
      );
      await page.setContent(document(inside));
      assert.match((await screenTroubles(page)).join('\n'), finding, `${name}, inside a component`);
    }
  } finally {
    await browser.close();
  }
});

test.run();
