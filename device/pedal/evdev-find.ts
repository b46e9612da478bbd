/**
 * Which event nodes belong to the pedal: every node with keys of the device that is named, because a pedal that can
 * also click shows a keyboard and a mouse. From sysfs, which needs no permission:
 *
 *   /sys/class/input/event3/device/{name, id/vendor, id/product, capabilities/key}   →   /dev/input/event3
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type WhichInput =
  /** Four lower-case hexadecimal digits each, as `lsusb` prints them. */
  | { readonly kind: 'usb'; readonly vendor: string; readonly product: string }
  /** The device's name begins with this. */
  | { readonly kind: 'name'; readonly name: string };

export interface InputNode {
  readonly path: string;
  readonly name: string;
  readonly vendor: string;
  readonly product: string;
}

export interface InputFolders {
  readonly sysfs: string;
  readonly dev: string;
}

export const inputFolders: InputFolders = { sysfs: '/sys/class/input', dev: '/dev/input' };

/** All nodes with keys, in the kernel's order. */
export function keyNodes(folders: InputFolders = inputFolders): readonly InputNode[] {
  return (entries(folders.sysfs) ?? [])
    .filter((name) => /^event\d+$/.test(name))
    .sort((one, other) => Number(one.slice(5)) - Number(other.slice(5)))
    .map((event) => nodeOf(event, folders))
    .filter((node) => node !== undefined);
}

export function matches(which: WhichInput, node: InputNode): boolean {
  return which.kind === 'usb'
    ? which.vendor === node.vendor && which.product === node.product
    : node.name.startsWith(which.name);
}

function nodeOf(event: string, { sysfs, dev }: InputFolders): InputNode | undefined {
  const device = join(sysfs, event, 'device');
  const [name, vendor, product, keys] = ['name', 'id/vendor', 'id/product', 'capabilities/key'].map((attribute) =>
    text(join(device, attribute)),
  );
  if (name === undefined || vendor === undefined || product === undefined) return undefined;
  if (keys === undefined || /^[0 ]*$/.test(keys)) return undefined;
  return { path: join(dev, event), name, vendor, product };
}

/** A device may be pulled out between two reads: what is gone is absent. */
const gone = new Set(['ENOENT', 'ENODEV', 'ENOTDIR']);

function text(file: string): string | undefined {
  return unlessGone(() => readFileSync(file, 'utf8').trim());
}

function entries(folder: string): readonly string[] | undefined {
  return unlessGone(() => readdirSync(folder));
}

function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (gone.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
