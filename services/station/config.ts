/** What a station is told when it starts: where its things are and which parts are on the desk. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { usualBrightness } from '../../device/light/levels.ts';
import { lightForms, readLight } from '../../device/light/open.ts';
import { readPedalChoice } from '../../device/pedal/choice.ts';

const port = z.coerce.number().int().min(1).max(65_535);

const percent = z.coerce.number().min(1).max(100);

const options = z.object({
  /** Folder of this station: `identity`, `outbox`, `worklist.json` and `journal.age` are in it. */
  home: z.string().min(1),
  'kiosk-port': port,
  'broker-host': z.string().default('127.0.0.1'),
  'broker-port': port,
  /** libgphoto2's address of a real camera, such as `usb:001,004` or `ptpip:192.0.2.7`; simulated parts without it. */
  camera: z.string().optional(),
  /** Its model, or a part of it; any when not given. Over PTP/IP libgphoto2 calls every model `PTP/IP Camera`. */
  'camera-model': z.string().optional(),
  /** Its serial number; without it, the one that was confirmed at the kiosk, or the first that answers. */
  'camera-serial': z.string().optional(),
  /** See `device/pedal/choice.ts`: simulated, gpio, usb:VVVV:PPPP, name:TEXT. */
  pedal: z
    .string()
    .default('simulated')
    .transform(
      (text, context) =>
        readPedalChoice(text) ??
        refuse(context, 'a pedal is written simulated, gpio, usb:0c45:7403 or name:FootSwitch'),
    ),
  /** See `device/light/open.ts`: simulated, pwm, firmata:/dev/ttyACM0. */
  light: z
    .string()
    .default('simulated')
    .transform((text, context) => readLight(text) ?? refuse(context, lightForms)),
  /** Share of the ring light's full power while aiming and for the exposure, in percent. */
  'light-aim': percent.default(usualBrightness.aimDuty * 100),
  'light-flash': percent.default(usualBrightness.flashDuty * 100),
  /** A folder of JPEG files that the simulated camera takes instead of drawing. */
  'camera-pictures': z.string().optional(),
  /** Width and height in pixels of the pictures that the simulated camera draws, `6000x4000`. */
  'camera-size': z
    .string()
    .regex(/^\d{3,4}x\d{3,4}$/, 'a size is written like 6000x4000')
    .transform((text) => text.split('x').map(Number))
    .pipe(z.tuple([z.number(), z.number()]))
    .optional(),
  /** What the lock screen of a simulated station says that one can type. Not shown where the parts are real. */
  'sign-in-hint': z.string().min(1).max(200).optional(),
  /** How long a parcel stays after its receipt. */
  'purge-grace-minutes': z.coerce.number().min(0).default(10),
});

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

export type StationConfig = z.infer<typeof options>;

/** Throws with a sentence that names the option when one is unknown, missing or wrong. */
export function readStationConfig(args: readonly string[]): StationConfig {
  const known = Object.fromEntries(Object.keys(options.shape).map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ args: [...args], options: known, strict: true });
  const read = options.safeParse(values);
  if (read.success) return read.data;
  throw new Error(
    `station: ${read.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
  );
}
