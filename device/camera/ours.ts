/**
 * Which body belongs to this station: the one that was configured, until somebody confirms another one; without a
 * configuration the first one that answers. Kept in the camera's folder, so that a body exchanged overnight is noticed.
 *
 *   HOME/body.json   { configured, ours }
 */

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Ours {
  /** The serial number expected; `undefined` while any body will do. */
  serial(): string | undefined;
  /** From now on it is this one. */
  become(serial: string): void;
}

interface Kept {
  /** What was configured when `ours` was decided. Another configuration is younger than that decision. */
  readonly configured: string | undefined;
  readonly ours: string;
}

/** `home` exists. A file that cannot be read counts as none. */
export function oursIn(home: string, configured: string | undefined): Ours {
  const file = join(home, 'body.json');
  const kept = keptIn(file);
  let serial = kept !== undefined && kept.configured === configured ? kept.ours : configured;
  return {
    serial: () => serial,
    become(now) {
      if (now === serial) return;
      serial = now;
      writeFileSync(`${file}.new`, JSON.stringify({ configured, ours: now } satisfies Kept), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}

function keptIn(file: string): Kept | undefined {
  try {
    const { configured, ours }: Partial<Kept> = JSON.parse(readFileSync(file, 'utf8'));
    return typeof ours === 'string' ? { configured, ours } : undefined;
  } catch {
    return undefined; // never decided, or lost with the power: the next body that answers is ours
  }
}
