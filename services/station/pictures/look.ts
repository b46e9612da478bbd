/**
 * What is done with a picture between the shutter and the seal: a small copy for the screen at once, its quality measured,
 * and the code read when it is the picture of a letter. All in memory.
 */
import type { Logger } from 'pino';
import type { Photo } from '../../../device/ports.ts';
import type { VisitId } from '../../wire/ids.ts';
import type { Quality } from '../../wire/quality.ts';
import type { Shot } from '../api/picture.ts';
import type { Aim, State, Trigger } from '../core/visit.ts';
import { countingCode, type LetterReader } from '../letter-code.ts';
import type { Assessor } from '../quality/assess.ts';
import { type Small, smallOf } from '../quality/decode.ts';
import { reduced, thumbnail } from './reduced.ts';
import type { PictureShelf } from './shelf.ts';

export interface Looked {
  readonly quality: Quality;
  /** Of a letter. */
  readonly code: string | undefined;
}

interface LookingOptions {
  readonly shelf: PictureShelf;
  readonly assessor: Assessor;
  readonly letters: LetterReader;
  readonly log: Logger;
  state(): State;
}

/** Looks at one picture after the other. Resolves when all is known; the copy for the screen has been told before. */
export function lookingAt({ shelf, assessor, letters, log, state }: LookingOptions) {
  async function show({ id }: Trigger, small: Promise<Small | Error>, visit: VisitId): Promise<void> {
    const jpeg = await reduced(await small);
    if (jpeg instanceof Error) {
      log.warn({ parcel: id, err: jpeg }, 'a picture has the form of a JPEG and cannot be shown'); // it is kept all the same
      return;
    }
    shelf.put(visit, { kind: 'taken', jpeg });
    const thumb = await thumbnail(jpeg);
    if (thumb instanceof Error) throw thumb; // of a picture that we have just made ourselves
    shelf.put(visit, { kind: 'thumbnail', id, jpeg: thumb });
  }

  async function read(photo: Photo): Promise<string | undefined> {
    const codes = await letters.codesIn(photo.bytes);
    const { stage, list } = state();
    const own = 'visit' in stage ? stage.visit?.appointment.code : undefined;
    return countingCode(codes, own, new Set(list.appointments.map(({ code }) => code)));
  }

  return async (trigger: Trigger, photo: Photo, aim: Aim): Promise<Looked> => {
    const { work } = state();
    const visit = work?.trigger.id === trigger.id ? work.visit : undefined;
    const small = smallOf(photo.bytes); // once: for the screen and for the figures
    const [quality, code] = await Promise.all([
      assessor.assess({ ...photo, small }, shotOf(aim)),
      aim.kind === 'identity-frame' ? read(photo) : undefined,
      visit === undefined ? undefined : show(trigger, small, visit),
    ]);
    return { quality, code };
  };
}

/** A letter or a page is measured like a picture from afar: there is no ruler on it. */
function shotOf(aim: Aim): Shot {
  return aim.kind === 'lesion' ? aim.shot : 'locating';
}
