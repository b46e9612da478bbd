/** One visit driven from outside, with a stopwatch: open, aim, press, saved, at the hospital. */
import { createHash } from 'node:crypto';
import type { AppointmentView, Notice, View } from '../../services/station/api.ts';
import { viewKinds } from '../../services/wire/patient.ts';
import type { FiledPictures } from './archive.ts';
import type { KioskClient } from './kiosk-client.ts';

export interface TakenPicture {
  readonly id: string;
  readonly lesion: string;
  readonly view: string;
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
  /** The first of today's list when not given. */
  readonly appointment?: string;
  /** Where the hospital filed what it has receipted. */
  readonly archive: FiledPictures;
}

const stageMsMax = 30_000;
const receiptMsMax = 120_000;

/** Rejects with a reason when anything is not saved, not filed, or filed with other bytes. Ends the visit either way. */
export async function driveVisit(kiosk: KioskClient, options: DriveOptions): Promise<readonly TakenPicture[]> {
  if (kiosk.view().visit !== undefined) throw new Error('a visit is open at the station: finish it at the kiosk first');
  const ready = ({ camera, clinic }: View) => camera.status === 'ready' && clinic.length > 0;
  await kiosk.until("the camera and today's list", ready, stageMsMax);
  const appointment = choose(kiosk.view(), options.appointment);
  kiosk.say({ kind: 'open-visit', appointment: appointment.id });
  await kiosk.until('opening the visit', (view) => view.stage === 'choosing', stageMsMax);
  try {
    const pressed = new Map<string, { atMs: number; savedMs: number }>();
    const received = new Map<string, number>();
    kiosk.follow(({ visit }) => {
      for (const { id, state } of visit?.pictures ?? []) {
        if (state !== 'saved' && !received.has(id)) received.set(id, performance.now());
      }
    });
    for (let count = 0; count < options.pictures; count++) {
      const { id, atMs, savedMs } = await takeNext(kiosk, appointment, count);
      pressed.set(id, { atMs, savedMs });
    }
    const view = await kiosk.until('filing at the hospital', () => received.size === options.pictures, receiptMsMax);
    const taken: TakenPicture[] = [];
    for (const picture of view.visit?.pictures ?? []) {
      const { filedAs, state } = picture;
      if (state !== 'at-hospital' || filedAs === undefined)
        throw new Error(`picture ${picture.id} is ${state}, not filed`);
      const filed = options.archive.place(filedAs);
      const jpeg = await options.archive.jpeg(filedAs);
      const filedSha256 = jpeg && createHash('sha256').update(jpeg).digest('hex');
      if (filedSha256 !== picture.sha256) throw new Error(`${filed} does not hold the picture that the camera sent`);
      const { atMs = 0, savedMs = 0 } = pressed.get(picture.id) ?? {};
      taken.push({
        id: picture.id,
        lesion: picture.lesion,
        view: picture.view,
        sha256: picture.sha256,
        filed,
        filedSha256,
        pressToSavedMs: Math.round(savedMs),
        pressToReceiptMs: Math.round((received.get(picture.id) ?? 0) - atMs),
      });
    }
    return taken;
  } finally {
    kiosk.say({ kind: 'close-visit' });
  }
}

async function takeNext(kiosk: KioskClient, { lesions }: AppointmentView, count: number) {
  const lesion = lesions[Math.floor(count / viewKinds.length) % lesions.length];
  const view = viewKinds[count % viewKinds.length];
  if (lesion === undefined || view === undefined) throw new Error('this appointment names no lesion');
  kiosk.say({ kind: 'arm', lesion: lesion.id, view });
  await kiosk.until(
    'arming',
    (seen) =>
      seen.stage === 'armed' && seen.aim?.lesion === lesion.id && seen.aim.view === view && seen.notice === undefined,
    stageMsMax,
  );
  const before = new Set(kiosk.view().visit?.pictures.map(({ id }) => id));
  const atMs = performance.now();
  kiosk.say({ kind: 'press' });
  const after = await kiosk.until(
    'taking a picture',
    (seen) => seen.stage === 'saved' || (seen.stage === 'armed' && seen.notice !== undefined),
    stageMsMax,
  );
  const savedMs = performance.now() - atMs;
  const picture = after.visit?.pictures.find(({ id }) => !before.has(id));
  if (picture === undefined) throw new Error(`the ${view} picture was not taken: ${reason(after.notice)}`);
  return { id: picture.id, atMs, savedMs };
}

function choose({ clinic }: View, wanted: string | undefined): AppointmentView {
  const found = wanted === undefined ? clinic[0] : clinic.find(({ id }) => id === wanted);
  if (found === undefined) throw new Error(`today's list has no appointment ${wanted ?? 'at all'}`);
  return found;
}

function reason(notice: Notice | undefined): string {
  if (notice === undefined) return 'no reason was given';
  switch (notice.kind) {
    case 'refused':
      return notice.why;
    case 'camera':
      return `the camera says ${notice.fault}`;
    default:
      return notice.kind;
  }
}
