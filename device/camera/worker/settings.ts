/**
 * What a camera's settings should be, and what each make calls them in libgphoto2 (`camlibs/ptp2/config.c` of 2.5).
 *
 *   wishes(make, setup) ─► for each: the first widget that is there ─► fits? ─► else the choice that fits best ─► read back
 *
 * Pure. Cameras write the same exposure as `1/125`, `0.0080s` or `0.008`, the same aperture as `f/8` or `8`: what is compared
 * is the number.
 */

import type { CameraSetup, SettingDrift } from '../../ports.ts';

export type Make = 'canon-eos' | 'nikon' | 'other';

/** One setting that should be so. */
export interface Wish {
  readonly name: SettingDrift['name'];
  /** Widgets that can be this setting, the best first. */
  readonly widgets: readonly string[];
  /** For the eye. */
  readonly wanted: string;
  readonly fits: (value: string) => boolean;
  /** Which of the choices to set, if any will do. */
  readonly best: (choices: readonly string[]) => string | undefined;
  /** Whether a camera without it is none the worse. */
  readonly optional?: true;
}

export function makeOf(manufacturer: string): Make {
  if (/canon/i.test(manufacturer)) return 'canon-eos';
  return /nikon/i.test(manufacturer) ? 'nikon' : 'other';
}

// biome-ignore format: a table is read by columns
const widgets: Readonly<Record<SettingDrift['name'], Readonly<Record<Make, readonly string[]>>>> = {
  'capture-target': { 'canon-eos': ['capturetarget'],    nikon: ['capturetarget'],                 other: ['capturetarget'] },
  format:           { 'canon-eos': ['imageformat'],      nikon: ['imagequality'],                  other: ['imagequality', 'imageformat'] },
  mode:             { 'canon-eos': ['autoexposuremode'], nikon: ['expprogram'],                    other: ['expprogram'] },
  'auto-iso':       { 'canon-eos': [],                   nikon: ['autoiso', 'isoauto'],            other: [] },
  shutter:          { 'canon-eos': ['shutterspeed'],     nikon: ['shutterspeed2', 'shutterspeed'], other: ['shutterspeed', 'shutterspeed2'] },
  aperture:         { 'canon-eos': ['aperture'],         nikon: ['f-number'],                      other: ['f-number', 'aperture'] },
  iso:              { 'canon-eos': ['iso'],              nikon: ['iso'],                           other: ['iso'] },
  'white-balance':  { 'canon-eos': ['whitebalance'],     nikon: ['whitebalance'],                  other: ['whitebalance'] },
};

/** A third of a stop is 26 % of time; what bodies round off is far less. */
const shutterTolerance = 0.1;
/** A third of a stop is 12 % of the f-number. */
const apertureTolerance = 0.03;

/** Everything that should be so for this exposure; without one, what holds for every picture. In the order to be set. */
export function wishes(make: Make, setup: CameraSetup | undefined): readonly Wish[] {
  const always: readonly Wish[] = [
    wish(make, 'capture-target', 'memory', matching(/ram/i)), // a patient's picture has no business on a card
    wish(make, 'format', 'JPEG fine', fineJpeg),
  ];
  if (setup === undefined) return always;
  const whiteBalance =
    setup.whiteBalance === undefined
      ? []
      : [wish(make, 'white-balance', setup.whiteBalance, exactly(setup.whiteBalance))];
  return [
    ...always,
    wish(make, 'mode', 'manual', matching(/^m(anual)?$/i)),
    { ...wish(make, 'auto-iso', 'off', matching(/^(off|0)$/i)), optional: true },
    wish(make, 'shutter', setup.shutter, nearest(seconds, setup.shutter, shutterTolerance)),
    wish(make, 'aperture', setup.aperture, nearest(fNumber, setup.aperture, apertureTolerance)),
    wish(make, 'iso', setup.iso, nearest(whole, setup.iso, 0)),
    ...whiteBalance,
  ];
}

/** `undefined` when the setting is as wished. */
export function driftOf(wished: Wish, is: string | undefined): SettingDrift | undefined {
  if (is === undefined ? wished.optional : wished.fits(is)) return undefined;
  return { name: wished.name, wanted: wished.wanted, is };
}

type Fit = Pick<Wish, 'fits' | 'best'>;

function wish(make: Make, name: Wish['name'], wanted: string, fit: Fit): Wish {
  return { name, widgets: widgets[name][make], wanted, ...fit };
}

function matching(pattern: RegExp): Fit {
  return { fits: (value) => pattern.test(value), best: (choices) => choices.find((choice) => pattern.test(choice)) };
}

function exactly(text: string): Fit {
  const same = (value: string) => value.trim().toLowerCase() === text.trim().toLowerCase();
  return { fits: same, best: (choices) => choices.find(same) };
}

/**
 * Nikon says `JPEG Fine`, Canon `Large Fine JPEG` or, on newer bodies, `L`. Only a name that says so counts: some Nikons have
 * qualities that the library cannot name, and a few of them are raw. Where there is no fine one, any JPEG is better than raw.
 */
const isFineJpeg = (name: string) => /^(large fine jpeg|jpeg fine\*?|l|(extra )?fine)$/i.test(name.trim());
const isJpeg = (name: string) => /^((large|medium|small|smaller|tiny)\b.*jpeg|jpeg\b.*|c?[lms]\d?)$/i.test(name.trim());
const fineJpeg: Fit = {
  fits: isFineJpeg,
  best: (choices) => choices.find(isFineJpeg) ?? choices.find(isJpeg),
};

function nearest(read: (text: string) => number | undefined, wanted: string, tolerance: number): Fit {
  const goal = read(wanted);
  if (goal === undefined) return exactly(wanted); // such as `Bulb`: a word is a word
  const distance = (text: string) => Math.abs((read(text) ?? Number.POSITIVE_INFINITY) / goal - 1);
  return {
    fits: (value) => distance(value) <= tolerance,
    best: (choices) => {
      const [closest] = choices.toSorted((one, other) => distance(one) - distance(other));
      return closest !== undefined && distance(closest) <= tolerance ? closest : undefined;
    },
  };
}

/** `1/125`, `0.0080s`, `2`, `2.5"`. */
export function seconds(text: string): number | undefined {
  const fraction = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)\s*s?$/.exec(text.trim());
  return positive(fraction ? Number(fraction[1]) / Number(fraction[2]) : Number(text.trim().replace(/\s*(s|")$/, '')));
}

/** `f/8`, `8`, `F5.6`. */
export function fNumber(text: string): number | undefined {
  return positive(Number(text.trim().replace(/^f\s*\/?\s*/i, '')));
}

const whole = (text: string) => (/^\s*\d+\s*$/.test(text) ? positive(Number(text)) : undefined);

const positive = (number: number) => (Number.isFinite(number) && number > 0 ? number : undefined);
