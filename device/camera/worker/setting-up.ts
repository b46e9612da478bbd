/** Brings a camera's settings to what they should be, and reads back what it made of that. */

import { setTimeout as after } from 'node:timers/promises';
import type { CameraSetup, SettingDrift } from '../../ports.ts';
import type { Gphoto2, Pointer, Result } from './gphoto2/gphoto2.ts';
import { lineTrouble, readSetting, type Setting, writeSetting } from './gphoto2/widgets.ts';
import { driftOf, type Make, type Wish, wishes } from './settings.ts';

/** A Canon tells of a change by an event, a little later. */
const readBackTriesMax = 6;
const readBackEveryMs = 40;

/** Sets what differs and nothing else; what the camera did not take, or the library's result when nobody answers. */
export async function setUp(
  library: Gphoto2,
  camera: Pointer,
  make: Make,
  setup: CameraSetup | undefined,
): Promise<readonly SettingDrift[] | Result> {
  const drifts: SettingDrift[] = [];
  for (const wished of wishes(make, setup)) {
    const is = await bringTo(library, camera, wished);
    if (typeof is === 'number') return is;
    const drift = driftOf(wished, is.value);
    if (drift !== undefined) drifts.push(drift);
  }
  return drifts;
}

/** The setting under the first of its names that this camera knows. */
export async function currentOf(
  library: Gphoto2,
  camera: Pointer,
  wished: Wish,
): Promise<(Setting & { readonly widget: string }) | undefined | Result> {
  for (const widget of wished.widgets) {
    const setting = await readSetting(library, camera, widget);
    if (typeof setting === 'number') return setting;
    if (setting !== undefined) return { ...setting, widget };
  }
  return undefined;
}

async function bringTo(
  library: Gphoto2,
  camera: Pointer,
  wished: Wish,
): Promise<{ readonly value: string | undefined } | Result> {
  const current = await currentOf(library, camera, wished);
  if (typeof current === 'number') return current;
  if (current === undefined || wished.fits(current.value)) return { value: current?.value };
  const choice = wished.best(current.choices);
  if (choice === undefined || current.readOnly) return current;
  const written = await writeSetting(library, camera, current.widget, choice);
  if (written !== undefined && lineTrouble(written)) return written;
  return readBack(library, camera, wished, current);
}

async function readBack(
  library: Gphoto2,
  camera: Pointer,
  wished: Wish,
  before: Setting & { readonly widget: string },
): Promise<{ readonly value: string | undefined } | Result> {
  let value: string | undefined = before.value;
  for (let tries = 0; tries < readBackTriesMax; tries += 1) {
    if (tries > 0) await after(readBackEveryMs);
    const now = await readSetting(library, camera, before.widget);
    if (typeof now === 'number') return now;
    value = now?.value;
    if (value !== undefined && wished.fits(value)) break;
  }
  return { value };
}
