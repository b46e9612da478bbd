/**
 * A worklist has to fit into one message. What it goes without, in this order: earlier pictures, the oldest first; then
 * the last day, then the day before it.
 *
 *   list without pictures ─► sealed ─► what is left of `worklistBytesMax` ─► pictures, the newest first ─► sealed again
 */
import { worklistBytesMax } from '../../../wire/limits.ts';
import type { Signer } from '../../../wire/signing.ts';
import { type SealedWorklist, sealWorklist, type Worklist, type WorklistLesion } from '../../../wire/worklist.ts';
import { dayAfter } from '../../database/clock.ts';
import { startOfDay } from '../slots.ts';
import type { Clinic } from './content.ts';
import type { EarlierPicture, SmallCopy } from './earlier.ts';

/** As many as the form of a worklist allows. */
const clinicsMax = 31;
/** Of one lesion, as many as the form of a worklist allows. */
const earlierMax = 4;

/** Brackets, commas and a key around a picture in JSON, and its share of what sealing adds. */
const aroundPictureBytes = 32;

export interface FittingOptions {
  readonly signer: Signer;
  /** The station's age recipient. */
  readonly recipient: string;
  /** Undefined for a picture that the archive has no copy of. */
  readonly copyOf: (sopUid: string) => Promise<SmallCopy | undefined>;
}

export interface Fitted {
  readonly letter: SealedWorklist;
  readonly days: number;
  /** Pictures that had no room. */
  readonly picturesLeftOut: number;
  /** Pictures that the archive gave no copy of, or one that cannot be read. */
  readonly picturesMissing: number;
}

/**
 * The list sealed and signed, with as much as a message holds; `earlier` newest first. Undefined when not even the clinics
 * of `today` fit.
 */
export async function fittedWorklist(
  list: Worklist,
  earlier: readonly EarlierPicture[],
  { today, days: daysMax }: { readonly today: string; readonly days: number },
  options: FittingOptions,
): Promise<Fitted | undefined> {
  for (let days = daysMax; days > 0; days--) {
    const until = startOfDay(dayAfter(today, days)).toISOString();
    const clinics = list.clinics.filter(({ startsAt }) => startsAt < until);
    if (clinics.length > clinicsMax) continue;
    const fitted = await fitPictures({ ...list, clinics }, earlier, options);
    if (fitted !== undefined) return { ...fitted, days };
  }
  return undefined;
}

type WithCopy = EarlierPicture & { readonly jpeg: SmallCopy };

async function fitPictures(
  list: Worklist,
  earlier: readonly EarlierPicture[],
  { signer, recipient, copyOf }: FittingOptions,
): Promise<Omit<Fitted, 'days'> | undefined> {
  const bare = await sealWorklist(list, recipient, signer);
  let room = roomIn(bare);
  if (room < 0) return undefined;

  const here = new Set(list.clinics.flatMap(({ appointments }) => appointments.map(({ id }) => String(id))));
  const wanted = earlier.filter(({ appointment }) => here.has(appointment));
  const taken: WithCopy[] = [];
  let picturesMissing = 0;
  for (const picture of wanted) {
    const jpeg = await copyOf(picture.sopUid);
    if (jpeg === undefined) {
      picturesMissing += 1;
      continue;
    }
    room -= inBase64(JSON.stringify(inList({ ...picture, jpeg })).length + aroundPictureBytes);
    if (room < 0) break; // all that follow are older
    taken.push({ ...picture, jpeg });
  }
  for (;;) {
    const letter = taken.length === 0 ? bare : await sealWorklist(withPictures(list, taken), recipient, signer);
    const picturesLeftOut = wanted.length - taken.length - picturesMissing;
    if (roomIn(letter) >= 0) return { letter, picturesLeftOut, picturesMissing };
    taken.pop(); // what sealing adds was more than was reckoned
  }
}

/** Characters of base64 that the sealed list has left. */
function roomIn({ document }: SealedWorklist): number {
  return worklistBytesMax - document.sealed.length;
}

function inBase64(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

function withPictures(list: Worklist, pictures: readonly WithCopy[]): Worklist {
  const byLesion = Map.groupBy(pictures, ({ appointment, lesion }) => `${appointment} ${lesion}`);
  const lesionWith = (appointment: string, lesion: WorklistLesion): WorklistLesion => {
    const earlier = byLesion.get(`${appointment} ${lesion.id}`)?.slice(0, earlierMax).map(inList);
    return earlier === undefined ? lesion : { ...lesion, earlier };
  };
  return {
    ...list,
    clinics: list.clinics.map((clinic: Clinic) => ({
      ...clinic,
      appointments: clinic.appointments.map((appointment) => ({
        ...appointment,
        lesions: appointment.lesions.map((lesion) => lesionWith(appointment.id, lesion)),
      })),
    })),
  };
}

function inList({ view, polarised, takenAt, jpeg }: WithCopy): NonNullable<WorklistLesion['earlier']>[number] {
  return { view, polarised, takenAt, jpeg };
}
