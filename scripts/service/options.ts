/** The settings of `npm start`, each as an option or as an environment variable: `--kiosk-port`, `LENTIGO_KIOSK_PORT`. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

interface Setting {
  readonly fallback?: string;
  /** Whose it is, where it is not for both. */
  readonly of?: 'station' | 'hospital';
  readonly says: string;
}

// biome-ignore format: a table is read by columns
export const settings = {
  'home':                { fallback: 'var',                     says: 'folder of everything that is kept' },
  'kiosk-port':          { fallback: '7070', of: 'station',     says: 'port of the kiosk and the bench' },
  'broker-port':         { fallback: '7883',                    says: 'port of the broker' },
  'hospital-port':       { fallback: '7080', of: 'hospital',    says: "port of the hospital's pages and of its FHIR interface" },
  'identity-port':       { fallback: '7081', of: 'hospital',    says: 'port of the embedded sign-in, with invented staff' },
  'camera':              { of: 'station',                       says: "libgphoto2's address of a real camera; without it the parts are simulated" },
  'camera-model':        { of: 'station',                       says: "libgphoto2's name of its model" },
  'camera-serial':       { of: 'station',                       says: 'its serial number; without it, the one that was confirmed' },
  'pedal':               { of: 'station',                       says: 'simulated, gpio, usb:VVVV:PPPP or name:TEXT (simulated)' },
  'light':               { of: 'station',                       says: 'simulated, pwm or firmata:/dev/ttyACM0 (simulated)' },
  'light-aim':           { of: 'station',                       says: 'percent of its power while aiming (25)' },
  'light-flash':         { of: 'station',                       says: 'percent of its power for the exposure (100)' },
  'camera-pictures':     { of: 'station',                       says: 'folder of JPEG files that the simulated camera takes' },
  'camera-size':         { of: 'station',                       says: 'size of the pictures it draws, 6000x4000' },
  'purge-grace-minutes': { of: 'station',                       says: 'how long the station keeps a picture that is at the hospital' },
  'database-url':        { of: 'hospital',                      says: 'postgresql://… (embedded, in the home)' },
  'dicomweb-url':        { of: 'hospital',                      says: 'a DICOMweb archive (a folder of DICOM files in the home)' },
  'photographic-only':   { of: 'hospital',                      says: 'yes: that archive refuses Dermoscopic Photography objects (no)' },
  'ehr-url':             { of: 'hospital',                      says: "the record system's FHIR endpoint; without it, what goes out waits" },
  'ers-url':             { of: 'hospital',                      says: 'the NHS e-Referral Service' },
  'smtp-url':            { of: 'hospital',                      says: 'smtp://host:25; without it, letters wait to be printed' },
  'mail-from':           { of: 'hospital',                      says: 'sender of its e-mails' },
  'public-url':          { of: 'hospital',                      says: "how browsers reach its pages (http://127.0.0.1 and its port)" },
  'oidc-issuer':         { of: 'hospital',                      says: "the hospital's own sign-in (embedded, invented staff)" },
  'oidc-client-id':      { of: 'hospital',                      says: 'our name there' },
  'modality-worklist':   { of: 'hospital',                      says: 'folder of modality worklist files for other devices' },
  'demonstration':       { of: 'hospital',                      says: 'yes or no: invented patients (yes with the embedded sign-in)' },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export type Settings = { readonly [name in SettingName]?: string } & { readonly home: string };

/** Trouble with what was asked for: its message is for whoever typed it. */
export class UsageError extends Error {}

export const portSettings = ['kiosk-port', 'broker-port', 'hospital-port', 'identity-port'] as const;

/** The patients are invented, and so is who works at the station. */
export function isInvented(all: Settings): boolean {
  return (all.demonstration ?? (all['oidc-issuer'] === undefined ? 'yes' : 'no')) === 'yes';
}

/** What a program is told: the settings that are its own or everybody's. */
export function settingsOf(
  program: 'station' | 'hospital',
  all: Settings,
): readonly (readonly [SettingName, string])[] {
  return (Object.keys(settings) as SettingName[]).flatMap((name) => {
    const { of }: Setting = settings[name];
    const value = all[name];
    return value === undefined || (of !== undefined && of !== program) ? [] : [[name, value] as const];
  });
}

export function variableOf(name: SettingName): string {
  return `LENTIGO_${name.replaceAll('-', '_').toUpperCase()}`;
}

/** Options win over variables, and those over what is usual. Throws a `UsageError` that lists the known options. */
export function readSettings(args: readonly string[], environment: NodeJS.ProcessEnv): Settings {
  const names = Object.keys(settings) as SettingName[];
  let given: { [name: string]: string | undefined };
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    given = parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage()}`);
  }
  const read: Partial<Record<SettingName, string>> = {};
  for (const name of names) {
    const setting: Setting = settings[name];
    const value = given[name] ?? environment[variableOf(name)] ?? setting.fallback;
    if (value !== undefined) read[name] = value;
  }
  for (const name of portSettings) {
    if (!/^\d+$/.test(read[name] ?? '') || Number(read[name]) < 1 || Number(read[name]) > 65_535) {
      throw new UsageError(`--${name} (${variableOf(name)}) is a number from 1 to 65535, not "${read[name]}".`);
    }
  }
  const pictures = read['camera-pictures'];
  if (pictures !== undefined && !statSync(pictures, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--camera-pictures (${variableOf('camera-pictures')}) names no folder: ${resolve(pictures)}`);
  }
  return { ...read, home: resolve(read.home ?? 'var') };
}

/** The options and variables, a line each. */
export function usage(): string {
  const lines = (Object.keys(settings) as SettingName[]).map((name) => {
    const setting: Setting = settings[name];
    const usual = setting.fallback === undefined ? '' : ` (${setting.fallback})`;
    return `  --${name.padEnd(20)} ${variableOf(name).padEnd(28)} ${setting.says}${usual}`;
  });
  return `Known options, and the variables that say the same:\n${lines.join('\n')}`;
}
