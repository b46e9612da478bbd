/**
 * Which pedal stands at this station, as its configuration says it:
 *
 *   simulated        pressed from the bench page
 *   gpio             a contact on the header's pin 29
 *   usb:0c45:7403    a USB pedal by vendor and product, as `lsusb` prints them
 *   name:FootSwitch  an input device whose name begins so
 */
import { kernelLine } from '../board/lines.ts';
import { pinFor } from '../board/pins.ts';
import type { Pedal } from '../ports.ts';
import type { PedalTrouble } from './evdev.ts';
import type { WhichInput } from './evdev-find.ts';

export type PedalChoice = { readonly kind: 'simulated' } | { readonly kind: 'gpio' } | WhichInput;

/** `undefined` when the text is none of the above. */
export function readPedalChoice(text: string): PedalChoice | undefined {
  if (text === 'simulated' || text === 'gpio') return { kind: text };
  const [, vendor, product] = /^usb:([0-9a-f]{4}):([0-9a-f]{4})$/i.exec(text) ?? [];
  if (vendor !== undefined && product !== undefined) {
    return { kind: 'usb', vendor: vendor.toLowerCase(), product: product.toLowerCase() };
  }
  const [, name] = /^name:(.+)$/.exec(text) ?? [];
  return name === undefined ? undefined : { kind: 'name', name };
}

/**
 * The driver of a real pedal, loaded only now: a machine without GPIO or without its native parts runs the rest.
 *
 * Rejects with a sentence when the kernel refuses the GPIO line. A USB pedal's troubles go to `onTrouble`, see `evdev.ts`;
 * a GPIO line cannot tell whether a pedal hangs on it.
 */
export async function openPedal(
  choice: Exclude<PedalChoice, { kind: 'simulated' }>,
  onTrouble: (trouble: PedalTrouble | undefined) => void,
): Promise<Pedal> {
  switch (choice.kind) {
    case 'gpio': {
      const { gpioPedal } = await import('./gpio.ts');
      return gpioPedal(kernelLine(pinFor('pedal').bcm));
    }
    case 'usb':
    case 'name': {
      const { evdevPedal } = await import('./evdev.ts');
      return evdevPedal({ which: choice, onTrouble });
    }
  }
}
