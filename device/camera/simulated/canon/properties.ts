/**
 * Properties of a Canon EOS body, with the numbers that libgphoto2's `config.c` has words for. A Canon does not describe
 * them when asked: it tells of each by an event record (`records.ts`), with the choices there are.
 */
import { type Body, cameraTimeMs, cardBytesFree, settingOf } from '../body/body.ts';
import type { Machine } from '../personality.ts';
import { picturesIn } from '../ptp/store.ts';

export const codes = {
  aperture: 0xd101,
  shutterSpeed: 0xd102,
  isoSpeed: 0xd103,
  exposureMode: 0xd105,
  driveMode: 0xd106,
  focusMode: 0xd108,
  whiteBalance: 0xd109,
  colorTemperature: 0xd10a,
  batteryPower: 0xd111,
  cameraTime: 0xd113,
  autoPowerOff: 0xd114,
  owner: 0xd115,
  modelId: 0xd116,
  availableShots: 0xd11b,
  captureDestination: 0xd11c,
  imageFormat: 0xd120,
  utcTime: 0xd17c,
  serialNumber: 0xd1af,
  liveViewOutput: 0xd1b0,
  liveViewMode: 0xd1b1,
  artist: 0xd1d0,
  copyright: 0xd1d1,
  lensName: 0xd1d8,
} as const;

export interface EosProperty {
  readonly code: number;
  /** How the value is written. `image-format` is a number here and a structure on the wire. */
  readonly type: 'u8' | 'u16' | 'u32' | 'text' | 'image-format';
  readonly access: 'read' | 'read-write';
  readonly factory: number | string;
  readonly choices?: readonly number[];
}

/** Values of D11C. */
export const destinations = { card: 2, computer: 4 } as const;
/** D1B0, a mask: the camera's own display, the computer. */
const liveViewToComputer = 2;

// In eighths of a stop, as the camera counts: f/11 is 0x40, 1/125 s is 0x70, ISO 200 is 0x50.
const apertures = [0x20, 0x28, 0x30, 0x38, 0x3d, 0x40, 0x43, 0x48, 0x50, 0x58];
const shutterSpeeds = [0x38, 0x40, 0x48, 0x50, 0x58, 0x60, 0x68, 0x6d, 0x70, 0x73, 0x75, 0x78, 0x80, 0x88, 0x90, 0x98];
const sensitivities = [0x00, 0x48, 0x50, 0x58, 0x60, 0x68, 0x70, 0x78, 0x80, 0x88];
const whiteBalances = [0, 1, 2, 3, 4, 5, 6, 8, 9];
const rawFormat = 0x0c00;
/** Large fine, large normal, medium fine, small fine; see `imageFormat` in `records.ts`. */
const imageFormats = [0x0300, 0x0200, 0x1300, 0xd300, rawFormat];

export const shootsRaw = (body: Body): boolean => settingOf(body, codes.imageFormat) === rawFormat;

// biome-ignore format: a table is read by columns
export const properties: readonly EosProperty[] = [
  { code: codes.aperture,           type: 'u16',          access: 'read-write', factory: 0x40,       choices: apertures },
  { code: codes.shutterSpeed,       type: 'u16',          access: 'read-write', factory: 0x70,       choices: shutterSpeeds },
  { code: codes.isoSpeed,           type: 'u16',          access: 'read-write', factory: 0x50,       choices: sensitivities },
  { code: codes.exposureMode,       type: 'u16',          access: 'read',       factory: 3 }, // manual
  { code: codes.driveMode,          type: 'u16',          access: 'read-write', factory: 0,          choices: [0] }, // one picture for one press
  { code: codes.focusMode,          type: 'u16',          access: 'read',       factory: 3 }, // manual: the dermoscope is at a fixed distance
  { code: codes.whiteBalance,       type: 'u8',           access: 'read-write', factory: 0,          choices: whiteBalances },
  { code: codes.colorTemperature,   type: 'u32',          access: 'read-write', factory: 5200 },
  { code: codes.batteryPower,       type: 'u16',          access: 'read',       factory: 2 }, // full
  { code: codes.cameraTime,         type: 'u32',          access: 'read-write', factory: 0 },
  { code: codes.autoPowerOff,       type: 'u32',          access: 'read-write', factory: 0 }, // never
  { code: codes.owner,              type: 'text',         access: 'read-write', factory: '' },
  { code: codes.modelId,            type: 'u32',          access: 'read',       factory: 0x8000_0437 },
  { code: codes.availableShots,     type: 'u32',          access: 'read',       factory: 0 },
  { code: codes.captureDestination, type: 'u32',          access: 'read-write', factory: destinations.card, choices: Object.values(destinations) },
  { code: codes.imageFormat,        type: 'image-format', access: 'read-write', factory: 0x0300,     choices: imageFormats },
  { code: codes.utcTime,            type: 'u32',          access: 'read-write', factory: 0 },
  { code: codes.serialNumber,       type: 'text',         access: 'read',       factory: '' },
  { code: codes.liveViewOutput,     type: 'u16',          access: 'read-write', factory: 0 },
  { code: codes.liveViewMode,       type: 'u16',          access: 'read-write', factory: 1,          choices: [0, 1] },
  { code: codes.artist,             type: 'text',         access: 'read-write', factory: '' },
  { code: codes.copyright,          type: 'text',         access: 'read-write', factory: '' },
  { code: codes.lensName,           type: 'text',         access: 'read',       factory: 'EF-S60mm f/2.8 Macro USM' },
];

/** What a body does to itself that `drifted-setting`: small files, and a sensitivity for moonlight. */
export const drift: ReadonlyMap<number, number> = new Map([
  [codes.imageFormat, 0xd300],
  [codes.isoSpeed, 0x78],
]);

/** The property's value now. */
export function valueNow({ code, factory }: EosProperty, machine: Machine): number | string {
  const body = machine.body();
  switch (code) {
    case codes.batteryPower:
      return body.faults.has('battery-empty') ? 0 : factory;
    case codes.serialNumber:
      return machine.serial();
    case codes.liveViewOutput:
      return body.liveView === 'on' ? liveViewToComputer : 0;
    case codes.availableShots:
      return availableShots(body);
    case codes.utcTime:
      return Math.floor(cameraTimeMs(body, machine.nowMs()) / 1000);
    case codes.cameraTime:
      return localSeconds(cameraTimeMs(body, machine.nowMs()));
    default:
      return settingOf(body, code) ?? factory;
  }
}

export const wantsLiveView = (output: number): boolean => (output & liveViewToComputer) !== 0;

export const destinationOf = (body: Body): number =>
  Number(settingOf(body, codes.captureDestination) ?? destinations.card);

/** Cameras count no further on their display. */
const shotsMax = 9999;

/** So many pictures fit onto a computer that says it has so much room. */
export const shotsInto = (bytes: number): number => Math.min(shotsMax, picturesIn(bytes));

/** How many fit where they go: onto the card, or onto a computer that has said how much room it has. */
function availableShots(body: Body): number {
  if (destinationOf(body) === destinations.card) return Math.min(shotsMax, picturesIn(cardBytesFree(body)));
  return Number(body.settings.get(codes.availableShots) ?? 0);
}

// Canon writes its own time of day as if it were Greenwich's.
function localSeconds(atMs: number): number {
  const at = new Date(atMs);
  const [year, month, day] = [at.getFullYear(), at.getMonth(), at.getDate()];
  return Math.floor(Date.UTC(year, month, day, at.getHours(), at.getMinutes(), at.getSeconds()) / 1000);
}

export function momentOfLocalSeconds(seconds: number): number {
  const at = new Date(seconds * 1000);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  return new Date(year, month, day, at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()).getTime();
}
