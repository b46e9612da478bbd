/**
 * The ring on the Raspberry Pi's own lines: johnny-five's LEDs over kernel PWM, the enable line, and the guard.
 *
 *   write ─► enable line on ─► duty of both segments      lit
 *            duty of both segments 0 ─► enable line off   dark
 *
 * Opens itself, and again with the next write after a fault, so that a station starts without its light.
 */
import { type PwmPin, pinFor } from '../../board/pins.ts';
import type { Board, LightNote } from '../board.ts';
import { type Guard, type LastWord, startGuard } from '../guard.ts';
import { brightest, dark, type Levels } from '../levels.ts';
import {
  type ChannelPlace,
  openPwmChannel,
  type PwmChannel,
  pwmRoot,
  raspberryChips,
  type Trouble,
  troubleOf,
  usualPeriodNs,
} from './channel.ts';

/** The line that feeds both segments. Without it they stay dark, whatever the duty is. */
export interface EnableLine {
  /** Writing `0` here takes the supply away; the guard does. */
  readonly valueFile: string;
  set(on: boolean): void;
  close(): void;
}

export interface PwmBoardOptions {
  readonly root?: string;
  /** Where each segment's channel is; the pin map's on a Raspberry Pi when not given. */
  readonly plain?: ChannelPlace;
  readonly polarised?: ChannelPlace;
  readonly periodNs?: number;
  /** Opens the enable line; a ring without one has none. Rejects with what the kernel answers. */
  readonly openEnable?: () => Promise<EnableLine>;
  readonly note?: (note: LightNote) => void;
}

/** The enable line on a GPIO line of the kernel, active high. `line` is the kernel's number, not the BCM number. */
export async function gpioEnable(line: number): Promise<EnableLine> {
  const { Gpio } = await import('onoff'); // here: its native part is built only where there are lines
  const gpio = new Gpio(line, 'low');
  return {
    valueFile: `/sys/class/gpio/gpio${line}/value`,
    set: (on) => gpio.writeSync(on ? 1 : 0),
    close: () => gpio.unexport(),
  };
}

interface Open {
  readonly leds: { write(levels: Levels): void; forget(): void };
  readonly enable: EnableLine | undefined;
  readonly lastWords: readonly LastWord[];
  guard: Guard;
}

const zero = new TextEncoder().encode('0');

export function pwmBoard(options: PwmBoardOptions = {}): Board {
  const { root = pwmRoot, periodNs = usualPeriodNs, note = () => {} } = options;
  const pins = { plain: pinFor('ring-plain'), polarised: pinFor('ring-polarised') };
  /** At once, since a process before us may have left the ring lit. */
  let opening: Promise<Open | Trouble> | undefined = open();
  let fault: string | undefined;
  let closing: Promise<void> | undefined;
  let latest = 0;

  async function open(): Promise<Open | Trouble> {
    const plain = await openPwmChannel(root, options.plain ?? usualPlace(pins.plain), periodNs);
    if ('fault' in plain) return plain;
    const polarised = await openPwmChannel(root, options.polarised ?? usualPlace(pins.polarised), periodNs);
    if ('fault' in polarised) return polarised;
    const enable = await openEnable();
    if (enable !== undefined && 'fault' in enable) return enable;
    const channels = new Map<number, PwmChannel>([
      [pins.plain.bcm, plain],
      [pins.polarised.bcm, polarised],
    ]);
    // Here, because johnny-five takes 13 MB and a moment: a station without such a light does without.
    const [{ openLeds }, { piIo }] = await Promise.all([import('../johnny-five.ts'), import('../pi-io.ts')]);
    const leds = await openLeds(piIo(channels), { plain: pins.plain.bcm, polarised: pins.polarised.bcm });
    if (leds === 'cannot-dim') throw new Error('our own IO plugin cannot dim');
    const files = [plain.dutyFile, polarised.dutyFile, ...(enable === undefined ? [] : [enable.valueFile])];
    const lastWords = files.map((file) => ({ file, bytes: zero }));
    return { leds, enable, lastWords, guard: newGuard(lastWords) };
  }

  async function openEnable(): Promise<EnableLine | Trouble | undefined> {
    try {
      return await options.openEnable?.();
    } catch (error) {
      return troubleOf(error);
    }
  }

  function newGuard(words: readonly LastWord[]): Guard {
    return startGuard(words, () => note({ kind: 'unguarded' }));
  }

  /** Sets the lamps. Throws what the kernel answers. */
  function set(now: Open, levels: Levels): void {
    const lit = brightest(levels) > 0;
    if (lit && !now.guard.isAlive()) now.guard = newGuard(now.lastWords); // no light without somebody to end it
    if (lit) now.enable?.set(true);
    now.leds.write(levels);
    if (!lit) now.enable?.set(false);
  }

  function failed({ fault: kind, why }: Trouble): Trouble['fault'] {
    if (fault !== why) note({ kind: 'fault', fault: kind, why });
    fault = why;
    return kind;
  }

  async function release(now: Open, isDark: boolean): Promise<void> {
    opening = undefined;
    now.leds.forget();
    await now.guard.stop(isDark);
    now.enable?.close();
  }

  return {
    async write(levels) {
      if (closing !== undefined) throw new Error('the board is closed');
      latest += 1;
      const own = latest;
      opening ??= open();
      const now = await opening;
      if ('fault' in now) {
        opening = undefined;
        return failed(now);
      }
      if (own !== latest) return 'written'; // overtaken while it was being opened
      try {
        set(now, levels);
      } catch (error) {
        const trouble = troubleOf(error);
        if (trouble.fault === 'absent') await release(now, false);
        return failed(trouble);
      }
      if (fault !== undefined) note({ kind: 'back' });
      fault = undefined;
      return 'written';
    },

    onBack: () => () => {}, // lines of the board we run on are never away

    close() {
      closing ??= (async () => {
        const now = await opening;
        if (now === undefined || 'fault' in now) return;
        let isDark = true;
        try {
          set(now, dark);
        } catch (error) {
          isDark = false;
          failed(troubleOf(error));
        }
        await release(now, isDark);
      })();
      return closing;
    },
  };
}

function usualPlace({ channel }: PwmPin): ChannelPlace {
  return { chips: raspberryChips, channel };
}
