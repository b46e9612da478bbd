/**
 * An archive that speaks DICOMweb (PS3.18): any of them. What it says of itself is not believed:
 *
 *   is the UID there already? ──yes──► the same picture, of the same patient and lesion? ──► filed, or conflict
 *     │ no
 *   store (STOW-RS) ──► search again (QIDO-RS) ──► values and JPEG back (WADO-RS) ──► equal to what was sent ──► filed
 *                                                                               └──► not equal ──► ArchiveUnavailable
 *
 * An archive may answer 200 to a second object under a used UID and drop it, ignore a filter of a search, compress a
 * picture anew, or change who it shows. Each of these is noticed here. Once it holds something else under a UID, filing
 * the picture again is a conflict: a person decides.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { hashOf } from '../../wire/signing.ts';
import type { DicomObject } from '../dicom/api.ts';
import { dicomPicture } from '../dicom/picture.ts';
import { rejectionNote } from '../dicom/rejection.ts';
import type { Archive } from './api.ts';
import { connect } from './dicomweb/connection.ts';
import { storeBody } from './dicomweb/multipart.ts';
import { type ObjectPlace, objectsOf, pathOf } from './dicomweb/objects.ts';
import type { DicomWebSettings } from './dicomweb/settings.ts';
import { complaintAbout } from './dicomweb/stored.ts';
import { differing, type Identity, identityOf, namesAll, samePicture } from './identity.ts';
import { archiveUnavailable } from './unavailable.ts';

/** So long an archive may take until a search finds what it has stored. */
const visibleMsMax = 5_000;
const pollMs = 200;
const answerBytesMax = 1024 * 1024;

/** Throws, with a sentence for central IT, where the settings must not be used. Nothing is asked of the archive yet. */
export function dicomWebArchive(settings: DicomWebSettings, clockMs: () => number = () => performance.now()): Archive {
  const connection = connect(settings, clockMs);
  const objects = objectsOf(connection);

  /** What the archive has to say about the object; undefined when it is content. What is there now decides. */
  async function send({ file, sopUid }: DicomObject): Promise<string | undefined> {
    const { status, body } = await connection.ask({
      path: '/studies',
      accept: 'application/dicom+json',
      body: storeBody(file),
      bytesMax: answerBytesMax,
      expected: [400, 409],
    });
    const complaint = complaintAbout(sopUid, body);
    return complaint ?? (status === 400 || status === 409 ? `it refused the object (${status})` : undefined);
  }

  /** Stores the object and waits until it can be found. */
  async function store(
    object: DicomObject,
  ): Promise<{ places: readonly ObjectPlace[]; complaint: string | undefined }> {
    const complaint = await send(object);
    for (const until = clockMs() + visibleMsMax; ; await pause(pollMs)) {
      const places = await objects.find(object.sopUid);
      if (places.length > 0) return { places, complaint };
      if (complaint !== undefined) throw archiveUnavailable(`The archive did not store an object: ${complaint}.`);
      if (clockMs() > until) throw archiveUnavailable('The archive says that it stored an object, and cannot find it.');
    }
  }

  /** Names of what is not as it was sent; empty when all of it is. */
  async function differences(
    places: readonly ObjectPlace[],
    wanted: Identity,
    jpeg: Uint8Array,
  ): Promise<readonly string[]> {
    const [place] = places;
    if (place === undefined || places.length > 1) return ['number of objects'];
    const [values, found] = await Promise.all([objects.values(place), objects.jpeg(place)]);
    const unlike: string[] = [...differing(wanted, values?.identity ?? {})];
    if (found === undefined || !samePicture(jpeg, found)) unlike.push('picture');
    return unlike;
  }

  return {
    async file(record, picture, options) {
      const object = await dicomPicture(record, picture, options);
      if ('kind' in object) return object;
      const { sopClass, sopUid, seriesUid, studyUid, jpeg } = object;
      const wanted = identityOf(record, object);
      const before = await objects.find(sopUid);
      if (before.length > 0) {
        if ((await differences(before, wanted, jpeg)).length > 0) return { kind: 'conflict' };
      } else {
        const { places, complaint } = await store(object);
        const unlike = await differences(places, wanted, jpeg);
        if (unlike.length > 0) {
          const says = complaint === undefined ? '' : `; it says: ${complaint}`;
          throw archiveUnavailable(`The archive did not keep an object as it was sent (${unlike.join(', ')})${says}.`);
        }
      }
      return { kind: 'filed', as: pathOf(object), sopClass, sopUid, seriesUid, studyUid, sha256: hashOf(jpeg) };
    },

    async reject(rejection) {
      const note = rejectionNote(rejection);
      const isThere = (await objects.find(note.sopUid)).length > 0;
      if (!isThere) await store(note);
      const values = await objects.values(note);
      if (values === undefined || !namesAll(rejection, values.text)) {
        if (isThere) throw new Error('another note is stored under the id of this one');
        throw archiveUnavailable('The archive did not keep a rejection note as it was sent.');
      }
      return { as: pathOf(note) };
    },

    async jpeg(place) {
      const found = await objects.jpeg(place);
      return found && withoutPadding(found);
    },
  };
}

/** A zero after the end of the JPEG only makes the length even (PS3.5, section A.4). */
function withoutPadding(jpeg: Buffer): Buffer {
  return jpeg.length % 2 === 0 && jpeg.subarray(-3).equals(Buffer.from([0xff, 0xd9, 0])) ? jpeg.subarray(0, -1) : jpeg;
}
