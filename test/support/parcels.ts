/** What is in a station's outbox, as the hospital's key shows it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Capture } from '../../services/wire/capture.ts';
import { openParcel, type ParcelDocument } from '../../services/wire/parcel.ts';

export interface Opened {
  readonly captures: readonly Capture[];
  readonly documents: readonly ParcelDocument[];
}

/** `home`: of the demonstration's provisioning. Throws for a parcel that the hospital cannot open. */
export async function openedParcels(home: string): Promise<Opened> {
  const key = readFileSync(join(home, 'hospital', 'keys', 'operational.txt'), 'utf8').trim();
  const folder = join(home, 'station', 'outbox', 'parcels');
  const captures: Capture[] = [];
  const documents: ParcelDocument[] = [];
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.age'))) {
    const opened = await openParcel(readFileSync(join(folder, name)), [key]);
    if (typeof opened === 'string') throw new Error(`${name}: ${opened}`);
    if ('capture' in opened) captures.push(opened.capture);
    else documents.push(opened.document);
  }
  return { captures, documents };
}

/** The documents of one kind. */
export function ofKind<Kind extends ParcelDocument['kind']>(
  { documents }: Opened,
  kind: Kind,
): readonly Extract<ParcelDocument, { kind: Kind }>[] {
  return documents.filter((document): document is Extract<ParcelDocument, { kind: Kind }> => document.kind === kind);
}
