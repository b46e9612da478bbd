/**
 * A camera's settings, as libgphoto2 shows them: one widget for each, with a name, a value and often a list of choices.
 *
 * A setting that the camera does not know is `undefined`. A result below zero means that nobody answered: the library says
 * so with codes of the line (`lineTrouble`), and with others that it has no such setting or that it may not be set now.
 */

import type { Gphoto2, Pointer, Result } from './gphoto2.ts';

export interface Setting {
  /** As text, trimmed: numbers as the library writes them, dates as seconds since 1970, yes and no as 1 and 0. */
  readonly value: string;
  readonly choices: readonly string[];
  readonly readOnly: boolean;
}

// GP_WIDGET_… in gphoto2-widget.h
const widgetRange = 3;
const widgetToggle = 4;
const widgetDate = 8;
/** More choices than any camera has shutter speeds. */
const choicesMax = 400;

/** What the library says when the line is gone or silent, and not merely the setting: see gphoto2-port-result.h. */
const lineTroubles = [-7, -10, -34, -35, -52];
export const lineTrouble = (result: Result): boolean => lineTroubles.includes(result);

/** A setting as it is now, or the result that says that the line is in trouble. */
export function readSetting(library: Gphoto2, camera: Pointer, name: string): Promise<Setting | undefined | Result> {
  return withWidget(library, camera, name, async (widget) => ({
    value: textIn(library, widget),
    choices: choicesOf(library, widget),
    readOnly: isReadOnly(library, widget),
  }));
}

/** The value of a text setting; `undefined` where the camera has no such setting or does not answer. */
export async function settingText(library: Gphoto2, camera: Pointer, name: string): Promise<string | undefined> {
  const setting = await readSetting(library, camera, name);
  return typeof setting === 'object' ? setting.value : undefined;
}

/** Sets a setting to one of its choices, or to any text where it has none. `undefined` where there is no such setting. */
export function writeSetting(
  library: Gphoto2,
  camera: Pointer,
  name: string,
  value: string,
): Promise<undefined | Result> {
  return withWidget(library, camera, name, (widget) => {
    library.widgetSetText(widget, value);
    return library.setConfig(camera, name, widget, library.context);
  });
}

/** Sets a setting that is a number: a date in seconds since 1970, 1 and 0 for on and off. */
export function writeNumber(
  library: Gphoto2,
  camera: Pointer,
  name: string,
  value: number,
): Promise<undefined | Result> {
  return withWidget(library, camera, name, (widget) => {
    library.widgetSetWhole(widget, new Int32Array([value]));
    return library.setConfig(camera, name, widget, library.context);
  });
}

async function withWidget<T>(
  library: Gphoto2,
  camera: Pointer,
  name: string,
  use: (widget: Pointer) => Promise<T>,
): Promise<T | undefined | Result> {
  const found: [Pointer | null] = [null];
  const result = await library.getConfig(camera, name, found, library.context);
  if (lineTrouble(result)) return result;
  const [widget] = found;
  if (result < 0 || widget === null) return undefined;
  try {
    return await use(widget);
  } finally {
    library.widgetUnref(widget);
  }
}

/** `gp_widget_get_value` fills a pointer, a float or an integer: which, depends on the widget's type. */
function textIn(library: Gphoto2, widget: Pointer): string {
  const type: [number] = [0];
  library.widgetType(widget, type);
  if (type[0] === widgetRange || type[0] === widgetToggle || type[0] === widgetDate) {
    const number: [number] = [0];
    (type[0] === widgetRange ? library.widgetNumber : library.widgetWhole)(widget, number);
    return String(Math.round(number[0] * 1000) / 1000);
  }
  const text: [string | null] = [null];
  library.widgetText(widget, text);
  return (text[0] ?? '').trim();
}

function choicesOf(library: Gphoto2, widget: Pointer): readonly string[] {
  const count = Math.min(library.widgetChoices(widget), choicesMax); // below zero where the widget is no list
  const choices: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const choice: [string | null] = [null];
    if (library.widgetChoice(widget, index, choice) >= 0 && choice[0] !== null) choices.push(choice[0]);
  }
  return choices;
}

function isReadOnly(library: Gphoto2, widget: Pointer): boolean {
  const readOnly: [number] = [0];
  library.widgetReadOnly(widget, readOnly);
  return readOnly[0] !== 0;
}
