/**
 * Parcels that wait for a person, in a folder, sealed as they came.
 *
 *   quarantine/<station>/<parcel>/parcel.age
 *   quarantine/<station>/<parcel>-<16 digits of its SHA-256>/parcel.age   other bytes that came under the same name
 *
 * The name in a parcel's manifest is the station's word. Should two different parcels carry the same one, both are kept:
 * the second beside the first.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../../wire/signing.ts';
import type { Aside } from './api.ts';
import { openShelves } from './placing.ts';

const place =
  /^quarantine\/[a-z0-9][a-z0-9-]{1,30}[a-z0-9]\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-[0-9a-f]{16})?\/parcel\.age$/;

/** Several workers may share the folder. */
export async function openAside(root: string): Promise<Aside> {
  const shelves = await openShelves(root);

  async function read(as: string): Promise<Uint8Array> {
    if (!place.test(as)) throw new Error('not the name of a parcel that was set aside');
    return readFile(join(root, as));
  }

  /** Whether the place holds these bytes now. */
  async function holds(as: string, sealed: Uint8Array): Promise<boolean> {
    if ((await shelves.place(sealed, as)) === 'placed') return true;
    return hashOf(await read(as)) === hashOf(sealed);
  }

  return {
    async keep(parcel, station, sealed) {
      const own = `quarantine/${station}/${parcel}/parcel.age`;
      if (!place.test(own)) throw new Error('a parcel is set aside under a station and a UUID');
      if (await holds(own, sealed)) return { as: own };
      const beside = `quarantine/${station}/${parcel}-${hashOf(sealed).slice(0, 16)}/parcel.age`;
      if (await holds(beside, sealed)) return { as: beside };
      throw new Error('two different parcels begin with the same SHA-256, or one has changed on the disk');
    },
    read,
  };
}
