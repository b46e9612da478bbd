/**
 * Which ring light is on this desk, as an engineer writes it:
 *
 *   pwm                            the Raspberry Pi's own lines, as in the pin map
 *   firmata:/dev/ttyACM0           a USB microcontroller with Firmata, pins 9 (plain) and 10 (polarised)
 *   firmata:/dev/ttyACM0,5,6       … on other pins
 *   simulated                      no lamps
 */
import { kernelLine } from '../board/lines.ts';
import { pinFor } from '../board/pins.ts';
import type { RingLight } from '../ports.ts';
import type { LightNote } from './board.ts';
import { firmataBoard, usualPins } from './firmata.ts';
import type { Brightness } from './levels.ts';
import { gpioEnable, pwmBoard } from './pwm/board.ts';
import { ringLight } from './ring-light.ts';
import type { SerialPins } from './serial/settings.ts';

export type LightAddress =
  | { readonly kind: 'simulated' }
  | { readonly kind: 'pwm' }
  | { readonly kind: 'firmata'; readonly path: string; readonly pins: SerialPins };

/** For whoever wrote something else. */
export const lightForms = 'a light is written simulated, pwm, firmata:/dev/ttyACM0 or firmata:/dev/ttyACM0,9,10';

/** `undefined` when it is not a light. */
export function readLight(text: string): LightAddress | undefined {
  if (text === 'simulated' || text === 'pwm') return { kind: text };
  const serial = /^firmata:(?<path>\/[^,\s]+)(?:,(?<plain>\d{1,2}),(?<polarised>\d{1,2}))?$/.exec(text)?.groups;
  if (serial?.path === undefined) return undefined;
  const pins = {
    plain: Number(serial.plain ?? usualPins.plain),
    polarised: Number(serial.polarised ?? usualPins.polarised),
  };
  return pins.plain === pins.polarised ? undefined : { kind: 'firmata', path: serial.path, pins };
}

export interface LightOptions {
  readonly brightness?: Brightness;
  readonly note?: (note: LightNote) => void;
}

/**
 * The light at this address. Opens even when no lamp answers: `show` then resolves with `'failed'` until one does. Throws
 * only when `pwm` is asked for on a machine without a 40-pin header.
 */
export function openLight(address: Exclude<LightAddress, { kind: 'simulated' }>, options: LightOptions): RingLight {
  const noted = options.note === undefined ? {} : { note: options.note };
  switch (address.kind) {
    case 'pwm': {
      const line = kernelLine(pinFor('ring-enable').bcm);
      return ringLight({ ...options, board: pwmBoard({ ...noted, openEnable: () => gpioEnable(line) }) });
    }
    case 'firmata':
      return ringLight({ ...options, board: firmataBoard({ ...noted, path: address.path, pins: address.pins }) });
  }
}
