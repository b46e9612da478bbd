/** The ring light as this board shows it: what the kernel has been told, and what is on the wires. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Guest } from './guest.ts';
import type { Lines } from './lines.ts';

/** Lines of the GPIO chip, as board.dts wires them. */
export const ring = { plain: 1, polarised: 2, enable: 6 } as const;
/** Device name of the PWM chip, from the node in board.dts. */
export const ringChip = 'ring-pwm';

export interface Channel {
  readonly enabled: boolean;
  readonly periodNs: number;
  readonly dutyNs: number;
}

/** The two channels by the kernel's own report, plain and polarised. */
export async function channels(guest: Guest): Promise<readonly [Channel, Channel]> {
  // pwm-0   (sysfs               ): requested enabled period: 1000000 ns duty: 250980 ns polarity: normal
  const report = await guest.read('/sys/kernel/debug/pwm');
  const rows = [...report.matchAll(/^ *pwm-\d+ .*?:(.*) period: (\d+) ns duty: (\d+) ns/gm)];
  const [plain, polarised] = rows.map(([, words, period, duty]) => ({
    enabled: words?.includes('enabled') ?? false,
    periodNs: Number(period),
    dutyNs: Number(duty),
  }));
  if (!plain || !polarised) throw new Error(`the kernel reports no two PWM channels:\n${report}`);
  return [plain, polarised];
}

export type Shown = 'dark' | 'dimmed' | 'full';

/** A line that shows only one level in so many looks is steady. */
const looks = 400;
/** Between two looks. They fall on every part of a pulse, as no clock ties the two machines' timers. */
const lookEveryMs = 1;

/** What two lamps and the supply look like from outside, looked at again and again. */
export async function seen(lines: Lines): Promise<{ plain: Shown; polarised: Shown; enable: Shown }> {
  const high = { plain: 0, polarised: 0, enable: 0 };
  for (let look = 0; look < looks; look++) {
    const levels = await lines.read();
    for (const name of ['plain', 'polarised', 'enable'] as const) high[name] += (levels >> ring[name]) & 1;
    await wait(lookEveryMs);
  }
  const shown = (count: number): Shown => (count === 0 ? 'dark' : count === looks ? 'full' : 'dimmed');
  return { plain: shown(high.plain), polarised: shown(high.polarised), enable: shown(high.enable) };
}
