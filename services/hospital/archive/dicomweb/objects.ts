/** What an archive holds: searching by an object's UID (QIDO-RS), its values and its JPEG (WADO-RS). PS3.18, chapter 10. */
import { z } from 'zod';
import type { FiledPicture } from '../api.ts';
import type { Identity } from '../identity.ts';
import { checkedUid } from '../uid.ts';
import { archiveUnavailable } from '../unavailable.ts';
import type { Connection } from './connection.ts';
import { onlyPart } from './multipart.ts';

export type ObjectPlace = Pick<FiledPicture, 'sopUid' | 'seriesUid' | 'studyUid'>;

/** Values of objects that are found; a search that its archive does not narrow down is larger. */
const valuesBytesMax = 8 * 1024 * 1024;
/** As the largest parcel on the wire: no picture is larger. */
const pictureBytesMax = 256 * 1024 * 1024;
const dicomJson = 'application/dicom+json';
const jpegBaseline = 'multipart/related; type="image/jpeg"; transfer-syntax=1.2.840.10008.1.2.4.50';

/** DICOM JSON (PS3.18, annex F): of each element only what we look at. */
const values = z.array(z.record(z.string(), z.object({ Value: z.array(z.unknown()).optional() })));
type Values = z.infer<typeof values>[number];

export function pathOf({ studyUid, seriesUid, sopUid }: ObjectPlace): string {
  return `studies/${checkedUid(studyUid)}/series/${checkedUid(seriesUid)}/instances/${checkedUid(sopUid)}`;
}

export function objectsOf(connection: Connection) {
  async function ask(path: string, expected: readonly number[] = []): Promise<readonly Values[] | undefined> {
    const { status, body } = await connection.ask({ path, accept: dicomJson, bytesMax: valuesBytesMax, expected });
    if (expected.includes(status)) return undefined;
    if (status === 204 || body.length === 0) return [];
    return parsed(body);
  }

  return {
    /** Where objects with this UID lie, in whatever study. An archive that ignores the filter gives others too: they do not count. */
    async find(sopUid: string): Promise<readonly ObjectPlace[]> {
      const found = (await ask(`/instances?SOPInstanceUID=${checkedUid(sopUid)}`)) ?? [];
      return found.map(identityIn).flatMap(({ sopUid: own, seriesUid, studyUid }) => {
        if (own !== sopUid || seriesUid === undefined || studyUid === undefined) return [];
        return [{ sopUid, seriesUid, studyUid }];
      });
    },

    /** All values but the pixels, as the archive's JSON text and as what we compare; undefined where there is no such object. */
    async values(place: ObjectPlace): Promise<{ identity: Partial<Identity>; text: string } | undefined> {
      const [first] = (await ask(`/${pathOf(place)}/metadata`, [404, 410])) ?? [];
      return first && { identity: identityIn(first), text: JSON.stringify(first) };
    },

    /** The first frame, as it was encapsulated, its padding included. */
    async jpeg(place: ObjectPlace): Promise<Buffer | undefined> {
      const { status, type, body } = await connection.ask({
        path: `/${pathOf(place)}/frames/1`,
        accept: jpegBaseline,
        bytesMax: pictureBytesMax,
        expected: [404, 410],
      });
      if (status === 404 || status === 410) return undefined;
      const jpeg = /^image\/jpeg\b/i.test(type) ? body : onlyPart(type, body);
      if (jpeg === undefined)
        throw archiveUnavailable('The archive gave back a picture in a form that we cannot read.');
      return jpeg;
    },
  };
}

function parsed(body: Buffer): readonly Values[] {
  try {
    return values.parse(JSON.parse(body.toString('utf8')));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    throw archiveUnavailable('The archive answers a search with something else than DICOM JSON. Check the address.');
  }
}

function identityIn(found: Values): Partial<Identity> {
  const text = (tag: string) => {
    const value = found[tag]?.Value?.[0];
    return typeof value === 'string' ? value : undefined;
  };
  const entries = {
    sopClass: text('00080016'),
    sopUid: text('00080018'),
    patientId: text('00100020'),
    studyUid: text('0020000D'),
    seriesUid: text('0020000E'),
    trackingUid: text('00620021'),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}
