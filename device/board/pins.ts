/**
 * What is wired to the Raspberry Pi's 40-pin header. The one place that knows: the drivers, the wiring diagram and the
 * device-tree overlays are made from it. The ring light and the camera have a 5 V supply of their own; from here they get
 * their signals and the ground that goes with them, so that no flash passes through the board.
 *
 *    pin   1 ···  6      8 10      19 ··· 26        29 ····················· 40
 *         display      console    TPM (SPI0)     pedal · ring light · camera · lamp
 *
 * Our own wires are the last twelve pins, one connector, and 3V3 from pin 1. Left free so that they stay what they are:
 * I²C (3, 5) for a clock, and the EEPROM of a HAT (27, 28).
 *
 * Sources: Raspberry Pi documentation, "GPIO and the 40-pin header" and "Touch Display 2" (its plug spans pins 2, 4 and 6);
 * BCM2711 ARM Peripherals, 5.3: GPIO 12 is PWM0_0 and GPIO 13 is PWM0_1 as alternate function 0, and GPIO 0 to 8 are pulled
 * up from power-on, the others here down; RP1 Peripherals, 3.1.1: the same two are PWM0 channels 0 and 1 on a Pi 5, where
 * GPIO 18 and 19 are channels 2 and 3, which is why those are not used.
 */

/** What a header pin is on every Raspberry Pi since the B+: a line of the SoC's GPIO chip by its BCM number, or a supply. */
export type Header = number | '3V3' | '5V' | 'ground';

// biome-ignore format: two columns, as on the board
export const header: readonly Header[] = [ // index 0 is pin 1
  '3V3',    '5V',
  2,        '5V',
  3,        'ground',
  4,        14,
  'ground', 15,
  17,       18,
  27,       'ground',
  22,       23,
  '3V3',    24,
  10,       'ground',
  9,        25,
  11,       8,
  'ground', 7,
  0,        1,
  5,        'ground',
  6,        12,
  13,       'ground',
  19,       16,
  26,       20,
  'ground', 21,
];

/** The signals that the station's programs read or drive. */
export type Signal = 'pedal' | 'ring-plain' | 'ring-polarised' | 'ring-enable' | 'camera-cut' | 'status-led';

export type WireColour =
  | 'black'
  | 'red'
  | 'orange'
  | 'yellow'
  | 'white'
  | 'violet'
  | 'green'
  | 'blue'
  | 'brown'
  | 'none';

interface At {
  /** Position on the header, 1 to 40. */
  readonly pin: number;
  readonly wire: WireColour;
  readonly purpose: string;
}

interface Line extends At {
  readonly signal: Signal;
  /** Offset within the SoC's GPIO chip. Never the kernel's number: `lines.ts` finds that. */
  readonly bcm: number;
}

/** Read by the station. */
export interface InputPin extends Line {
  readonly kind: 'input';
  /** The level while nothing happens; also what the SoC's own pull gives between power-on and the kernel. */
  readonly pull: 'up' | 'down';
  /** The level that means what the signal's name says. */
  readonly active: 'high' | 'low';
}

/** Driven by the station, on or off. */
export interface OutputPin extends Line {
  readonly kind: 'output';
  /** Before the kernel drives it; every output here rests in its safe state. */
  readonly pull: 'up' | 'down';
  readonly active: 'high' | 'low';
}

/** Driven by the SoC's pulse-width unit, through `/sys/class/pwm`. */
export interface PwmPin extends Line {
  readonly kind: 'pwm';
  /** Channel of the controller `pwm0`: the folder `pwm<channel>` below its `pwmchip`. */
  readonly channel: 0 | 1;
  /** Alternate function that puts the channel on this line: `brcm,function` is 4 for ALT0. */
  readonly alternate: 0;
  readonly pull: 'down';
  readonly active: 'high';
}

/** Power and ground that a wire of ours uses. */
export interface SupplyPin extends At {
  readonly kind: 'supply';
  readonly supply: '3V3' | '5V' | 'ground';
}

/** Kept free of our wires for a part that plugs in whole. */
export interface ReservedPin extends At {
  readonly kind: 'reserved';
  readonly bcm: number;
  readonly wire: 'none';
}

export type SignalPin = InputPin | OutputPin | PwmPin;
export type Pin = SignalPin | SupplyPin | ReservedPin;

/**
 * By position on the header. The pedal's line is one of GPIO 0 to 8, which the SoC pulls up by itself from power-on: an
 * unplugged pedal, or a kernel that has not set anything yet, reads as released. All outputs are lines that it pulls down.
 */
// biome-ignore format: read by columns
export const pins = [
  { pin: 1,  kind: 'supply',   supply: '3V3',                           wire: 'orange', purpose: 'pedal: 2.2 kΩ to the contact, so that 1.5 mA keep it clean' },
  { pin: 2,  kind: 'supply',   supply: '5V',                            wire: 'red',    purpose: 'touch display' },
  { pin: 4,  kind: 'supply',   supply: '5V',                            wire: 'none',   purpose: 'covered by the touch display’s plug, which spans 2, 4 and 6' },
  { pin: 6,  kind: 'supply',   supply: 'ground',                        wire: 'black',  purpose: 'touch display' },
  { pin: 8,  kind: 'reserved', bcm: 14,                                 wire: 'none',   purpose: 'service console, transmit' },
  { pin: 10, kind: 'reserved', bcm: 15,                                 wire: 'none',   purpose: 'service console, receive' },
  { pin: 19, kind: 'reserved', bcm: 10,                                 wire: 'none',   purpose: 'TPM, SPI0 MOSI' },
  { pin: 21, kind: 'reserved', bcm: 9,                                  wire: 'none',   purpose: 'TPM, SPI0 MISO' },
  { pin: 23, kind: 'reserved', bcm: 11,                                 wire: 'none',   purpose: 'TPM, SPI0 clock' },
  { pin: 24, kind: 'reserved', bcm: 8,                                  wire: 'none',   purpose: 'TPM, SPI0 chip select 0' },
  { pin: 26, kind: 'reserved', bcm: 7,                                  wire: 'none',   purpose: 'TPM, SPI0 chip select 1' },
  { pin: 29, kind: 'input',    bcm: 5,  signal: 'pedal',                wire: 'yellow', purpose: 'foot pedal, closes to ground',            pull: 'up',   active: 'low' },
  { pin: 30, kind: 'supply',   supply: 'ground',                        wire: 'black',  purpose: 'foot pedal' },
  { pin: 32, kind: 'pwm',      bcm: 12, signal: 'ring-plain',           wire: 'white',  purpose: 'ring light, segment without a filter',    pull: 'down', active: 'high', channel: 0, alternate: 0 },
  { pin: 33, kind: 'pwm',      bcm: 13, signal: 'ring-polarised',       wire: 'violet', purpose: 'ring light, segment behind the polariser', pull: 'down', active: 'high', channel: 1, alternate: 0 },
  { pin: 34, kind: 'supply',   supply: 'ground',                        wire: 'black',  purpose: 'ring light' },
  { pin: 36, kind: 'output',   bcm: 16, signal: 'ring-enable',          wire: 'green',  purpose: 'ring light, supply of both segments',     pull: 'down', active: 'high' },
  { pin: 37, kind: 'output',   bcm: 26, signal: 'camera-cut',           wire: 'blue',   purpose: 'camera: high opens its supply; at rest, it has power', pull: 'down', active: 'high' },
  { pin: 38, kind: 'output',   bcm: 20, signal: 'status-led',           wire: 'brown',  purpose: 'status lamp in the lid, 1 kΩ in series',  pull: 'down', active: 'high' },
  { pin: 39, kind: 'supply',   supply: 'ground',                        wire: 'black',  purpose: 'camera switch and status lamp' },
] as const satisfies readonly Pin[];

type Row = (typeof pins)[number];

/** The pin of a signal, with what belongs to its kind: `pinFor('ring-plain').channel`. */
export function pinFor<S extends Signal>(signal: S): Extract<Row, { readonly signal: S }> {
  for (const row of pins)
    if ('signal' in row && row.signal === signal) return row as Extract<Row, { readonly signal: S }>;
  throw new Error(`the pin map has no signal ${signal}`);
}
