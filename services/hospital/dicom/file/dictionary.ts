/** Keyword to tag and value representation, from the data dictionary of PS3.6 that dcmjs carries. */
import { dictionary } from 'dcmjs/dictionary';

export interface Element {
  /** Group and element in one number: `0x00100010`. */
  readonly tag: number;
  readonly vr: string;
}

/** Where the standard leaves a choice, what it is in an encapsulated picture (PS3.5 A.4). */
const chosen: Readonly<Record<string, string>> = { PixelData: 'OB' };

const byKeyword = new Map<string, Element>();
for (const { tag, name, vr } of Object.values(dictionary)) {
  const [, group, element] = /^\(([0-9A-F]{4}),([0-9A-F]{4})\)$/i.exec(tag) ?? [];
  if (group === undefined || element === undefined) continue; // a range of tags: nothing of ours
  byKeyword.set(name, { tag: Number.parseInt(group + element, 16), vr: chosen[name] ?? vr });
}

/** Throws for a keyword that the standard does not have. */
export function elementOf(keyword: string): Element {
  const found = byKeyword.get(keyword);
  if (found === undefined) throw new Error(`${keyword} is no keyword of the DICOM dictionary`);
  return found;
}
