/** One visit driven from outside, with a stopwatch: sign in, open, identify, press, saved, at the hospital, end. */
import { createHash } from 'node:crypto';
import type { AppointmentView, View } from '../../services/station/api/view.ts';
import type { FiledPictures } from './archive.ts';
import type { KioskClient } from './kiosk-client.ts';
import { begin, endVisit, type Photographer, shots, signIn, stageMsMax, type Taken, take } from './walk.ts';

export interface TakenPicture {
  readonly id: string;
  readonly lesion: string;
  readonly shot: string;
  /** SHA-256 of the camera's bytes. */
  readonly sha256: string;
  /** The DICOM object in which the hospital filed it, and the SHA-256 of the JPEG inside. */
  readonly filed: string;
  readonly filedSha256: string;
  readonly pressToSavedMs: number;
  readonly pressToReceiptMs: number;
}

export interface DriveOptions {
  readonly pictures: number;
  readonly photographer: Photographer;
  /** The first of today's list who waits, when not given. */
  readonly appointment?: string;
  /** Where the hospital filed what it has receipted. */
  readonly archive: FiledPictures;
}

const receiptMsMax = 120_000;

/** Rejects with a reason when anything is not saved, not filed, or filed with other bytes. Ends the visit either way. */
export async function driveVisit(kiosk: KioskClient, options: DriveOptions): Promise<readonly TakenPicture[]> {
  await signIn(kiosk, options.photographer);
  if (kiosk.view().visit !== undefined) throw new Error('a visit is open at the station: finish it at the kiosk first');
  const ready = ({ camera, clinic }: View) => camera.status === 'ready' && clinic.length > 0;
  await kiosk.until("the camera and today's list", ready, stageMsMax);
  const appointment = choose(kiosk.view(), options.appointment);
  const { visit } = await begin(kiosk, options.photographer, appointment);
  try {
    const pressed = new Map<string, Taken>();
    const received = new Map<string, number>();
    kiosk.follow(({ visit }) => {
      for (const { id, state } of visit?.pictures ?? []) {
        if (state !== 'saved' && !received.has(id)) received.set(id, performance.now());
      }
    });
    for (let count = 0; count < options.pictures; count++) {
      const lesions = (visit?.lesions ?? []).map(({ id }) => id);
      const lesion = lesions[Math.floor(count / shots.length) % lesions.length];
      const shot = shots[count % shots.length];
      if (lesion === undefined || shot === undefined) throw new Error('this appointment names no lesion');
      const taken = await take(kiosk, lesion, shot);
      pressed.set(taken.id, taken);
    }
    const everyReceipt = () => [...pressed.keys()].every((id) => received.has(id));
    const view = await kiosk.until('filing at the hospital', everyReceipt, receiptMsMax);
    return await Promise.all(
      [...pressed.values()].map((taken) => checked(view, taken, received.get(taken.id) ?? 0, options.archive)),
    );
  } finally {
    await endVisit(kiosk);
  }
}

async function checked(
  { visit }: View,
  { id, atMs, savedAtMs }: Taken,
  receivedAtMs: number,
  archive: FiledPictures,
): Promise<TakenPicture> {
  const picture = visit?.pictures.find((one) => one.id === id);
  if (picture?.state !== 'at-hospital' || picture.filedAs === undefined || picture.shows.kind !== 'lesion')
    throw new Error(`picture ${id} is ${picture?.state ?? 'not in its visit'}, not filed`);
  const filed = archive.place(picture.filedAs);
  const jpeg = await archive.jpeg(picture.filedAs);
  const filedSha256 = jpeg && createHash('sha256').update(jpeg).digest('hex');
  if (filedSha256 !== picture.sha256) throw new Error(`${filed} does not hold the picture that the camera sent`);
  return {
    id,
    lesion: picture.shows.lesion,
    shot: picture.shows.shot,
    sha256: picture.sha256,
    filed,
    filedSha256,
    pressToSavedMs: Math.round(savedAtMs - atMs),
    pressToReceiptMs: Math.round(receivedAtMs - atMs),
  };
}

function choose({ clinic }: View, wanted: string | undefined): AppointmentView {
  const found =
    wanted === undefined ? clinic.find(({ state }) => state === 'waiting') : clinic.find(({ id }) => id === wanted);
  if (found === undefined) throw new Error(`today's list has no appointment ${wanted ?? 'of somebody who waits'}`);
  return found;
}
