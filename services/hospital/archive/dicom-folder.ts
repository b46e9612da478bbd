/**
 * An archive in a folder, for a site without one: one DICOM file (PS3.10) for each object. Viewers and archives read it.
 *
 *   dicom/<study UID>/<series UID>/<SOP instance UID>.dcm
 *   uids/<last two digits>/<SOP instance UID>.dcm            the same file by its second name (hard link)
 *
 * A UID is taken by linking its file below `uids`, which succeeds once: two workers cannot use it for two objects, not
 * even in two studies. Nothing is ever overwritten or removed.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../../wire/signing.ts';
import type { DicomObject } from '../dicom/api.ts';
import { dicomPicture } from '../dicom/picture.ts';
import { readObject } from '../dicom/read.ts';
import { rejectionNote } from '../dicom/rejection.ts';
import type { Archive, FiledPicture } from './api.ts';
import { differing, type Identity, identityOf, namesAll, samePicture } from './identity.ts';
import { diskTrouble, hasCode, openShelves } from './placing.ts';
import { checkedUid } from './uid.ts';
import { archiveUnavailable } from './unavailable.ts';

type Place = Pick<FiledPicture, 'sopUid' | 'seriesUid' | 'studyUid'>;

/** Opens the archive below `root`, which several workers may share, and clears what a crash left half-written. */
export async function openDicomFolder(root: string): Promise<Archive> {
  const shelves = await openShelves(root);

  const bytesOf = (as: string) => readFile(join(root, as));

  /** A disk that fails is trouble of the archive, not a bug: what was asked for may be asked for again. */
  async function onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const trouble = diskTrouble(error);
      throw trouble === undefined ? error : archiveUnavailable(`The archive in a folder does not work: ${trouble}.`);
    }
  }

  /** Takes the UID for this object where it is free, and reads back what lies under it now. `same`: whether that will do. */
  async function store(object: DicomObject, same: (there: Buffer) => boolean): Promise<'stored' | 'conflict'> {
    const [as, claim] = [placeOf(object), claimOf(object.sopUid)];
    if ((await shelves.place(object.file, claim, as)) === 'placed') {
      if ((await bytesOf(as)).equals(object.file)) return 'stored';
      throw archiveUnavailable('The folder gave back other bytes than were written to it: check its disk.');
    }
    const there = await bytesOf(claim);
    if (!there.equals(object.file) && !same(there)) return 'conflict';
    await shelves.alsoAs(claim, as); // a crash may have come between the two names
    return (await bytesOf(as)).equals(there) ? 'stored' : 'conflict';
  }

  return {
    async file(record, picture, options) {
      const object = await dicomPicture(record, picture, options);
      if ('kind' in object) return object;
      const wanted = identityOf(record, object);
      if ((await onDisk(() => store(object, (there) => isSamePicture(there, wanted, object.jpeg)))) === 'conflict') {
        return { kind: 'conflict' };
      }
      const { sopClass, sopUid, seriesUid, studyUid } = object;
      return { kind: 'filed', as: placeOf(object), sopClass, sopUid, seriesUid, studyUid, sha256: hashOf(object.jpeg) };
    },

    async reject(rejection) {
      const note = rejectionNote(rejection);
      const isSame = (there: Buffer) => readObject(there)?.studyUid === note.studyUid && namesAll(rejection, there);
      if ((await onDisk(() => store(note, isSame))) === 'conflict')
        throw new Error('another note is stored under the id of this one');
      return { as: placeOf(note) };
    },

    async jpeg(place) {
      try {
        return readObject(await onDisk(() => bytesOf(placeOf(place))))?.jpeg;
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return undefined;
        throw error;
      }
    },
  };
}

/** False as well for a file that cannot be read: a person has to look at it. */
function isSamePicture(file: Uint8Array, wanted: Identity, jpeg: Uint8Array): boolean {
  const found = readObject(file);
  if (found?.jpeg === undefined) return false;
  const { sopClass, sopUid, seriesUid, studyUid, patientId } = found;
  const trackingUid = String(found.dataset.TrackingUID ?? '');
  const identity = { sopClass, sopUid, seriesUid, studyUid, patientId, trackingUid };
  return differing(wanted, identity).length === 0 && samePicture(jpeg, found.jpeg);
}

/** Every object below `root`, as `as` names it: for counting what is there. */
export async function objectsIn(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const study of await namesIn(join(root, 'dicom'))) {
    for (const series of await namesIn(join(root, 'dicom', study))) {
      for (const file of await namesIn(join(root, 'dicom', study, series))) {
        found.push(`dicom/${study}/${series}/${file}`);
      }
    }
  }
  return found;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []; // nothing has been filed yet
    throw error;
  }
}

function placeOf({ studyUid, seriesUid, sopUid }: Place): string {
  return `dicom/${checkedUid(studyUid)}/${checkedUid(seriesUid)}/${checkedUid(sopUid)}.dcm`;
}

function claimOf(sopUid: string): string {
  return `uids/${checkedUid(sopUid).slice(-2).replace('.', '0')}/${sopUid}.dcm`;
}
