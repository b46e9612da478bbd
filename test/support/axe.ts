/** What axe says of a page in the browser, its contrast rule for 7 : 1 included. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules of axe that are off unless they are asked for. */
export type MoreRule = 'target-size';

// As much of axe in the page as is touched. What a rule of it finds has the impact of the rule.
interface AxeInPage {
  run(options: axe.RunOptions): Promise<axe.AxeResults>;
  readonly _audit: { readonly rules: readonly { readonly id: string; readonly impact: axe.ImpactValue }[] };
}

/** Every violation, whatever its impact, as a sentence with the places. */
export async function axeTroubles(page: Page, more: readonly MoreRule[] = []): Promise<readonly string[]> {
  return found(page, { grave: false, more });
}

/** Every serious and every critical violation. The rules that can find no such thing do not run. */
export async function graveTroubles(page: Page): Promise<readonly string[]> {
  return found(page, { grave: true, more: [] });
}

async function found(
  page: Page,
  asked: { readonly grave: boolean; readonly more: readonly MoreRule[] },
): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(source); // half a megabyte: once for a page
  const violations = await page.evaluate(async ({ grave, more }) => {
    const { axe: inPage } = globalThis as unknown as { readonly axe: AxeInPage };
    const light = inPage._audit.rules.filter(({ impact }) => impact === 'minor' || impact === 'moderate');
    const results = await inPage.run({
      rules: {
        ...Object.fromEntries(grave ? light.map(({ id }) => [id, { enabled: false }]) : []),
        ...Object.fromEntries(more.map((rule) => [rule, { enabled: true }])),
        // whatever has 7 : 1 has 4.5 : 1
        'color-contrast-enhanced': { enabled: true },
        'color-contrast': { enabled: false },
      },
      preload: false, // only for films, and for styles that hold the display one way: no page has any
      resultTypes: ['violations'],
    });
    return results.violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      at: nodes.map((node) => node.html),
    }));
  }, asked);
  return violations.map(({ id, impact, help, at }) => `axe ${id} (${impact}): ${help}: ${at.slice(0, 3).join(' ')}`);
}
