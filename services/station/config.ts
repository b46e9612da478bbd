/** What a station is told when it starts: where its things are and which parts are on the desk. */
import { parseArgs } from 'node:util';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);

const options = z.object({
  /** Folder of this station: `identity` and `outbox` are in it. */
  home: z.string().min(1),
  'kiosk-port': port,
  'broker-host': z.string().default('127.0.0.1'),
  'broker-port': port,
  /** libgphoto2's address of a real camera, such as `usb:001,004` or `ptpip:192.0.2.7`; simulated parts without it. */
  camera: z.string().optional(),
  'camera-model': z.string().default('PTP/IP Camera'),
  /** A folder of JPEG files that the simulated camera takes instead of drawing. */
  'camera-pictures': z.string().optional(),
  /** Width and height in pixels of the pictures that the simulated camera draws, `6000x4000`. */
  'camera-size': z
    .string()
    .regex(/^\d{3,4}x\d{3,4}$/, 'a size is written like 6000x4000')
    .transform((text) => text.split('x').map(Number))
    .pipe(z.tuple([z.number(), z.number()]))
    .optional(),
  /** How long a parcel stays after its receipt. */
  'purge-grace-minutes': z.coerce.number().min(0).default(10),
});

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
